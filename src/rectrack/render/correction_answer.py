"""What is answered when an entry was put right or taken back."""

from datetime import date

from rectrack.changes.change import Change
from rectrack.log.corrections import when_logged
from rectrack.log.entry import Entry
from rectrack.log.versions import versions
from rectrack.records import Records
from rectrack.render.answer import what_happened
from rectrack.render.entry_answer import Answer, idle_warnings, in_one_line, standings_of
from rectrack.render.entry_text import changes


def amend_answer(change: Change, named: Entry, today: date) -> Answer:
    """Return what an entry was, what it is now, and where that stands.

    `named` is the entry that was asked for, which may have been amended before.
    """
    [new], before = change.entries, change.before
    old = before.named[new.replaces or ""]
    mends = before.version_of(old) is not old
    name = old.id if named is old else f"{old.id}, the newest version of {named.id}"
    said = what_happened(new if mends else old, before.plan)
    stands = in_one_line(standings_of(change.after, (old, new), today))
    done = "mended" if mends else "amended"
    return Answer(
        said=f"{said} ({name}): {changes(old, new)}{stands}",
        about=(old, new),
        done=done,
        would=f"would be {done}",
        warnings=idle_warnings(change, today),
    )


def undo_answer(change: Change, today: date) -> Answer:
    """Return what was taken back, what counts again, and where that stands."""
    [void], before, after = change.entries, change.before, change.after
    undone = before.named[void.voids or ""]
    done, said = _undone(undone, before, after, today)
    return Answer(said=said, about=(subject(undone, after),), done=done, undo="to restore it")


def _undone(undone: Entry, before: Records, after: Records, today: date) -> tuple[str, str]:
    """Return whether an entry is undone or restored, and which one."""
    was, now, plan = before.version_of(undone), after.version_of(undone), after.plan
    there = [each for each in (was, now) if each is not None]
    if was is now or not there:
        return "undone", f"{undone.id}, which did not count"
    stands = in_one_line(standings_of(after, there, today))
    if was is None or now is None:
        return "undone" if now is None else "restored", what_happened(there[0], plan) + stands
    taken_back = when_logged(was) > when_logged(now)
    said = f"{what_happened(was if taken_back else now, plan)}: {changes(was, now)}"
    return "undone" if taken_back else "restored", said + stands


def subject(entry: Entry, records: Records) -> Entry:
    """Return what an entry is about: itself, or what a void takes back in the end."""
    said = (each for each in versions(entry, records.named) if each.voids is None)
    return next(said, entry)
