"""The fields of each record of a plan: what may stand where, what it is for, and what must."""

from rectrack.plan import fields as f
from rectrack.plan.record_loader import Field, Fields
from rectrack.plan.shapes import by_id, defined
from rectrack.storage.yaml_tree import Node, named

FORMAT = "1"


def _format(text: str) -> str:
    if text != FORMAT:
        raise ValueError(f"this program reads format {FORMAT} only, not {text}")
    return text


_whatever = f.apart({})
"""A part that is not judged."""
group = f.listing(f.person, least=1)
_source = Field(f.text, "Where it comes from: section, item and words of the report.")

PERIOD: Fields = {
    "start": Field(f.day, "The first day.", required=True),
    "end": Field(f.day, "The last day; it still counts.", required=True),
}
PERSON: Fields = {
    "name": Field(f.text, "The role, as people know it.", required=True),
    "reports_to": Field(f.person, "The id of the person above."),
    "left": Field(f.day, "The last day on which anything is expected of this person."),
}
PROBLEM: Fields = {
    "title": Field(f.text, "What is wrong.", required=True),
    "raised_by": Field(f.listing(f.text), "Who raised it."),
    "source": _source,
}
TARGET: Fields = {
    "title": Field(f.text, "What is to be reached.", required=True),
    "kind": Field(f.text, "How it is reckoned, and which other keys it takes.", required=True),
    "unit": Field(f.text, "What is counted; it stands behind the figures."),
    "start": Field(f.day, "Its first day; by default the period's."),
    "due": Field(f.day, "Its last day; by default the period's."),
    "owner": Field(f.person, "The id of who answers for it; by default the measure's lead."),
    "weight": Field(f.above_zero, "What it weighs in an assessment; by default 1."),
    "source": _source,
}
MEASURE: Fields = {
    "title": Field(f.text, "What is done about the problems.", required=True),
    "answers": Field(
        f.listing(f.problem, least=1), "The ids of the problems that it answers.", required=True
    ),
    "lead": Field(f.person, "The id of the person who leads it.", required=True),
    "source": _source,
    "recheck_after": Field(f.whole_days, "Days from its sign-off to the recheck; by default 90."),
    "targets": Field(
        f.apart(by_id(defined("target"))),
        "The numbers that it must reach, by id: what `rectrack log` takes.",
    ),
}
ASSESSMENT: Fields = {
    "regular": Field(f.percent, "What the quarters weigh together; by default 60 %."),
    "central": Field(f.percent, "What the look at the end weighs; by default 40 %."),
}
PLAN: Fields = {
    "rectrack": Field(
        f.scalar(_format, {"type": ["integer", "string"], "enum": [int(FORMAT), FORMAT]}),
        "The format of this file.",
        required=True,
    ),
    "title": Field(f.text, "What the plan is called in reports.", required=True),
    "period": Field(
        f.apart(f.record(PERIOD)),
        "The days that the plan covers, and every target without days of its own.",
        required=True,
    ),
    "timezone": Field(f.zone, "Where it decides what day it is; by default the machine's."),
    "people": Field(
        f.apart(by_id(f.record(PERSON))),
        "Who answers for something, by id. Never remove a person: give the day they `left`.",
        required=True,
    ),
    "groups": Field(f.apart(by_id(group.shape)), "People under one id, for `who`."),
    "problems": Field(
        f.apart(by_id(f.record(PROBLEM))), "What the office was told, by id.", required=True
    ),
    "measures": Field(
        f.apart(by_id(f.record(MEASURE))), "What is done about it, by id.", required=True
    ),
    "assessment": Field(
        f.apart(f.record(ASSESSMENT)), "What the parts of a score weigh; together 100 %."
    ),
    "progress": Field(
        f.apart({"type": "array", "items": defined("entry")}),
        "The entries, one line each; `rectrack log` adds them. The last key of the plan.",
    ),
}


def lenient(node: Node) -> Fields:
    """Return the fields of a target whose kind is unknown: what other kinds have is not judged."""
    return {**{key.text: Field(_whatever) for key, _ in named(node)}, **TARGET}
