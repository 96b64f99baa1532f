"""What entries on targets have changed of the measures that these belong to."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.records import Records
from rectrack.reports.closing import closing
from rectrack.reports.measure_standing import MeasureStanding


class MeasureChange(Struct, frozen=True):
    """A measure on which something was decided, before and after entries on its targets."""

    was: MeasureStanding
    now: MeasureStanding

    @property
    def moved(self) -> bool:
        """Whether it is in another state than before, or its sign-off lapsed or holds again."""
        return (self.was.state, self.was.lapsed) != (self.now.state, self.now.lapsed)

    @property
    def why(self) -> tuple[str, ...]:
        """What a sign-off lacks by now, or why it does not count any more."""
        known = dict(self.was.refused)
        return self.now.lacks or tuple(why for entry, why in self.now.refused if entry not in known)


def measure_changes(
    before: Records, after: Records, entries: Iterable[Entry], day: date
) -> Iterator[MeasureChange]:
    """Yield the measures decided on that entries, or those on their targets, speak of, on a day.

    `after` is what `before` says with some entries added, taken back or put right.
    """
    plan, touched = after.plan, {entry.target for entry in entries}
    measures = {plan.targets[name].measure for name in touched if name in plan.targets}
    measures |= {each.measure for each in entries if each.measure in plan.measures}
    histories = [records.until(day) for records in (before, after)]
    for measure in plan.measures.values():
        if measure.id not in measures or measure.id not in histories[1].measure_decisions:
            continue
        was, now = (
            closing(records, measure, history, day)
            for records, history in zip((before, after), histories, strict=True)
        )
        yield MeasureChange(was, now)
