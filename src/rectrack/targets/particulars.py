"""The particulars of an entry on a target: what it lacks, what is wrong with it, what it moves.

All of it follows from what a kind says of itself, so that a new kind needs nothing here.
"""

from msgspec.structs import replace

from rectrack import wording
from rectrack.log.entry import Entry
from rectrack.log.sorts import is_target_decision
from rectrack.log.validation import needs
from rectrack.plan.model import Plan, Target
from rectrack.targets.base import Kind
from rectrack.targets.kinds import kind_of


def takes_nothing(target: Target) -> str | None:
    """Return why a target takes no progress at all, or None."""
    if kind_of(target).takes:
        return None
    return f"{target.id} has no kind yet, so it takes no progress: set its kind in the plan"


def refusal(plan: Plan, target: Target, entry: Entry) -> str | None:
    """Return why a target does not take an entry, or None."""
    kind = kind_of(target)
    if is_target_decision(entry):
        if entry.case is not None and "case" not in kind.takes:
            return f"a {kind.kind} has no cases"
        waived = entry.event == "waived" and not kind.can_be_waived
        return f"a {kind.kind} cannot be waived" if waived else None
    if nothing := takes_nothing(target):
        return nothing
    says_none = kind.states_none and "value" not in kind.takes and entry.value == 0
    if says_none and entry.case is None and entry.event is None:
        return needs(entry, "value")
    if wrong := needs(entry, *kind.takes):
        here = f"a target of kind {kind.kind} takes {' and '.join(kind.takes)}"
        return f"{target.id}: {wrong}; {here}"
    if not kind.shares_credit:
        whose, *others = entry.credited
        if others or whose in plan.groups:
            per = "case" if "case" in kind.takes else "entry"
            return f"for: give one person per {per} on {target.id}"
    if not kind.takes_readings and entry.value is not None and entry.value < 0:
        return f"value: {entry.value} is negative, and amounts cannot be negative"
    return kind.refuses_content(target, entry)


def lacks(kind: Kind, entry: Entry) -> str | None:
    """Return the first particular without which an entry is not whole, or None."""
    if kind.states_none and entry.value is not None:
        return None
    return next((name for name in kind.takes if getattr(entry, name) is None), None)


def lacking(kind: Kind, target: Target, entry: Entry) -> str | None:
    """Return what a command line lacks, in its own words rather than those of the file."""
    particular = lacks(kind, entry)
    words = kind.words(particular or "")
    none = ", or none" if kind.states_none else ""
    match particular:
        case "value":
            return f"enter a number{none}: rectrack log {target.id} VALUE"
        case "step":
            return f"which step of {target.id}? give one of: {', '.join(words)}"
        case "case":
            events = ", ".join(kind.words("event"))
            asked = f"which case of {target.id}, and what happened to it?"
            return f"{asked} give both, one of: {events}; or none"
        case "event":
            return f"what happened to {entry.case}? give one of: {', '.join(words)}"
    return None


def as_meant(kind: Kind, entry: Entry) -> Entry:
    """Take a step in other letters, large or small, for the one it can only mean."""
    steps = kind.words("step") if "step" in kind.takes else ()
    said = (entry.step or "").casefold()
    alike = [name for name in steps if name.casefold() == said]
    if entry.step in steps or len(alike) != 1:
        return entry
    return replace(entry, step=alike[0])


def moves_nothing(plan: Plan, kind: Kind, entry: Entry) -> str | None:
    """Return why an entry, right as it is, is for nobody who has a part in its target; or None."""
    who = kind.answerable()
    shares = kind.shares_credit and who
    if not shares or not plan.among(who).isdisjoint(plan.members(entry.credited)):
        return None
    names = wording.listed(entry.credited)
    return f"{names} has no part in {entry.target}: say whose work it is with --for"
