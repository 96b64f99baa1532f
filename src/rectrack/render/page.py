"""Where text is going, and what of it must be spelt out on the way."""

import re

from msgspec import Struct

HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e007f]"
)
"""Controls, invisible characters and whatever turns the direction of the text around it."""


PLAIN = {
    "\N{FULL BLOCK}": "#",
    "\N{LIGHT SHADE}": "-",
    "\N{MIDDLE DOT}": "-",
    "\N{EN DASH}": "-",
    "\N{MINUS SIGN}": "-",
    "\N{RIGHTWARDS ARROW}": "->",
    "\N{LESS-THAN OR EQUAL TO}": "<=",
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
}
"""The signs beyond ASCII that pages are drawn with, and what stands for each where it lacks."""

_PLAIN = str.maketrans(PLAIN)


class Page(Struct, frozen=True):
    """What is known of the other end. `width` and `height` are None where it is no terminal.

    `unicode` says whether it takes all signs of PLAIN.
    """

    width: int | None
    color: bool
    unicode: bool
    height: int | None = None

    def signs(self, text: str) -> str:
        """Return text for people with plain signs where the other end lacks those of PLAIN.

        Every page that is drawn passes through here; what must line up does so before.
        """
        return text if self.unicode else text.translate(_PLAIN)


def takes_signs(encoding: str | None) -> bool:
    """Whether an encoding has all signs that pages are drawn with."""
    try:
        "".join(PLAIN).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def visible(text: str) -> str:
    """Return text that a person wrote with whatever could act on a terminal spelt out."""
    return HARMFUL.sub(_spelt, text)


def _spelt(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def escaped(text: str) -> str:
    """Return text as the escapes by which JSON names its characters."""
    units = text.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def escape_what_is_lacking(error: UnicodeError) -> tuple[str, int]:
    """Escape what an encoding lacks: the error handler of the streams, also right within JSON."""
    assert isinstance(error, UnicodeEncodeError)
    return escaped(error.object[error.start : error.end]), error.end
