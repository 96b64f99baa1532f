"""The ways in which a field may read: one value, a list, a mapping, a reference to an id."""

from collections.abc import Callable
from itertools import chain
from typing import Any

from rectrack.errors import suggest
from rectrack.plan import values
from rectrack.plan.reader import Fault, Misread, Reader, Reads, Section, shape_of
from rectrack.wording import quoted
from rectrack.yaml_tree import Mapping, Node, Scalar, Sequence


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
        hint = suggest(name, chain.from_iterable(reader.known[section] for section in sections))
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
