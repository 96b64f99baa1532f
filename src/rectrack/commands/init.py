"""`rectrack init`: create a starter plan."""

import re
import shlex
from pathlib import Path
from typing import Annotated, cast

import typer

from rectrack.errors import BusyError, PlanError, RequestError, UsageError
from rectrack.log.entry import encode_text
from rectrack.plan import values
from rectrack.plan.country_calendar import country_calendar
from rectrack.plan.model import LONGEST_PERIOD, Period
from rectrack.plan.next_head import NextPeriod
from rectrack.records import read_records
from rectrack.render.new_plan import TEMPLATE, starter
from rectrack.render.page import visible
from rectrack.storage import files, git, location
from rectrack.storage.package import packaged_text
from rectrack.terminal import completion
from rectrack.terminal.console import line_of, out, tell
from rectrack.terminal.options import argument, option
from rectrack.terminal.session import Session
from rectrack.wording import plural

TITLE = "Rectification plan"


def run(
    ctx: typer.Context,
    place: Annotated[
        str | None,
        argument(
            "[FILE]",
            "Where to write it (default: $RECTRACK_FILE, or rectification.yaml in this folder).",
            completion.file_names,
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(
            "--title",
            metavar="TEXT",
            help="Title of the plan (default: Rectification plan, or that of OLD).",
            show_default=False,
        ),
    ] = None,
    after: Annotated[
        str | None,
        option(
            "--after",
            metavar="OLD",
            text="Continue this plan: copy all but its log, and carry its open cases over.",
            words=completion.file_names,
        ),
    ] = None,
    period: Annotated[
        str | None,
        option(
            "--period",
            metavar="FIRST..LAST",
            text="The days or the year of the next plan, for --after.",
        ),
    ] = None,
    calendar: Annotated[
        str | None,
        option(
            "--calendar",
            metavar="COUNTRY",
            text="Fill in the holidays of a country, such as cn, or a region, such as de-by.",
        ),
    ] = None,
    gitattributes: Annotated[
        bool | None,
        typer.Option(
            "--gitattributes/--no-gitattributes",
            help="Set up git to merge entries from two copies (asks if omitted).",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Create a commented starter plan; never overwrites a file.

    Use FILE or --file, not both.

    Examples:
    rectrack init branch-office.yaml --title "Plan of the branch office"
    rectrack init 2027.yaml --after plans/rectification.yaml --period 2027
    """
    session = cast(Session, ctx.obj)
    path = session.place_for_plan(place)
    try:
        named_so = None if title is None else values.text(title)
    except ValueError as error:
        raise UsageError(f"--title {error}") from None
    if (after is None) != (period is None):
        raise UsageError("--after OLD and --period FIRST..LAST go together: give both or neither")
    if after is None or period is None:
        today = session.today()
        year = Period(today.replace(month=1, day=1), today.replace(month=12, day=31))
        days_off = _calendar(calendar, year)
        text = starter(packaged_text(TEMPLATE), named_so or TITLE, today, days_off).encode()
        about = "a starter plan with comments; edit it, or try it:"
    else:
        files.check_free(path)
        span = _span(period)
        text, about = _following(path, after, span, named_so, _calendar(calendar, span))
    files.check_free(path)
    tree = git.work_tree_of(path)
    if gitattributes and tree is None:
        raise RequestError(f"{path} is not in a git work tree: leave out --gitattributes")
    if tree is None or tree.merges_by_union:
        gitattributes = False
    elif gitattributes is None and session.may_ask:
        gitattributes = _agreed(
            f"Let git merge entries from two copies (adds a line to {_shown(tree)})?"
        )
    files.create(path, text)
    # A plan that nobody named is the one that every command finds from here.
    named = place if session.file is None else session.file
    which = "" if named is None else f" -f {visible(shlex.quote(str(path)))}"
    out(f"created {visible(str(path))}, {about}")
    out(f"  rectrack check{which}")
    out(f"  rectrack {'log reports --by clerk' if after is None else 'status'}{which}")
    if tree is None or gitattributes is False:
        return 0
    return _have_merged(tree, write=gitattributes is True)


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


def _following(
    path: Path, old: str, span: Period, title: str | None, calendar: str
) -> tuple[bytes, str]:
    """Return the bytes of the plan that follows an old one, and what is said of it."""
    from rectrack.changes.next_plan import next_plan  # noqa: PLC0415  once a year

    try:
        before = read_records(files.read(Path(old)))
    except PlanError as error:
        raise RequestError(f"cannot continue: {line_of(error.findings[0], old)}") from None
    name = visible(location.seen_from(path.parent, Path(old)))
    following = NextPeriod(
        period=span,
        remark=f"Follows {name}, which has the record of {before.plan.period}.",
        calendar=calendar,
        title=None if title is None else encode_text(title),
    )
    made = next_plan(before, following)
    if aside := sum(finding.severity == "error" for finding in before.findings):
        were = "is" if aside == 1 else "are"
        tell(
            f"warning: {plural(aside, 'entry', 'entries')} of {visible(old)} {were} set aside"
            f" and not carried over: rectrack check -f {visible(shlex.quote(old))}"
        )
    cases = f" with its {plural(made.cases, 'open case')}" if made.cases else ""
    return made.raw, f"which continues {visible(old)}{cases}; set what is blank, then try it:"


def _shown(tree: git.WorkTree) -> str:
    """Return the attributes file as a person here would name it."""
    return git.ATTRIBUTES if tree.root == Path.cwd() else str(tree.attributes)


def _agreed(question: str) -> bool:
    """Ask a person; Enter means yes."""
    from rectrack.terminal.prompts import ask  # noqa: PLC0415  for people only

    return ask(f"{question} [Y/n]", _yes_or_no)


def _yes_or_no(typed: str) -> bool:
    word = typed.strip().lower()
    if word not in {"", "y", "yes", "n", "no"}:
        raise ValueError("answer y or n")
    return not word.startswith("n")


def _have_merged(tree: git.WorkTree, *, write: bool) -> int:
    """Add the line that has git merge the plan's entries, or show it; return the exit code."""
    file, line = visible(_shown(tree)), visible(tree.line)
    if not write:
        out(f"so that git merges the entries of two copies, add this line to {file}:\n  {line}")
        return 0
    try:
        warnings = files.add_line(tree.attributes, tree.line)
    except (BusyError, RequestError) as error:
        tell(f"rectrack: {error}; add this line to it: {tree.line}")
        return error.exit_code
    out(f"added to {file}: {line}")
    tell(*(f"warning: {each}" for each in warnings))
    return 0
