"""What an editor can see of a value: fragments of JSON Schema, one beside each way of reading.

An editor's YAML gives values types: `010` is a number to it and `true` a flag, where a plan is
read as text. A shape therefore takes a value in every type in which one that reads can appear,
and refuses only what can be seen not to read. A keyword such as `pattern` speaks of one type and
lets the others pass; so the shapes of unlike values merge key by key.
"""

from calendar import day_name
from collections.abc import Mapping
from typing import Any, TypeAlias

from rectrack.plan.number_faults import DIGITS
from rectrack.plan.values import LARGEST_WHOLE, LONGEST_SLUG, NO, SLUG, WEEKDAYS, YES

Shape: TypeAlias = Mapping[str, Any]


def either(*shapes: Shape) -> Shape:
    """Return the shape of what has any of these shapes; no two of them share a type.

    Where two have a condition (`if`), that of the first holds, and the other lets pass.
    """
    if any("type" not in shape for shape in shapes):
        return {}
    types = [name for shape in shapes for name in _types(shape)]
    enums = [shape.get("enum") for shape in shapes]
    merged = {key: value for shape in reversed(shapes) for key, value in shape.items()}
    merged["type"] = types
    merged.pop("enum", None)
    if all(enums):
        merged["enum"] = [value for enum in enums for value in enum or ()]
    return merged


def list_of(item: Shape, least: int = 0, *, repeats: bool = False) -> Shape:
    """Return the shape of a list; a single value stands for a list of one.

    Where nothing may stand twice, texts alone are compared: 1.1 and 1.10 are unlike as written,
    and the same number.
    """
    several: dict[str, Any] = {"type": "array", "items": item}
    if least:
        several["minItems"] = least
    if not repeats:
        several |= {"if": {"items": {"type": "string"}}, "then": {"uniqueItems": True}}
    return either(item, several)


def mapping_of(key: Shape, item: Shape, least: int = 0) -> Shape:
    """Return the shape of a mapping; an editor's keys are text, or made text."""
    mapping = {
        "type": "object",
        "propertyNames": {name: value for name, value in key.items() if name != "type"},
        "additionalProperties": item,
    }
    return {**mapping, "minProperties": least} if least else mapping


def defined(name: str) -> Shape:
    """Return the shape that the schema defines under a name."""
    return {"$ref": f"#/definitions/{name}"}


def by_id(item: Shape) -> Shape:
    """Return the shape of records by their ids."""
    return mapping_of(NAME, item)


def _types(shape: Shape) -> list[str]:
    types = shape["type"]
    return [types] if isinstance(types, str) else list(types)


def _one_of(*patterns: str) -> str:
    return f"^({'|'.join(patterns)})$"


def _in_any_case(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


def _beginnings(word: str, least: int) -> str:
    """Return a pattern of the beginnings of a word, of so many letters or more."""
    rest = ""
    for letter in reversed(word[least:]):
        rest = f"({_in_any_case(letter)}{rest})?"
    return _in_any_case(word[:least]) + rest


BLANK: Shape = {"type": "null", "enum": [None]}
"""What is left empty, or is `null`."""

SCALAR: Shape = {"type": ["string", "number", "boolean"]}
TEXT: Shape = {**SCALAR, "pattern": r"\S", "errorMessage": "must be text"}
NAME: Shape = {
    **SCALAR,
    "pattern": _one_of(SLUG.pattern),
    "maxLength": LONGEST_SLUG,
    "errorMessage": "must be an id: letters, digits and hyphens",
}
_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
DAY: Shape = {
    "type": "string",
    "pattern": f"^{_DAY}$|^[0-9]{{4}}年(0?[1-9]|1[0-2])月(0?[1-9]|[12][0-9]|3[01])日$",
    "errorMessage": "must be a date such as 2026-03-04",
}
DAYS: Shape = {
    "type": "string",
    "pattern": rf"^\s*{_DAY}\s*(\.\.\s*{_DAY}\s*)?$",
    "errorMessage": "must be a date such as 2026-10-01, or a range such as 2026-10-01..2026-10-07",
}
MOMENT: Shape = {
    "type": "string",
    "errorMessage": "must be a time such as 2026-03-05T09:14:03+08:00",
}

_SIGN = r"[+\u2212-]?"
_NUMBER = rf"\s*{_SIGN}{DIGITS}\s*"
NUMBER: Shape = {
    "type": ["number", "string"],
    "pattern": _one_of(_NUMBER),
    "errorMessage": "must be a number in plain digits, such as 1420 or 0.5",
}


def with_per_cent(number: Shape) -> Shape:
    """Return the shape of a number that may have a per cent sign behind it."""
    return {**number, "pattern": _one_of(rf"{_NUMBER}[%\uff05]?\s*")}


AMOUNT: Shape = {**NUMBER, "minimum": 0}
ABOVE_ZERO: Shape = {**NUMBER, "exclusiveMinimum": 0}
WHOLE: Shape = {
    "type": ["integer", "string"],
    "pattern": _one_of(_NUMBER),
    "minimum": 1,
    "maximum": LARGEST_WHOLE,
    "errorMessage": "must be a whole number, 1 or more",
}
TIME_LIMIT: Shape = {
    **WHOLE,
    "pattern": _one_of(_NUMBER, r"\s*0*[1-9][0-9]* *([Ww]orking +[Dd]ays?|个?工作日)\s*"),
    "errorMessage": "must be a whole number of days, 1 or more, or such as 15 working days",
}
PERCENT: Shape = {
    "type": ["number", "string"],
    "pattern": _one_of(rf"\s*{_SIGN}0*(100(\.0+)?|[1-9][0-9]?(\.[0-9]{{1,6}})?|0(\.0+)?)\s*%?"),
    "maximum": 100,
    "if": {"type": "number", "exclusiveMaximum": 1},
    "then": {"const": 0, "errorMessage": "must be a percentage such as 90%, not 0.9"},
    "errorMessage": "must be a percentage such as 90%",
}
FLAG: Shape = {
    "type": ["boolean", "string"],
    "pattern": _one_of(*map(_in_any_case, (*YES, *NO))),
    "errorMessage": "must be true or false",
}
WEEKDAY: Shape = {
    "type": "string",
    "pattern": _one_of(*(rf"\s*{_beginnings(name.lower(), 3)}\s*" for name in day_name)),
    "examples": list(WEEKDAYS),
    "errorMessage": "must be a day of the week such as wed",
}
ZONE: Shape = {"type": "string", "examples": ["Asia/Shanghai"]}
