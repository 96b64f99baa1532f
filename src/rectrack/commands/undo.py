"""`rectrack undo`: take an entry back, by an entry that voids it."""

from datetime import datetime, timedelta
from typing import Annotated, cast

import typer

from rectrack.commands.answering import (
    in_one_line,
    standings_of,
    subject,
    warn_of_measure_changes,
    warn_of_set_aside,
)
from rectrack.commands.write import append
from rectrack.errors import RequestError
from rectrack.log.authors import objection
from rectrack.log.corrections import when_logged
from rectrack.log.entry import Entry
from rectrack.log.stamp import Stamp, find
from rectrack.records import Records, with_added
from rectrack.render.answer import what_happened
from rectrack.render.entry_text import changes
from rectrack.terminal import completion
from rectrack.terminal.console import say
from rectrack.terminal.options import Writer
from rectrack.terminal.session import Session, known
from rectrack.wording import weekday_and_day

RECENT = timedelta(days=1)
"""For so long the writer knows which entry is their newest, and need not name it."""


def run(
    ctx: typer.Context,
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="The beginning of an entry's id; by default the writer's newest of the last day.",
            show_default=False,
            autocompletion=completion.entries,
        ),
    ] = None,
    by: Writer = None,
) -> int:
    """Take an entry back. Nothing is deleted: undoing the undo restores it.

    Undoing an amendment brings back what it amended. A decision on a measure or a target, a reward
    or a penalty is taken back by whoever made it.

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
        now = session.now(records.plan)
        undone = _newest(records, writer, now) if id_ is None else find(records.named, id_)
        _check_in_force(undone, records)
        if wrong := objection(undone.id or "", writer, records.named, records.plan.people):
            raise RequestError(wrong)
        entry = Entry(date=now.date(), by=writer, voids=undone.id)
        return (Stamp(records.log.entries, now).on(entry),)

    added = append(path, compose)
    assert added is not None
    assert undone is not None
    after, [void] = with_added(added.before, added.entries), added.entries
    said = _answer(undone, added.before, after, session)
    say(f"{said}; to restore it:", f"rectrack undo {void.id}")
    warn_of_measure_changes(added.before, after, [subject(undone, after)], session)
    warn_of_set_aside(added.before, after, path)
    return 0


def _newest(records: Records, writer: str, now: datetime) -> Entry:
    """Return the entry that counts and that a person wrote down last, within a day.

    Raises RequestError for an older one: what was meant may never have been logged.
    """
    own = [entry for entry in records.entries if entry.by == writer and entry.id is not None]
    if not own:
        raise RequestError(f"{writer} has written down nothing that could be undone")
    newest = max(own, key=when_logged)
    if newest.logged is not None and now - newest.logged <= RECENT:
        return newest
    when = "which does not tell when it was logged"
    if newest.logged is not None:
        when = f"logged on {weekday_and_day(newest.logged.date())}, longer than a day ago"
    raise RequestError(
        f"{writer}'s newest entry that counts is {what_happened(newest, records.plan)}, {when}:"
        f" to take it back, write rectrack undo {newest.id}"
    )


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
    said = f"{what_happened(subject, after.plan)}: {changes(was, now)}"
    return f"{verb}: {said}{stands}"
