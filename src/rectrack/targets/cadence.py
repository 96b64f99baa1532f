"""`cadence`: something that happens in every window: each day, week, month or the like."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.plan import fields as f
from rectrack.plan.model import Period, Plan, Target
from rectrack.plan.record_loader import Field, Fields
from rectrack.targets.base import Kind
from rectrack.targets.cadence_text import CadenceText
from rectrack.targets.items import Item
from rectrack.targets.progress import ZERO, Progress
from rectrack.targets.ratio import Ratio, part
from rectrack.targets.reading import NOBODY_LEFT, Action, Due, PersonReading, Reading, Sort
from rectrack.targets.tally import (
    HUNDRED,
    Happenings,
    Row,
    Tally,
    happening,
    row,
    still_open,
    tally,
)
from rectrack.targets.windows import (
    RHYTHMS,
    Every,
    Window,
    is_rest,
    most_windows,
    names_of,
    window_around,
)
from rectrack.wording import DAYS, day, listed, number, weekday_and_day
from rectrack.wording import times as often


class Cadence(Kind, frozen=True):
    """Met if, at the end, at least `share` of the days, weeks, months or the like were kept.

    Counted in windows; with `who`, in windows of each person, who must each keep the share and
    are counted up to it.
    """

    kind: ClassVar = "cadence"
    fields: ClassVar[Fields] = {
        "every": Field(
            f.one_of(*RHYTHMS), "How often it must take place, days of rest aside.", required=True
        ),
        "times": Field(f.whole, "How many times in each of them; by default once."),
        "on": Field(f.weekday, "The day of the week on which it is due; only with `every: week`."),
        "share": Field(f.percent, "The share of them that must be kept; by default 100 %."),
        "except": Field(f.listing(f.day), "Further days on which nothing is due."),
        "who": Field(f.people, "The ids of the people and groups who must each do it."),
    }
    values: ClassVar = "times"
    counts: ClassVar = "within its days"
    shares_credit: ClassVar = True
    figures_are: ClassVar = ("kept", "expected", "required")
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
            yield "every", f"no {self.noun} falls due between {span.start} and {span.end}"

    def parts(self, span: Period) -> int:
        return most_windows(self.every, span) + len(self.except_)

    def answerable(self) -> tuple[str, ...]:
        return self.who

    def refuses_content(self, target: Target, entry: Entry) -> str | None:
        value = entry.value or ZERO
        if value <= 0 or value != value.to_integral_value():
            return f"value: {number(value)} must be a whole number of times, 1 or more"
        return None

    def out_of_time(self, entry: Entry, span: Period) -> str | None:
        """Also within the target's days there are some that lie in no window that counts."""
        if said := super().out_of_time(entry, span):
            return said
        window = self.around(entry.date, span)
        nominal, is_day = window.nominal, self.every == "day"
        if nominal in self.except_:
            why = "an exempt day" if is_day else "which is exempt"
        elif is_rest(self.calendar, window, self.on):
            why = "a day of rest" if is_day else "which the calendar exempts"
        elif nominal < span.start:
            why = f"before the first day, {span.start}"
        elif nominal > span.end:
            why = f"after the due day, {span.end}"
        else:
            return None
        when = f"in the {self.noun} that falls due on {weekday_and_day(nominal)}, "
        return f"{'' if is_day else when}{why}; not counted"

    def without_effect(
        self, progress: Progress, added: Sequence[Entry]
    ) -> Iterator[tuple[Entry, str]]:
        """A window is kept by as many happenings as are asked for; others change nothing."""
        span = progress.span
        around = [self.around(entry.date, span) for entry in added]
        first, last = min(each.first for each in around), max(each.last for each in around)
        times: Counter[tuple[str, Window]] = Counter()
        for entry in progress.others(added):
            if first <= entry.date <= last:
                times.update(happening(progress, entry, self.around(entry.date, span), self.who))
        for entry, window in zip(added, around, strict=True):
            new = happening(progress, entry, window, self.who)
            kept = [name for name, _ in new if times[name, window] >= self.times]
            if not new:
                yield entry, f"{listed(entry.credited)} had left by then"
            elif len(kept) == len(new):
                by = f" by {listed(kept)}" if self.who else ""
                the = "the " if self.every in {"week", "two weeks"} else ""
                yield entry, f"{the}{names_of([window], self.every)} is already kept{by}"
            times.update(new)

    @property
    def noun(self) -> str:
        """What one window is called."""
        return RHYTHMS[self.every].noun

    def around(self, day: date, span: Period) -> Window:
        return window_around(self.every, self.on, day, span.start)

    def row(self, span: Period) -> Row:
        return row(self.every, self.on, span, self.except_, self.calendar)

    def promise(self, target: Target) -> str:
        said = "" if self.times == 1 else f"{often(self.times)} "
        said += f"every {'working day' if self.every == 'day' else self.every}"
        said += "" if self.on is None else f", on {DAYS[self.on]}"
        said += f", except {listed(map(day, self.except_), most=99)}" if self.except_ else ""
        said += f", by each of {listed(self.who)}" if self.who else ""
        return said if self.share == HUNDRED else f"{said}; at least {number(self.share)} % of them"

    def items(self, progress: Progress) -> list[Item]:
        """Return the windows that were lost, the latest first."""
        missed = [
            Item(names_of([window], self.every), due=window.nominal, who=(name,) if name else ())
            for name, tally in self.tallies(progress).items()
            for window in tally.lost_windows()
        ]
        return sorted(missed, key=lambda item: item.due or date.min, reverse=True)

    def read(self, progress: Progress) -> Reading:
        tallies = self.tallies(progress)
        if not tallies:
            return NOBODY_LEFT
        each = tallies.values()
        counted = {name: self.up_to_share(t) for name, t in tallies.items()}
        kept = sum(counted.values(), ZERO)
        goal = sum((t.asked_in_all for t in each), ZERO)
        text = CadenceText(self.noun, self.times, self.share, tallies)
        return Reading(
            actual=kept,
            goal=goal,
            expected=sum((t.asked_by_now for t in each), ZERO),
            share=part(kept, goal),
            met=progress.ended and all(t.kept >= t.asked_in_all for t in each),
            failed=any(t.windows - t.lost < t.asked_in_all for t in each),
            behind=bool(text.waiting) or any(t.is_short for t in each),
            why=text.why(progress),
            back_on_track=text.way_back,
            actions=tuple(
                Action(value=many, who=name or None) for name, many in text.waiting.items()
            ),
            next_step=text.next_step(progress),
            spare=text.spare,
            people=tuple(
                PersonReading(name, counted[name], t.asked_in_all, t.asked_by_now)
                for name, t in tallies.items()
                if name
            ),
        )

    def up_to_share(self, tally: Tally) -> Decimal:
        """Return how many windows count: a surplus of one person covers no gap of another."""
        kept = Decimal(tally.kept)
        return min(kept, tally.asked_in_all) if self.who else kept

    def falls_due(self, progress: Progress, reading: Reading) -> Iterator[Due]:
        for window, names in still_open(self.tallies(progress)):
            step = f"hold the {self.noun}'s session{f': {listed(names)}' if self.who else ''}"
            yield Due(window.nominal, step, sort=Sort.SESSION, part=str(window.first))

    def pace(self, progress: Progress, reading: Reading) -> Ratio:
        """Windows kept of the share asked of those due."""
        return self.counted((t.kept, t.due) for t in self.tallies(progress).values())

    def completion(self, progress: Progress, reading: Reading) -> Ratio:
        """Windows kept of the share asked of all."""
        return self.counted((t.kept, t.windows) for t in self.tallies(progress).values())

    def counted(self, kept_of: Iterable[tuple[int, int]]) -> Ratio:
        """Count everyone up to the share: a surplus of one covers no gap of another."""
        counts = [(kept, windows, self.share * windows / HUNDRED) for kept, windows in kept_of]
        done = sum((min(Decimal(kept), asked) for kept, _, asked in counts), ZERO)
        all_asked = sum((asked for _, _, asked in counts), ZERO)
        if len(counts) > 1 or not all_asked or self.share == HUNDRED:
            return Ratio(done, all_asked)
        [(kept, windows, _)] = counts
        return Ratio(done, all_asked, f"{kept} / ({windows} · {number(self.share)} %)")

    def part_of(self, plan: Plan, person: str) -> tuple[Kind, Ratio] | None:
        if person not in plan.among(self.who):
            return None
        return replace(self, who=(person,)), Ratio(Decimal(1), Decimal(1))

    def tallies(self, progress: Progress) -> dict[str, Tally]:
        """Return a tally by person, or one under "" where no people are named."""
        plan, row = progress.plan, self.row(progress.span)
        happened = row.happenings(progress)
        if not self.who:
            together: Happenings = Counter()
            for times in happened.values():
                together.update(times)
            return {"": tally(row, self.times, self.share, None, together, progress.day)}
        theirs: dict[str, Happenings] = {}
        for credited, times in happened.items():
            for name in plan.members(credited):
                theirs.setdefault(name, Counter()).update(times)
        found = {
            name: tally(
                row,
                self.times,
                self.share,
                plan.people[name].left,
                theirs.get(name, {}),
                progress.day,
            )
            for name in plan.members(self.who)
        }
        return {name: each for name, each in found.items() if each.windows}
