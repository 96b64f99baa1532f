"""The tables of an export, with their columns."""

from rectrack.log.yaml_loader import ENTRY
from rectrack.render import export_columns as c
from rectrack.reports.effect import Effect
from rectrack.reports.life_cycle import MeasureState
from rectrack.targets.case import CaseState, Fact
from rectrack.targets.kinds import KINDS
from rectrack.targets.state import State

SCHEMA = "rectrack/export/1"
TABLES = ("plans", "measures", "targets", "entries", "cases")
DAY = "as_of"
"""The column that is no field of any row: databases take it from the name of a folder."""

PLAN = {"plan": c.given("The path of the plan as it was given, by which all tables are joined.")}
REFUSED = c.records(
    "Decisions that do not count because they break a rule.",
    {"entry": c.text("The id of the decision."), "rule": c.given("The rule that it breaks.")},
)
COUNTED = {
    "targets": "How many targets the plan has: met, waived, withdrawn and outstanding.",
    State.MET.key: "How many of them are met.",
    State.WAIVED.key: "How many are not met, which is accepted for the time being.",
    State.WITHDRAWN.key: "How many belong to a measure that was withdrawn.",
    "outstanding": "How many are neither met, waived nor withdrawn.",
    State.FAILED.key: "How many can no longer be met.",
    State.OVERDUE.key: "How many are past their deadline.",
    State.BEHIND.key: "How many are behind what is expected by the day.",
    State.NO_DATA.key: "How many cannot be judged, for want of a figure or of any entry.",
    State.ON_TRACK.key: "How many are outstanding, and as far as they should be.",
}

PLANS: c.Columns = {
    "schema": c.text(f"The name and version of this form: {SCHEMA}.", SCHEMA, always=True),
    **PLAN,
    "title": c.text("The title of the plan."),
    "start": c.day("The first day of its period."),
    "end": c.day("The last day of its period."),
    "timezone": c.text("Its time zone, where it names one."),
    "entries": c.whole("How many entries count by the day.", always=False),
    "last_entry": c.day("The latest day on which anything happened, by the entries that count."),
    "errors": c.whole("How many errors there are among its entries.", always=False),
    "error": c.text("Why the plan could not be read; then all that it says is left out."),
    **{name: c.whole(about, always=False) for name, about in COUNTED.items()},
    "problems": c.records(
        "The problems that the plan answers.",
        {
            "id": c.given("The id of the problem."),
            "title": c.given("What the problem is."),
            "severity": c.text("How grave it is.", "high", "medium", "low"),
            "state": c.text("Whether all that answers it is done.", "open", "closed", always=True),
        },
    ),
    "people": c.records(
        "The people of the plan.",
        {"id": c.given("The id of the person."), "name": c.given("What the person is called.")},
    ),
}

MEASURES: c.Columns = {
    **PLAN,
    "id": c.given("The id of the measure."),
    "title": c.given("What is done."),
    "lead": c.given("The id of the person who leads it on the day."),
    "with": c.texts("Ids of the people and groups who share the responsibility."),
    "state": c.text(
        "Its state after the last decision on it.", *(s.key for s in MeasureState), always=True
    ),
    "answers": c.texts("Ids of the problems that it answers."),
    "recheck_due": c.day("When its sign-off is to be looked at again."),
    "lapsed": c.flag("Whether a sign-off stands although it no longer holds."),
    "rebounds": c.whole("How often a closing was taken back."),
    "refused": REFUSED,
    "ready": c.flag("Whether nothing is missing for its sign-off."),
}

TARGETS: c.Columns = {
    **PLAN,
    "id": c.given("The id of the target."),
    "title": c.given("What must be reached."),
    "measure": c.given("The id of its measure."),
    "problems": c.texts("Ids of the problems that its measure answers."),
    "kind": c.text("How it is judged; empty while that is undecided.", *KINDS),
    "unit": c.given("The unit of its figures; empty where it has none."),
    "owner": c.given("The id of the person who answers for it on the day."),
    "state": c.text("Its state on the day.", *(state.key for state in State), always=True),
    State.MET.key: c.flag(f"Whether that state is {State.MET}."),
    "actual": c.number("How far it has come: people, windows, cases or steps, or in its unit."),
    "goal": c.number("What it must reach, in the same unit."),
    "expected": c.number("What is expected of it by the day, in the same unit."),
    "min": c.number("The lowest value that a level may have."),
    "max": c.number("The highest value that a level may have."),
    "start": c.day("Its first day.", always=True),
    "due": c.day("Its last day, extensions included.", always=True),
    "first_due": c.day("Its last day as it was promised at first.", always=True),
    "extensions": c.whole("How often its last day was moved."),
    "late_extensions": c.whole("How many of these were asked for after that day had passed."),
    "why": c.given("Why it is in that state, in words."),
    "next_step": c.given("What is left to the end, in words."),
    "needed_per_week": c.number("How much is needed each week from now on."),
    "forecast": c.day("When it will be met if it goes on as before."),
    "short": c.number("How many people are below what is expected of each."),
    "back_on_track": c.given("The least that brings it back to what is expected, in words."),
    "explained": c.flag("Whether somebody has answered for what went wrong."),
    "cause": c.text("Why it went wrong, as its explanation says."),
    "remedy": c.text("What is done about it, as its explanation says."),
    "remedy_due": c.day("When that is to be done."),
    "remedy_done": c.day("When that was done."),
    "next_by": c.text("The id of who takes the next step, where that is not the owner."),
    "people": c.records(
        "How far each person has come with their own part.",
        {
            "id": c.given("The id of the person."),
            "actual": c.number("How far they have come."),
            "goal": c.number("What they must reach."),
            "expected": c.number("What is expected of them by the day."),
        },
    ),
    "refused": REFUSED,
    "overruled": c.records(
        "Entries of a limit that somebody else changed or took back.",
        {
            "entry": c.text("The id of the entry."),
            "by": c.given("The id of who recorded it."),
            "correction": c.text("The id of the entry that corrects it."),
            "corrected_by": c.given("The id of who recorded that."),
        },
    ),
    "weight": c.number("How much it weighs in scores."),
    "measure_title": c.given("What its measure does."),
    "owner_name": c.given("What its owner is called."),
}

