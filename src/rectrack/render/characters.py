"""What a terminal does with a character: it shows it, lays it over the one before, or hides it.

What hides, or acts, is spelt out. How wide the rest is, Rich alone measures, since Rich draws it.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Literal
from unicodedata import category

_DOUBTFUL = (
    "[\x00-\x1f\x7f-\x9f\xad\u0300-\u036f\u0483-\u0489\u0591-\u200f\u2028-\u202e\u2060-\u206f"
    "\u20d0-\u20ff\u2800\u2c00-\u2dff\u302a-\u302f\u3099\u309a\u3164\ua48d-\uabff\ud7a4-\udfff"
    "\ufb00-\ufeff\uffa0\uffdd-\uffff\U00010000-\U0001efff\U0001fb00-\U0001ffff"
    "\U0003fffe-\U0010ffff]"
)
"""What a terminal may not show as it stands there; of some scripts each character is to be judged.

All else is shown, and so is what may yet be added to it: ideographs and pictures.
"""

_EMOJI = (
    "[\xa9\xae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3"
    "\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615"
    "\u2618\u261d\u2620\u2622\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653"
    "\u265f\u2660\u2663\u2665\u2666\u2668\u267b\u267e\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0"
    "\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8\u26ce\u26cf\u26d1\u26d3"
    "\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d\u270f\u2712\u2714"
    "\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763\u2764"
    "\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d"
    "\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
)
"""Signs that there is a picture of, which may be asked for, and joined with others into one."""
_JOINER, _AS_TEXT, _AS_PICTURE, _KEY = "\u200d", "\ufe0e", "\ufe0f", "\u20e3"
_ENDS_PICTURE = f"[{_AS_PICTURE}\U0001f3fb-\U0001f3ff]|{_EMOJI}"
"""What a joiner may follow: a picture, perhaps with a tone of skin."""

_BLANK = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U00016fe4"
    "\U0001d159\U000e0100-\U000e01ef]"
)
"""Letters, marks and symbols of which nothing is seen."""
_ACTS = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})
"""Categories of what controls, formats, breaks lines, is half a character or none that is known."""
_SEEN = "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]"
"""Signs that format the digits behind them, and are seen nevertheless."""
_HANGUL = "[\u1161-\u11ff\ud7b0-\ud7fb]"
"""Vowels and finals, which are written into the syllable before them."""
MOST_MARKS = 6
"""As many as a language lays over one letter; more only smear the lines above and below."""


Judgement = Literal["shown", "laid over", "hidden"]


def with_hidden_spelt(text: str, spell: Callable[[str], str]) -> str:
    """Return text in which `spell` spells what a terminal would not show as it stands there.

    That is whatever acts or is invisible; a mark that has no letter to be laid over, and all the
    marks of a letter that bears too many. Emoji stay as they are, with what joins and varies them.
    """
    if text.isascii() and text.isprintable():
        return text
    doubtful_from = _doubtful().search
    if not doubtful_from(text):
        return text
    pieces: list[str] = []
    at, bears_marks = 0, False
    while at < len(text):
        doubtful = doubtful_from(text, at)
        end = doubtful.start() if doubtful else len(text)
        is_shown = True
        if end == at:
            end = at + 1
            judgement = _judged(text[at])
            if judgement == "laid over":
                while end < len(text) and _judged(text[end]) == "laid over":
                    end += 1
                is_shown = bears_marks and end - at <= MOST_MARKS
            elif judgement == "hidden":
                is_shown = bears_marks and _is_of_emoji(text, at)
        piece = text[at:end]
        pieces.append(piece if is_shown else "".join(map(spell, piece)))
        bears_marks = is_shown and not piece[-1].isspace() and piece[-1] not in "'\""
        at = end
    return "".join(pieces)


@cache
def _doubtful() -> re.Pattern[str]:
    """Return the pattern of what is doubtful, compiled once there is more than ASCII to show."""
    return re.compile(_DOUBTFUL)


@lru_cache(maxsize=4096)
def _judged(character: str) -> Judgement:
    """Return what a terminal does with a doubtful character."""
    group = category(character)
    if re.match(_BLANK, character) or (group in _ACTS and not re.match(_SEEN, character)):
        return "hidden"
    if group[0] == "M" or re.match(_HANGUL, character):
        return "laid over"
    return "shown"


def _is_of_emoji(text: str, at: int) -> bool:
    """Whether what stands in a text behind what is shown joins two pictures, or varies one."""
    before, after = text[at - 1], text[at + 1 : at + 2]
    if text[at] == _JOINER:
        return bool(re.match(_ENDS_PICTURE, before) and re.match(_EMOJI, after))
    if text[at] == _AS_PICTURE and before in "0123456789#*":
        return after == _KEY
    return text[at] in {_AS_TEXT, _AS_PICTURE} and re.match(_EMOJI, before) is not None
