"""The tables that read a plan → a JSON Schema of it, by which editors complete and check.

It is of draft 7, which the YAML language server of most editors has always known in full; newer
drafts it knows since its version 1.20 only, and nothing in them is needed. `errorMessage` and
`enumDescriptions` are words of editors, which other programs pass over.
"""

from inspect import getdoc

from rectrack.log.yaml_loader import ENTRY
from rectrack.plan.fields import record
from rectrack.plan.schema import PLAN, TARGET
from rectrack.plan.shapes import Shape
from rectrack.render.json import to_json
from rectrack.targets.base import Kind
from rectrack.targets.kinds import KINDS


def plan_schema() -> str:
    """Return the schema of a plan: it takes every plan that reads, as YAML 1.2 types its values."""
    return to_json(
        {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "description": "A rectification plan.",
            **record(PLAN),
            "definitions": {"target": _target(), "entry": record(ENTRY)},
        }
    )


def _target() -> Shape:
    """Return the shape of a target: which keys it may have depends on its kind."""
    common = record(TARGET)
    kind = {
        "description": TARGET["kind"].about,
        "type": ["string", "null"],
        "enum": [*KINDS, None],
        "enumDescriptions": [*map(_first_paragraph, KINDS.values()), "Still to be decided."],
    }
    return {
        **common,
        "properties": {**common["properties"], "kind": kind},
        "additionalProperties": True,
        "allOf": [_if_of_kind(kind) for kind in KINDS.values()],
    }


def _if_of_kind(kind: type[Kind]) -> Shape:
    own = record(kind.fields)
    return {
        "if": {"properties": {"kind": {"const": kind.kind}}, "required": ["kind"]},
        "then": {**own, "properties": {**dict.fromkeys(TARGET, True), **own["properties"]}},
    }


def _first_paragraph(kind: type[Kind]) -> str:
    said, _, _ = (getdoc(kind) or "").partition("\n\n")
    return " ".join(said.split())
