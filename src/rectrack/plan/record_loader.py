"""Reading records from a tree: each key in its own way, every fault at its place.

How a field reads (`Reads`) is a function of a node and the `Reader`, which returns a value or
raises Misread, and the shape of what it takes, for editors. A record is a table of `Field`s by
key, so the same few lines read every record of a plan and of the log, and one fault never hides
the next.
"""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingOf
from keyword import iskeyword
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from rectrack.errors import Finding, PlanError, nearest, suggest
from rectrack.limits import MOST_FAULTS
from rectrack.plan.shapes import BLANK, Shape, either
from rectrack.storage.yaml_tree import Mapping, Node, Scalar, Sequence
from rectrack.wording import quoted

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
    (`misnamed`), is not judged: one mistake is shown once. `unit` is that of the target whose
    figures are read.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.known: dict[Section, set[str]] = {"people": set(), "groups": set(), "problems": set()}
        self.unsure: set[str] = set()
        self.misnamed: set[str] = set()
        self.unit = ""
        self.places: dict[str, tuple[int, int]] = {}

    def error(self, node: Node, message: str, rule: str = "bad-value") -> None:
        """Note a fault at the place of a node."""
        self.error_at((node.line, node.column), message, rule)

    def error_at(self, place: tuple[int, int], message: str, rule: str = "bad-value") -> None:
        """Note a fault at a line and column."""
        self.note(Finding("error", rule, message, *place))

    def note(self, finding: Finding) -> None:
        """Note what is wrong; raises PlanError where so much is that the rest can wait."""
        self.findings.append(finding)
        if len(self.findings) == MOST_FAULTS:
            message = f"{MOST_FAULTS} faults so far: correct these, then check again"
            more = Finding("error", "too-many", message, *finding.place)
            raise PlanError([*sorted(self.findings, key=lambda each: each.place), more])

    def pairs(self, node: Mapping) -> Iterator[tuple[Scalar, Node]]:
        """Yield the keys and values of a mapping; a key that appears twice is an error."""
        first: dict[str, Scalar] = {}
        for key, value in node.pairs:
            if not isinstance(key, Scalar):
                self.error(key, "a key must be a single word, not a list or a mapping")
            elif key.text in first:
                message = (
                    f"{quoted(key.text)} appears twice, first on line {first[key.text].line}:"
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
            if field.required and not field.may_be_blank:
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


class Reads(Struct, frozen=True):
    """A way in which a field reads, and the shape of what it takes."""

    read: Callable[[Node, Reader], Any]
    shape: Shape

    def __call__(self, node: Node, reader: Reader) -> Any:
        """Return the value of a node; raises Misread with all that is wrong with it."""
        return self.read(node, reader)


def python_name(key: str) -> str:
    """Return the attribute that holds a key: its own name, unless Python keeps that word."""
    return f"{key}_" if iskeyword(key) else key


class Field(Struct, frozen=True):
    """One key of a record: how its value is read, what it is for, and whether it must be there.

    One that must be there has a value, unless it `may_be_blank`; any other may be left blank.
    """

    read: Reads
    about: str = ""
    required: bool = False
    may_be_blank: bool = False

    @property
    def shape(self) -> Shape:
        """What an editor is told of it."""
        filled = self.required and not self.may_be_blank
        shape = self.read.shape if filled else either(self.read.shape, BLANK)
        return {"description": self.about, **shape}


Fields: TypeAlias = MappingOf[str, Field]


def shape_of(node: Node) -> str:
    """Return what a node is, in the words of messages."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    return "a single value" if node.given else "empty"
