"""The ids of what a ledger names, and the people among it."""

import json
import re
from collections.abc import Iterable, Iterator

from rectrack.changes.ledger_rows import LedgerRow
from rectrack.changes.plan_lines import Line
from rectrack.log.entry import encode_text
from rectrack.plan import values

UNNAMED = "not-named"
"""The id of whom a measure is led by where the ledger does not say."""
SEVERAL = re.compile(r"[;,；，、\n]+")


class Ids:
    """The ids of a plan, each given once; those that a ledger gives itself go before others."""

    def __init__(self, given: Iterable[str]) -> None:
        self._given = {each.lower() for each in given}
        self._taken = {UNNAMED}
        self._numbers: dict[str, int] = {}

    def of(self, given: str, otherwise: str) -> str:
        """Return the id that a ledger gives, if it is one and no other, or else a number."""
        if is_id(given) and given.lower() not in self._taken:
            self._taken.add(given.lower())
            return given
        return self.next(otherwise)

    def of_name(self, name: str, otherwise: str) -> str:
        """Return an id in the words of a name, or else a number."""
        words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") if name.isascii() else ""
        free = words not in self._given and words not in self._taken
        return self.of(words, otherwise) if free else self.next(otherwise)

    def next(self, beginning: str) -> str:
        """Return the next number behind a beginning that is free."""
        while True:
            number = self._numbers[beginning] = self._numbers.get(beginning, 0) + 1
            name = f"{beginning}{number}"
            if name not in self._taken and name not in self._given:
                self._taken.add(name)
                return name


class People:
    """The people whom a ledger names, or whose ids it has in columns of their own."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._names: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._by_id: dict[str, str] = {}

    def role(self, row: LedgerRow, key: str) -> str:
        """Return who holds a role, as it is written in a plan; "" where a row does not say so."""
        name, own = row.get(key), row.get(f"{key} id")
        holders = _by_day(own)
        if holders:
            days = (f"{day}: {self._of_id(each, each)}" for day, each in holders.items())
            return f"{{{', '.join(days)}}}"
        if is_id(own):
            return self._of_id(own, name or own)
        return self._named(name) if name else ""

    def several(self, row: LedgerRow, key: str) -> list[str]:
        """Return the ids of the people whom a cell names, one after another."""
        names, own = several(row.said.get(key, "")), several(row.said.get(f"{key} ids", ""))
        if not own or not all(map(is_id, own)):
            return [self._named(name) for name in names]
        return list(map(self._of_id, own, names if len(names) == len(own) else own))

    def add(self, ids: Iterable[str]) -> None:
        """Know people of whom nothing but the ids is told."""
        for each in filter(is_id, ids):
            self._of_id(each, each)

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the people in a plan."""
        for each, name in self._names.items():
            yield Line(f"  {each}: {{name: {encode_text(name)}}}")

    def _named(self, name: str) -> str:
        if name not in self._by_name:
            own = self._by_name[name] = self._ids.of_name(name, "person-")
            self._names[own] = name
        return self._by_name[name]

    def _of_id(self, given: str, name: str) -> str:
        """Return the id of whom a ledger gives one, and know the name, wherever it is told."""
        if given not in self._by_id:
            self._by_id[given] = self._ids.of(given, "person-")
        own = self._by_id[given]
        if self._names.get(own, given) == given:
            self._names[own] = name
        self._by_name.setdefault(name, own)
        return own


def several(text: str) -> list[str]:
    """Return the parts of a cell that names several things."""
    return [" ".join(part.split()) for part in SEVERAL.split(text) if part.strip()]


def is_id(text: str) -> bool:
    """Whether a text can be an id, wherever it is referred to; null stands for nothing there."""
    try:
        return values.slug(text).lower() != "null"
    except ValueError:
        return False


def _by_day(text: str) -> dict[str, str]:
    """Return who holds a role from which day on, where a cell says that; else nothing."""
    if not text.startswith("{"):
        return {}
    try:
        said = json.loads(text)
        holders = {str(values.day(day)): str(each) for day, each in said.items()}
    except (ValueError, RecursionError):
        return {}
    return holders if all(map(is_id, holders.values())) else {}
