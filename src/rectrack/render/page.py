"""Where text is going, and what of it must be spelt out on the way."""

from msgspec import Struct

from rectrack.render.characters import with_hidden_spelt

PLAIN = {
    "\N{FULL BLOCK}": "#",
    "\N{LIGHT SHADE}": "-",
    "\N{MEDIUM SHADE}": "=",
    "\N{MIDDLE DOT}": "-",
    "\N{EN DASH}": "-",
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{MINUS SIGN}": "-",
    "\N{RIGHTWARDS ARROW}": "->",
    "\N{LESS-THAN OR EQUAL TO}": "<=",
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
    **dict(zip("▁▂▃▄▅▆▇─═▒│┤└▲┴", "...:::#-=%|++^|", strict=True)),  # of a chart
}
"""The signs beyond ASCII that pages are drawn with, and what stands for each where it lacks."""

_PLAIN = str.maketrans(PLAIN)


class Page(Struct, frozen=True):
    """What is known of the other end.

    `width` is None where lines may be of any length, `height` where it is not a terminal.
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
    """Return text that a person wrote with whatever could act on a terminal or hide spelt out."""
    return with_hidden_spelt(text, _spelt)


def _spelt(character: str) -> str:
    code = ord(character)
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
