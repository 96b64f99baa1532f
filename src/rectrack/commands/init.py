"""`rectrack init`: create a starter plan."""

import shlex
from pathlib import Path
from typing import Annotated, cast

import typer

from rectrack.errors import BusyError, RequestError, UsageError
from rectrack.plan import values
from rectrack.render.page import visible
from rectrack.storage import files, git
from rectrack.terminal import completion
from rectrack.terminal.console import out, say, tell
from rectrack.terminal.new_plans import Asked, new_plan
from rectrack.terminal.options import argument, option
from rectrack.terminal.session import Session


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
    from_: Annotated[
        str | None,
        option(
            "--from",
            metavar="LEDGER",
            text="Make the plan from the rows of a ledger, an Excel workbook (.xlsx).",
            words=completion.file_names,
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

    With --from, the ledger's first visible sheet has a row for each target, below headings such
    as Problem, Measure, Target, Lead, Owner, Due, Kind and Goal, in English or Chinese. What is
    not exactly a kind, a figure or a day is left blank in the plan, with its words as a comment.

    Examples:
    rectrack init branch-office.yaml --title "Plan of the branch office"
    rectrack init plan.yaml --from ledger.xlsx
    rectrack init 2027.yaml --after plans/rectification.yaml --period 2027
    """
    session = cast(Session, ctx.obj)
    path = session.place_for_plan(place)
    try:
        named_so = None if title is None else values.text(title)
    except ValueError as error:
        raise UsageError(f"--title {error}") from None
    asked = Asked(title=named_so, after=after, period=period, ledger=from_, calendar=calendar)
    new = new_plan(session, path, asked)
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
    files.create(path, new.raw)
    # A plan that nobody named is the one that every command finds from here.
    named = place if session.file is None else session.file
    which = "" if named is None else f" -f {visible(shlex.quote(str(path)))}"
    open_ = (f"- {visible(line)}" for line in new.open)
    to_type = (f"  rectrack {command}{which}" for command in ("check", new.then))
    say(f"created {visible(str(path))}, {new.about}", *open_, whole=to_type, write=out)
    if tree is None or gitattributes is False:
        return 0
    return _have_merged(tree, write=gitattributes is True)


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
