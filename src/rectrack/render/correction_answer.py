"""What is answered when an entry was corrected or taken back, or a batch of them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from rectrack.changes.change import Change
from rectrack.log.corrections import when_logged
from rectrack.log.entry import Entry
from rectrack.log.versions import ends
from rectrack.plan.model import Plan
from rectrack.records import Records
from rectrack.render.answer import (
    Answer,
    standing_lines,
    what_happened,
    where_it_stands,
    with_note,
    with_short_note,
)
from rectrack.render.entry_answer import idle_warnings, standings_of
from rectrack.render.entry_text import changes
from rectrack.reports.description import subject_of
from rectrack.wording import plural


def amend_answer(change: Change, named: Entry | None, today: date) -> Answer:
    """Return what an entry was, what it is now, and where that stands.

    `named` is the entry that was asked for, if any, which may have been amended before.
    """
    [new], before = change.entries, change.before
    old = before.named[new.replaces or ""]
    corrects = before.version_of(old) is not old
    name = old.id if named in {None, old} else f"{old.id}, the newest version of {named.id}"
    told = new if corrects else old
    said = what_happened(told, before.plan)
    if old.note == new.note:  # else what was changed tells it
        said = with_short_note(said, told)
    done = "corrected" if corrects else "amended"
    changed = changes(old, new)
    return Answer(
        said=f"{said} ({name}): {changed}" if changed else f"{said} ({name})",
        lines=standing_lines(standings_of(change.after, (old, new), today)),
        about=(old, new),
        done=done,
        would=f"would be {done}",
        warnings=idle_warnings(change, today),
    )


def undo_answer(change: Change, today: date) -> Answer:
    """Return what was taken back, what counts again, and where that stands."""
    before, after = change.before, change.after
    about = subjects(change.entries, after)
    if change.entries[0].batch is not None:
        done = "restored" if len(after.entries) > len(before.entries) else "undone"
        said = how_many(about, after.plan)
        lines = tuple(lines_of_each(about, after, today))
    else:
        undone = before.named[change.entries[0].voids or ""]
        versions = before.version_of(undone), after.version_of(undone)
        there = [each for each in versions if each is not None]
        done, said = _undone(undone, before, after)
        lines = standing_lines(standings_of(after, there, today))
    would, undo = f"would be {done}", "to restore" if done == "undone" else "to undo"
    return Answer(said=said, lines=lines, about=about, done=done, would=would, undo=undo)


def _undone(undone: Entry, before: Records, after: Records) -> tuple[str, str]:
    """Return whether an entry is undone or restored, and which one."""
    was, now, plan = before.version_of(undone), after.version_of(undone), after.plan
    if was is now:
        return "undone", f"{undone.id}, which did not count"
    if was is None or now is None:
        there = was or now or undone
        said = with_note(what_happened(there, plan), there)
        return "undone" if now is None else "restored", said
    taken_back = when_logged(was) > when_logged(now)
    told = was if taken_back else now
    said = what_happened(told, plan)
    said = with_short_note(said, told) if was.note == now.note else said
    said += f": {changes(was, now)}"
    return "undone" if taken_back else "restored", said


def subjects(entries: Iterable[Entry], records: Records) -> tuple[Entry, ...]:
    """Return what entries are about: themselves, or what voids take back in the end."""
    named = records.named
    undone = ends({name: each.voids for name, each in named.items() if each.voids})
    return tuple(named.get(undone.get(each.id or "", ""), each) for each in entries)


def how_many(about: tuple[Entry, ...], plan: Plan) -> str:
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


def lines_of_each(about: tuple[Entry, ...], records: Records, today: date) -> Iterator[str]:
    """Yield for each thing that entries are about how many they are, and where it stands now."""
    plan, standings = records.plan, standings_of(records, about, today)
    counts = Counter(subject_of(entry) for entry in about)
    for name in (*plan.targets, *plan.measures, *plan.people):
        if name in counts:
            now = f", {where_it_stands(standings[name])}" if name in standings else ""
            yield f"{name}: {plural(counts[name], 'entry', 'entries')}{now}"
