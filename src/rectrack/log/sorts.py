"""What sort of entry one is: progress, a decision on a measure, target or person, or a remark."""

from rectrack.log.entry import Entry

MEASURE_EVENTS = ("claimed", "signed-off", "rejected", "rechecked", "withdrawn", "concluded")
TARGET_EVENTS = {
    "extended": ("to", "asked"),
    "waived": ("until",),
    "explained": ("cause", "remedy"),
    "remedied": (),
}
"""What may be decided of a target, and the particulars that each decision needs."""
REMARK = "remark"
PERSON_EVENTS = ("reward", "penalty")


def is_progress(entry: Entry) -> bool:
    """Whether an entry tells of work on a target, rather than being a decision or a remark.

    What has a case is progress, whatever its event is called.
    """
    if entry.target is None:
        return False
    if entry.event is None:  # as in most entries, which need not be looked at any further
        return True
    return not is_target_decision(entry) and (entry.event != REMARK or entry.case is not None)


def is_target_decision(entry: Entry) -> bool:
    """Whether an entry decides of a target; of a case only its deadline can be."""
    decides = entry.target is not None and entry.event in TARGET_EVENTS
    return decides and (entry.case is None or entry.to is not None)


def is_remark(entry: Entry) -> bool:
    """Whether an entry only tells something of a target or measure, and changes no figure."""
    if entry.event != REMARK or entry.case is not None:
        return False
    return entry.target is not None or entry.measure is not None


def is_decision(entry: Entry) -> bool:
    """Whether an entry decides of a measure, a target or a person."""
    if entry.target is not None:
        return is_target_decision(entry)
    return (entry.measure is not None and not is_remark(entry)) or entry.person is not None
