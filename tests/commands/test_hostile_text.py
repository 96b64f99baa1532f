"""Whatever a person wrote is text: no command lets it act, in any form of its answer.

Each command runs on two plans that differ in their texts alone: plain words in the one, every
attack there is in the other. What it says must have the same shape.
"""

import csv
import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from rectrack.log.yaml_loader import ENTRY
from rectrack.plan import schema
from rectrack.targets.kinds import KINDS
from rectrack.terminal.command_index import COMMANDS
from tests.commands.hostile_lines import ACTS, LOOKS, Line, acts, assert_clean, looks, run, slips
from tests.hostile_plan import entries, head, hostile, is_text, tame

ALIKE = {f"bad-{key}" for n, key in enumerate(ENTRY) if n % 5}
"""Entries of which each has one wrong field; some of them stand for all where time is short."""
LINES = [
    pytest.param(line, id=" ".join(line), marks=pytest.mark.heavy if is_heavy else ())
    for line, is_heavy in (
        *((line, not ALIKE.isdisjoint(line)) for line in (*looks(), *acts())),
        *((line, True) for line in slips()),
    )
]
SMILE = "\N{SMILING FACE WITH OPEN MOUTH AND SMILING EYES}"
FORMULA = re.compile(r"[=+\-@\t\r\N{FULLWIDTH EQUALS SIGN}]|\s+[=+\-@]")
BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")
"""What parts the cells of a table in Markdown; one with a backslash before it does not."""
LINES_OF_A_NOTE = re.compile(r"\A((?:added|would add|undone|would undo): .*):\n(?:(?:  .*)?\n)+")
"""What is answered below what was logged: a line there never begins as one of the program's own."""
BELOW_AN_ENTRY = " " * 10
"""How the further lines of a note begin on a page of entries: as none of the page's own does."""
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def test_every_command_and_every_field_is_attacked() -> None:
    """Whoever adds one adds it here; a field of text of a plan is found by itself."""
    assert {*LOOKS, *ACTS} == set(COMMANDS)
    written = list(entries(hostile, head(hostile)))
    fields = {key if key != "for" else "for_" for key in ENTRY}
    assert {key for key in fields if not any(getattr(each, key) for each in written)} == set()
    tables = (schema.PLAN, schema.PERSON, schema.PROBLEM, schema.MEASURE, schema.TARGET)
    found = [key for table in tables for key, field in table.items() if is_text(field.shape)]
    found += [
        key for kind in KINDS.values() for key, field in kind.fields.items() if is_text(field.shape)
    ]
    assert {"title", "name", "raised_by", "source", "unit", "kind", "stages", "steps"} <= {*found}


def shape(said: str, form: str) -> Any:
    """Return what must not depend on the texts in an answer."""
    if form == "json":
        return _keys(json.loads(said))
    if form == "csv":
        return [len(row) for row in csv.reader(StringIO(said))]
    if form == "md":
        cells = [len(BAR.findall(line)) for line in said.splitlines()]
        return cells, [(each.type, each.tag) for each in _markdown(said)]
    if form == "ics":
        return re.findall(r"^[A-Z-]+[;:]", said, re.MULTILINE)
    if form == "html":
        return re.findall(r"<[^>]*>", said)
    own = LINES_OF_A_NOTE.sub(r"\1\n", said).split("\n")
    return sum(bool(each) and not each.startswith(BELOW_AN_ENTRY) for each in own)


def _keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _keys(each) for key, each in value.items()}
    return [_keys(each) for each in value] if isinstance(value, list) else type(value)


def _markdown(said: str) -> list[Any]:
    """Return a page as a mail program and a git host read it, its text run together."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(said)
    return [
        part
        for token in tokens
        for part in (token, *(each for each in token.children or () if "text" not in each.type))
    ]


@pytest.mark.sampled(one_in=3)
@pytest.mark.parametrize("line", LINES)
def test_no_text_acts(tmp_path: Path, line: Line) -> None:
    plain, found = run(tmp_path, line, tame), run(tmp_path, line, hostile)
    assert "internal error" not in found.stderr
    assert found.returncode == plain.returncode, found.stderr
    assert_clean(found.stdout.replace("\r\n", "\n") if "ics" in line else found.stdout)
    assert_clean(found.stderr)
    form = line[line.index("--format") + 1] if line[-2:-1] == ("--format",) else "text"
    assert shape(found.stdout, form) == shape(plain.stdout, form)
    assert found.stderr.count("\n") == plain.stderr.count("\n")
    assert not re.search(rf"<\d+>x|{SMILE}", found.stdout), "read as markup of Rich"
    if form == "csv":
        cells = [cell for row in csv.reader(StringIO(found.stdout)) for cell in row]
        assert [cell for cell in cells if FORMULA.match(cell) and not NUMBER.fullmatch(cell)] == []
