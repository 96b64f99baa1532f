"""`limit`: amounts that must not pass a ceiling, with silence not taken for compliance."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import ClassVar

from rectrack.plan import fields as f
from rectrack.plan.model import Period
from rectrack.plan.reader import Field, Fields
from rectrack.targets.base import ZERO, Account, Due, Kind, Reading, part
from rectrack.targets.windows import Window, names_of, silent_windows, unstated
from rectrack.wording import number

DEFAULT_CUT = Decimal(20)


class Limit(Kind, frozen=True):
    """Met when, at the end, the amounts within the span have not passed the ceiling.

    The ceiling is `goal`, or `baseline` less `cut` per cent of it. Every window of `attest` asks
    for an entry, "none" (0) included.
    """

    kind: ClassVar = "limit"
    fields: ClassVar[Fields] = {
        "goal": Field(f.amount),
        "baseline": Field(f.amount),
        "cut": Field(f.percent),
        "attest": Field(f.one_of("month", "quarter", "never")),
    }
    states_none: ClassVar = True
    can_be_waived: ClassVar = False
    counts_after: ClassVar = False

    goal: Decimal | None = None
    baseline: Decimal | None = None
    cut: Decimal | None = None
    attest: str = "month"

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        if self.goal is not None and self.baseline is not None:
            yield "baseline", "the ceiling is either `goal` or `baseline` less the cut: keep one"
        elif self.goal is not None and self.cut is not None:
            yield "cut", "a cut needs a `baseline` to be taken from, not a `goal`"

    def blanks(self) -> tuple[str, ...]:
        if self.goal is None and self.baseline is None:
            return ("goal",) if self.cut is None else ("baseline",)
        return ()

    def ceiling(self) -> Decimal:
        """Return the goal, or baseline · (1 − cut / 100)."""
        if self.goal is not None:
            return self.goal
        assert self.baseline is not None
        cut = DEFAULT_CUT if self.cut is None else self.cut
        return Decimal(number(self.baseline * (100 - cut) / 100))

    def read(self, account: Account) -> Reading:
        goal = self.ceiling()
        entries = account.within_span
        spent, passed_on = ZERO, None
        for entry in entries:
            spent += entry.value or ZERO
            if passed_on is None and spent > goal:
                passed_on = entry.date
        allowance = min(
            account.exactly_by_now(goal).to_integral_value(rounding=ROUND_CEILING), goal
        )
        silent = unstated(self.attest, account.span, account.day, (entry.date for entry in entries))
        return Reading(
            actual=spent,
            goal=goal,
            expected=allowance,
            high=goal,
            share=part(spent, goal) if spent else ZERO,
            met=account.ended and passed_on is None and not silent,
            broken=passed_on is not None,
            behind=spent > allowance or bool(silent),
            why=self.why(account, spent, allowance, passed_on, silent),
            next_step=self.next_step(account, silent),
            forecast=self.used_up(account, spent, goal, len(entries)),
        )

    def falls_due(self, account: Account, reading: Reading) -> Iterator[Due]:
        entered = (entry.date for entry in account.within_span)
        for window in silent_windows(self.attest, account.span, entered):
            yield Due(window.last, f"state the figure for {names_of([window], self.attest)}")

    def used_up(self, account: Account, spent: Decimal, goal: Decimal, entries: int) -> date | None:
        """Return the day on which the ceiling is reached at the mean rate, if within the span."""
        if spent >= goal:
            return None
        day = account.forecast(spent, goal, entries)
        return day if day is not None and day <= account.span.end else None

    def why(
        self,
        account: Account,
        spent: Decimal,
        allowance: Decimal,
        passed_on: date | None,
        silent: list[Window],
    ) -> str:
        goal = number(self.ceiling())
        said = f"{number(spent)} of at most {goal}{account.unit}"
        if passed_on is not None:
            said = (
                f"{number(spent)}, where at most {goal} may be: passed on {account.say(passed_on)}"
            )
        elif not account.ended and spent > allowance:
            said += f"; at most {number(allowance)} by {account.say(account.day)} would be on track"
        if silent:
            said += f"; no statement for {names_of(silent, self.attest)}"
        return said

    def next_step(self, account: Account, silent: list[Window]) -> str:
        if silent:
            return f"state the figure for {names_of(silent, self.attest)}, 0 included"
        return f"hold back until {account.say(account.span.end)}"
