"""What a clerk is asked about an entry, by what the kind of its target says of itself."""

from collections.abc import Iterable

from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.targets.base import Kind
from rectrack.targets.case import Case
from rectrack.targets.cases import Cases
from rectrack.targets.items import Item
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import moves_nothing
from rectrack.targets.progress import Progress
from rectrack.terminal.choice import Choice, Question
from rectrack.wording import listed, number


def question(particular: str, progress: Progress, entry: Entry) -> Question:
    """Return what to ask for a particular; `entry` says what is known of it by now."""
    kind = kind_of(progress.target)
    if particular == "value":
        return _value(kind, progress.target.unit)
    if particular == "step":
        return _step(kind.items(progress), progress)
    register = kind.register(progress).cases if isinstance(kind, Cases) else ()
    cases = [each for each in register if each.ended is None]
    if particular == "case":
        return _case(cases, progress)
    return _event(next((each for each in cases if each.ref == entry.case), None))


def whose(plan: Plan, kind: Kind, entry: Entry) -> Question | None:
    """Return what to ask where `for` must name somebody, else None."""
    if entry.event == "handed" and "event" in kind.takes and entry.for_ is None:
        return Question(text="Whose case is it now?", choices=people(plan, plan.people))
    if moves_nothing(plan, kind, entry) is None:
        return None
    choices = people(plan, (*plan.members(kind.answerable()), *kind.answerable()))
    return Question(text="Whose work is it?", choices=choices, takes_several=True)


def people(plan: Plan, names: Iterable[str]) -> tuple[Choice, ...]:
    """Return people and groups to choose from, with what they are called."""
    return tuple(
        Choice(name, listed(plan.groups[name]) if name in plan.groups else plan.people[name].name)
        for name in dict.fromkeys(names)
    )


def _value(kind: Kind, unit: str) -> Question:
    if kind.takes_readings:
        text = f"What is the reading, in {unit}?" if unit else "What is the reading?"
    else:
        text = f"How many {unit}?" if unit else "How many?"
    default = kind.value_by_default
    return Question(
        text=text + (" A number, or none." if kind.states_none else ""),
        default=None if default is None else number(default),
    )


def _step(steps: Iterable[Item], progress: Progress) -> Question:
    """Offer the steps that are left by the day that they are due, then those that are done."""
    dated = [
        (each.done is not None, each.done or each.due or progress.span.end, each.name)
        for each in steps
    ]
    choices = (
        Choice(name, f"{'done on' if done else 'due'} {progress.say(day)}")
        for done, day, name in sorted(dated, key=lambda each: each[:2])
    )
    return Question(text="Which step?", choices=tuple(choices))


def _case(cases: Iterable[Case], progress: Progress) -> Question:
    """Offer open cases, the oldest first."""
    return Question(
        text='Which case? Choose a number, type its reference or a new one, or "none".',
        choices=tuple(
            Choice(
                each.ref,
                f"{each.title + ', ' if each.title else ''}opened on {progress.say(each.opened)},"
                f" with {each.owner}, next is {each.lacking[0]!r}",
            )
            for each in sorted(cases, key=lambda each: each.opened)
        ),
        is_open=True,
    )


def _event(case: Case | None) -> Question:
    """Offer what may happen to an open case, the next first; one that is not open can be opened."""
    text = "What happened to it?"
    if case is None:
        return Question(text=text, choices=(Choice("opened", "a new case"),))
    following, *others = case.lacking
    choices = (
        Choice(following, "the next stage"),
        *map(Choice, others),
        Choice("handed", "passed on to somebody else"),
        Choice("dropped", "ended, because it went elsewhere"),
    )
    return Question(text=text, choices=choices)
