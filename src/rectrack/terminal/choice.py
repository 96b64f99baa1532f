"""What a person means who answers a question that has choices: pure, without a terminal."""

import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from rectrack.targets.questions import Choice, Question


class Taken(Struct, frozen=True):
    """The choices that were taken: one, or several where that is allowed."""

    choices: tuple[Choice, ...]


class Left(Struct, frozen=True):
    """The choices that are left to choose from; none where the answer meant none of them."""

    choices: tuple[Choice, ...]


def understand(
    answer: str, question: Question, shown: Sequence[Choice], left: Sequence[Choice]
) -> Taken | Left:
    """Return what an answer means to a question of whose choices some are left, and some shown.

    A value in full takes it, and so does its number among those shown; any other text narrows
    what is left, shown or not, or all choices where none of that fits. No answer takes the only
    choice shown, and otherwise offers all again. Several answers at once are numbers and full
    values.
    """
    choices = question.choices
    if not answer:
        return Taken(tuple(shown)) if len(shown) == 1 else Left(tuple(choices))
    if taken := _taken(answer, shown, choices):
        return Taken((taken,))
    if question.takes_several:
        found = [
            _taken(part, shown, choices)
            for part in re.split(r"[\s,\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC COMMA}]+", answer)
        ]
        if all(found):
            return Taken(tuple(dict.fromkeys(each for each in found if each)))
    words = _folded(answer).split()

    def fits(choice: Choice) -> bool:
        # Beside what may be answered otherwise stands prose, which would fit by accident.
        text = _folded(choice.value if question.is_open else f"{choice.value} {choice.said}")
        return all(word in text for word in words)

    return Left(tuple(filter(fits, left)) or tuple(filter(fits, choices)))


def _taken(answer: str, shown: Sequence[Choice], choices: Sequence[Choice]) -> Choice | None:
    """Return the choice that an answer names in full, or by its number."""
    named = [each for each in choices if _folded(each.value) == _folded(answer)]
    if len(named) == 1:
        return named[0]
    by_number = {str(number): each for number, each in enumerate(shown, 1)}
    return by_number.get(_folded(answer))


def _folded(text: str) -> str:
    """Return a text without what people do not mind: large or small, wide or narrow letters."""
    return unicodedata.normalize("NFKC", text).casefold()
