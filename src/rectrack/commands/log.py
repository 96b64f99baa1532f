"""`rectrack log`: write down one thing that was done."""

from bisect import insort
from typing import Annotated, cast

import typer
from msgspec.structs import replace

from rectrack.changes.log import Request, check_past, draft
from rectrack.commands.answering import answer, warn_of_measure_changes, warn_of_set_aside
from rectrack.commands.write import append, preview
from rectrack.errors import RequestError, UsageError
from rectrack.log.corrections import reading_order
from rectrack.log.entry import Entry
from rectrack.log.history import concerning, until
from rectrack.log.stamp import Stamp, logged_before
from rectrack.records import Records, objection
from rectrack.render.answer import noted, what_happened, where_it_stands
from rectrack.reports.decision_notes import of_progress
from rectrack.reports.status import standing_of
from rectrack.terminal import completion
from rectrack.terminal.console import out, tell
from rectrack.terminal.options import Case, DoneOn, Event, Evidence, Step, Target, Writer
from rectrack.terminal.session import Session

HOW = "How it is added"


def run(
    ctx: typer.Context,
    target: Target = None,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[VALUE] [NOTE]...",
            help="How much, 1 if left out where a count makes sense, or `none`; then a note.",
            show_default=False,
            autocompletion=completion.value_or_note,
        ),
    ] = None,
    by: Writer = None,
    for_: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            metavar="PERSON",
            help="Whose work it is, repeatable; by default the writer's.",
            autocompletion=completion.people_and_groups,
        ),
    ] = None,
    date: DoneOn = None,
    evidence: Evidence = None,
    step: Step = None,
    case: Case = None,
    event: Event = None,
    id_: Annotated[
        str | None,
        typer.Option(
            "--id",
            metavar="KEY",
            help="A script's own key: logging it twice is harmless.",
            rich_help_panel=HOW,
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Log the rows of a CSV or JSON-lines file; - is standard input.",
            rich_help_panel=HOW,
        ),
    ] = None,
    allow_future: Annotated[
        bool,
        typer.Option(
            "--allow-future", help="Accept a day that is still to come.", rich_help_panel=HOW
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            "-n",
            help="Show what would be added, and add nothing.",
            rich_help_panel=HOW,
        ),
    ] = False,
) -> int:
    """Write down one thing that was done: one line, at the end of the plan.

    On a terminal, what is left out and needed is asked for; all of it without a TARGET.

    With --from, each row is an entry, and all are added or none.
    The first line of a CSV names its columns: target, and of date, value, note,
    by, for, evidence, step, case, event and id those that are wanted.
    JSON lines have the same keys; rectrack entries --format jsonl prints them.
    In a cell, several of `for` or `evidence` are parted by ";".
    A column id keeps a row from being added twice; without it such a row is warned of.

    Examples:
    rectrack log bulletins --by clerk
    rectrack log research-reports 2 "two on roads" --date yesterday
    rectrack log wednesday-study --date "last wed" --evidence minutes/44.pdf
    rectrack log survey-articles --for director --for deputy-letters
    rectrack log handling-days 6.5   # a reading
    rectrack log red-envelopes none  # a statement that there was nothing
    rectrack log sign-off-system --step drafted
    rectrack log leader-instructions --case 2026-031 --event opened
    """
    session = cast(Session, ctx.obj)
    if from_ is not None:
        from rectrack.commands.importing import add_rows  # noqa: PLC0415  most log one thing

        return add_rows(
            session,
            from_,
            beside=(target, words, for_, evidence, step, case, event, id_),
            by=by,
            date=date,
            allow_future=allow_future,
            dry_run=dry_run,
        )
    if session.may_ask:
        from rectrack.terminal.wizard import Said, complete  # noqa: PLC0415  for people only

        said = complete(
            session,
            Said(
                target=target,
                words=tuple(words or ()),
                by=by,
                for_=tuple(for_ or ()),
                date=date,
                evidence=tuple(evidence or ()),
                step=step,
                case=case,
                event=event,
                allow_future=allow_future,
            ),
        )
        target, words, by, for_ = said.target, list(said.words), said.by, list(said.for_)
        date, step, case, event = said.date, said.step, said.case, said.event
    if target is None:
        raise UsageError("what was done? write rectrack log TARGET, with the id of a target")
    writer = session.writer(by)

    def compose(records: Records) -> tuple[Entry, ...]:
        day = session.day(date, records.plan, "--date")
        check_past(day, session.today(records.plan), allow_future=allow_future)
        request = Request(
            target=target,
            words=tuple(words or ()),
            by=writer,
            day=day,
            for_=tuple(for_ or ()),
            evidence=tuple(evidence or ()),
            step=step,
            case=case,
            event=event,
            id=id_,
        )
        entry = draft(request, records.plan)
        if logged_before(entry, records.named, records.corrected, day_given=date is not None):
            return ()
        entry = Stamp(records.log.entries, session.now(records.plan)).on(entry)
        if wrong := objection(records, entry):
            raise RequestError(wrong)
        return (entry,)

    path = session.path()
    found = preview(path, compose) if dry_run else append(path, compose)
    if found is None:
        out(f"{id_} is logged already: nothing to add")
        return 0
    before, [entry] = found.before, found.entries
    records = replace(before, entries=[*before.entries])
    insort(records.entries, entry, key=reading_order)
    today = max(session.today(records.plan), entry.date)
    measure = records.plan.targets[target].measure
    history = until(concerning(records.entries, {target}, {measure}), today)
    standing = standing_of(records.plan, target, history, today)
    happened = what_happened(entry, records.plan) + noted(entry)
    answered = f"{happened}; {where_it_stands(standing)}"
    answer(answered, entry, dry_run=dry_run)
    for _, why in of_progress(records, [entry], today):
        tell(f"warning: {why}")
    warn_of_measure_changes(before, records, [entry], session)
    warn_of_set_aside(before, records, path)
    return 0
