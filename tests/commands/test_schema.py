"""`rectrack schema`: an editor never refuses a plan that reads, and sees what can be seen."""

import json
import re
from contextlib import suppress
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from rectrack.errors import PlanError
from rectrack.log.yaml_loader import ENTRY
from rectrack.plan import schema
from rectrack.records import read_records
from rectrack.render.json_schema import plan_schema
from rectrack.targets.kinds import KINDS
from tests.commands.process import rectrack
from tests.conftest import ROOT, Golden
from tests.editor import as_editor_sees
from tests.log.strategies import bodies
from tests.support import plan_text

pytestmark = pytest.mark.sampled(one_in=3)

SCHEMA = ROOT / "plans" / "rectification.schema.json"
PRINTED: dict[str, Any] = json.loads(plan_schema())
EDITOR = Draft7Validator(PRINTED)


def complaints(text: str) -> list[str]:
    """Return what an editor finds wrong with a plan."""
    return [error.message for error in EDITOR.iter_errors(as_editor_sees(text))]


def reads(text: str) -> bool:
    """Whether the program reads a plan without an error."""
    try:
        found = read_records(text.encode()).findings
    except PlanError:
        return False
    return not any(finding.severity == "error" for finding in found)


def test_the_schema_beside_the_plans_is_what_the_command_prints(golden: Golden) -> None:
    found = rectrack("schema")
    assert (found.returncode, found.stderr) == (0, "")
    golden(SCHEMA, found.stdout)


def test_it_is_a_schema_of_draft_7_and_every_reference_in_it_leads_somewhere() -> None:
    Draft7Validator.check_schema(PRINTED)
    assert PRINTED["$schema"] == "http://json-schema.org/draft-07/schema#"
    names = set(re.findall(r'"#/definitions/(\w+)"', plan_schema()))
    assert names == PRINTED["definitions"].keys()


TABLES = {
    "plan": schema.PLAN,
    "period": schema.PERIOD,
    "person": schema.PERSON,
    "problem": schema.PROBLEM,
    "measure": schema.MEASURE,
    "target": schema.TARGET,
    "assessment": schema.ASSESSMENT,
    "entry": ENTRY,
    **{name: kind.fields for name, kind in KINDS.items()},
}


@pytest.mark.parametrize("table", TABLES)
def test_every_key_says_in_one_sentence_what_it_is_for(table: str) -> None:
    for key, field in TABLES[table].items():
        assert re.fullmatch(r"[A-Z].{5,100}\.", field.about), key


def test_every_kind_says_when_it_is_met() -> None:
    kind = PRINTED["definitions"]["target"]["properties"]["kind"]
    assert kind["enum"] == [*KINDS, None]
    *of_kinds, of_none = kind["enumDescriptions"]
    assert all(said.startswith("Met ") for said in of_kinds)
    assert of_none == "Still to be decided."


@pytest.mark.parametrize("name", ["rectification.yaml", "example.yaml"])
def test_the_plans_of_the_repository_name_their_schema_and_keep_to_it(name: str) -> None:
    text = (ROOT / "plans" / name).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=rectification.schema.json\n")
    assert complaints(text) == []


def test_the_plan_of_the_readme_keeps_to_the_schema() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [text] = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    assert complaints(text) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("rectrack: 1", "rectrack: 2"),
        ("title: A plan for tests\n", ""),
        ("A plan for tests", "''"),
        ("A plan for tests", "' '"),
        ("A plan for tests", "null"),
        ("A plan for tests", "[a, b]"),
        ("{start: 2026-01-01, end: 2026-12-31}", "2026"),
        ("2026-12-31", "2026-13-31"),
        ("2026-12-31", "2026-12"),
        ("2026-12-31", "31.12.2026"),
        ("groups:", "lead: deputy\ngroups:"),
        ("groups:", "timezone: 8\ngroups:"),
        ("groups:", "assessment: {regular: 160, central: 40}\ngroups:"),
        ("groups:", "assessment: {regular: 0.6, central: 0.4}\ngroups:"),
        ("{name: Director}", "{}"),
        ("{name: Director}", "Director"),
        ("{name: Director}", "{name: Director, left: soon}"),
        ("{name: Director}", "{nmae: Director}"),
        ("  clerk:", "  Chief Clerk:"),
        ("  clerk:", "  chief_clerk:"),
        ("  clerk:", f"  {'c' * 65}:"),
        ("team: [director, deputy]", "team:"),
        ("[director, deputy]", "[]"),
        ("[director, deputy]", "[director, director]"),
        ("[director, deputy]", "[the_director]"),
        ("[director, deputy]", "{director: deputy}"),
        ("groups:\n  team: [director, deputy]", "groups: [director, deputy]"),
        ("    lead: deputy\n", ""),
        ("lead: deputy", "lead: [deputy]"),
        ("lead: deputy", "lead: deputy\n    recheck_after: 0"),
        ("lead: deputy", "lead: deputy\n    recheck_after: 1.5"),
        ("lead: deputy", "lead: deputy\n    recheck_after: 1000000"),
        ("[problem]", "[]"),
        ("targets:\n      t:", "targets:\n      -"),
        ("progress:", "progress: none yet"),
        ("progress:", "progress: {}"),
    ],
)
def test_a_mistake_in_the_head_is_seen(right: str, wrong: str) -> None:
    text = plan_text()
    assert right in text
    assert complaints(text) == []
    assert complaints(text.replace(right, wrong, 1)) != []
    assert not reads(text.replace(right, wrong, 1))


