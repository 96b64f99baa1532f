"""Who may correct a decision: whoever made it, and in the same matter.

Of progress anybody may say that it was another; a decision is somebody's own. Nobody else strikes
it out, not by a correction of a correction either. One by a person who is not in the plan is
nobody's; what is already set aside may be mended in every part.
"""

from collections.abc import Container, Iterable, Mapping

from rectrack.log.entry import Entry
from rectrack.log.validation import is_decision


def forbidden_corrections(
    entries: Iterable[Entry],
    named: Mapping[str, Entry],
    people: Container[str],
    set_aside: Container[Entry],
) -> dict[Entry, str]:
    """Return the corrections that their writers may not make, and why.

    `named` are the entries by their ids, `people` those of the plan, `set_aside` the entries that
    are so in any case.
    """
    decisions = _Decisions(named, people)
    found: dict[Entry, str] = {}
    for entry in entries:
        if entry.corrects is None or entry in set_aside:
            continue
        why = _another(decisions.behind(entry.corrects), entry.by)
        old = named.get(entry.replaces or "")
        if why is None and old is not None and old.voids is None and old not in set_aside:
            why = _another_matter(old, entry)
        if why is not None:
            found[entry] = why
    return found


def no_right_to_correct(
    name: str, writer: str, named: Mapping[str, Entry], people: Container[str]
) -> str | None:
    """Return why a writer may not correct the entry of an id, or None."""
    return _another(_Decisions(named, people).behind(name), writer)


def _another(decision: Entry | None, writer: str) -> str | None:
    """Say that a decision is not the writer's, if so."""
    if decision is None or decision.by == writer:
        return None
    return (
        f"{decision.id} is a decision of {decision.by}, and only they can take it back or change it"
    )


def _another_matter(old: Entry, new: Entry) -> str | None:
    was, now = _subject(old), _subject(new)
    if is_decision(old) and not (is_decision(new) and was == now):
        return f"{old.id} is a decision on {was}: what replaces it is one as well"
    if is_decision(new) and not is_decision(old):
        return (
            f"{old.id} is progress on {was}: a decision is an entry of its own, and replaces none"
        )
    return None


def _subject(entry: Entry) -> str | None:
    return entry.target or entry.measure or entry.person


class _Decisions:
    """The decisions that entries go back to, each chain of corrections followed once."""

    def __init__(self, named: Mapping[str, Entry], people: Container[str]) -> None:
        self._named, self._people = named, people
        self._known: dict[str, Entry | None] = {}

    def behind(self, name: str) -> Entry | None:
        """Return the first decision in the chain of corrections that ends with an entry."""
        chain: list[Entry] = []
        while name not in self._known and (entry := self._named.get(name)) is not None:
            self._known[name] = None  # so that a circle ends
            chain.append(entry)
            name = entry.corrects or ""
        found = self._known.get(name)
        for entry in reversed(chain):
            if found is None and is_decision(entry) and entry.by in self._people:
                found = entry
            self._known[entry.id or ""] = found
        return found
