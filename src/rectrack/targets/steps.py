"""`steps`: named steps, each done once, some by a day of their own."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

from msgspec import field

from rectrack.errors import suggest
from rectrack.log.entry import Entry
from rectrack.plan import fields as f
from rectrack.plan import values
from rectrack.plan.fields import Field, Fields, Misread
from rectrack.plan.fields import Reading as PlanReading
from rectrack.plan.model import Period, Target
from rectrack.targets.base import Account, Kind, Reading, part
from rectrack.wording import count, listed
from rectrack.yaml_tree import Mapping as MappingNode
from rectrack.yaml_tree import Node, Scalar


def _steps(node: Node, reading: PlanReading) -> dict[str, date | None]:
    """A list of steps, or a mapping of steps to their days, which may be blank."""
    if not isinstance(node, MappingNode):
        return dict.fromkeys(f.listing(f.text, least=1)(node, reading))
    found: dict[str, date | None] = {}
    for key, value in reading.pairs(node):
        blank = isinstance(value, Scalar) and not value.given
        found[f.scalar(values.text)(key, reading)] = None if blank else f.day(value, reading)
    if not found:
        raise Misread(node, "the mapping is empty")
    return found


class Steps(Kind, frozen=True):
    """Met once all steps are done. A step without a day is due on the target's last day."""

    kind: ClassVar = "steps"
    fields: ClassVar[Fields] = {"steps": Field(_steps, required=True)}
    takes: ClassVar = ("step",)

    steps: Mapping[str, date | None] = field(default_factory=dict)

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        for name, day in self.steps.items():
            if day is not None and day not in span:
                yield (
                    "steps",
                    f"{name}: {day} is outside the target's days, {span.start} to {span.end}",
                )

    def refuses_content(self, target: Target, entry: Entry) -> str | None:
        if entry.step in self.steps:
            return None
        hint = suggest(entry.step or "", self.steps)
        steps = listed(self.steps, most=12)
        return f"step: {target.id} has no step {entry.step!r}{hint}; its steps are {steps}"

    def read(self, account: Account) -> Reading:
        done: dict[str, date] = {}
        for entry in account.entries:
            done.setdefault(entry.step or "", entry.date)
        left = [name for name in self.steps if name not in done]
        late = [name for name in left if self.day_of(name, account) < account.day]
        passed = [name for name in self.steps if self.day_of(name, account) < account.day]
        met = not left
        return Reading(
            actual=Decimal(len(done)),
            goal=Decimal(len(self.steps)),
            expected=Decimal(len(passed)),
            share=part(Decimal(len(done)), Decimal(len(self.steps))),
            met=met,
            behind=bool(late),
            why=self.why(account, done, left, late),
            next_step="" if met else f"bring it to {(late or left)[0]!r}",
            needed_per_week=account.per_week(Decimal(len(left))),
        )

    def day_of(self, step: str, account: Account) -> date:
        return self.steps[step] or account.span.end

    def why(self, account: Account, done: dict[str, date], left: list[str], late: list[str]) -> str:
        end = account.span.end
        if not left:
            last = max(done.values())
            days = (last - end).days
            return f"all done on {account.say(last)}" + (
                f", {count(days, 'day')} late" if days > 0 else ""
            )
        if late:
            when = [f"{name!r} (due {account.say(self.day_of(name, account))})" for name in late]
            return f"{count(len(late), 'step')} past due: {listed(when, most=3)}"
        following = min(left, key=lambda name: self.day_of(name, account))
        return f"next is {following!r}, due {account.say(self.day_of(following, account))}"
