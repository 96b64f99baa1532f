"""The fields of each record of a plan: what may stand where, and what must."""

from rectrack.plan import fields as f
from rectrack.plan import values
from rectrack.plan.reader import Field, Fields, Reader
from rectrack.yaml_tree import Node

FORMAT = "1"


def whatever(node: Node, reader: Reader) -> Node:
    """A part that is read by itself, once the ids that it may refer to are known."""
    return node


def _format(text: str) -> str:
    if text != FORMAT:
        raise ValueError(f"this program reads format {FORMAT} only, not {text}")
    return text


PLAN: Fields = {
    "rectrack": Field(f.scalar(_format), required=True),
    "title": Field(f.text, required=True),
    "period": Field(whatever, required=True),
    "timezone": Field(f.scalar(values.zone)),
    "people": Field(whatever, required=True),
    "groups": Field(whatever),
    "problems": Field(whatever, required=True),
    "measures": Field(whatever, required=True),
    "assessment": Field(whatever),
    "progress": Field(whatever),
}
PERIOD: Fields = {"start": Field(f.day, required=True), "end": Field(f.day, required=True)}
PERSON: Fields = {
    "name": Field(f.text, required=True),
    "reports_to": Field(f.person),
    "left": Field(f.day),
}
PROBLEM: Fields = {
    "title": Field(f.text, required=True),
    "raised_by": Field(f.listing(f.text)),
    "source": Field(f.text),
}
MEASURE: Fields = {
    "title": Field(f.text, required=True),
    "answers": Field(f.listing(f.problem, least=1), required=True),
    "lead": Field(f.person, required=True),
    "source": Field(f.text),
    "recheck_after": Field(f.whole),
    "targets": Field(whatever),
}
TARGET: Fields = {
    "title": Field(f.text, required=True),
    "kind": Field(f.text, required=True),
    "unit": Field(f.text),
    "start": Field(f.day),
    "due": Field(f.day),
    "owner": Field(f.person),
    "weight": Field(f.above_zero),
    "source": Field(f.text),
}
ASSESSMENT: Fields = {"regular": Field(f.percent), "central": Field(f.percent)}
