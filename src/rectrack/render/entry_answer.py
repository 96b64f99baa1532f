"""What is answered when entries were added: what they say, and where things stand now."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from rectrack.changes.change import Change
from rectrack.changes.repeats import name_of, twins
from rectrack.log.entry import Entry
from rectrack.log.sorts import is_progress, is_remark
from rectrack.records import Records
from rectrack.render.answer import Answer, Standings, standing_lines, what_happened, with_note
from rectrack.render.page import visible
from rectrack.reports.cases import case_of
from rectrack.reports.closing import sign_off_check
from rectrack.reports.decision_notes import of_progress
from rectrack.reports.measure_changes import measure_changes
from rectrack.reports.measure_standing import state_of
from rectrack.reports.status import standing_of
from rectrack.targets.case_register import opens
from rectrack.targets.kinds import kind_of
from rectrack.targets.reported import Reported
from rectrack.targets.standing import Standing
from rectrack.targets.windows import names_of, statement_around
from rectrack.wording import day as say_day


def entry_answer(change: Change, today: date) -> Answer:
    """Return what is answered to one entry: what it says, and where that stands now."""
    [entry] = change.entries
    standings = standings_of(change.after, change.entries, today)
    idle = idle_warnings(change, today)
    said = what_happened(_with_case(entry, change.after), change.after.plan)
    lines = standing_lines(standings)
    standing = standings.get(entry.target or "")
    if not idle and isinstance(standing, Standing):
        said += _reported(entry, standing, today)
        lines = tuple(each + _to_report(entry, standing) for each in lines)
    return Answer(
        said=with_note(said, entry),
        lines=lines,
        about=change.entries,
        warnings=idle or (*_repeat_warnings(change), *_remedy_warnings(change, entry)),
    )


def _reported(entry: Entry, standing: Standing, today: date) -> str:
    """Return of what month or quarter "none" speaks, where that is not over yet."""
    kind = kind_of(standing.target)
    if not isinstance(kind, Reported) or not kind.reports_none(entry):
        return ""
    window = statement_around(kind.attest, entry.date)
    last = min(window.last, standing.span.end)
    if last <= today or entry.date not in standing.span:
        return ""
    name = names_of([window], kind.attest)
    return f" (reports {name}, which runs until {standing.progress.say(last)})"


def _to_report(entry: Entry, standing: Standing) -> str:
    """Return how to report the first month or quarter that still lacks its report."""
    kind = kind_of(standing.target)
    missing = [each.day for each in standing.reading.actions if each.day is not None]
    if not missing or not isinstance(kind, Reported) or not kind.reports_none(entry):
        return ""
    return f"; {kind.named_by(missing[0])}"


def _with_case(entry: Entry, records: Records) -> Entry:
    """Return an entry on a case as it is shown: with its title, and its last day if opened."""
    case = case_of(records, entry)
    if case is None:
        return entry
    return replace(entry, title=case.title or None, due=case.first_due if opens(entry) else None)


def remark_answer(change: Change, today: date) -> Answer:
    """Return what is answered to a remark: what it says, and nothing of figures it cannot move."""
    [entry] = change.entries
    return Answer(said=with_note(what_happened(entry, change.after.plan), entry))


def _repeat_warnings(change: Change) -> Iterator[str]:
    """Yield a warning of each entry of progress that says what another says already."""
    for entry, twin in twins(change.before, change.entries).items():
        if is_progress(entry):
            name = name_of(twin, change.before)
            yield f"warning: this says the same as the entry {name}, and both count"


def _remedy_warnings(change: Change, entry: Entry) -> Iterator[str]:
    """Yield a warning of an explanation that takes the place of one whose remedy is not done."""
    if entry.target is None or entry.cause is None:
        return
    history = change.before.history.cut((entry.target,), entry.date)
    found = standing_of(change.before.plan, entry.target, history, entry.date).remedy
    if found is not None:
        before = f"the explanation of {say_day(found.entry.date)}"
        remedy = visible(found.remedy)
        yield f"warning: this takes the place of {before}, whose remedy is not done: {remedy}"


def idle_warnings(change: Change, today: date) -> tuple[str, ...]:
    """Return a warning of each entry that is out of time or moves no figure."""
    found = of_progress(change.after, change.entries, today)
    return tuple(f"warning: {why}" for _, why in found)


def measure_warnings(change: Change, about: Iterable[Entry], today: date) -> Iterator[str]:
    """Yield a warning of each measure that is signed off, or whose sign-off entries have touched.

    `about` are the entries on its targets.
    """
    fresh = set(change.entries)
    telling = [each for each in about if not is_remark(each) and (each.target or each not in fresh)]
    corrected = {each.measure for each in telling}
    for each in measure_changes(change.before, change.after, telling, today):
        name, now = each.now.measure.id, state_of(each.now, today)
        if each.moved and name in corrected:  # the answer itself says where it stands
            continue
        if each.moved:
            why = f": {'; '.join(each.why)}" if each.why else ""
            yield f"warning: {name} is now {now}{why}; it was {state_of(each.was, today)}"
        elif each.now.closed:
            yield f"warning: {name} is already {now}"


def standings_of(records: Records, entries: Iterable[Entry], today: date) -> Standings:
    """Return where the targets and measures that entries speak of stand now.

    What an entry dated later than today speaks of is seen from the entry's own day.
    """
    plan = records.plan
    seen_on: dict[str, date] = {}
    for entry in entries:
        subject = entry.target or entry.measure
        if subject in plan.targets or subject in plan.measures:
            seen_on[subject] = max(seen_on.get(subject, today), entry.date)
    found: Standings = {}
    for subject, day in seen_on.items():
        if subject in plan.targets:
            then = records.history.cut((subject,), day, (plan.targets[subject].measure,))
            found[subject] = standing_of(plan.as_of(day), subject, then, day)
        else:
            measure = plan.measures[subject]
            then = records.history.cut(measure.targets, day, (subject,))
            found[subject] = sign_off_check(records, measure, then, day)
    return found
