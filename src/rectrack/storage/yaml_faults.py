"""What is wrong with a text that is not YAML, in words that tell what to do.

Everything is told from the text around the place at which the parser gave up.
"""

import re

from rectrack.storage.yaml_events import FORBIDDEN, Unparsable

DEEPEST = 50
"""No plan nests deeper than this many levels; only a mistake or an attack does."""
TOO_DEEP = f"nested more than {DEEPEST} levels deep; a plan needs no more than six"

_BACKSLASH = "a backslash in \"...\" has a meaning: double it, or use '...'"
_BRACKET = "a bracket opened here is never closed, or a comma is missing in it"
_COLON = "a colon is not allowed here: check the indentation, or put the text in quotes"
_COMMA = "a comma is missing before this, or text with a colon in it needs quotes"
_KEY = "a key must stand here, followed by a colon and a space"
_LIST = "a list begins on a line of its own: - one"
_MISFIT = "this line does not fit the lines above it: check the indentation and the quotation marks"
_QUOTATION = "a quotation mark opened here is never closed"
_QUOTE = "text that begins like this must be put in quotes"
_UNWANTED = {
    "[": TOO_DEEP,  # it can stand anywhere, but PyYAML has a bound as well
    "{": TOO_DEEP,
    ":": _COLON,
    "-": _LIST,
    "?": _QUOTE,
    "\\": _BACKSLASH,
}

_QUOTED = r"""(?s:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""
"""Patterns as text: they are compiled, which takes milliseconds, once there is an error."""
_INVISIBLE = "[\u00a0\u2000-\u200f\u3000\ufeff]"


def explained(text: str, fault: Unparsable, bracket: int | None) -> tuple[str, int]:
    """Return what is wrong with a text, and at which offset.

    `bracket` is where the innermost bracket begins that is open there, if one is.
    """
    message, at = _parsed_wrong(text, fault, bracket) or _scanned_wrong(text, fault)
    return _mistyped(text, at) or (message, at)


def _parsed_wrong(text: str, fault: Unparsable, bracket: int | None) -> tuple[str, int] | None:
    """Explain a token that cannot stand where it does; None where there is not even a token."""
    at, met = fault.at, text[fault.at : fault.at + 1]
    if fault.scanning:
        return None
    if bracket is not None and (not met or "\n" in text[bracket:at]):
        return _BRACKET, bracket
    if fault.since == at and met in set("!%"):
        return _QUOTE, at
    if fault.since == at and met in set(",]}" if bracket is None else ",]}:?-"):
        return _cannot_begin(met), at
    return _MISFIT if bracket is None else _COMMA, at


def _scanned_wrong(text: str, fault: Unparsable) -> tuple[str, int]:
    """Explain characters that make up no token."""
    at, since = fault.at, fault.since
    met, begun = text[at : at + 1], text[since : since + 1]
    if since == at or met == "\t":
        if re.match(FORBIDDEN, met):
            return f"the character U+{ord(met):04X} is not allowed in a YAML file: remove it", at
        return _UNWANTED.get(met) or _cannot_begin(met), at
    quoted = re.compile(_QUOTED).match(text, since)
    if begun in set("\"'") and not (quoted and quoted.end() <= at):
        if "\\" in text[max(since, at - 2) : at + 1] and met:
            return _BACKSLASH, at
        return _QUOTATION, since
    if met == ":":
        return _COLON, at
    if begun in set("&*!|>%") and "\n" not in text[since:at]:
        return _QUOTE, at
    return _KEY, since


def _cannot_begin(met: str) -> str:
    return f"{met!r} cannot begin a value: put the text in quotes"


def _mistyped(text: str, at: int) -> tuple[str, int] | None:
    """Tell what people type or paste without seeing it, if it is in the line of a fault."""
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].partition("\n")[0]
    before = line[: at - start + 1]
    if before.endswith("\t") or ("\t" in before and not before.strip(" \t-?:")):
        return "a tab: YAML is indented with spaces only", start + before.index("\t")
    if found := re.search(_INVISIBLE, line):
        message = f"an invisible character, U+{ord(found[0]):04X}: write a space"
        return message, start + found.start()
    if "\uff1a" in line and ": " not in line:
        message = "a full-width colon: use an ordinary one, followed by a space"
        return message, start + line.index("\uff1a")
    return None
