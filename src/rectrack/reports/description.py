"""An entry in a few words: what refuses a change says so too."""

from rectrack.log.entry import Entry
from rectrack.log.sorts import is_remark
from rectrack.plan.model import Plan
from rectrack.targets.kinds import kind_of
from rectrack.wording import day, listed, number, quoted, weekday_and_day


def subject_of(entry: Entry) -> str:
    """Return the id of what an entry speaks of; of a void, the entry that it names."""
    return entry.target or entry.measure or entry.person or entry.voids or ""


def description(entry: Entry, plan: Plan) -> str:
    """Return what an entry says, and when: "bulletins +1 on Wed 4 Mar 2026 for deputy"."""
    if is_remark(entry):
        return f"remark on {subject_of(entry)}, {weekday_and_day(entry.date)}"
    what = content_of(entry, plan)
    comma = "," if "," in what else ""
    said = f"{subject_of(entry)} {what}{comma} on {weekday_and_day(entry.date)}"
    return said if entry.credited == (entry.by,) else f"{said} for {listed(entry.credited)}"


def content_of(entry: Entry, plan: Plan) -> str:
    """Return what an entry says of its subject: "+2", "reads 77", "2026-031 opened"."""
    if entry.voids is not None:
        return "undone"
    if (decided := _decided(entry)) is not None:
        return decided
    if entry.case is not None:
        asked_by = f", asked by {entry.asked_by}" if entry.asked_by else ""
        due = f", due {day(entry.due)}" if entry.due else ""
        return f"{_case(entry)} {entry.event or ''}{asked_by}{due}".rstrip()
    if entry.step is not None:
        return f"{entry.step!r} done"
    if entry.event is not None:
        value = "" if entry.value is None else f" {number(entry.value)}"
        return entry.event.replace("-", " ") + value
    if entry.value is None:
        return ""
    target = plan.targets.get(entry.target or "")
    if target is not None and kind_of(target).takes_readings:
        return f"reads {number(entry.value)}"
    return f"+{number(entry.value)}" if entry.value else "none"


def _decided(entry: Entry) -> str | None:
    """Return what a decision says where its particulars belong to that, else None."""
    if entry.event == "extended" and entry.to is not None:
        asked = (
            f", requested on {day(entry.asked)}" if entry.asked not in {None, entry.date} else ""
        )
        case = f"{_case(entry)} " if entry.case else ""
        return f"{case}extended to {day(entry.to)}{asked}"
    if entry.event == "waived" and entry.until is not None:
        return f"waived until {day(entry.until)}"
    if entry.event == "explained" and entry.cause is not None:
        by = f", by {day(entry.due)}" if entry.due else ""
        return f"explained: {entry.cause}; remedy: {entry.remedy}{by}"
    if entry.event == "remedied" and entry.case is None:
        return "remedy carried out"
    if entry.event == "rechecked" and entry.passed is not None:
        return f"rechecked, {'passed' if entry.passed else 'failed'}"
    return None


def _case(entry: Entry) -> str:
    """Return the reference of a case, with its title where the entry has it."""
    return f"{entry.case} {quoted(entry.title)}" if entry.title else entry.case or ""
