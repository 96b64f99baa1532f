"""Write docs/keys.md, the page of all keys of a plan: `python docs/make_keys.py`.

What a key is for comes from the tables by which the program reads a plan, and each example from
tests/plans/every-kind.yaml, where every key must therefore appear. A test keeps the page current.
"""

from collections.abc import Iterator, Mapping
from inspect import getdoc
from pathlib import Path

import yaml

from rectrack.log.yaml_loader import ENTRY
from rectrack.plan import schema
from rectrack.plan.loader import FIGURES
from rectrack.plan.record_loader import Field
from rectrack.targets.kinds import KINDS

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "tests" / "plans" / "every-kind.yaml"
ROOM = 60
"""An example of more characters than this is shortened."""

INTRODUCTION = """\
# The keys of a plan

Every key that a plan can have, what it is for, and an example. This page is generated
(`python docs/make_keys.py`); the [README](../README.md#the-plan-file) shows a whole plan, and
`rectrack init` creates one to start from.

Ids are letters, digits and hyphens. Dates are written as 2026-03-04. Numbers have no
thousands separators: 1420, not 1,420.
"""
ABOUT = {
    "The plan": "The top level of the file. `progress` must come last.",
    "The calendar": "Saturdays and Sundays are days of rest unless they are `workdays`.",
    "A person": "Under `people`, by id.",
    "A problem": "Under `problems`, by id.",
    "A measure": "Under `measures`, by id.",
    "A target": "Under the `targets` of a measure, by id. Each kind has more keys, shown below.",
    "An entry": (
        "Under `progress`. `rectrack log` writes entries as JSON, one per line. Entries written by"
        " hand may use any YAML style and leave out `id` and `logged`."
    ),
}
TABLES = {
    "The plan": schema.PLAN,
    "The period": schema.PERIOD,
    "The calendar": schema.CALENDAR,
    "A person": schema.PERSON,
    "A problem": schema.PROBLEM,
    "A measure": schema.MEASURE,
    "A target": schema.TARGET,
    **{f"A target of kind `{name}`": kind.fields for name, kind in KINDS.items()},
    "The assessment": schema.ASSESSMENT,
    "An entry": ENTRY,
}

Pairs = list[tuple[yaml.Node, yaml.Node]]


def page() -> str:
    """Return the page as Markdown."""
    plan = yaml.compose(EXAMPLES.read_text(encoding="utf-8"), yaml.BaseLoader)
    assert plan is not None
    found = dict(examples(plan))
    parts = [INTRODUCTION]
    for title, fields in TABLES.items():
        kind = title.split("`")[1] if "`" in title else None
        about = ABOUT.get(title, "") if kind is None else first_paragraph(kind)
        parts += [f"## {title}\n", *([f"{about}\n"] if about else []), table(title, fields, found)]
    return "\n".join(parts)


def first_paragraph(kind: str) -> str:
    """Return when a target of a kind is met."""
    return " ".join((getdoc(KINDS[kind]) or "").partition("\n\n")[0].split())


def table(title: str, fields: Mapping[str, Field], found: Mapping[tuple[str, str], str]) -> str:
    """Return the table of a record."""
    rows = ["| key | what it is for | example |", "|---|---|---|"]
    for key, field in fields.items():
        if (title, key) not in found:
            raise LookupError(f"{EXAMPLES.name} has no example of {key}: {title}; add one")
        note = " Required." if field.required else ""
        if key in FIGURES and title.startswith("A target"):
            note += " May be left blank until it is decided."
        rows.append(f"| `{key}` | {field.about}{note} | `{found[title, key]}` |")
    return "\n".join([*rows, ""]).replace("\\|", "|")


def examples(plan: yaml.Node) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the first example of each key of each record, last ones first."""
    by_record = [(title, record) for title, record in records(plan) if pairs(record)]
    for title, record in reversed(by_record):
        for key, value in pairs(record):
            if not (isinstance(value, yaml.ScalarNode) and value.value in {"", "null"}):
                yield (title, key.value), f"{key.value}: {flow(value)}".strip()


def records(plan: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    """Yield every record of the plan, with the title of its table."""
    top = {key.value: value for key, value in pairs(plan)}
    yield "The plan", plan
    yield "The period", top["period"]
    yield "The calendar", top["calendar"]
    yield "The assessment", top["assessment"]
    yield from (("A person", person) for _, person in pairs(top["people"]))
    yield from (("A problem", problem) for _, problem in pairs(top["problems"]))
    yield from (("An entry", entry) for entry in top["progress"].value)
    for _, measure in pairs(top["measures"]):
        yield "A measure", measure
        targets = next(value for key, value in pairs(measure) if key.value == "targets")
        for _, target in pairs(targets):
            kind = next(value.value for key, value in pairs(target) if key.value == "kind")
            yield "A target", target
            yield f"A target of kind `{kind}`", target


def pairs(node: yaml.Node) -> Pairs:
    """Return the keys and values of a mapping."""
    return node.value if isinstance(node, yaml.MappingNode) else []


def flow(node: yaml.Node) -> str:
    """Return a value on one line: of a long mapping its first key, of a long list nothing."""
    if isinstance(node, yaml.MappingNode):
        said = [f"{key.value}: {flow(value)}" for key, value in node.value]
        whole = ", ".join(said)
        return f"{{{whole}}}" if len(whole) <= ROOM else f"{{{said[0]}, …}}"
    if isinstance(node, yaml.SequenceNode):
        whole = ", ".join(map(flow, node.value))
        return f"[{whole}]" if len(whole) <= ROOM else ""
    return plain(node.value)


def plain(text: str) -> str:
    """Return a text as YAML has it within braces, in quotes only where it needs them."""
    try:
        read = yaml.compose(f"[{text}]", yaml.BaseLoader)
    except yaml.YAMLError:
        read = None
    items = read.value if isinstance(read, yaml.SequenceNode) else []
    as_it_is = [item.value for item in items] == [text]
    return text if as_it_is else "'" + text.replace("'", "''") + "'"


def main() -> None:
    (DOCS / "keys.md").write_bytes(page().encode())


if __name__ == "__main__":
    main()
