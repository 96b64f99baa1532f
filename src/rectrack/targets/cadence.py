"""`cadence`: something that happens every week, month or quarter."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import ClassVar

from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.plan import fields as f
from rectrack.plan.model import Period, Plan, Target
from rectrack.plan.reader import Field, Fields
from rectrack.targets.account import ZERO, Account, Due, PersonReading, Reading
from rectrack.targets.base import Kind, credits_nobody
from rectrack.targets.items import Item
from rectrack.targets.quotient import Quotient, part
from rectrack.targets.tally import Happenings, Row, Tally, row, still_open, tally
from rectrack.targets.windows import Every, Window, most_windows, names_of
from rectrack.wording import DAYS, day, listed, number, weekday_and_day

HUNDRED = Decimal(100)


class Cadence(Kind, frozen=True):
    """Met when, at the end, the share of windows kept is at least `share` per cent.

    Counted in windows; with `who`, in windows of each person, and everyone must keep the share.
    """

    kind: ClassVar = "cadence"
    fields: ClassVar[Fields] = {
        "every": Field(
            f.one_of("week", "month", "quarter"), "In which windows it happens.", required=True
        ),
        "times": Field(f.whole, "How often in each window; by default once."),
        "on": Field(f.weekday, "On which day of the week it is due."),
        "share": Field(f.percent, "How many of the windows must be kept; by default 100 %."),
        "except": Field(f.listing(f.day), "Days on which nothing falls due."),
        "who": Field(f.people, "The ids of the people and groups who must each keep it."),
    }
    value_by_default: ClassVar = Decimal(1)
    shares_credit: ClassVar = True
    counts_after: ClassVar = False
    figures_are: ClassVar = ("kept", "expected", "wanted")
    items_are: ClassVar = "Missed"

    every: Every = "week"
    times: int = 1
    on: int | None = None
    share: Decimal = HUNDRED
    except_: tuple[date, ...] = ()
    who: tuple[str, ...] = ()

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        if self.on is not None and self.every != "week":
            yield "on", f"a day of the week is for `every: week`, not for {self.every}"
        elif not self.row(span).windows:
            yield "every", f"no {self.every} falls due between {span.start} and {span.end}"

    def parts(self, span: Period) -> int:
        return most_windows(self.every, span) + len(self.except_)

    def answerable(self) -> tuple[str, ...]:
        return self.who

    def refuses_content(self, target: Target, entry: Entry) -> str | None:
        value = entry.value or ZERO
        if value <= 0 or value != value.to_integral_value():
            return f"value: {number(value)} is not a number of times; a whole one above zero is"
        return None

    def moves_nothing(self, plan: Plan, entry: Entry) -> str | None:
        return credits_nobody(plan, entry, self.who) if self.who else None

    def row(self, span: Period) -> Row:
        return row(self.every, self.on, span, self.except_)

    def promise(self, target: Target) -> str:
        said = (
            f"every {self.every}" if self.times == 1 else f"{self.times} times every {self.every}"
        )
        said += "" if self.on is None else f", on {DAYS[self.on]}"
        said += f", except {listed(map(day, self.except_), most=99)}" if self.except_ else ""
        said += f", by each of {listed(self.who)}" if self.who else ""
        return said if self.share == HUNDRED else f"{said}; {number(self.share)} % of them at least"

    def items(self, account: Account) -> list[Item]:
        """Return the windows that were lost, the latest first."""
        missed = [
            Item(self.name_of(window), due=window.nominal, who=(name,) if name else ())
            for name, tally in self.tallies(account).items()
            for window in tally.lost_windows()
        ]
        return sorted(missed, key=lambda item: item.due or date.min, reverse=True)

    def name_of(self, window: Window) -> str:
        if self.every == "week":
            return f"week of {weekday_and_day(window.nominal)}"
        return names_of([window], self.every)

    def read(self, account: Account) -> Reading:
        tallies = self.tallies(account)
        if not tallies:
            return Reading(
                why="nobody of those named is left",
                next_step="name in `who` whom it now falls to",
                unread=True,
            )
        each = tallies.values()
        kept = Decimal(sum(tally.kept for tally in each))
        goal = sum((self.asked(tally.windows) for tally in each), ZERO)
        waiting = {name: windows for name, tally in tallies.items() if (windows := tally.waiting())}
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
        for window, names in still_open(self.tallies(account)):
            who = f": {listed(names)}" if self.who else ""
            yield Due(window.nominal, f"hold it{who}")

    def pace(self, account: Account, reading: Reading) -> Quotient:
        """Windows kept of the share asked of those due."""
        return self.counted((t.kept, t.due) for t in self.all_tallies(account))

    def completion(self, account: Account, reading: Reading) -> Quotient:
        """Windows kept of the share asked of all."""
        return self.counted((t.kept, t.windows) for t in self.all_tallies(account))

    def all_tallies(self, account: Account) -> Iterable[Tally]:
        return self.tallies(account).values()

    def counted(self, kept_of: Iterable[tuple[int, int]]) -> Quotient:
        """Count everyone up to the share: a surplus of one covers no gap of another."""
        counts = [(kept, windows, self.share * windows / HUNDRED) for kept, windows in kept_of]
        done = sum((min(Decimal(kept), asked) for kept, _, asked in counts), ZERO)
        all_asked = sum((asked for _, _, asked in counts), ZERO)
        if len(counts) > 1 or not all_asked or self.share == HUNDRED:
            return Quotient(done, all_asked)
        [(kept, windows, _)] = counts
        return Quotient(done, all_asked, f"{kept} / ({windows} · {number(self.share)} %)")

    def part_of(self, plan: Plan, person: str) -> tuple[Kind, Quotient] | None:
        if person not in plan.among(self.who):
            return None
        return replace(self, who=(person,)), Quotient(Decimal(1), Decimal(1))

    def asked(self, windows: int) -> Decimal:
        """Return how many of so many windows must be kept."""
        return (self.share * windows / HUNDRED).to_integral_value(rounding=ROUND_CEILING)

    def tallies(self, account: Account) -> dict[str, Tally]:
        """Return a tally by person, or one under "" where no people are named."""
        plan, row = account.plan, self.row(account.span)
        happened = row.happenings(account)
        if not self.who:
            together: Happenings = {}
            for times in happened.values():
                _add(times, together)
            return {"": tally(row, self.times, None, together, account.day)}
        theirs: dict[str, Happenings] = {}
        for credited, times in happened.items():
            for name in plan.members(credited):
                _add(times, theirs.setdefault(name, {}))
        found = {
            name: tally(row, self.times, plan.people[name].left, theirs.get(name, {}), account.day)
            for name in plan.members(self.who)
        }
        return {name: each for name, each in found.items() if each.windows}

    def why(self, tallies: dict[str, Tally], waiting: dict[str, list[Window]]) -> str:
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

    def next_step(self, account: Account, waiting: dict[str, list[Window]]) -> str:
        if waiting:
            last = max(window.last for windows in waiting.values() for window in windows)
            return f"hold it by {account.say(last)}"
        return f"keep every {self.every} from now on"


def _add(times: Happenings, to: Happenings) -> None:
    for place, often in times.items():
        to[place] = to.get(place, 0) + often
