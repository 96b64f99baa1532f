"""How records are read from a tree: each key in its own way, every fault at its place.

How a field reads is a function (`Reads`) of a node and the `Reader`; it returns a value or raises
Misread. A record is a table of `Field`s by key, so the same few lines read every record of a
plan and of the log, and one fault never hides the next.
"""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingOf
from keyword import iskeyword
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from rectrack.errors import Finding, nearest, suggest
from rectrack.plan import values
from rectrack.wording import quoted
from rectrack.yaml_tree import Mapping, Node, Scalar, Sequence

Section = Literal["people", "groups", "problems"]


class Fault(Struct, frozen=True):
    """What is wrong with a value, and where."""

    node: Node
    message: str
    rule: str = "bad-value"


class Misread(Exception):
    """A value is not what its field wants; carries all that is wrong with it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


class Found(dict[str, Any]):
    """The values of a record that could be read.

    `misread` are the keys whose values could not be, `blank` those that were left empty.
    """

    def __init__(self) -> None:
        super().__init__()
        self.misread: set[str] = set()
        self.blank: list[str] = []


class Reader:
    """Reads records; knows the ids met so far, and what was found wrong.

    What refers to a section that could not be read (`unsure`), or to what bears no proper id
    (`misnamed`), is not judged: one mistake is told once.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.known: dict[Section, set[str]] = {"people": set(), "groups": set(), "problems": set()}
        self.unsure: set[str] = set()
        self.misnamed: set[str] = set()
        self.places: dict[str, tuple[int, int]] = {}

    def error(self, node: Node, message: str, rule: str = "bad-value") -> None:
        """Note a fault at the place of a node."""
        self.findings.append(Finding("error", rule, message, node.line, node.column))

    def pairs(self, node: Mapping) -> Iterator[tuple[Scalar, Node]]:
        """Yield the keys and values of a mapping; a key that stands twice is an error."""
        first: dict[str, Scalar] = {}
        for key, value in node.pairs:
            if not isinstance(key, Scalar):
                self.error(key, "a key must be a single word, not a list or a mapping")
            elif key.text in first:
                message = (
                    f"{quoted(key.text)} stands twice, first on line {first[key.text].line}:"
                    " keep one (a merge of two edits can leave both)"
                )
                self.error(key, message, "duplicate-key")
            else:
                first[key.text] = key
                yield key, value

    def record(self, node: Node, fields: "Fields", what: str, owner: str = "") -> Found:
        """Return the values of a mapping that could be read; report all that could not.

        `what` names the record in messages. `owner` is the id under which the places of its
        keys are kept.
        """
        found = Found()
        meant: set[str] = set()
        if isinstance(node, Mapping):
            for key, value in self.pairs(node):
                if key.text in fields:
                    meant.add(key.text)
                    if owner:
                        self.places[f"{owner}.{key.text}"] = key.line, key.column
                    self.take(key, value, fields[key.text], found)
                else:
                    meant.update(self.unknown_key(key, fields, what))
        elif not isinstance(node, Scalar) or node.given:
            self.error(node, f"{what} must be a mapping of keys to values, not {shape_of(node)}")
            return found
        for name, field in fields.items():
            if field.required and name not in meant:
                self.error(node, f"{what} needs `{name}`", "missing")
        return found

    def take(self, key: Scalar, value: Node, field: "Field", found: Found) -> None:
        """Read one value of a record."""
        if isinstance(value, Scalar) and not value.given:
            found.blank.append(key.text)
            if field.required:
                found.misread.add(key.text)
                self.error(key, f"{key.text} is empty", "missing")
            return
        try:
            found[python_name(key.text)] = field.read(value, self)
        except Misread as misread:
            found.misread.add(key.text)
            self.report(misread, key.text)

    def report(self, misread: Misread, key: str) -> None:
        """Note all that is wrong with the value of a key."""
        for fault in misread.faults:
            self.error(fault.node, f"{key}: {fault.message}", fault.rule)

    def unknown_key(self, key: Scalar, fields: "Fields", what: str) -> tuple[str, ...]:
        """Report a key that a record does not have; return those that may have been meant."""
        near = nearest(key.text, fields)
        hint = suggest(key.text, fields) if near else f"; it may have {', '.join(fields)}"
        self.error(key, f"{what} has no key {quoted(key.text)}{hint}", "unknown-key")
        return near


Reads: TypeAlias = Callable[[Node, Reader], Any]


