"""Where a measure stands: open, claimed, signed off, rechecked; or rejected, reopened, withdrawn.

A sign-off counts only if it keeps the rules of closing, judged as of its own day on the entries
that count now; one that does not is passed over, however it came into the file.
"""

from collections.abc import Callable
from datetime import date
from typing import Literal

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.plan.model import Measure, Plan, later
from rectrack.targets.judging import Standing, stand
from rectrack.wording import listed

MeasureState = Literal[
    "open", "claimed", "signed off", "rechecked", "rejected", "reopened", "withdrawn"
]


class MeasureStanding(Struct, frozen=True):
    """Where one measure stands at the end of a day.

    `recheck_due` is set while a sign-off stands; `lapsed` says that one stands although a target
    is no longer met. `refused` are the sign-offs that do not count, each with the rule it breaks.
    """

    measure: Measure
    state: MeasureState
    recheck_due: date | None
    lapsed: bool
    rebounds: int
    refused: tuple[tuple[Entry, str], ...]


def closing(plan: Plan, measure: Measure, history: History, day: date) -> MeasureStanding:
    """Follow the words on a measure up to a day; `history` reaches up to it."""
    state: MeasureState = "open"
    recheck_due: date | None = None
    rebounds = 0
    refused = []
    for word in history.words.get(measure.id, []):
        if state == "withdrawn":
            continue
        if word.event == "claimed":
            state = state if recheck_due else "claimed"
        elif word.event == "signed-off":
            wrong = broken_rule(plan, measure, word, history)
            if wrong is not None:
                refused.append((word, wrong))
                continue
            state, recheck_due = "signed off", later(word.date, measure.recheck_after)
        elif word.event == "rejected":
            state, recheck_due = "rejected", None
        elif word.event == "rechecked" and recheck_due is not None:
            if word.passed:
                state, recheck_due = "rechecked", later(word.date, measure.recheck_after)
            else:
                state, recheck_due, rebounds = "reopened", None, rebounds + 1
        elif word.event == "withdrawn":
            state, recheck_due = "withdrawn", None
    lapsed = recheck_due is not None and not _all_settled(plan, measure, history, day)
    return MeasureStanding(measure, state, recheck_due, lapsed, rebounds, tuple(refused))


def is_withdrawn(words: list[Entry]) -> bool:
    """Whether a measure was withdrawn; a withdrawn measure stays so until that is undone."""
    return any(word.event == "withdrawn" for word in words)


def _standings(plan: Plan, measure: Measure, history: History, day: date) -> list[Standing]:
    return [
        stand(plan, plan.targets[name], history, day, withdrawn=False) for name in measure.targets
    ]


def _all_settled(plan: Plan, measure: Measure, history: History, day: date) -> bool:
    return all(not each.outstanding for each in _standings(plan, measure, history, day))


def broken_rule(plan: Plan, measure: Measure, word: Entry, history: History) -> str | None:
    """Return the rule of closing that a sign-off breaks, judged as of its day, or None."""
    then = history.cut(measure.targets, word.date)
    rules: tuple[Callable[[], str | None], ...] = (
        lambda: _outstanding(plan, measure, then, word.date),
        lambda: _own_work(plan, measure, word, then),
        lambda: _no_evidence(measure, then),
    )
    return next((wrong for rule in rules if (wrong := rule()) is not None), None)


def _outstanding(plan: Plan, measure: Measure, then: History, day: date) -> str | None:
    standings = _standings(plan, measure, then, day)
    if not standings:
        return "it has no targets"
    names = [each.target.id for each in standings if each.outstanding]
    if not names:
        return None
    return f"{len(names)} of {len(standings)} targets outstanding: {listed(names)}"


def _own_work(plan: Plan, measure: Measure, word: Entry, then: History) -> str | None:
    if word.by == measure.lead:
        return f"{word.by} is the measure's lead"
    for name in measure.targets:
        for entry in then.progress.get(name, ()):
            if word.by in (entry.by, *plan.members(entry.credited)):
                return f"{word.by} worked on {name}"
    return None


def _no_evidence(measure: Measure, then: History) -> str | None:
    names = [
        name
        for name in measure.targets
        if not any(
            entry.evidence
            for entry in (*then.progress.get(name, ()), *then.decisions.get(name, ()))
        )
    ]
    return f"no evidence on {listed(names)}" if names else None
