"""What can go wrong, said as a user should read it.

The library raises these and never prints; `cli` alone turns them into output and exit codes.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

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
        return self.line, self.column


class RectrackError(Exception):
    """An expected failure; its text is the sentence for the user."""

    exit_code = 1


class PlanError(RectrackError):
    """The head of a plan cannot be read; carries every finding, not just the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(finding.message for finding in self.findings))


class RequestError(RectrackError):
    """The request cannot be carried out: an unknown id, a value that the target does not take."""


class UsageError(RectrackError):
    """The command line itself is wrong: something is missing or contradicts itself."""

    exit_code = 2


class BusyError(RectrackError):
    """Somebody else holds the plan or changed it underneath; trying again may help."""

    exit_code = 4


class NotWrittenError(RectrackError):
    """An entry could not be added; `line` is what a person may paste instead."""

    def __init__(self, message: str, line: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.exit_code = exit_code


def suggest(word: str, known: Iterable[str], *, most: int = 3) -> str:
    """Return "; did you mean …?" for the known words nearest to `word`, or an empty text."""
    from difflib import get_close_matches  # noqa: PLC0415  loaded only once there is an error

    words = sorted(known)
    beginnings = [each for each in words if word and each.startswith(word)]
    near = beginnings + get_close_matches(word, words, n=most, cutoff=0.6)
    inside = [each for each in words if len(word) > 2 and word in each]
    found = list(dict.fromkeys(near + inside))[:most]
    return f"; did you mean {' or '.join(found)}?" if found else ""
