"""Many plans at a glance: a line for each, and sums of folders. Offices are not ranked."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import PurePath

from msgspec import Struct, field

from rectrack.log.history import up_to
from rectrack.records import Records
from rectrack.reports.signals import share_logged_late
from rectrack.reports.status import status
from rectrack.targets.state import OUTSTANDING, State

WORST = 3


class Worst(Struct, frozen=True):
    """A target in trouble."""

    id: str
    title: str
    state: str


class Counted(Struct, frozen=True, kw_only=True):
    """Targets counted by the keys of their states."""

    states: dict[str, int] = field(default_factory=dict)

    @property
    def targets(self) -> int:
        """How many there are in all."""
        return sum(self.states.values())

    @property
    def met(self) -> int:
        """How many are met."""
        return self.states.get(State.MET.key, 0)

    @property
    def outstanding(self) -> int:
        """How many are neither met, waived nor withdrawn."""
        return sum(self.states.get(each.key, 0) for each in OUTSTANDING)


class PlanLine(Counted, frozen=True, kw_only=True):
    """Where one plan stands at the end of a day, with its targets.

    `rechecks` are the measures to be
    rechecked by now, `idle_days` the days since anything was done last, and `logged_late` the share
    of its entries, from 0 to 1, that were logged more than a week after their day; None where there
    are none. `change` is how many more targets are met than at the end of an earlier day. `worst`
    are its worst targets. `errors` counts the errors among its entries, and `error` says why it
    could not be read.
    """

    path: str
    title: str = ""
    entries: int = 0
    states: dict[str, int] = {}
    rechecks: int = 0
    idle_days: int | None = None
    logged_late: Decimal | None = None
    change: int | None = None
    worst: tuple[Worst, ...] = ()
    errors: int = 0
    error: str | None = None


class Sums(Counted, frozen=True, kw_only=True):
    """The sums of the plans of a folder, or of all; `unread` of them could not be read.

    `change` is None where no earlier day was asked for.
    """

    folder: str | None
    plans: int
    unread: int
    entries: int
    rechecks: int
    change: int | None


class Rollup(Struct, frozen=True):
    """Plans in the order of their paths, the sums of each folder with any, and of all."""

    day: date
    since: date | None
    plans: list[PlanLine]
    folders: list[Sums]
    total: Sums


def plan_line(records: Records, path: str, day: date, since: date | None) -> PlanLine:
    """Return where a plan stands at the end of a day, and what has changed since another."""
    found = status(records, day)
    entries = up_to(records.entries, day)
    states = {state.key: number for state, number in found.totals.by_state.items()}
    change = None
    if since is not None:
        met = State.MET
        change = found.totals.by_state[met] - status(records, since).totals.by_state[met]
    return PlanLine(
        path=path,
        title=found.plan.title,
        entries=len(entries),
        states=states,
        rechecks=len(found.rechecks),
        idle_days=(day - entries[-1].date).days if entries else None,
        logged_late=share_logged_late(entries),
        change=change,
        worst=tuple(
            Worst(each.target.id, each.target.title, each.state.key)
            for each in found.attention[:WORST]
        ),
        errors=sum(finding.severity == "error" for finding in records.findings),
    )


def rollup(lines: Iterable[PlanLine], day: date, since: date | None) -> Rollup:
    """Return plans with their sums; they are in the order in which they are given."""
    plans = list(lines)
    folders: dict[str, list[PlanLine]] = {}
    for each in plans:
        folders.setdefault(str(PurePath(each.path).parent), []).append(each)
    return Rollup(
        day=day,
        since=since,
        plans=plans,
        folders=[_sums(name, folders[name]) for name in sorted(folders)],
        total=_sums(None, plans),
    )


def _sums(folder: str | None, plans: list[PlanLine]) -> Sums:
    changes = [each.change for each in plans if each.change is not None]
    return Sums(
        folder=folder,
        plans=len(plans),
        unread=sum(each.error is not None for each in plans),
        entries=sum(each.entries for each in plans),
        states={state.key: sum(each.states.get(state.key, 0) for each in plans) for state in State},
        rechecks=sum(each.rechecks for each in plans),
        change=sum(changes) if changes else None,
    )
