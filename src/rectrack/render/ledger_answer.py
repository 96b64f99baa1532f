"""What is answered when a plan was made of a ledger."""

from collections.abc import Iterable, Iterator

from rectrack.changes.ledger_people import UNNAMED
from rectrack.changes.ledger_rows import Ledger
from rectrack.changes.plan_from_ledger import LedgerPlan
from rectrack.plan.model import Target
from rectrack.wording import listed, plural


def about_ledger(made: LedgerPlan, name: str) -> str:
    """Return what a plan has in it that was made of the ledger of a name."""
    plan = made.read.records.plan
    parts = (
        plural(len(plan.problems), "problem"),
        plural(len(plan.measures), "measure"),
        plural(len(plan.targets), "target"),
    )
    return f"made from {name}: {', '.join(parts)}; set what is blank, then try it:"


def left_open(ledger: Ledger, made: LedgerPlan) -> tuple[str, ...]:
    """Return a line for each thing that the ledger leaves open, or that no plan takes."""
    return tuple(_left_open(ledger, made))


def _left_open(ledger: Ledger, made: LedgerPlan) -> Iterator[str]:
    targets = made.read.records.plan.targets.values()
    if blank := [each.id for each in targets if not each.kind]:
        yield f"{plural(len(blank), 'target has', 'targets have')} no kind yet: {listed(blank)}"
    if blank := list(_without_figures(targets)):
        yield f"{plural(len(blank), 'target lacks', 'targets lack')} a figure: {listed(blank)}"
    if made.not_led:
        has = plural(len(made.not_led), "measure names", "measures name")
        yield f"{has} no lead, so {UNNAMED} stands there: {listed(made.not_led)}"
    if refused := [line.place for line in made.read.refused]:
        was = plural(len(refused), "cell is a comment", "cells are comments")
        yield f"{was}, since no plan takes what it says: {listed(refused)}"
    if ledger.left_out:
        was = plural(len(ledger.left_out), "row names", "rows name")
        yield f"{was} no problem, measure or target, and was left out: {listed(ledger.left_out)}"


def _without_figures(targets: Iterable[Target]) -> Iterator[str]:
    for each in targets:
        if each.kind and each.blanks:
            yield f"{each.id} ({', '.join(each.blanks)})"
