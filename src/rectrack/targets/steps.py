"""`steps`: named steps, each done once, some by a day of their own."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

from msgspec import field

from rectrack.errors import suggest
from rectrack.log.entry import Entry
from rectrack.plan import fields as f
from rectrack.plan.model import Period, Target
from rectrack.plan.record_loader import Field, Fields
from rectrack.targets.base import Kind
from rectrack.targets.items import Item
from rectrack.targets.progress import Progress
from rectrack.targets.ratio import Ratio, part
from rectrack.targets.reading import Action, Due, Reading, Sort
from rectrack.targets.state import State
from rectrack.wording import listed, plural


class Steps(Kind, frozen=True):
    """Met once all steps are done. A step without a day is due on the target's last day."""

    kind: ClassVar = "steps"
    fields: ClassVar[Fields] = {
        "steps": Field(
            f.names_or_days,
            "The names of the steps, as a list or each with its own deadline.",
            required=True,
        )
    }
    values: ClassVar = "events"
    takes: ClassVar = ("step",)
    counts: ClassVar = "always"
    items_are: ClassVar = "Steps"

    steps: Mapping[str, date | None] = field(default_factory=dict)

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        for name, day in self.steps.items():
            if day is not None and day not in span:
                yield "steps", f"{name}: {day} is outside the target's days, {span}"

    def parts(self, span: Period) -> int:
        return len(self.steps)

    def refuses_content(self, target: Target, entry: Entry) -> str | None:
        if entry.step in self.steps:
            return None
        hint = suggest(entry.step or "", self.steps)
        steps = listed(self.steps, most=12)
        return f"step: {target.id} has no step {entry.step!r}; it has {steps}{hint}"

    def promise(self, target: Target) -> str:
        return f"{plural(len(self.steps), 'step')}: {listed(self.steps, most=99)}"

    def items(self, progress: Progress) -> list[Item]:
        done = self.done(progress)
        return [
            Item(
                name,
                due=self.day_of(name, progress),
                done=done[name].date if name in done else None,
                who=done[name].credited if name in done else (),
            )
            for name in self.steps
        ]

    def done(self, progress: Progress) -> dict[str, Entry]:
        """Return by step the entry that first says so."""
        found: dict[str, Entry] = {}
        for entry in progress.entries:
            found.setdefault(entry.step or "", entry)
        return found

    def without_effect(
        self, progress: Progress, added: Sequence[Entry]
    ) -> Iterator[tuple[Entry, str]]:
        """A step is done on the first day of all on which it is said to be."""
        done = {entry.step: entry.date for entry in reversed(progress.others(added))}
        for entry in added:
            since = done.get(entry.step)
            if since is not None and since <= entry.date:
                yield entry, f"{entry.step!r} has been done since {progress.say(since)}"
            else:
                done[entry.step] = entry.date

    def doubtful(self, progress: Progress) -> Iterator[tuple[Entry, str]]:
        """A step may be done before an earlier one, but is then likely to be a slip."""
        done = self.done(progress)
        earlier: list[str] = []
        for name in self.steps:
            if name in done:
                day = done[name].date
                ahead_of = [each for each in earlier if each not in done or done[each].date > day]
                if ahead_of:
                    yield done[name], f"{name!r} is done before {listed(map(repr, ahead_of))}"
            earlier.append(name)

    def done_and_left(self, progress: Progress) -> tuple[dict[str, date], list[str]]:
        """Return the steps done, with their days, and the others by the day that they are due."""
        done = {step: entry.date for step, entry in self.done(progress).items()}
        left = [name for name in self.steps if name not in done]
        return done, sorted(left, key=lambda name: self.day_of(name, progress))

    def read(self, progress: Progress) -> Reading:
        done, left = self.done_and_left(progress)
        late = [name for name in left if self.day_of(name, progress) < progress.day]
        passed = [name for name in self.steps if self.day_of(name, progress) < progress.day]
        return Reading(
            actual=Decimal(len(done)),
            goal=Decimal(len(self.steps)),
            expected=Decimal(len(passed)),
            share=part(Decimal(len(done)), Decimal(len(self.steps))),
            met=not left,
            behind=bool(late),
            why=self.why(progress, done, left, late),
            back_on_track=_complete(late) if late else "",
            actions=tuple(Action(step=name) for name in late),
            next_step=self.next_step(progress, left[len(late) :], after=bool(late)),
            needed_per_week=progress.per_week(Decimal(len(left))),
        )

    def next_step(self, progress: Progress, coming: list[str], *, after: bool) -> str:
        """Return the step that is due next, `after` others or by itself."""
        if not coming:
            return ""
        what = repr(coming[0]) if after else _complete(coming[:1])
        return f"{what} by {progress.say(self.day_of(coming[0], progress))}"

    def falls_due(self, progress: Progress, reading: Reading) -> Iterator[Due]:
        _, left = self.done_and_left(progress)
        coming = left[len(reading.actions) :]
        for step in left:
            due = self.day_of(step, progress)
            is_next = step in coming[:1]
            yield Due(due, _complete([step]), is_next=is_next, sort=Sort.STEP, part=step)

    def pace(self, progress: Progress, reading: Reading) -> Ratio:
        """Of the steps whose day has passed, those that are done; others cover none of them."""
        done = {entry.step for entry in progress.entries}
        due = [name for name in self.steps if self.day_of(name, progress) < progress.day]
        return Ratio(Decimal(sum(name in done for name in due)), Decimal(len(due)))

    def day_of(self, step: str, progress: Progress) -> date:
        return self.steps[step] or progress.span.end

    def words(self, particular: str) -> tuple[str, ...]:
        return tuple(self.steps) if particular == "step" else ()

    def why(
        self, progress: Progress, done: dict[str, date], left: list[str], late: list[str]
    ) -> str:
        if not left:
            last = max(done.values())
            return f"all done on {progress.say(last)}{progress.late(last)}"
        many = plural(len(self.steps), "step")
        if late:
            when = [f"{name!r} (due {progress.say(self.day_of(name, progress))})" for name in late]
            return f"{len(late)} of {many} {State.OVERDUE}: {listed(when, most=3)}"
        due = progress.say(self.day_of(left[0], progress))
        return f"{len(done)} of {many} done; the next is due {due}"


def _complete(steps: list[str]) -> str:
    """Return "complete 'approved', 'in force'"."""
    return f"complete {listed(map(repr, steps))}"
