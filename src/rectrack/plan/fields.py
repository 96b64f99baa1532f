"""How records are read from a tree: each key through its own reader, every fault at its place.

A reader is a function of a node and the `Reading` under way; it returns a value or raises
Misread. A record is a table of `Field`s by key, so the same few lines read every record of a
plan and of the log, and one fault never hides the next.
"""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingOf
from keyword import iskeyword
from typing import Any, TypeAlias

from msgspec import Struct

from rectrack.errors import Finding, suggest
from rectrack.plan import values
from rectrack.yaml_tree import Mapping, Node, Scalar, Sequence


class Misread(Exception):
    """A value is not what its field wants."""

    def __init__(self, node: Node, message: str, rule: str = "bad-value") -> None:
        super().__init__(message)
        self.node, self.message, self.rule = node, message, rule


class Reading:
    """A reading under way: the ids met so far, and what was found wrong."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.people: set[str] = set()
        self.groups: set[str] = set()
        self.problems: set[str] = set()
        self.places: dict[str, tuple[int, int]] = {}

    def error(self, node: Node, message: str, rule: str = "bad-value") -> None:
        self.findings.append(Finding("error", rule, message, node.line, node.column))

    def pairs(self, node: Mapping) -> Iterator[tuple[Scalar, Node]]:
        """Yield the keys and values of a mapping; a key that stands twice is an error."""
        first: dict[str, Scalar] = {}
        for key, value in node.pairs:
            if not isinstance(key, Scalar):
                self.error(key, "a key must be a single word, not a list or a mapping")
            elif key.text in first:
                self.error(
                    key,
                    f"{key.text!r} stands twice, first on line {first[key.text].line}: keep one"
                    " (a merge of two edits can leave both)",
                    "duplicate-key",
                )
            else:
                first[key.text] = key
                yield key, value

    def record(self, node: Node, fields: "Fields", what: str, owner: str = "") -> dict[str, Any]:
        """Return the values of a mapping that could be read; report all that could not.

        `what` names the record in messages. `owner` is the id under which the places of its
        keys are kept.
        """
        if not isinstance(node, Mapping):
            self.error(node, f"{what} must be a mapping of keys to values, not {kind_of(node)}")
            return {}
        found: dict[str, Any] = {}
        seen = set()
        for key, value in self.pairs(node):
            field = fields.get(key.text)
            if field is None:
                self.error(
                    key,
                    f"{what} has no key {key.text!r}{suggest(key.text, fields)}",
                    "unknown-key",
                )
                continue
            if owner:
                self.places[f"{owner}.{key.text}"] = key.line, key.column
            seen.add(key.text)
            if isinstance(value, Scalar) and not value.given:
                seen.discard(key.text)
                continue
            try:
                found[python_name(key.text)] = field.read(value, self)
            except Misread as fault:
                self.error(fault.node, f"{key.text}: {fault.message}", fault.rule)
        for name, field in fields.items():
            if field.required and name not in seen:
                self.error(node, f"{what} needs a {name}", "missing")
        return found


Reader: TypeAlias = Callable[[Node, Reading], Any]


def python_name(key: str) -> str:
    """Return the attribute that holds a key: its own name, unless Python keeps that word."""
    return f"{key}_" if iskeyword(key) else key


class Field(Struct, frozen=True):
    """One key of a record: how its value is read, and whether it must be there."""

    read: Reader
    required: bool = False


Fields: TypeAlias = MappingOf[str, Field]


def kind_of(node: Node) -> str:
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    return "a single value" if node.given else "empty"


def scalar(parse: Callable[[str], Any]) -> Reader:
    """A single value, read by one of the functions of `values`."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Scalar):
            raise Misread(node, f"a single value is wanted, not {kind_of(node)}")
        try:
            return parse(node.text)
        except ValueError as error:
            raise Misread(node, str(error)) from None

    return read


def one_of(*words: str) -> Reader:
    """One of a few words."""

    def parse(text: str) -> str:
        if text not in words:
            hint = suggest(text, words)
            raise ValueError(f"{text!r} is not one of {', '.join(words)}{hint}")
        return text

    return scalar(parse)


def listing(item: Reader, *, least: int = 0) -> Reader:
    """A list, each item read alike and none twice; a single value stands for a list of one."""

    def read(node: Node, reading: Reading) -> tuple[Any, ...]:
        if isinstance(node, Mapping):
            raise Misread(node, "a list is wanted, not a mapping")
        items = node.items if isinstance(node, Sequence) else [node]
        found: list[Any] = []
        for each in items:
            value = item(each, reading)
            if value in found:
                raise Misread(each, f"{value} stands twice in this list")
            found.append(value)
        if len(found) < least:
            raise Misread(node, "the list is empty")
        return tuple(found)

    return read


def keyed(key: Callable[[str], Any], item: Reader) -> Reader:
    """A mapping whose keys and values are each read alike."""

    def read(node: Node, reading: Reading) -> dict[Any, Any]:
        if not isinstance(node, Mapping):
            raise Misread(node, f"a mapping is wanted, not {kind_of(node)}")
        found: dict[Any, Any] = {}
        for name, value in reading.pairs(node):
            found[scalar(key)(name, reading)] = item(value, reading)
        if not found:
            raise Misread(node, "the mapping is empty")
        return found

    return read


def reference(kinds: str, known: Callable[[Reading], set[str]]) -> Reader:
    """The id of something that the plan declares."""

    def read(node: Node, reading: Reading) -> str:
        name: str = scalar(values.anything)(node, reading)
        ids = known(reading)
        if name not in ids:
            raise Misread(
                node, f"{name!r} is not among {kinds}{suggest(name, ids)}", "unknown-reference"
            )
        return name

    return read


text = scalar(values.text)
day = scalar(values.day)
amount = scalar(values.amount)
number = scalar(values.number)
above_zero = scalar(values.above_zero)
whole = scalar(values.whole)
percent = scalar(values.percent)
flag = scalar(values.flag)
person = reference("the people", lambda reading: reading.people)
problem = reference("the problems", lambda reading: reading.problems)
people = listing(
    reference("the people and groups", lambda reading: reading.people | reading.groups), least=1
)


def shares(node: Node, reading: Reading) -> dict[str, Any]:
    """Amounts by person."""
    found = keyed(values.anything, above_zero)(node, reading)
    assert isinstance(node, Mapping)
    for key, _ in node.pairs:
        person(key, reading)
    return dict(found)
