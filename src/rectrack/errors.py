"""What can go wrong, said as a user should read it.

The library raises these and never prints; `cli` alone turns them into output and exit codes.
"""

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import islice
from typing import Literal, Self

from msgspec import Struct

from rectrack.wording import quoted

Severity = Literal["error", "warning"]


class Finding(Struct, frozen=True):
    """One thing to mend in a plan: a sentence, and the place of the mistake.

    `line` and `column` count from 1; 0 stands for "the file as a whole".
    `rule` is a stable name that scripts may filter by.
    """

    severity: Severity
    rule: str
    message: str
    line: int = 0
    column: int = 0

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, to sort by."""
        return self.line, self.column


class RectrackError(Exception):
    """An expected failure; its text is the sentence for the user."""

    exit_code = 1


class PlanError(RectrackError):
    """The head of a plan cannot be read; carries every finding, not just the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(finding.message for finding in self.findings))

    @classmethod
    def at(cls, place: tuple[int, int], rule: str, message: str) -> Self:
        """Return the error of one thing that is wrong, at a line and column."""
        return cls([Finding("error", rule, message, *place)])


class RequestError(RectrackError):
    """The request cannot be carried out: an unknown id, a value that the target does not take."""


class NoOlderCopyError(RequestError):
    """A commit does not have the plan, which is new since then."""


class UsageError(RectrackError):
    """The command line itself is wrong: something is missing or contradicts itself."""

    exit_code = 2


class BusyError(RectrackError):
    """Somebody else holds the plan or changed it underneath; trying again may help."""

    exit_code = 4


class NotWrittenError(RectrackError):
    """Entries could not be added; `lines` are what a person may paste instead."""

    def __init__(self, message: str, lines: Iterable[str], exit_code: int = 1) -> None:
        super().__init__(message)
        self.lines = tuple(lines)
        self.exit_code = exit_code


MOST_NAMED = 6
"""So many are named where none is near what was meant."""
MOST_KNOWN = 500
"""Among more words than this none is looked for."""
MOST_ASKED = 200
"""For more words than this none is looked for in one file, which may hold a million of them."""


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three of the known words that may have been meant."""
    if not word or len(word) > 64 or _nearest.cache_info().misses >= MOST_ASKED:
        return ()
    words = tuple(islice(known, MOST_KNOWN + 1))
    if len(words) > MOST_KNOWN:
        return ()
    return _nearest(word, tuple(sorted(words)))


def begin_looking() -> None:
    """Forget which words were looked for: every file is told of alike, whatever came before."""
    _nearest.cache_clear()


@lru_cache(maxsize=1024)
def _nearest(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    from difflib import get_close_matches  # noqa: PLC0415  loaded only once there is an error

    if alike := [each for each in known if each.casefold() == word.casefold()]:
        return tuple(alike[:3])
    beginnings = [each for each in known if each.startswith(word)]
    inside = [each for each in known if len(word) > 2 and word in each]
    near = get_close_matches(word, known, n=3, cutoff=0.65)
    return tuple(dict.fromkeys(beginnings + near + inside))[:3]


def suggest(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean …?" for the known words nearest to `word`, or an empty text."""
    found = nearest(word, known)
    return f"; did you mean {' or '.join(found)}?" if found else ""


def not_among(name: str, known: Collection[str], what: str) -> str:
    """Return that a name is not among the people, say, with the nearest of them or the first."""
    said = f"{quoted(name)} is not among the {what}"
    if hint := suggest(name, known):
        return said + hint
    more = len(known) - MOST_NAMED
    named = ", ".join(islice(known, MOST_NAMED)) + (f" and {more} more" if more > 0 else "")
    return f"{said}: {named}" if known else said


def check_among(names: Iterable[str], known: Collection[str], what: str = "people") -> None:
    """Raise RequestError for the first of the names that is not among those known."""
    for name in names:
        if name not in known:
            raise RequestError(not_among(name, known, what))


def check_known(names: Iterable[str], ids: Iterable[str], what: str = "not in the plan") -> None:
    """Raise RequestError for the first of the names that is not among the ids."""
    all_ids = set(ids)
    for name in names:
        if name not in all_ids:
            raise RequestError(f"{name!r} is {what}{suggest(name, all_ids)}")
