"""A table as a value: what stands in it and what that means. Each form of output draws it once."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from rectrack.reports.status import Totals
from rectrack.targets.state import OUTSTANDING, SETTLED, State
from rectrack.wording import DAYS, MONTHS, number


class Named(Struct, frozen=True):
    """The title of something with its id, and with a word on it where there is one to say."""

    title: str
    id: str
    remark: str = ""


Cell = str | date | Decimal | int | tuple[str, ...] | Named | Totals | None
Kind = Literal["word", "key", "sentence", "state", "score", "number", "named", "states"]
NO_SCORE = "–"


class Column(Struct, frozen=True):
    """A name, and what stands below it.

    A `word` is a name, a day or a count, which is never folded, as a `sentence` is; a `key` is a
    word that is never cut either, since it is to be typed. A `state` has its colour, and a `score`
    is a Decimal, or None where there is nothing to judge. A `number` is the text of one, perhaps
    with a sign before it. `named` is a title with its id, and `states` are counts of targets. Where
    there is no room, the columns of the highest `rank` are left out first, and those of rank 0
    never.
    """

    name: str
    kind: Kind = "word"
    rank: int = 0


def words(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def sentences(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "sentence") for name in names)


STATE = Column("state", "state")
NOT_MET = (*OUTSTANDING, *SETTLED[1:])
"""The states that the counts of targets are told by, beside how many are met."""


class Table(Struct, frozen=True):
    """Rows below named columns, sentences last; its `details` are said beside its title."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    details: str = ""

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def texts(self) -> list[list[str]]:
        """Return the cells as people read them."""
        return [[text_of(cell) for cell in row] for row in self.rows]


def counted(sums: Totals, states: Iterable[State]) -> list[str]:
    """Return "3 failed" of each of these states that any target is in."""
    return [f"{sums.by_state[each]} {each}" for each in states if sums.by_state[each]]


def text_of(cell: Cell) -> str:
    """Return a cell as people read it: "Sun 22 Nov", 83.0, or a dash where there is no score."""
    if isinstance(cell, tuple):
        return ", ".join(cell)
    if isinstance(cell, Named):
        return f"{', '.join(filter(None, (cell.title, cell.remark)))} ({cell.id})"
    if isinstance(cell, Totals):
        return ", ".join(counted(cell, NOT_MET))
    if isinstance(cell, date):
        return f"{DAYS[cell.weekday()]} {cell.day} {MONTHS[cell.month - 1]}"
    return decimals(cell) if isinstance(cell, Decimal | None) else str(cell)


def decimals(value: Decimal | None, places: int = 1) -> str:
    """Return a figure with so many decimals at least, or a dash where there is none."""
    if value is None:
        return NO_SCORE
    whole, _, rest = number(value).partition(".")
    return f"{whole}.{rest:0<{places}}".replace("-", "−")
