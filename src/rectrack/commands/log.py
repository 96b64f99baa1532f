"""`rectrack log`: write down one thing that was done."""

from datetime import date as day_of
from typing import Annotated, cast

import typer
from msgspec.structs import replace

from rectrack.changes.change import Change
from rectrack.changes.log import LogRequest, check_names_target, log
from rectrack.commands.write import write
from rectrack.errors import BusyError, NotWrittenError, RequestError, UsageError
from rectrack.render.answer import Answer
from rectrack.render.entry_answer import entry_answer
from rectrack.storage import files
from rectrack.terminal import completion, options
from rectrack.terminal.console import tell
from rectrack.terminal.session import Session
from rectrack.wording import plural

HOW = "How it is added"


def run(
    ctx: typer.Context,
    target: options.Target = None,
    words: Annotated[
        list[str] | None,
        options.argument(
            "[VALUE | STEP | CASE EVENT] [NOTE]...",
            "Amount (default 1) or none; or the step that is done; or a case and what happened to"
            " it. Then an optional note.",
            completion.value_or_note,
        ),
    ] = None,
    by: options.Writer = None,
    for_: Annotated[
        list[str] | None,
        options.option(
            "--for",
            metavar="PERSON",
            text="Whose work it is, repeatable (default: the writer's).",
            words=completion.people_and_groups,
        ),
    ] = None,
    date: options.DoneOn = None,
    note: Annotated[
        str | None,
        options.option("--note", metavar="NOTE", text="The note, whatever it begins with."),
    ] = None,
    evidence: options.Evidence = None,
    step: options.Step = None,
    case: options.Case = None,
    event: options.Event = None,
    title: options.Title = None,
    due: options.CaseDue = None,
    asked_by: options.AskedBy = None,
    id_: Annotated[
        str | None,
        options.option(
            "--id",
            metavar="KEY",
            text="A key chosen by a script: logging it twice is harmless.",
            panel=HOW,
        ),
    ] = None,
    from_: Annotated[
        str | None,
        options.option(
            "--from",
            metavar="FILE",
            text="Log the rows of a CSV, JSON-lines or .xlsx file (- for standard input).",
            words=completion.file_names,
            panel=HOW,
        ),
    ] = None,
    allow_future: Annotated[
        bool,
        typer.Option("--allow-future", help="Accept a day in the future.", rich_help_panel=HOW),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            "-n",
            help="Show what would be added, without adding it.",
            rich_help_panel=HOW,
        ),
    ] = False,
) -> int:
    """Record one thing that was done (one line at the end of the plan).

    On a terminal, you are asked for anything missing; without TARGET, for everything.

    With --from, each row is an entry, and either all rows are added or none.
    The first line of a CSV file, or one of the first ten rows of a workbook's first visible
    sheet, names the columns: target, and any of date, value, note, by, for, evidence, step,
    case, event, title, due, asked_by and id. Chinese names will do.
    JSON lines have the same keys; rectrack entries --format jsonl prints them.
    In a cell, separate several values of for or evidence with ";".
    A row with an id is never added twice; without one, you are warned of repeated rows.

    Examples:
    rectrack log bulletins --by clerk
    rectrack log research-reports 2 "two on roads" --date yesterday
    rectrack log wednesday-study --date "last wed" --evidence minutes/44.pdf
    rectrack log survey-articles --for director --for deputy-letters
    rectrack log handling-days 6.5   # a reading
    rectrack log red-envelopes none  # there was nothing to report
    rectrack log sign-off-system drafted
    rectrack log leader-instructions 2026-031 opened --title "Road to the school"
    """
    session = cast(Session, ctx.obj)
    request = LogRequest(
        target=target,
        words=tuple(words or ()),
        by=by,
        for_=tuple(for_ or ()),
        date=date,
        note=note,
        evidence=tuple(evidence or ()),
        step=step,
        case=case,
        event=event,
        title=title,
        due=due,
        asked_by=asked_by,
        id=id_,
        allow_future=allow_future,
    )
    if from_ is not None:
        return _log_rows(session, from_, request, dry_run=dry_run)
    if session.may_ask:
        from rectrack.terminal.wizard import complete  # noqa: PLC0415  for people only

        request = complete(session, request)
    check_names_target(request)
    request = replace(request, by=session.writer(request.by))

    def answer(change: Change, today: day_of) -> Answer:
        if not change.entries:
            return Answer(said=f"{id_} is logged already: nothing to add")
        return entry_answer(change, today)

    return write(session, log, request, answer, dry_run=dry_run)


def _log_rows(session: Session, source: str, request: LogRequest, *, dry_run: bool) -> int:
    """Log the rows of a file, which say all but who writes them down, and on which day."""
    from rectrack.changes.imports import ImportRequest, RowsError, import_rows  # noqa: PLC0415  most log one thing
    from rectrack.log.rows import read_rows  # noqa: PLC0415  most log one thing
    from rectrack.log.yaml_loader import ENTRY  # noqa: PLC0415  most log one thing
    from rectrack.render.csv import unguarded  # noqa: PLC0415  most log one thing
    from rectrack.render.import_answer import import_answer  # noqa: PLC0415  most log one thing

    by, date, allow_future = request.by, request.date, request.allow_future
    if request != LogRequest(by=by, date=date, allow_future=allow_future):
        raise UsageError("--from takes all but --by and --date from the rows: leave the rest out")
    name = "<stdin>" if source == "-" else source
    rows = ImportRequest(
        rows=read_rows(files.read_input(source), ENTRY, unguarded),
        writer=lambda: session.writer(by),
        date=date,
        allow_future=allow_future,
    )
    try:
        return write(
            session,
            import_rows,
            rows,
            lambda change, today: import_answer(change, name, today),
            dry_run=dry_run,
        )
    except RowsError as error:
        for finding in error.findings:
            place = rows.rows.place(name, finding.line, finding.column)
            tell(f"{place}: {finding.message}")
        tell(f"rectrack: {plural(len(error.findings), 'error')} in {name}: nothing was added")
        return error.exit_code
    except NotWrittenError as error:  # the rows are still where they came from
        raise (BusyError if error.exit_code == 4 else RequestError)(str(error)) from None
