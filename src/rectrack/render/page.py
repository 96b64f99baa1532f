"""Where text is going, and what of it must be spelt out on the way."""

import re

from msgspec import Struct

HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, invisible characters and whatever turns the direction of the text around it."""


class Page(Struct, frozen=True):
    """What is known of the other end. `width` and `height` are None where it is no terminal."""

    width: int | None
    color: bool
    unicode: bool
    height: int | None = None


def visible(text: str) -> str:
    """Return text that a person wrote with whatever could act on a terminal spelt out."""
    return HARMFUL.sub(_spelt, text)


def _spelt(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
