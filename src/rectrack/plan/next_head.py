"""The head of a plan → that of the plan for the period after it.

Everything stays as people wrote it, comments too, but for what belongs to the old period: days of
targets, the calendar and baselines become comments. Each change is one of the text, and the result
is proven by reading it.
"""

import re
from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from rectrack.errors import RequestError
from rectrack.plan.model import Period
from rectrack.storage.yaml_events import Unparsable
from rectrack.storage.yaml_tree import NULL
from rectrack.storage.yaml_values import Path, Place, places

DAYS = frozenset({"start", "due", "except", "checkpoints"})
"""Keys of a target that hold days, and say nothing without them."""
LEFT_BLANK = frozenset({"baseline"})
"""Keys of a target that the office sets anew; blank they say that it has to."""


class NextPeriod(Struct, frozen=True):
    """What is new in the next plan: lines of YAML for `calendar`, or none, and a title or None.

    `remark` is a line of comment that names the plan before.
    """

    period: Period
    remark: str
    calendar: str = ""
    title: str | None = None


class _Edit(Struct, frozen=True, order=True):
    start: int
    end: int
    text: str


def next_head(text: str, following: NextPeriod) -> str:
    """Return the head of the next plan; raises RequestError for what has to be cleared by hand."""
    newline = "\r\n" if "\r\n" in text else "\n"
    found = list(places(text))
    fresh: dict[Path, str] = {
        ("period", "start"): str(following.period.start),
        ("period", "end"): str(following.period.end),
    }
    if following.title is not None:
        fresh["title",] = following.title
    edits = [_Edit(each.start, each.end, fresh[each.path]) for each in found if each.path in fresh]
    cleared = [each for each in found if _is_of_the_period(each)]
    own, shared = _split(cleared)
    edits += chain.from_iterable(_commented(text, each) for each in own)
    edits += _blanked(text, shared)
    edits += _inserted(text, found, following, newline)
    edited = text
    for edit in sorted(edits, reverse=True):
        edited = edited[: edit.start] + edit.text + edited[edit.end :]
    gone = {each.path for each in cleared}
    if _kept(edited, gone, fresh) != _kept(text, gone, fresh):
        names = ", ".join(sorted({str(each.path[-1]) for each in cleared}))
        raise RequestError(
            "the days in this plan stand where they cannot be cleared safely: write each of"
            f" {names} on a line of its own, or leave them out, then try again"
        )
    return edited


def _is_of_the_period(place: Place) -> bool:
    """Whether a value ends with its period; what is blank already may stay."""
    if place.path == ("calendar",):
        return True
    if place.path[:1] != ("measures",) or place.path[2:3] != ("targets",) or place.said in NULL:
        return False
    match place.path[4:]:
        case (str(key),):
            return key in DAYS | LEFT_BLANK
        case ("steps", str()):
            return True
    return False


def _split(cleared: list[Place]) -> tuple[list[Place], list[Place]]:
    """Return the values that go with their keys and lines, and those that alone must go.

    Alone goes what shares its line with others, and whose key must stay.
    """
    own: list[Place] = []
    alone: list[Place] = []
    for each in cleared:
        stays = each.path[-1] in LEFT_BLANK or each.path[-2:-1] == ("steps",)
        (alone if each.bracketed or stays else own).append(each)
    return own, alone


def _commented(text: str, place: Place) -> Iterator[_Edit]:
    """Yield the edits that make comments of the lines of a key and its value."""
    first = text.rfind("\n", 0, place.key) + 1
    indent = place.key - first
    for line in re.finditer(r"^( *)[^ \r\n]", text[first : place.end], re.MULTILINE):
        at = first + line.start() + min(len(line[1]), indent)
        yield _Edit(at, at, "# ")


def _blanked(text: str, values: list[Place]) -> Iterator[_Edit]:
    """Yield the edits that leave values out and say at the end of each line what was there."""
    before: dict[int, list[str]] = {}
    for each in values:
        start = each.start
        while not each.bracketed and text[start - 1] == " ":
            start -= 1
        yield _Edit(start, each.end, "")
        was = " ".join(text[each.start : each.end].split())
        said = f"{each.path[-1]} {was}" if each.bracketed else was
        before.setdefault(_end_of_line(text, each.end), []).append(said)
    for end, said_there in before.items():
        yield _Edit(end, end, f"   # before: {', '.join(said_there)}")


def _inserted(text: str, found: list[Place], following: NextPeriod, newline: str) -> list[_Edit]:
    """Return the edits that add the remark above the first key, the calendar below the period."""
    top = [each for each in found if len(each.path) == 1]
    first = min(each.key for each in top)
    edits = [_Edit(first, first, f"# {following.remark}{newline}")]
    if following.calendar:
        [period] = [each for each in top if each.path == ("period",)]
        end = _end_of_line(text, period.end)
        lines = following.calendar.rstrip("\n").split("\n")
        edits.append(_Edit(end, end, newline + newline.join(lines)))
    return edits


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end


def _kept(text: str, gone: set[Path], fresh: dict[Path, str]) -> dict[Path, str] | None:
    """Return all that a head says beside what is cleared or new; None where it is no YAML."""
    try:
        return {
            each.path: each.said
            for each in places(text)
            if each.said
            and each.path[:1] != ("calendar",)
            and each.path not in fresh
            and not any(each.path[: len(path)] == path for path in gone)
        }
    except Unparsable:
        return None
