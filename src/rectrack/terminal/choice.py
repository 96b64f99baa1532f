"""A question, its choices, and what a person means who answers it: pure, without a terminal."""

import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct


class Choice(Struct, frozen=True):
    """A word that may be written down, and what is said beside it where it is offered.

    `marks` are the short words that stand between the two, such as a state and its figures.
    """

    value: str
    said: str = ""
    marks: tuple[str, ...] = ()


class Question(Struct, frozen=True, kw_only=True):
    """One thing to ask. Without choices any text may be the answer.

    `offered` is how many of the choices are listed before anything is typed; None for all.
    `is_open` says that there may be other answers than the choices, `takes_several` that there
    may be several at once. `default` is the answer of those who give none.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    offered: int | None = None
    is_open: bool = False
    takes_several: bool = False
    default: str | None = None


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
