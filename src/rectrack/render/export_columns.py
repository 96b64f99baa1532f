"""What a column of an export holds, said once for people and for databases."""

from typing import Literal

from msgspec import Struct

Type = Literal["text", "day", "moment", "number", "whole", "flag", "record"]


class Column(Struct, frozen=True):
    """What a column holds: one value of a type, or nothing; `always` one, or a list of `many`.

    `words` are all that a text may be. A record has columns of its own, its `parts`.
    """

    type: Type
    about: str
    always: bool = False
    many: bool = False
    words: tuple[str, ...] = ()
    parts: dict[str, "Column"] = {}


Columns = dict[str, Column]


def text(about: str, *words: str, always: bool = False) -> Column:
    return Column("text", about, always, words=words)


def given(about: str) -> Column:
    """Return a text that is always there, perhaps empty."""
    return Column("text", about, always=True)


def texts(about: str, *words: str) -> Column:
    return Column("text", about, always=True, many=True, words=words)


def day(about: str, *, always: bool = False) -> Column:
    return Column("day", about, always)


def number(about: str) -> Column:
    return Column("number", about)


def whole(about: str, *, always: bool = True) -> Column:
    return Column("whole", about, always)


def flag(about: str, *, always: bool = True) -> Column:
    return Column("flag", about, always)


def records(about: str, parts: Columns) -> Column:
    return Column("record", about, always=True, many=True, parts=parts)
