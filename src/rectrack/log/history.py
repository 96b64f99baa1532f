"""The effective entries up to a day, by what they speak of."""

from bisect import bisect_right
from collections.abc import Container, Iterable
from datetime import date

from msgspec import Struct, field

from rectrack.log.entry import Entry
from rectrack.log.validation import is_remark, is_target_decision

By = dict[str, list[Entry]]


class History(Struct, frozen=True):
    """All lists are in reading order.

    `progress` and `target_decisions` (extensions, waivers, explanations) are by target,
    `measure_decisions` by measure, `awards` by person.
    """

    progress: By = field(default_factory=dict)
    target_decisions: By = field(default_factory=dict)
    measure_decisions: By = field(default_factory=dict)
    awards: By = field(default_factory=dict)

    def cut(self, targets: Iterable[str], day: date, measures: Iterable[str] = ()) -> "History":
        """Return what there was on these targets and measures at the end of an earlier day."""
        names = tuple(targets)
        parts = (
            (self.progress, names),
            (self.target_decisions, names),
            (self.measure_decisions, measures),
        )
        return History(
            *({name: up_to(part.get(name, []), day) for name in asked} for part, asked in parts)
        )


def up_to(entries: list[Entry], day: date) -> list[Entry]:
    """Return the entries, which are in reading order, that are dated up to a day."""
    return entries[: bisect_right(entries, day, key=lambda each: each.date)]


def concerning(
    entries: Iterable[Entry], targets: Container[str | None], measures: Container[str | None]
) -> list[Entry]:
    """Return the entries that speak of any of these targets or measures."""
    return [each for each in entries if each.target in targets or each.measure in measures]


def until(entries: list[Entry], day: date) -> History:
    """Return the history at the end of a day; what is dated after it does not exist yet.

    Remarks are left out, since they count as nothing.
    `entries` are effective, and in reading order.
    """
    history = History()
    for entry in up_to(entries, day):
        if is_remark(entry):
            continue
        if entry.target is not None:
            part = history.target_decisions if is_target_decision(entry) else history.progress
            subject = entry.target
        elif entry.measure is not None:
            part, subject = history.measure_decisions, entry.measure
        else:
            part, subject = history.awards, entry.person or ""
        part.setdefault(subject, []).append(entry)
    return history