@pytest.mark.parametrize(
    "target",
    [
        "{title: T, goal: 1}",
        "{kind: total, goal: 1}",
        "{title: T, kind: totl, goal: 1}",
        "{title: T, kind: Total, goal: 1}",
        "{title: T, kind: '', goal: 1}",
        "{title: T, kind: total, gaol: 1}",
        "{title: T, kind: total, goal: 1, every: week}",
        "{title: T, kind: total, goal: 1, weight: 0}",
        "{title: T, kind: total, goal: 1, owner: The Clerk}",
        "{title: T, kind: total, goal: 1, due: 2026-06-31T09:00}",
        "{title: T, kind: total, goal: 1, due: 20260601}",
        "{title: T, kind: total, goal: '1,420'}",
        "{title: T, kind: total, goal: 1_420}",
        "{title: T, kind: total, goal: ten}",
        "{title: T, kind: total, goal: 0}",
        "{title: T, kind: total, goal: -5}",
        "{title: T, kind: total, goal: [10]}",
        "{title: T, kind: total, goal: true}",
        "{title: T, kind: total, goal: 10, shares: [head, clerk]}",
        "{title: T, kind: total, goal: 10, shares: {head: none, clerk: 4}}",
        "{title: T, kind: total, goal: 10, checkpoints: {2026-06: 5}}",
        "{title: T, kind: total, goal: 10, checkpoints: {}}",
        "{title: T, kind: each, goal: 3, who: []}",
        "{title: T, kind: cadence}",
        "{title: T, kind: cadence, every: decade}",
        "{title: T, kind: cadence, every: }",
        "{title: T, kind: cadence, every: week, on: wednesdy}",
        "{title: T, kind: cadence, every: week, on: 3}",
        "{title: T, kind: cadence, every: week, times: 0}",
        "{title: T, kind: cadence, every: week, share: 120%}",
        "{title: T, kind: cadence, every: week, share: 120}",
        "{title: T, kind: cadence, every: week, share: 0.9}",
        "{title: T, kind: cadence, every: week, share: 0.9%}",
        "{title: T, kind: cadence, every: week, except: [2026-02]}",
        "{title: T, kind: limit, goal: -1}",
        "{title: T, kind: limit, goal: 5, attest: monthly}",
        "{title: T, kind: level, min: 5, independent: maybe}",
        "{title: T, kind: level, min: five}",
        "{title: T, kind: change, baseline: 5 days, goal: 3}",
        "{title: T, kind: cases, within: 0}",
        "{title: T, kind: cases, within: 5, stages: [a, a]}",
        "{title: T, kind: steps}",
        "{title: T, kind: steps, steps: []}",
        "{title: T, kind: steps, steps: [a, '']}",
        "{title: T, kind: steps, steps: {a: 2026-13-01}}",
    ],
)
def test_a_mistake_in_a_target_is_seen(target: str) -> None:
    assert complaints(plan_text(target)) != []
    assert not reads(plan_text(target))


@pytest.mark.parametrize(
    "entry",
    [
        "{date: 2026-03, target: t, value: 1, by: clerk}",
        "{date: 2026-03-04, target: t, value: '1,420', by: clerk}",
        "{date: 2026-03-04, target: t, value: ten, by: clerk}",
        "{date: 2026-03-04, target: t, value: 1, by: clerk, nte: x}",
        "{date: 2026-03-04, target: t, value: 1, by: clerk, note: [a]}",
        "{date: 2026-03-04, target: t, value: 1}",
        "{target: t, value: 1, by: clerk}",
        "just text",
    ],
)
def test_a_mistake_in_an_entry_is_seen(entry: str) -> None:
    text = plan_text("{title: T, kind: total, goal: 10}", entry)
    assert complaints(text) != []
    assert not reads(text)


