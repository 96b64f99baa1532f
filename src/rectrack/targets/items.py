"""What a target is made of where its parts have days of their own."""

from datetime import date

from msgspec import Struct


class Item(Struct, frozen=True):
    """A step, a case, a checkpoint, or a window that was missed.

    `began` is the day on which a case was opened; `stage`, how far it has come; `who` did the
    step, owns the case, or missed the window. `due` is unknown while a figure is blank;
    `first_due` is what it was before an extension. `title` and `asked_by` say what a case is about
    and who asked. `lacks` are the stages missing before the one that it has reached, and `end`
    says how it ended, where that is not as it should.
    """

    name: str
    due: date | None
    began: date | None = None
    done: date | None = None
    stage: str = ""
    who: tuple[str, ...] = ()
    title: str = ""
    asked_by: str = ""
    first_due: date | None = None
    lacks: tuple[str, ...] = ()
    end: str = ""
