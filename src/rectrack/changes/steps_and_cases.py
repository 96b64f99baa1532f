"""The free words of a `log` command line → the step, or the case and what happened to it."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from rectrack import days
from rectrack.changes.value_and_note import says_none
from rectrack.errors import suggest
from rectrack.log.entry import Entry
from rectrack.plan.model import Target
from rectrack.plan.number_words import says_number
from rectrack.records import Records
from rectrack.targets.base import Kind
from rectrack.targets.kinds import kind_of
from rectrack.wording import quoted

Words = tuple[str, ...]


class Particulars(Struct, frozen=True):
    """What is said of a step or a case, by options or by position, and the words that are left."""

    step: str | None
    case: str | None
    event: str | None
    words: Words


def by_position(said: Particulars, kind: Kind) -> Particulars:
    """Return the particulars with what the words name of them, where only that can be meant.

    A step is named in full. A case has what happened to it behind it, or stands alone.
    """
    first, *rest = said.words or ("",)
    if "step" in kind.takes and said.step is None:
        step, words = _named(said.words, kind.words("step"))
        return replace(said, step=step, words=words)
    if "event" not in kind.takes or says_none(first):
        return said
    events = kind.words("event")
    if said.case is None and said.event is None:
        event, words = _named(rest, events)
        if event is not None:
            return replace(said, case=first, event=event, words=words)
    elif said.event is None:
        event, words = _named(said.words, events)
        return replace(said, event=event, words=words)
    alone = first and not rest and len(first.split()) == 1 and first.casefold() not in events
    if said.case is None and alone and not days.says_day(first) and not says_number(first):
        return replace(said, case=first, words=())
    return said


def _named(words: Sequence[str], names: Iterable[str]) -> tuple[str | None, Words]:
    """Return which of the names the words begin with, the longest, and the rest of the words."""
    by_text = {name.casefold(): name for name in names}
    for many in range(len(words), 0, -1):
        name = by_text.get(" ".join(words[:many]).casefold())
        if name is not None:
            return name, tuple(words[many:])
    return None, tuple(words)


def meant_instead(words: Words, target: Target, entry: Entry) -> str:
    """Return "; did you mean drafted?" where an entry lacks a step, nearly named."""
    kind = kind_of(target)
    if "step" in kind.takes and entry.step is None:
        return suggest(" ".join(words[:1]), kind.words("step"))
    return ""


def no_such_stage(words: Words, target: Target, entry: Entry, records: Records) -> str | None:
    """Return that what seems to have happened to a case is no stage of its register, or None.

    Words that may be a note are taken for a case and its stage where they are but two, begin with
    a case of the register, or nearly name a stage.
    """
    kind = kind_of(target)
    if "event" not in kind.takes or entry.event is not None or not words or says_none(words[0]):
        return None
    ref, *stage = words if entry.case in {None, words[0]} else (entry.case, *words)
    if not stage or len(ref.split()) != 1 or any(len(each.split()) != 1 for each in stage[:1]):
        return None
    events = kind.words("event")
    hint = suggest(stage[0], events)
    known = any(each.case == ref for each in records.entries if each.target == target.id)
    if len(stage) > 1 and not known and not hint:
        return None
    return f"{quoted(stage[0])} is not a stage of {target.id}; it has {', '.join(events)}{hint}"


def no_such_case(entry: Entry, target: Target, records: Records) -> str | None:
    """Return that nobody ever opened the case of an entry, with the nearest that were opened."""
    if entry.case is None or entry.event == "opened" or "case" not in kind_of(target).takes:
        return None
    known = {each.case for each in records.entries if each.target == target.id and each.case}
    if entry.case in known:
        return None
    hint = suggest(entry.case, known) or f"; rectrack log {target.id} {entry.case} opened opens it"
    return f"there is no case {entry.case!r} of {target.id}{hint}"
