"""Who may correct a decision: whoever made it, and in the same matter.

Of progress anybody may say that it was another; a decision is somebody's own. Nobody else strikes
it out, not by a correction of a correction either; only where they have left, somebody above them
may take it back. One by a person who is not in the plan is nobody's; what is already set aside may
be corrected in every part.
"""

from collections.abc import Container, Iterable, Mapping
from datetime import date

from rectrack.log.entry import Entry, made_on
from rectrack.log.sorts import is_decision
from rectrack.plan.model import Person
from rectrack.plan.roles import is_above


def forbidden_corrections(
    entries: Iterable[Entry],
    named: Mapping[str, Entry],
    people: Mapping[str, Person],
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
        why = decisions.another(entry.corrects, entry.by, made_on(entry), replaces=entry.replaces)
        old = named.get(entry.replaces or "")
        if why is None and old is not None and old.voids is None and old not in set_aside:
            why = _another_matter(old, entry)
        if why is not None:
            found[entry] = why
    return found


def no_right_to_take_back(
    name: str, writer: str, day: date, named: Mapping[str, Entry], people: Mapping[str, Person]
) -> str | None:
    """Return why a writer may not take the entry of an id back on a day, or None."""
    return _Decisions(named, people).another(name, writer, day, replaces=None)


def no_right_to_amend(
    name: str, writer: str, day: date, named: Mapping[str, Entry], people: Mapping[str, Person]
) -> str | None:
    """Return why a writer may not amend the entry of an id on a day, or None."""
    return _Decisions(named, people).another(name, writer, day, replaces=name)


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

    def __init__(self, named: Mapping[str, Entry], people: Mapping[str, Person]) -> None:
        self._named, self._people = named, people
        self._known: dict[str, Entry | None] = {}

    def another(self, name: str, writer: str, day: date, *, replaces: str | None) -> str | None:
        """Say that the decision behind an entry is not the writer's to correct on a day, if so."""
        decision = self.behind(name)
        if decision is None or decision.by == writer:
            return None
        said = f"{decision.id} is a decision of {decision.by}"
        if self._people[decision.by].is_here(day):
            return f"{said}, and only they can take it back or change it"
        if not is_above(self._people, writer, decision.by, day):
            return f"{said}, who has left: only somebody above them can take it back"
        if replaces is None:
            return None
        return f"{said}, who has left: take it back with rectrack undo, and decide anew"

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
