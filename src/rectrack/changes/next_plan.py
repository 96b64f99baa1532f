"""The plan of the next period: the head of the plan before, and the cases that are still open.

Nothing is changed in the plan before: it stays as the record of its period.
"""

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from rectrack.errors import PlanError, RequestError
from rectrack.log.corrections import EARLIEST
from rectrack.log.entry import Entry, encode
from rectrack.plan.next_head import NextPeriod, next_head
from rectrack.records import Records, read_records
from rectrack.targets.cases import Cases
from rectrack.targets.kinds import kind_of
from rectrack.targets.progress import progress_of
from rectrack.wording import day as say_day


class NextPlan(Struct, frozen=True):
    """The bytes of a plan, and how many open cases it takes over."""

    raw: bytes
    cases: int


def next_plan(before: Records, following: NextPeriod) -> NextPlan:
    """Return the plan that follows another.

    Raises RequestError where its period does not follow, or where it could not be read.
    """
    old = before.plan.period
    if following.period.start <= old.end:
        raise RequestError(
            f"--period begins on {say_day(following.period.start)}, but the plan before"
            f" lasts until {say_day(old.end)}: begin after that"
        )
    document = before.document
    text = document.raw[: document.key].decode().removeprefix("\ufeff")
    newline = document.newline.decode()
    head = next_head(text, following)
    head += "" if head.endswith("\n") else newline
    carried = list(_open_cases(before))
    entries = sorted((entry for case in carried for entry in case), key=_moment)
    lines = [f"  - {encode(entry).decode()}{newline}" for entry in entries]
    raw = f"{head}progress:{newline}{''.join(lines)}".encode()
    try:
        after = read_records(raw)
    except PlanError as error:
        finding = error.findings[0]
        raise RequestError(
            f"the next plan could not be read: {finding.message} (line {finding.line} of it):"
            " change this in the plan before, or choose another period"
        ) from None
    if len(after.entries) != len(entries):
        raise RequestError(
            "the open cases of the plan before cannot be carried over:"
            " rectrack check names what is wrong with its entries"
        )
    return NextPlan(raw, len(carried))


def _open_cases(before: Records) -> Iterator[list[Entry]]:
    """Yield of each open case all that moved it, from its opening on, under the same ids.

    Also of one that was opened after the last day, and so counts in neither plan otherwise.
    Corrections are left behind, and so is the name of the batch that an entry came in with.
    """
    history = before.until(date.max)
    for target in before.plan.targets.values():
        kind = kind_of(target)
        if not isinstance(kind, Cases):
            continue
        # A reference that was opened again stands for its newest case alone.
        newest = {
            each.ref: each
            for each in kind.register(progress_of(before.plan, target, history, date.max)).cases
        }
        for case in newest.values():
            if case.ended is None:
                yield [replace(entry, replaces=None, batch=None) for entry in case.entries]


def _moment(entry: Entry) -> tuple[datetime, date]:
    return entry.logged or EARLIEST, entry.date
