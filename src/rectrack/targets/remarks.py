"""What is to be known of a target beside its reading: moved, refused, changed by others."""

from rectrack.log.deciders import NOUNS
from rectrack.log.entry import Entry
from rectrack.log.history import Overruled
from rectrack.targets.progress import Progress
from rectrack.wording import a, number


def remarks(progress: Progress) -> str:
    """Return "extended once from 30 Jun to 31 Aug; a waiver does not count", or nothing."""
    if not progress.extensions and not progress.is_disputed:
        return ""
    nouns = {NOUNS[entry.event or ""]: None for entry, _ in progress.refused}
    refused = [f"{a(noun)} does not count" for noun in nouns]
    return "; ".join(filter(None, [progress.moved, *refused, *overrulings(progress)]))


def overrulings(progress: Progress) -> list[str]:
    """Return what somebody else amended or took back, each with both names."""
    return [_overruling(progress, each) for each in progress.overruled]


def _overruling(progress: Progress, pair: Overruled) -> str:
    """Return "1 of 3 Mar by officer, amended to none by clerk"."""
    entry, new = pair.entry, pair.correction
    done = "taken back"
    if new.voids is None:
        done = "amended" if new.value == entry.value else f"amended to {_figure(new)}"
        done = done if new.target == entry.target else f"moved to {new.target}"
    said = f"{_figure(entry)} of {progress.say(entry.date)} by {entry.by}"
    return f"{said}, {done} by {new.by}"


def _figure(entry: Entry) -> str:
    return number(entry.value) if entry.value else "none"
