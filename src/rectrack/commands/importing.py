"""`rectrack log --from`: write down the rows of a file, all of them or none."""

from collections import Counter
from collections.abc import Iterator

from rectrack import store
from rectrack.commands.answering import Standings, standings_of, subjects, warn_of_shifts
from rectrack.commands.append import append, preview
from rectrack.commands.batch import Batch, Defaults, RowsError, entries_of
from rectrack.commands.session import Session
from rectrack.commands.speaking import out, report, tell
from rectrack.errors import BusyError, NotWrittenError, RequestError, UsageError
from rectrack.log.by_yaml import ENTRY
from rectrack.log.entry import Entry, encode
from rectrack.log.rows import read_rows
from rectrack.log.validity import is_progress
from rectrack.plan.model import Plan
from rectrack.records import Records
from rectrack.render.confirmation import where_it_stands
from rectrack.render.csv import unguarded
from rectrack.render.entry_text import subject_of
from rectrack.render.page import visible
from rectrack.targets.judging import Standing
from rectrack.targets.kinds import kind_of
from rectrack.wording import plural


def add_rows(
    session: Session,
    source: str,
    *,
    beside: tuple[object, ...],
    by: str | None,
    date: str | None,
    allow_future: bool,
    dry_run: bool,
) -> int:
    """Add the rows of a file, say what that makes of the targets, and return the exit code.

    `beside` is what must not be given with it.
    """
    if any(beside):
        raise UsageError("--from takes all but --by and --date from the rows: leave the rest out")
    rows = read_rows(store.read_input(source), ENTRY, unguarded)
    name = "<stdin>" if source == "-" else source
    batch: Batch | None = None

    def compose(records: Records) -> tuple[Entry, ...]:
        nonlocal batch
        defaults = Defaults(
            today=session.today(records.plan),
            writer=lambda: session.writer(by),
            day=None if date is None else session.day(date, records.plan, "--date"),
            allow_future=allow_future,
        )
        batch = entries_of(rows, records, defaults, session.now(records.plan))
        return batch.entries

    path = session.path()
    try:
        added = preview(path, compose) if dry_run else append(path, compose)
    except RowsError as error:
        for finding in error.findings:
            place = f"{name}:{finding.line}" if finding.line else name
            tell(f"{place}: {finding.message}")
        tell(f"rectrack: {plural(len(error.findings), 'error')} in {name}: nothing was added")
        return error.exit_code
    except NotWrittenError as error:  # the rows are still where they came from
        raise (BusyError if error.exit_code == 4 else RequestError)(str(error)) from None
    assert batch is not None
    there = f"{plural(batch.there, 'row was', 'rows were')} there already" if batch.there else ""
    if added is None:
        out(f"nothing to add: {there or f'{name} has no rows'}")
        return 0
    after = batch.after
    about = subjects(added.entries, after)
    standings = standings_of(after, about, session)
    heading = f"{'would add' if dry_run else 'added'}: {_how_many(about, after.plan)}"
    lines = [f"{heading}; {there}" if there else heading]
    lines += _where(about, standings, after.plan)
    lines += map(_line, added.entries) if dry_run else [f"to undo{_how_to_undo(added.entries)}"]
    out("\n".join(lines))
    for entry in added.entries:
        if (when := _out_of_time(entry, standings)) is not None:
            tell(f"{name}:{batch.lines[entry.id]}: warning: {entry.date} is {when}")
    warn_of_shifts(added.before, after, about, session)
    return 1 if report(after.findings, path) else 0


def _how_many(about: list[Entry], plan: Plan) -> str:
    """Return "5 entries on 2 targets, 1 measure"."""
    names = {subject_of(entry) for entry in about}
    sorts = (
        ("target", "targets", plan.targets),
        ("measure", "measures", plan.measures),
        ("person", "people", plan.people),
    )
    on = [
        plural(len(names & ids.keys()), one, many) for one, many, ids in sorts if names & ids.keys()
    ]
    return f"{plural(len(about), 'entry', 'entries')} on {', '.join(on)}"


def _where(about: list[Entry], standings: Standings, plan: Plan) -> Iterator[str]:
    """Yield for each thing that entries are about how many they are, and where it stands now."""
    counts = Counter(subject_of(entry) for entry in about)
    for name in (*plan.targets, *plan.measures, *plan.people):
        if name in counts:
            now = f"; {where_it_stands(standings[name])}" if name in standings else ""
            yield f"{name}: {plural(counts[name], 'entry', 'entries')}{now}"


def _how_to_undo(entries: tuple[Entry, ...]) -> str:
    if len(entries) == 1:
        return f": rectrack undo {entries[0].id}"
    if any(entry.voids for entry in entries):
        return " one: rectrack undo ID, with its id from rectrack entries --all"
    writers = Counter(entry.by for entry in entries)
    each = (f"rectrack undo --by {name}, {plural(n, 'time')}" for name, n in writers.items())
    return f", newest first: {'; '.join(each)}"


def _line(entry: Entry) -> str:
    return visible(encode(entry).decode())


def _out_of_time(entry: Entry, standings: Standings) -> str | None:
    """Return what becomes of an entry outside its target's days, None for one within them."""
    standing = standings.get(entry.target or "")
    if not isinstance(standing, Standing) or not is_progress(entry):
        return None
    return kind_of(standing.target).out_of_time(entry.date, standing.span)
