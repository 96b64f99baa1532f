"""Many plans as a page for people: a line for each plan, then one for each folder."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from rich.console import Group
from rich.text import Text

from rectrack.render.fitted import Fitted
from rectrack.render.page import Page, visible
from rectrack.render.table import Cell, Column, Named
from rectrack.render.terminal import draw
from rectrack.reports.rollup import PlanLine, Rollup, Sums
from rectrack.targets.state import ATTENTION, State
from rectrack.wording import plural, weekday_and_day

UNREAD = "could not be read"
TITLE = 20
"""So much of the title of a plan is shown before other columns have room."""


def rollup_page(found: Rollup, page: Page) -> str:
    """Return many plans as text."""
    return draw(Group(*_lines(found, page)), page)


def _lines(found: Rollup, page: Page) -> Iterator[Text]:
    total, since = found.total, found.since
    changed = f", {total.change:+} met since {weekday_and_day(since)}" if since else ""
    yield Text(f"As of {weekday_and_day(found.day)} · {_counts(total)}{changed}")
    changes = since is not None
    shared = _shared([each.path for each in found.plans])
    rows = [_row(each, shared, changes=changes) for each in found.plans]
    sums = [_sum_row(each, changes=changes) for each in found.folders]
    columns = _columns(found)
    every = [*rows, *sums]
    fitted = Fitted(columns, every, page, title=TITLE)
    yield from (Text(), fitted.head())
    yield from (fitted.line(row) for row in every[: len(rows)])
    if len(sums) > 1:
        yield Text()
        yield from (fitted.line(row) for row in every[len(rows) :])


def _columns(found: Rollup) -> tuple[Column, ...]:
    change = () if found.since is None else (Column("change", "number"),)
    return (
        Column("plan", "named"),
        Column(State.MET, "number"),
        *(Column(state, "number", rank=1 + at) for at, state in enumerate(ATTENTION)),
        Column("recheck", "number", rank=5),
        Column("idle", "number", rank=6),
        Column("late", "number", rank=7),
        *change,
        Column("worst", "sentence", rank=8),
    )


def _counts(each: Sums) -> str:
    unread = f", {each.unread} {UNREAD}" if each.unread else ""
    targets = plural(each.targets, "target")
    return f"{plural(each.plans, 'plan')}{unread}: {each.met} of {targets} {State.MET}"


def _shared(paths: Sequence[str]) -> int:
    """Return how many letters paths begin with alike, up to a folder: they tell nobody apart."""
    first, last = min(paths), max(paths)
    alike = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    )
    return first.rfind("/", 0, alike) + 1


def _row(each: PlanLine, shared: int, *, changes: bool) -> tuple[Cell, ...]:
    path = visible(each.path[shared:])
    if each.error is not None:
        name = Named(path, "", UNREAD)
        return (name, *[""] * (len(ATTENTION) + 4 + changes), ())
    late = "" if each.logged_late is None else f"{each.logged_late:.0%}"
    return (
        Named(path, visible(each.title)),
        f"{each.met}/{each.targets}",
        *(_shown(each.states.get(state.key, 0)) for state in ATTENTION),
        _shown(each.rechecks),
        "" if each.idle_days is None else f"{each.idle_days} d",
        late,
        *((_changed(each.change),) if changes else ()),
        tuple(one.id for one in each.worst),
    )


def _sum_row(each: Sums, *, changes: bool) -> tuple[Cell, ...]:
    return (
        Named(f"{each.folder}/", "", plural(each.plans, "plan")),
        f"{each.met}/{each.targets}",
        *(_shown(each.states[state.key]) for state in ATTENTION),
        _shown(each.rechecks),
        "",
        "",
        *((_changed(each.change),) if changes else ()),
        "",
    )


def _changed(change: int | None) -> str:
    return "" if change is None else f"{change:+}"


def _shown(number: int) -> str:
    return str(number) if number else ""