def python_name(key: str) -> str:
    """Return the attribute that holds a key: its own name, unless Python keeps that word."""
    return f"{key}_" if iskeyword(key) else key


class Field(Struct, frozen=True):
    """One key of a record: how its value is read, and whether it must be there."""

    read: Reads
    required: bool = False


Fields: TypeAlias = MappingOf[str, Field]


def shape_of(node: Node) -> str:
    """Return what a node is, in the words of messages."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    return "a single value" if node.given else "empty"


def scalar(parse: Callable[[str], Any]) -> Reads:
    """A single value, read by one of the functions of `values`."""

    def read(node: Node, reader: Reader) -> Any:
        if not isinstance(node, Scalar):
            raise Misread(Fault(node, f"a single value is wanted, not {shape_of(node)}"))
        try:
            return parse(node.text)
        except ValueError as error:
            raise Misread(Fault(node, str(error))) from None

    return read


def one_of(*words: str) -> Reads:
    """One of a few words."""

    def parse(text: str) -> str:
        if text not in words:
            hint = suggest(text, words)
            raise ValueError(f"{quoted(text)} is not one of {', '.join(words)}{hint}")
        return text

    return scalar(parse)


def filled(node: Node, item: Reads, reader: Reader, faults: list[Fault]) -> Any:
    """Read a part of a list or mapping, which may not be blank; add what is wrong to `faults`."""
    if isinstance(node, Scalar) and not node.given:
        faults.append(Fault(node, "is empty"))
        return None
    try:
        return item(node, reader)
    except Misread as misread:
        faults += misread.faults
        return None


def listing(item: Reads, *, least: int = 0) -> Reads:
    """A list, each item read alike and none twice; a single value stands for a list of one."""

    def read(node: Node, reader: Reader) -> tuple[Any, ...]:
        if isinstance(node, Mapping):
            raise Misread(Fault(node, "a list is wanted, not a mapping"))
        items = node.items if isinstance(node, Sequence) else [node]
        found: dict[Any, None] = {}
        faults: list[Fault] = []
        for each in items:
            value = filled(each, item, reader, faults)
            if value is not None and value in found:
                faults.append(Fault(each, f"{value} stands twice in this list"))
            found[value] = None
        if len(items) < least:
            faults.append(Fault(node, "the list is empty"))
        if faults:
            raise Misread(*faults)
        return tuple(found)

    return read


def keyed(key: Reads, item: Reads, *, blanks: bool = False) -> Reads:
    """A mapping whose keys and values are each read alike; values may be blank if so said."""

    def read(node: Node, reader: Reader) -> dict[Any, Any]:
        if not isinstance(node, Mapping):
            raise Misread(Fault(node, f"a mapping is wanted, not {shape_of(node)}"))
        found: dict[Any, Any] = {}
        faults: list[Fault] = []
        for name, value in reader.pairs(node):
            blank = blanks and isinstance(value, Scalar) and not value.given
            said = None if blank else filled(value, item, reader, faults)
            found[filled(name, key, reader, faults)] = said
        if not node.pairs:
            faults.append(Fault(node, "the mapping is empty"))
        if faults:
            raise Misread(*faults)
        return found

    return read


def reference(kinds: str, *sections: Section) -> Reads:
    """The id of something that one of these sections of the plan declares."""

    def read(node: Node, reader: Reader) -> str:
        name: str = scalar(values.anything)(node, reader)
        if any(name in reader.known[section] for section in sections):
            return name
        if name in reader.misnamed or reader.unsure.intersection(sections):
            return name
        ids = [each for section in sections for each in reader.known[section]]
        hint = suggest(name, ids)
        message = f"{quoted(name)} is not among {kinds}{hint}"
        raise Misread(Fault(node, message, "unknown-reference"))

    return read


text = scalar(values.text)
day = scalar(values.day)
amount = scalar(values.amount)
number = scalar(values.number)
above_zero = scalar(values.above_zero)
whole = scalar(values.whole)
percent = scalar(values.percent)
flag = scalar(values.flag)
person = reference("the people", "people")
problem = reference("the problems", "problems")
people = listing(reference("the people and groups", "people", "groups"), least=1)
shares = keyed(person, above_zero)


def names_or_days(node: Node, reader: Reader) -> dict[str, Any]:
    """A list of names, or a mapping of names to days, which may be blank."""
    if isinstance(node, Mapping):
        return dict(keyed(text, day, blanks=True)(node, reader))
    return dict.fromkeys(listing(text, least=1)(node, reader))
