"""Which kind a target names, and what may stand in one whose kind is not known."""

from collections.abc import Mapping as MappingOf

from rectrack.errors import suggest
from rectrack.plan.fields import apart
from rectrack.plan.model import Terms
from rectrack.plan.record_loader import Field, Fields, Reader
from rectrack.plan.schema import TARGET
from rectrack.storage.yaml_tree import Node, Scalar, named
from rectrack.wording import quoted

Kinds = MappingOf[str, type[Terms]]


def kind_named(node: Node, kinds: Kinds, reader: Reader) -> type[Terms] | None:
    """Return the kind that a target names; an unknown one is an error."""
    for key, value in named(node):
        if key.text == "kind" and isinstance(value, Scalar):
            if value.text in kinds:
                return kinds[value.text]
            if value.text.strip() and value.given:
                hint = suggest(value.text, kinds) or f"; there are {', '.join(kinds)}"
                reader.error(value, f"kind: there is no kind {quoted(value.text)}{hint}")
    return None


def lenient(node: Node) -> Fields:
    """Return the fields of a target whose kind is unknown: what other kinds have is not judged."""
    unjudged = Field(apart({}))
    return {**{key.text: unjudged for key, _ in named(node)}, **TARGET}
