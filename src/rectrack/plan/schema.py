"""The fields of each record of a plan: its keys, what they are for, and which are required."""

from rectrack.plan import fields as f
from rectrack.plan.record_loader import Field, Fields
from rectrack.plan.shapes import by_id, defined

FORMAT = "1"


def _format(text: str) -> str:
    if text != FORMAT:
        raise ValueError(f"this program reads format {FORMAT} only, not {text}")
    return text


group = f.listing(f.person, least=1)
_source = Field(f.text, "Where it comes from: section, item and a few words of the report.")

_BY_DAY = ", or a mapping of first days to ids"

PERIOD: Fields = {
    "start": Field(f.day, "The first day.", required=True),
    "end": Field(f.day, "The last day; it still counts.", required=True),
}
PERSON: Fields = {
    "name": Field(f.text, "The role, as people in the office call it.", required=True),
    "reports_to": Field(f.role, f"The id of this person's superior{_BY_DAY}."),
    "left": Field(f.day, "The last day on which anything is expected of this person."),
}
PROBLEM: Fields = {
    "title": Field(f.text, "What is wrong.", required=True),
    "description": Field(f.text, "What was found, in full."),
    "severity": Field(f.one_of("high", "medium", "low"), "How serious it is."),
    "raised_by": Field(f.listing(f.text), "Who raised it."),
    "source": _source,
}
TARGET: Fields = {
    "title": Field(f.text, "What must be achieved.", required=True),
    "kind": Field(
        f.text,
        "How progress is calculated; decides which other keys it takes.",
        required=True,
        may_be_blank=True,
    ),
    "unit": Field(f.text, "What is counted; shown after the figures."),
    "start": Field(f.day, "The first day; by default that of the period."),
    "due": Field(f.day, "The deadline, which still counts; by default the last day of the period."),
    "owner": Field(f.role, f"Who is responsible, by id{_BY_DAY}; by default the measure's lead."),
    "weight": Field(f.above_zero, "The weight in an assessment; by default 1."),
    "source": _source,
}
MEASURE: Fields = {
    "title": Field(f.text, "What is done about the problems.", required=True),
    "answers": Field(
        f.listing(f.problem, least=1), "The ids of the problems that it addresses.", required=True
    ),
    "lead": Field(f.role, f"The id of the person who leads it{_BY_DAY}.", required=True),
    "with": Field(f.people, "The ids of the people and groups who share the responsibility."),
    "source": _source,
    "recheck_after": Field(f.whole_days, "Days from the sign-off to the recheck; by default 90."),
    "targets": Field(
        f.apart(by_id(defined("target"))),
        "What it must achieve, by id; these are the ids that `rectrack log` takes.",
    ),
}
ASSESSMENT: Fields = {
    "regular": Field(f.percent, "The weight of all quarters together; by default 60 %."),
    "central": Field(f.percent, "The weight of the assessment at the end; by default 40 %."),
}
CALENDAR: Fields = {
    "holidays": Field(f.days, "Days of rest beside Saturdays and Sundays: days or FIRST..LAST."),
    "workdays": Field(f.days, "Days that are worked all the same, to make up for others."),
}
PLAN: Fields = {
    "rectrack": Field(
        f.scalar(_format, {"type": ["integer", "string"], "enum": [int(FORMAT), FORMAT]}),
        "The version of the file format.",
        required=True,
    ),
    "title": Field(f.text, "The title of the plan, as shown in reports.", required=True),
    "period": Field(
        f.apart(f.record(PERIOD)),
        "The days that the plan covers; targets without days of their own use them.",
        required=True,
    ),
    "timezone": Field(
        f.zone, "The time zone that decides what day it is; by default that of the computer."
    ),
    "calendar": Field(
        f.apart(f.record(CALENDAR)), "The days of rest and work that differ from an ordinary week."
    ),
    "people": Field(
        f.apart(by_id(f.record(PERSON))),
        "The people, by id. Never remove a person: add the day on which they `left`.",
        required=True,
    ),
    "groups": Field(f.apart(by_id(group.shape)), "Several people under one id, for use in `who`."),
    "problems": Field(
        f.apart(by_id(f.record(PROBLEM))), "What was found to be wrong, by id.", required=True
    ),
    "measures": Field(
        f.apart(by_id(f.record(MEASURE))), "What is done about the problems, by id.", required=True
    ),
    "assessment": Field(
        f.apart(f.record(ASSESSMENT)), "The weights of the two parts of a score; together 100 %."
    ),
    "progress": Field(
        f.apart({"type": "array", "items": defined("entry")}),
        "The log: one line per entry, added by `rectrack log`. Must be the last key.",
    ),
}
