"""What `rectrack init` writes: a starter plan, the plan after another, or that of a ledger."""

import re
import shlex
from pathlib import Path

from msgspec import Struct

from rectrack.errors import PlanError, RequestError, UsageError
from rectrack.log.entry import encode_text
from rectrack.plan import values
from rectrack.plan.country_calendar import country_calendar
from rectrack.plan.model import LONGEST_PERIOD, Period
from rectrack.plan.next_head import NextPeriod
from rectrack.records import read_records
from rectrack.render.new_plan import TEMPLATE, starter
from rectrack.render.page import visible
from rectrack.storage import files, location
from rectrack.storage.cell_names import place_of
from rectrack.storage.package import packaged_text
from rectrack.terminal.console import line_of, tell
from rectrack.terminal.session import Session
from rectrack.wording import plural

TITLE = "Rectification plan"
WHOLE_PLAN = "Plan"
"""The sheet of a ledger of our own that holds the lines of its plan."""


class Asked(Struct, frozen=True, kw_only=True):
    """What was asked for on the command line; None where it was left out."""

    title: str | None
    after: str | None
    period: str | None
    ledger: str | None
    calendar: str | None


class NewPlan(Struct, frozen=True):
    """The bytes of a plan, what is said of it, and the command to try it by.

    `open` are lines on what it leaves open.
    """

    raw: bytes
    about: str
    then: str
    open: tuple[str, ...] = ()


def new_plan(session: Session, path: Path, asked: Asked) -> NewPlan:
    """Return the plan that is asked for, to lie at a path.

    Raises UsageError where options do not go together, RequestError where it cannot be made.
    """
    if (asked.after is None) != (asked.period is None):
        raise UsageError("--after OLD and --period FIRST..LAST go together: give both or neither")
    if asked.ledger is not None and asked.after is not None:
        raise UsageError("--from LEDGER makes a plan of its own: leave out --after and --period")
    if asked.ledger is not None:
        files.check_free(path)
        return _from_ledger(session, asked.ledger, asked)
    if asked.after is not None and asked.period is not None:
        files.check_free(path)
        return _following(path, asked.after, _span(asked.period), asked)
    today = session.today()
    year = Period(today.replace(month=1, day=1), today.replace(month=12, day=31))
    days_off = _calendar(asked.calendar, year)
    text = starter(packaged_text(TEMPLATE), asked.title or TITLE, today, days_off)
    about = "a starter plan with comments; edit it, or try it:"
    return NewPlan(text.encode(), about, "log reports --by clerk")


def _span(text: str) -> Period:
    """Return the days that --period names; a year alone is the whole of it."""
    if re.fullmatch("[0-9]{4}", text):
        text = f"{text}-01-01..{text}-12-31"
    first, dots, last = text.partition("..")
    try:
        start, end = values.day(first.strip()), values.day(last.strip())
    except ValueError as error:
        wrong = str(error) if dots else "write FIRST..LAST, as in 2027-01-01..2027-12-31, or a year"
        raise UsageError(f"--period: {wrong}") from None
    if end < start or (end - start).days > LONGEST_PERIOD:
        wrong = "ends before it begins" if end < start else "is longer than a plan can be"
        raise UsageError(f"--period: {start}..{end} {wrong}")
    return Period(start, end)


def _calendar(country: str | None, span: Period) -> str:
    """Return the lines of the calendar that --calendar asks for."""
    if country is None:
        return ""
    try:
        return country_calendar(country, span)
    except ValueError as error:
        raise UsageError(f"--calendar: {error}") from None


def _following(path: Path, old: str, span: Period, asked: Asked) -> NewPlan:
    from rectrack.changes.next_plan import next_plan  # noqa: PLC0415  once a year

    try:
        before = read_records(files.read(Path(old)))
    except PlanError as error:
        raise RequestError(f"cannot continue: {line_of(error.findings[0], old)}") from None
    name = visible(location.seen_from(path.parent, Path(old)))
    following = NextPeriod(
        period=span,
        remark=f"Follows {name}, which has the record of {before.plan.period}.",
        calendar=_calendar(asked.calendar, span),
        title=None if asked.title is None else encode_text(asked.title),
    )
    made = next_plan(before, following)
    if aside := sum(finding.severity == "error" for finding in before.findings):
        were = "is" if aside == 1 else "are"
        tell(
            f"warning: {plural(aside, 'entry', 'entries')} of {visible(old)} {were} set aside"
            f" and not carried over: rectrack check -f {visible(shlex.quote(old))}"
        )
    cases = f" with its {plural(made.cases, 'open case')}" if made.cases else ""
    about = f"which continues {visible(old)}{cases}; set what is blank, then try it:"
    return NewPlan(made.raw, about, "status")


def _from_ledger(session: Session, source: str, asked: Asked) -> NewPlan:
    from rectrack.changes.ledger_rows import LedgerError, read_ledger  # noqa: PLC0415  needed once
    from rectrack.changes.plan_from_ledger import plan_from_ledger  # noqa: PLC0415  needed once
    from rectrack.render.ledger_answer import about_ledger, left_open  # noqa: PLC0415  needed once
    from rectrack.storage.archive import WorkbookError  # noqa: PLC0415  needed once
    from rectrack.storage.workbook import WORKBOOKS, lines_of_sheet, read_workbook  # noqa: PLC0415  needed once

    raw = files.read_input(source)
    name = "<stdin>" if source == "-" else source
    if not raw.startswith(WORKBOOKS):
        raise RequestError(f"{name} is not an Excel workbook (.xlsx): save it as one")
    try:
        lines = lines_of_sheet(raw, WHOLE_PLAN)
        if lines is not None and any(line.startswith("rectrack:") for line in lines):
            return _whole(lines, name, asked)
        ledger = read_ledger(read_workbook(raw))
        made = plan_from_ledger(
            ledger,
            asked.title or ledger.title or TITLE,
            f"Made from {visible(Path(name).name)}, sheet {visible(ledger.sheet)}.",
            session.today(),
            lambda period: _calendar(asked.calendar, period),
        )
    except WorkbookError as error:
        at = f"{name}:{error.place}" if error.place else name
        raise RequestError(f"{at}: {error}") from None
    except LedgerError as error:
        for place, wrong in error.faults:
            tell(f"{name}:{place}: {wrong}")
        raise RequestError(
            f"{plural(len(error.faults), 'error')} in {name}: no plan was made"
        ) from None
    about = about_ledger(made, visible(name))
    return NewPlan(made.read.raw, about, "status", left_open(ledger, made))


def _whole(lines: list[str], name: str, asked: Asked) -> NewPlan:
    """Return the plan whose lines a ledger of our own holds."""
    if asked.title is not None or asked.calendar is not None:
        raise UsageError(
            f"{name} holds a whole plan, which is taken over as it is:"
            " leave out --title and --calendar"
        )
    raw = "".join(f"{line}\n" for line in lines).encode()
    try:
        entries = len(read_records(raw).entries)
    except PlanError as error:
        first = error.findings[0]
        place = f"{name}:{place_of(WHOLE_PLAN, first.line, 1)}"
        raise RequestError(f"{place}: {first.message}") from None
    about = (
        f"the whole plan of {visible(name)}, from its sheet {WHOLE_PLAN}, with"
        f" {plural(entries, 'entry', 'entries')}; changes in its other sheets are left out:"
    )
    return NewPlan(raw, about, "status")