_OF_ENTRIES: dict[str, c.Column] = {
    **dict.fromkeys(("date", "due", "to", "asked", "until"), c.day("")),
    "value": c.number(""),
    "passed": c.flag("", always=False),
    "logged": c.Column("moment", ""),
    **dict.fromkeys(("for", "evidence"), c.texts("")),
}
ENTRIES: c.Columns = {
    **PLAN,
    **{
        name: c.Column(of.type, field.about, of.always, of.many)
        for name, field in ENTRY.items()
        for of in (_OF_ENTRIES.get(name, c.text("")),)
    },
    "line": c.whole("The line of the plan on which it stands."),
    "counts": c.flag("Whether it is effective by the day."),
    "corrected_by": c.text("The id of the correction in force, where it is undone or replaced."),
    "remark": c.text("Why it does not count, in words."),
    "but": c.text("What is to be known of a decision that counts, in words."),
    "effect": c.text(
        "What it comes to: counts; undone, replaced, set_aside for an error; a copy of another;"
        " dated later than the day; undoes another; idle, a correction without effect.",
        *Effect,
        always=True,
    ),
    "logged_on": c.day("The day on which it was recorded, by the clock of who did."),
}

CASES: c.Columns = {
    **PLAN,
    "case": c.given("The reference of the case."),
    "title": c.text("What it is about."),
    "target": c.given("The id of the target that it is a case of."),
    "asked_by": c.text("Who gave the instruction or made the petition."),
    "opened": c.day("When it was opened.", always=True),
    "state": c.text("How it stands on the day.", *(each.key for each in CaseState), always=True),
    "holder": c.given("The id of who has it in hand, or had it at its end."),
    "holders": c.records(
        "Who had it in hand, one after the other.",
        {
            "person": c.given("The id of the person."),
            "since": c.day("From which day on.", always=True),
            "until": c.day("Until which day; empty where they still have it."),
            "days_late": c.whole("How many days they held it past its deadline."),
            "ran_late": c.flag("Whether it became late in their hands."),
        },
    ),
    "stage": c.text("The furthest stage that it has reached."),
    "stages": c.records(
        "Its stages in their order.",
        {"stage": c.given("The name of the stage."), "done": c.day("When it was reached.")},
    ),
    "lacking": c.texts("The stages that it has yet to reach."),
    "due": c.day("Its last day, extensions included."),
    "first_due": c.day("The last day that it had at its opening."),
    "extended": c.records(
        "How its last day was moved.",
        {
            "entry": c.text("The id of the decision."),
            "from": c.day("The last day before it.", always=True),
            "to": c.day("The last day that it sets.", always=True),
            "late": c.flag("Whether it was asked for after the day had passed."),
        },
    ),
    "days_left": c.whole("How many days there are to its last, below zero past it.", always=False),
    "days_late": c.whole("How many days it took, or has taken, beyond its last."),
    "ended": c.day("When it was closed, dropped or opened again."),
    "facts": c.texts("What is to be known of how it ran.", *(fact.key for fact in Fact)),
    "evidence": c.texts("Paths or web addresses that its entries refer to."),
    "entries": c.texts("Ids of the entries that moved it."),
}

COLUMNS: dict[str, c.Columns] = dict(
    zip(TABLES, (PLANS, MEASURES, TARGETS, ENTRIES, CASES), strict=True)
)
"""The columns of each table, in the order in which its rows have them."""
ABOUT = {
    "plans": "A plan with the number of its targets in each state.",
    "measures": "A measure with its state.",
    "targets": "A target with its reading and state.",
    "entries": "An entry of a log, whether it counts and if not, why.",
    "cases": "A case of a register of cases.",
}
"""What a row of each table is."""