HEAD = [
    ("rectrack: 1", "rectrack: @"),
    ("A plan for tests", "@"),
    ("2026-01-01", "@"),
    ("2026-12-31", "@"),
    ("groups:", "timezone: @\ngroups:"),
    ("groups:", "assessment: @\ngroups:"),
    ("groups:", "assessment: {regular: @, central: 40}\ngroups:"),
    ("groups:", "assessment: {regular: 0, central: @}\ngroups:"),
    ("name: Director", "name: @"),
    ("name: Director", "name: Director, left: @"),
    ("reports_to: head", "reports_to: @"),
    ("groups:\n  team: [director, deputy]", "groups: @"),
    ("[director, deputy]", "@"),
    ("title: A problem", "title: @"),
    ("title: A problem", "title: A problem, raised_by: @"),
    ("title: A problem", "title: A problem, source: @"),
    ("A measure", "@"),
    ("[problem]", "@"),
    ("lead: deputy", "lead: @"),
    ("lead: deputy", "lead: deputy\n    source: @"),
    ("lead: deputy", "lead: deputy\n    recheck_after: @"),
    ("targets:\n      t: {title: T, kind: total, goal: 10}", "targets: @"),
    ("progress:", "progress: @"),
]
NEEDED = {"title": "T", "every": "week", "steps": "[a]"}


def with_key(kind: str, key: str) -> str:
    """Return a target with all that its kind must have, and the key still to be written."""
    fields = {**schema.TARGET, **KINDS[kind].fields}
    needed = {name: NEEDED[name] for name in fields if name in NEEDED}
    said = {"kind": kind, **needed, key: "@"}
    return "{" + ", ".join(f"{name}: {value}" for name, value in said.items()) + "}"


PLACES = [
    *(plan_text().replace(right, hole, 1) for right, hole in HEAD),
    *(plan_text(with_key("total", key)) for key in schema.TARGET),
    *(plan_text(with_key(name, key)) for name, kind in KINDS.items() for key in kind.fields),
]


WRITTEN = """|null|~|''|' '|no|yes|True|off|"on"|0|1|-1|01|010|1.5|1.50|0.9|90%|90 %|'90%'|100|100.0|101
1e3|0x10|0o17|1_000|'1,420'|.5|5.|.inf|.nan|'15'|' 7 '|+5|\N{MINUS SIGN}5|0.000001|999999999999999.999999
1234567890123456|10|12:30|2026-03-04|'2026-03-04'|2026-13-01|2026-02-30|2026-03|20260304
week|month|quarter|never|Week|wed|Wednesday|WEDNES|we|total|each|steps|Asia/Shanghai|UTC
clerk|director|problem|team|nobody|Clerk|a b|text|<<|*|[]|[a]|[a, a]|[a, b]|[1.1, 1.10]|[no, true]
[clerk]|[team, clerk]|[problem]|[2026-03-04]|[2026-03-04, 2026-04-04]|[2026-03-04, 2026-03-04]
[a, '']|[[a]]|[~]|{}|{a: }|{a: 2026-03-04, b: }|{a: b}|{clerk: 10}|{clerk: 6, head: 4}|{2026-03-04: 5}
{other-team: [clerk]}|{other: {name: X}}|{regular: 50%, central: 50}|{regular: 100, central: 0}
{u: {title: U, kind: total, goal: 1}}|{u: {title: 1.0, kind: steps, steps: 1}}|{u: }|{title: x}""".replace(
    "\n", "|"
).split("|")


@pytest.mark.parametrize("number", range(len(PLACES)))
@pytest.mark.parametrize("parts", [5, pytest.param(1, marks=pytest.mark.heavy)])
def test_whatever_reads_is_no_mistake_to_an_editor(number: int, parts: int) -> None:
    """However a value is written, and whatever type an editor takes it for.

    Each value is tried somewhere, and under `-m heavy` everywhere.
    """
    written = WRITTEN[number % parts :: parts]
    read = [plan for value in written if reads(plan := PLACES[number].replace("@", value))]
    assert read or parts > 1
    for plan in read:
        assert complaints(plan) == [], plan


odd_texts = st.text("0123456789.+-%: aeinotuwdTRUEFN_xX\N{MINUS SIGN}", max_size=9)


@given(st.sampled_from(PLACES), odd_texts | odd_texts.map(json.dumps))
def test_whatever_text_reads_is_no_mistake_to_an_editor(place: str, written: str) -> None:
    plan = place.replace("@", written)
    if reads(plan):
        assert complaints(plan) == []


@given(bodies())
def test_entries_that_read_are_no_mistake_to_an_editor(body: str) -> None:
    plan = plan_text("{title: T, kind: total, goal: 1000}") + body
    if reads(plan):
        with suppress(yaml.YAMLError):  # the log is read where the file as a whole is no YAML
            assert complaints(plan) == []


@pytest.mark.parametrize("name", ["no", "null", "007", "1e3", "true", "2026-03-04"])
def test_an_id_is_an_id_whatever_type_it_looks_like(name: str) -> None:
    plan = plan_text(f"{{title: T, kind: total, goal: 1, owner: {name}}}")
    plan = plan.replace("clerk:", f"{name}:")
    assert reads(plan)
    assert complaints(plan) == []
