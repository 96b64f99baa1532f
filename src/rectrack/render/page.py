"""Where text is going, and what of it must be spelt out on the way."""

import re

from msgspec import Struct

_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""Controls, invisible characters and whatever turns the direction of the text around it."""


class Page(Struct, frozen=True):
    """What is known of the other end. `width` is None where it is no terminal."""

    width: int | None
    color: bool
    unicode: bool


def visible(text: str, *, keep: str = "") -> str:
    """Return text that a person wrote with whatever could act on a terminal spelt out."""
    return _HARMFUL.sub(lambda match: match[0] if match[0] in keep else _spelt(match[0]), text)


def _spelt(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
