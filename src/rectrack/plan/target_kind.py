"""Which kind a target names, and what may stand in one whose kind is not known."""

from collections.abc import Iterable
from collections.abc import Mapping as MappingOf

from rectrack.errors import suggest
from rectrack.plan.fields import apart
from rectrack.plan.model import Terms
from rectrack.plan.record_loader import Field, Fields, Reader
from rectrack.plan.schema import TARGET
from rectrack.storage.yaml_tree import Node, Scalar, named
from rectrack.wording import quoted

Kinds = MappingOf[str, type[Terms]]
"""The kinds of target by name; that of a target whose kind is blank has the empty name."""


def kind_named(node: Node, kinds: Kinds, reader: Reader) -> type[Terms] | None:
    """Return the kind that a target names, also if it is blank; an unknown one is an error."""
    for key, value in named(node):
        if key.text != "kind" or not isinstance(value, Scalar):
            continue
        if not value.given:
            return kinds[""]
        if value.text in filter(None, kinds):
            return kinds[value.text]
        if value.text.strip():
            known = list(filter(None, kinds))
            hint = suggest(value.text, known) or f"; there are {', '.join(known)}"
            reader.error(value, f"kind: there is no kind {quoted(value.text)}{hint}")
    return None


def unit_named(node: Node) -> str:
    """Return the unit that a target names, if any; its figures may stand above it."""
    units = (each for key, each in named(node) if key.text == "unit" and isinstance(each, Scalar))
    return next((each.text for each in units), "")


def lenient(node: Node) -> Fields:
    """Return the fields of a target whose kind is unknown: what other kinds have is not judged."""
    return {**_unjudged(key.text for key, _ in named(node)), **TARGET}


def of_any(kinds: Kinds) -> Fields:
    """Return the fields of a target whose kind is blank: those that some kind has, not judged."""
    return {**_unjudged(key for kind in kinds.values() for key in kind.fields), **TARGET}


def _unjudged(keys: Iterable[str]) -> Fields:
    return dict.fromkeys(keys, Field(apart({})))
