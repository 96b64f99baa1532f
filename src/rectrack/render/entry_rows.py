"""Entries as rows of a list: a day, an id, and what each says with its note below it."""

from collections.abc import Iterable

from rich.text import Text

from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.render.entry_words import content, particulars, whose
from rectrack.render.layout import GAP
from rectrack.render.page import Page, visible
from rectrack.reports.description import subject_of

FEWEST = 4
"""The letters of an id that are shown at least where they name no other entry."""


def short_ids(entries: Iterable[Entry], page: Page) -> dict[str, str]:
    """Return the beginning of each id that names its entry alone, as commands take it.

    `entries` are all of a log. Off a terminal ids are whole.
    """
    names = sorted({entry.id for entry in entries if entry.id is not None})
    if page.width is None:
        return {name: name for name in names}
    around = ["", *names, ""]
    return {
        name: name[: max(_shared(before, name), _shared(name, after), FEWEST - 1) + 1]
        for before, name, after in zip(around, names, around[2:], strict=False)
    }


def _shared(one: str, other: str) -> int:
    """Return how many letters two ids begin with alike."""
    ends = (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1])
    return next(ends, min(len(one), len(other)))


def said(
    entry: Entry, plan: Plan, *, named: bool = True, style: str = "", remark: str = ""
) -> Text:
    """Return what an entry says, whose it is, and below that its note, evidence and a remark.

    `named` tells what it speaks of.
    """
    what = " ".join(filter(None, (subject_of(entry) if named else "", content(entry, plan))))
    lines = [Text.assemble((visible(what), f"{style} bold"), GAP, (visible(whose(entry)), style))]
    lines += [Text(visible(each), style) for each in particulars(entry)]
    return Text("\n").join([*lines, Text(visible(remark), "yellow")] if remark else lines)
