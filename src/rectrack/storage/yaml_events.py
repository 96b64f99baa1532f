"""Text → the events of PyYAML's parser, and where it gives up.

Of an error only the place and the class are told on: what the library says in English differs
from parser to parser and from release to release.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff"
"""Patterns as text: they are compiled, which takes milliseconds, once there is an error."""
BEYOND_UNICODE = r"\\U(?!000|0010)"


class Unparsable(Exception):
    """No YAML from the offset `at` on; what was being read there began at `since`.

    `scanning` says that not even a token could be made out there, rather than a wrong one.
    """

    def __init__(self, at: int, since: int, *, scanning: bool) -> None:
        super().__init__(at, since)
        self.at, self.since, self.scanning = at, since, scanning


def events(text: str) -> Iterator[Any]:
    """Yield the events of a text, however deep it nests; raises Unparsable where it is no YAML."""
    try:
        yield from yaml.parse(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        marks = [mark.index for mark in (error.context_mark, error.problem_mark) if mark] or [0]
        scanning = isinstance(error, yaml.scanner.ScannerError)
        raise Unparsable(marks[-1], marks[0], scanning=scanning) from None
    except yaml.reader.ReaderError:
        raise _unscanned(FORBIDDEN, text) from None
    except (ValueError, OverflowError):  # PyYAML without its C library, of "\UFFFFFFFF"
        raise _unscanned(BEYOND_UNICODE, text) from None


def _unscanned(pattern: str, text: str) -> Unparsable:
    found = re.search(pattern, text)
    at = found.start() if found else 0
    return Unparsable(at, at, scanning=True)
