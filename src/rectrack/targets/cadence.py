"""`cadence`: something that happens every week, month or quarter."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import ClassVar

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan import fields as f
from rectrack.plan import values
from rectrack.plan.model import Period, Plan, Target
from rectrack.plan.reader import Field, Fields
from rectrack.targets.base import (
    ZERO,
    Account,
    Due,
    Kind,
    PersonReading,
    Reading,
    credits_nobody,
    part,
)
from rectrack.targets.windows import Every, Window, cadence_windows
from rectrack.wording import listed, number

HUNDRED = Decimal(100)


class Tally(Struct, frozen=True):
    """The windows of one person, or of all together where no people are named.

    `kept` counts those kept by now, `passed` those past their nominal day, `due` either, `lost`
    those that can no longer be kept. `open` are those that still can, `waiting` those of them that
    are past their nominal day.
    """

    windows: int
    kept: int
    due: int
    passed: int
    lost: int
    open: tuple[Window, ...]
    waiting: tuple[Window, ...]


class Cadence(Kind, frozen=True):
    """Met when, at the end, the share of windows kept is at least `share` per cent.

    Counted in windows; with `who`, in windows of each person, and everyone must keep the share.
    """

    kind: ClassVar = "cadence"
    fields: ClassVar[Fields] = {
        "every": Field(f.one_of("week", "month", "quarter"), required=True),
        "times": Field(f.whole),
        "on": Field(f.scalar(values.weekday)),
        "share": Field(f.percent),
        "except": Field(f.listing(f.day)),
        "who": Field(f.people),
    }
    value_by_default: ClassVar = Decimal(1)
    shares_credit: ClassVar = True
    counts_after: ClassVar = False

    every: Every = "week"
    times: int = 1
    on: int | None = None
    share: Decimal = HUNDRED
    except_: tuple[date, ...] = ()
    who: tuple[str, ...] = ()

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        if self.on is not None and self.every != "week":
            yield "on", f"a day of the week is for `every: week`, not for {self.every}"
        elif not self.windows(span):
            yield "every", f"no {self.every} falls due between {span.start} and {span.end}"

    def answerable(self) -> tuple[str, ...]:
        return self.who

    def refuses_content(self, target: Target, entry: Entry) -> str | None:
        value = entry.value or ZERO
        if value <= 0 or value != value.to_integral_value():
            return f"value: {number(value)} is not a number of times; a whole one above zero is"
        return None

    def moves_nothing(self, plan: Plan, entry: Entry) -> str | None:
        return credits_nobody(plan, entry, self.who) if self.who else None

    def windows(self, span: Period) -> list[Window]:
        return cadence_windows(self.every, self.on, span, self.except_)

    def read(self, account: Account) -> Reading:
        tallies = self.tallies(account, self.windows(account.span))
        if not tallies:
            return Reading(
                why="nobody of those named is left",
                next_step="name in `who` whom it now falls to",
                unread=True,
            )
        each = tallies.values()
        kept = Decimal(sum(tally.kept for tally in each))
        goal = sum((self.asked(tally.windows) for tally in each), ZERO)
        waiting = {name: tally.waiting for name, tally in tallies.items() if tally.waiting}
        return Reading(
            actual=kept,
            goal=goal,
            expected=sum((self.asked(tally.passed) for tally in each), ZERO),
            share=part(kept, goal),
            met=account.ended and all(tally.kept >= self.asked(tally.windows) for tally in each),
            broken=any(tally.windows - tally.lost < self.asked(tally.windows) for tally in each),
            behind=bool(waiting) or any(tally.kept < self.asked(tally.due) for tally in each),
            why=self.why(tallies, waiting),
            next_step=self.next_step(account, waiting),
            people=tuple(
                PersonReading(name, Decimal(tally.kept), self.asked(tally.windows))
                for name, tally in tallies.items()
                if name
            ),
        )

    def falls_due(self, account: Account, reading: Reading) -> Iterator[Due]:
        still_open: dict[Window, list[str]] = {}
        for name, tally in self.tallies(account, self.windows(account.span)).items():
            for window in tally.open:
                still_open.setdefault(window, []).append(name)
        for window, names in still_open.items():
            who = f": {listed(names)}" if self.who else ""
            yield Due(window.nominal, f"hold it{who}")

    def asked(self, windows: int) -> Decimal:
        """Return how many of so many windows must be kept."""
        return (self.share * windows / HUNDRED).to_integral_value(rounding=ROUND_CEILING)

    def tallies(self, account: Account, windows: list[Window]) -> dict[str, Tally]:
        """Return a tally by person, or one under "" where no people are named."""
        happenings: dict[str, dict[date, int]] = {}
        for entry in account.within_span:
            names = account.plan.members(entry.credited) if self.who else ("",)
            for name in names:
                days = happenings.setdefault(name, {})
                days[entry.date] = days.get(entry.date, 0) + int(entry.value or ZERO)
        names = account.plan.members(self.who) if self.who else ("",)
        found = {}
        for name in names:
            theirs = [
                window
                for window in windows
                if not name or account.is_expected_of(name, window.nominal)
            ]
            if theirs:
                found[name] = self.tally(theirs, happenings.get(name, {}), account.day)
        return found

    def tally(self, windows: list[Window], happenings: dict[date, int], today: date) -> Tally:
        def is_kept(window: Window) -> bool:
            times = sum(n for day, n in happenings.items() if window.first <= day <= window.last)
            return times >= self.times

        open_or_lost = [window for window in windows if not is_kept(window)]
        missed = [window for window in open_or_lost if window.nominal < today]
        still_open = tuple(window for window in open_or_lost if window.last >= today)
        waiting = tuple(window for window in still_open if window.nominal < today)
        kept = len(windows) - len(open_or_lost)
        return Tally(
            windows=len(windows),
            kept=kept,
            due=kept + len(missed),
            passed=sum(window.nominal < today for window in windows),
            lost=len(missed) - len(waiting),
            open=still_open,
            waiting=waiting,
        )

    def why(self, tallies: dict[str, Tally], waiting: dict[str, tuple[Window, ...]]) -> str:
        kept = sum(tally.kept for tally in tallies.values())
        due = sum(tally.due for tally in tallies.values())
        lost = sum(tally.lost for tally in tallies.values())
        asked = "" if self.share == HUNDRED else f", {number(self.share)} % asked"
        said = f"{kept} of {due} {self.every}s kept{asked}"
        if lost:
            said += f"; {lost} missed"
            names = [
                f"{name} {tally.lost}" for name, tally in tallies.items() if name and tally.lost
            ]
            said += f" ({listed(names)})" if names else ""
        if waiting:
            names = [name for name in waiting if name]
            said += f"; this {self.every} is still open"
            said += f" for {listed(names)}" if names else ""
        return said

    def next_step(self, account: Account, waiting: dict[str, tuple[Window, ...]]) -> str:
        if waiting:
            last = max(window.last for windows in waiting.values() for window in windows)
            return f"hold it by {account.say(last)}"
        return f"keep every {self.every} from now on"
