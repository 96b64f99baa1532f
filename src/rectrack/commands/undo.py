"""`rectrack undo`: take an entry back, by an entry that voids it."""

from typing import Annotated, cast

import typer

from rectrack.commands import completing
from rectrack.commands.answering import in_one_line, standings_of, subjects, warn_of_shifts
from rectrack.commands.append import append
from rectrack.commands.options import Writer
from rectrack.commands.session import Session, known
from rectrack.commands.speaking import report, say
from rectrack.errors import RequestError
from rectrack.log.counting import when_logged
from rectrack.log.entry import Entry
from rectrack.log.validity import is_progress
from rectrack.log.writing import Stamp, find
from rectrack.records import Records, with_added
from rectrack.render.confirmation import what_changed, what_happened


def run(
    ctx: typer.Context,
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="The beginning of an entry's id; by default the writer's newest that counts.",
            show_default=False,
            autocompletion=completing.entries,
        ),
    ] = None,
    by: Writer = None,
) -> int:
    """Take an entry back. Nothing is deleted: undoing the undo restores it.

    Undoing an amendment brings back what it amended. A word on a measure, a decision on a target,
    a reward or a penalty is taken back by whoever said it.

    Examples:
    rectrack undo --by clerk  # the newest entry of the clerk's that still counts
    rectrack undo 30tb        # the entry whose id begins so
    """
    session = cast(Session, ctx.obj)
    writer = session.writer(by)
    path = session.path()
    undone: Entry | None = None

    def compose(records: Records) -> tuple[Entry, ...]:
        nonlocal undone
        known([writer], records.plan.people, "not among the people")
        undone = _newest(records, writer) if id_ is None else find(records.named, id_)
        _check_in_force(undone, records)
        _check_own_word(undone, writer, records)
        entry = Entry(date=session.today(records.plan), by=writer, voids=undone.id)
        return (Stamp(records.log.entries, session.now(records.plan)).on(entry),)

    added = append(path, compose)
    assert added is not None
    assert undone is not None
    after, [void] = with_added(added.before, added.entries), added.entries
    said = _answer(undone, added.before, after, session)
    say(f"{said}; to restore it:", f"rectrack undo {void.id}")
    warn_of_shifts(added.before, after, subjects([undone], after), session)
    return 1 if report(after.findings, path) else 0


def _newest(records: Records, writer: str) -> Entry:
    """Return the entry that counts and that a person wrote down last."""
    own = [entry for entry in records.entries if entry.by == writer and entry.id is not None]
    if not own:
        raise RequestError(f"{writer} has written down nothing that could be undone")
    return max(own, key=when_logged)


def _check_in_force(entry: Entry, records: Records) -> None:
    """Raise RequestError where an entry has been taken back or replaced already."""
    correction = records.corrected.get(entry.id or "")
    if correction is None:
        return
    done, what = ("undone", "it") if correction.voids else ("replaced", "what it says")
    raise RequestError(
        f"{entry.id} is {done} by {correction.id} already: rectrack undo {correction.id}"
        f" restores {what}"
    )


def _check_own_word(undone: Entry, writer: str, records: Records) -> None:
    """Raise RequestError for another's word: it is answered by a word, and not made unsaid."""
    said = records.named.get(undone.voids or "", undone)
    if is_progress(said) or writer in {said.by, undone.by} or said.by not in records.plan.people:
        return
    raise RequestError(
        f"{said.id} is the word of {said.by}, and only they can take it back or restore it"
    )


def _answer(undone: Entry, before: Records, after: Records, session: Session) -> str:
    """Say what was taken back, and what counts again."""
    was, now = before.version_of(undone), after.version_of(undone)
    if was is now:
        return f"undone: {undone.id}, which did not count"
    stands = in_one_line(standings_of(after, filter(None, (was, now)), session))
    if now is None:
        assert was is not None
        return f"undone: {what_happened(was, after.plan)}{stands}"
    if was is None:
        return f"restored: {what_happened(now, after.plan)}{stands}"
    verb, subject = ("undone", was) if when_logged(was) > when_logged(now) else ("restored", now)
    said = f"{what_happened(subject, after.plan)}: {what_changed(was, now)}"
    return f"{verb}: {said}{stands}"
