"""What is said of signals: facts in numbers, without a judgement."""

from collections.abc import Iterator

from rectrack.reports.details_model import Details
from rectrack.reports.signals import PROMPT, LastTenth
from rectrack.wording import day, number, plural

SIGNALS = {
    "tardy": (
        f"entry logged more than {PROMPT.days} days after it happened",
        f"entries logged more than {PROMPT.days} days after they happened",
    ),
    "unlogged": (
        "entry that does not say when it was logged",
        "entries that do not say when they were logged",
    ),
    "extensions": ("extension", "extensions"),
    "asked_late": (
        "extension requested after the day had passed",
        "extensions requested after the day had passed",
    ),
    "rebounds": ("closed measure reopened", "closed measures reopened"),
    "corrections": ("correction", "corrections"),
}
"""How one of each is said, and how many are."""


def signal_facts(details: Details) -> Iterator[tuple[str, str]]:
    """Yield the signals of one thing as facts; those that never happened are left out."""
    counts = ((getattr(details.signals, name), forms) for name, forms in SIGNALS.items())
    said = [plural(count, *forms) for count, forms in counts if count] or ["none"]
    among = plural(details.signals.entries, "entry", "entries")
    yield "Signals", f"{'; '.join(said)}, in {among}"
    for each in details.last_tenth:
        yield "Last tenth", f"{each.target}: {how_much(each)} since {day(each.since)}"


def how_much(each: LastTenth) -> str:
    """Return "3 of 15"."""
    return f"{number(each.amount)} of {number(each.total)}"
