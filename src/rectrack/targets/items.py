"""What a target is made of where its parts have days of their own."""

from datetime import date

from msgspec import Struct


class Item(Struct, frozen=True):
    """A step, a case, a checkpoint, or a window that was missed.

    `began` is the day on which a case was opened; `stage`, how far it has come; `who` did the
    step, owns the case, or missed the window. `due` is unknown while a figure is blank.
    """

    name: str
    due: date | None
    began: date | None = None
    done: date | None = None
    stage: str = ""
    who: tuple[str, ...] = ()
