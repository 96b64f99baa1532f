"""The ways in which a field may read: one value, a list, a mapping, a reference to an id."""

from collections.abc import Callable
from itertools import chain
from typing import Any

from rectrack.errors import suggest
from rectrack.plan import shapes, values
from rectrack.plan.record_loader import Fault, Fields, Misread, Reader, Reads, Section, shape_of
from rectrack.plan.shapes import Shape
from rectrack.plan.time_limit import time_limit as read_time_limit
from rectrack.storage.yaml_tree import Mapping, Node, Scalar, Sequence
from rectrack.wording import quoted


def scalar(parse: Callable[[str], Any], shape: Shape = shapes.SCALAR) -> Reads:
    """A single value, read by one of the functions of `values`."""
    return _scalar(lambda text, _: parse(text), shape)


def figure(parse: Callable[[str], Any], shape: Shape) -> Reads:
    """A number that may have a per cent sign where that is the unit of its target."""
    return _scalar(
        lambda text, reader: parse(values.in_unit(text, reader.unit)), shapes.with_per_cent(shape)
    )


def _scalar(parse: Callable[[str, Reader], Any], shape: Shape) -> Reads:

    def read(node: Node, reader: Reader) -> Any:
        if not isinstance(node, Scalar):
            raise Misread(Fault(node, f"must be a single value, not {shape_of(node)}"))
        try:
            return parse(node.text, reader)
        except ValueError as error:
            raise Misread(Fault(node, str(error))) from None

    return Reads(read, shape)


def one_of(*words: str) -> Reads:
    """One of a few words."""

    def parse(text: str) -> str:
        if text not in words:
            hint = suggest(text, words)
            raise ValueError(f"{quoted(text)} is not one of {', '.join(words)}{hint}")
        return text

    return scalar(parse, {"type": "string", "enum": list(words)})


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
            raise Misread(Fault(node, "must be a list, not a mapping"))
        items = node.items if isinstance(node, Sequence) else [node]
        found: dict[Any, None] = {}
        faults: list[Fault] = []
        for each in items:
            value = filled(each, item, reader, faults)
            if value is not None and value in found:
                faults.append(Fault(each, f"{value} appears twice in this list"))
            found[value] = None
        if len(items) < least:
            faults.append(Fault(node, "the list is empty"))
        if faults:
            raise Misread(*faults)
        return tuple(found)

    return Reads(read, shapes.list_of(item.shape, least))


def keyed(key: Reads, item: Reads, *, blanks: bool = False) -> Reads:
    """A mapping whose keys and values are each read alike; values may be blank if so said."""

    def read(node: Node, reader: Reader) -> dict[Any, Any]:
        if not isinstance(node, Mapping):
            raise Misread(Fault(node, f"must be a mapping, not {shape_of(node)}"))
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

    inside = shapes.either(item.shape, shapes.BLANK) if blanks else item.shape
    return Reads(read, shapes.mapping_of(key.shape, inside, least=1))


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

    return Reads(read, shapes.NAME)


def apart(shape: Shape) -> Reads:
    """A part that is read by itself, once the ids that it may refer to are known."""
    return Reads(lambda node, _: node, shape)


def record(fields: Fields) -> Shape:
    """Return the shape of a record: its keys, those that it must have, and no others."""
    return {
        "type": "object",
        "properties": {key: field.shape for key, field in fields.items()},
        "required": [key for key, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _role(node: Node, reader: Reader) -> Any:
    if isinstance(node, Mapping):
        return tuple(sorted(_handovers(node, reader).items()))
    return person(node, reader)


def _days(node: Node, reader: Reader) -> tuple[Any, ...]:
    return tuple(sorted({day for each in _day_ranges(node, reader) for day in each}))


text = scalar(values.text, shapes.TEXT)
day = scalar(values.day, shapes.DAY)
moment = scalar(values.moment, shapes.MOMENT)
weekday = scalar(values.weekday, shapes.WEEKDAY)
zone = scalar(values.zone, shapes.ZONE)
number = scalar(values.number, shapes.NUMBER)
amount = scalar(values.amount, shapes.AMOUNT)
above_zero = scalar(values.above_zero, shapes.ABOVE_ZERO)
any_figure = figure(values.number, shapes.NUMBER)
figure_of_amount = figure(values.amount, shapes.AMOUNT)
figure_above_zero = figure(values.above_zero, shapes.ABOVE_ZERO)
whole = scalar(values.whole, shapes.WHOLE)
whole_days = scalar(values.whole_days, shapes.WHOLE)
time_limit = scalar(read_time_limit, shapes.TIME_LIMIT)
percent = scalar(values.percent, shapes.PERCENT)
flag = scalar(values.flag, shapes.FLAG)
person = reference("the people", "people")
problem = reference("the problems", "problems")
people = listing(reference("the people and groups", "people", "groups"), least=1)
shares = keyed(person, figure_above_zero)
_handovers = keyed(day, person)
role = Reads(_role, shapes.either(person.shape, _handovers.shape))
"""A person, or who holds the role from which day on, as pairs in the order of the days."""
_day_ranges = listing(scalar(values.days, shapes.DAYS))
days = Reads(_days, _day_ranges.shape)
"""A list of days and ranges of days, as all their days in order."""


_names = listing(text, least=1)
_days_by_name = keyed(text, day, blanks=True)


def _names_or_days(node: Node, reader: Reader) -> dict[str, Any]:
    if isinstance(node, Mapping):
        return dict(_days_by_name(node, reader))
    return dict.fromkeys(_names(node, reader))


names_or_days = Reads(_names_or_days, shapes.either(_names.shape, _days_by_name.shape))
"""A list of names, or a mapping of names to days, which may be blank."""
