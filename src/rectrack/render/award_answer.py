"""What is answered to a reward or a penalty: what it does to the score of its quarter."""

from datetime import date

from rectrack.changes.change import Change
from rectrack.records import Records
from rectrack.render.answer import Answer, what_happened, with_note
from rectrack.render.table import decimals
from rectrack.reports.assessment import assess
from rectrack.reports.scores import Calculation


def award_answer(change: Change, today: date) -> Answer:
    """Return what is answered to a reward or a penalty; a warning where it affects no score."""
    [entry] = change.entries
    said = with_note(what_happened(entry, change.after.plan), entry)
    before = _calculated(change.before, entry.person, today)
    after = _calculated(change.after, entry.person, today)
    for was, now in zip(before.quarters, after.quarters, strict=True):
        if entry in now.awards:
            mark = "provisional" if now.provisional else "late: the quarter had ended"
            effect = f"{now.name}: {decimals(was.score)} → {decimals(now.score)}, {mark}"
            return Answer(said=said, lines=(effect,))
    why = next(why for each, why in after.idle if each == entry)
    return Answer(said=said, warnings=(f"warning: it does not affect any score: {why}",))


def _calculated(records: Records, person: str | None, today: date) -> Calculation:
    return assess(records, today, [person or ""]).people[0]
