"""`rectrack entries`: the register of what was written down, for people and for programs."""

import csv
import json
import sys
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from rich.cells import cell_len

from rectrack.log.entry import Entry, content, encode
from rectrack.records import read_records
from rectrack.render.entries_data import KEYS
from tests.commands.process import on_terminal, rectrack
from tests.commands.test_status import ESCAPE
from tests.conftest import Golden
from tests.support import by_value, line, plan_text

MANY = ("letters-visits", "expenses", "team-exchange", "br3", "hx4", "v6s", "supervision-body")
WHEN = ("--since", "2026-05-20", "--until", "2026-06-30")
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal of Unix")


def shown(plan: Path, *args: str) -> list[dict[str, Any]]:
    found = rectrack("entries", "-f", plan, "--format", "json", *args)
    assert found.returncode == 0, found.stderr
    entries: list[dict[str, Any]] = json.loads(found.stdout)["entries"]
    return entries


def small(tmp_path: Path, *entries: dict[str, Any] | str) -> Path:
    """Return a plan of the target `t`, whose measure answers `problem`, with these entries."""
    path = tmp_path / "plan.yaml"
    path.write_text(plan_text("{title: T, kind: total, goal: 10}", *entries), encoding="utf-8")
    return path


@on_unix
@pytest.mark.parametrize("columns", [80, 120])
def test_the_page_on_a_terminal(golden: Golden, example: Path, columns: int) -> None:
    """It is whole, nothing in it is wider than the terminal, and what was corrected says so."""
    page = on_terminal("entries", "-f", example, *MANY, *WHEN, "--all", columns=columns)
    plain = ESCAPE.sub("", page)
    assert max(map(cell_len, plain.splitlines())) <= columns
    assert "…" not in plain
    golden(f"entries-{columns}.txt", plain)


@on_unix
def test_what_has_no_effect_is_struck_through(example: Path) -> None:
    page = on_terminal("entries", "-f", example, "wq5", "tn5", "--all", columns=80)
    assert "\x1b[1;9mexpenses +481260\x1b[0m" in page
    assert "\x1b[1mexpenses +48126, replaces wq5pse85n0\x1b[0m" in page
    plain = rectrack("--color", "always", "entries", "-f", example, "wq5", "tn5", "--all").stdout
    struck, replacing = plain.splitlines()
    assert struck.startswith("\x1b[9m2026-06-30 Tue")
    assert struck.endswith("\x1b[0m  replaced by tn57c0b9a9")
    assert "\x1b" not in replacing


def test_in_a_pipe_each_entry_is_one_line(golden: Golden, example: Path) -> None:
    found = rectrack("entries", "-f", example, *MANY, *WHEN, "--all")
    assert (found.returncode, found.stderr) == (0, "")
    assert len(found.stdout.splitlines()) == len(shown(example, *MANY, *WHEN, "--all"))
    assert "\x1b" not in found.stdout
    golden("entries-pipe.txt", found.stdout)


def test_the_json(golden: Golden, example: Path) -> None:
    found = rectrack(
        "entries", "-f", "plans/example.yaml", *MANY, *WHEN, "--all", "--format", "json",
        cwd=example.parent.parent,
    )  # fmt: skip
    golden("entries.json", found.stdout)


def test_the_table_for_spreadsheets(golden: Golden, example: Path) -> None:
    found = rectrack("entries", "-f", example, *MANY, *WHEN, "--all", "--format", "csv")
    golden("entries.csv", found.stdout)


def test_the_order_is_by_day_then_by_when_it_was_logged(tmp_path: Path) -> None:
    """However the entries lie in the file."""
    plan = small(
        tmp_path,
        {"id": "c", "date": "2026-02-02", "value": 1, "logged": "2026-02-02T09:00:00.000001Z"},
        {"id": "b", "date": "2026-02-01", "value": 1, "logged": "2026-02-03T09:00:00.000001Z"},
        {"id": "a", "date": "2026-02-01", "value": 1, "logged": "2026-02-04T09:00:00.000001Z"},
    )
    assert [each["id"] for each in shown(plan)] == ["b", "a", "c"]


LOG: tuple[dict[str, Any], ...] = (
    {"id": "own", "date": "2026-01-10", "value": 1},
    {"id": "credited", "date": "2026-02-10", "value": 1, "for": "deputy"},
    {"id": "wrong", "date": "2026-02-11", "value": 9, "for": "deputy"},
    {"id": "undo", "date": "2026-05-01", "voids": "wrong", "by": "head"},
    {"id": "word", "date": "2026-03-10", "measure": "measure", "event": "claimed", "by": "deputy"},
    {"id": "award", "date": "2026-04-10", "person": "head", "event": "reward", "value": 1, "by": "director"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        ([], "own credited word award"),
        (["--all"], "own credited wrong word award undo"),
        (["-a", "t"], "own credited wrong undo"),
        (["t"], "own credited"),
        (["measure"], "own credited word"),
        (["problem"], "own credited word"),
        (["clerk"], "own credited"),
        (["deputy"], "credited word"),
        (["deputy", "--all"], "credited wrong word undo"),
        (["head"], "award"),
        (["director"], "award"),
        (["team"], "credited word award"),
        (["cred"], "credited"),
        (["w", "own"], "own word"),
        (["w", "--all"], "wrong word undo"),
        (["own", "head"], "own award"),
        (["--person", "deputy"], "credited word"),
        (["t", "-p", "deputy"], "credited"),
        (["t", "-p", "head", "--all"], "undo"),
        (["--since", "2026-02-10", "--until", "2026-03-10"], "credited word"),
        (["--since", "2026-03-11"], "award"),
        (["--until", "2026-01-10"], "own"),
        (["--until", "2026-01-09"], ""),
    ],
)
def test_ids_person_and_days_narrow_it(tmp_path: Path, args: list[str], ids: str) -> None:
    assert [each["id"] for each in shown(small(tmp_path, *LOG), *args)] == ids.split()


def test_what_is_for_a_group_is_for_its_members(example: Path) -> None:
    for_groups = {each["id"] for each in shown(example) if "office" in each["for"]}
    assert for_groups
    assert for_groups <= {each["id"] for each in shown(example, "--person", "letters-head")}
    assert for_groups <= {each["id"] for each in shown(example, "team")}


def test_days_are_understood_as_everywhere(example: Path) -> None:
    days = {each["date"] for each in shown(example, "--since", "last wed", "--until", "2 days ago")}
    assert days == {"2026-10-28", "2026-10-29"}


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["bulletns"], 1, "'bulletns' is not in the plan, and no entry's id starts with it; did you mean bulletins?"),
        ([""], 1, "'' is not in the plan"),
        (["--person", "team"], 1, "'team' is not among the people"),
        (["--since", "2026-05-02", "--until", "2026-05-01"], 2,
         "--until, 2026-05-01, is before --since, 2026-05-02"),
        (["--since", "soon"], 2, "--since: 'soon' is not a date"),
        (["--until", "2026-02-30"], 2, "--until: 2026-02-30 does not exist"),
        (["--format", "md"], 2, "'md' is not one of"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(
    example: Path, args: list[str], code: int, said: str
) -> None:
    found = rectrack("entries", "-f", example, *args)
    assert (found.returncode, found.stdout) == (code, "")
    assert said in found.stderr


@pytest.mark.parametrize(
    ("entries", "args", "said"),
    [
        ((), [], "There are no entries yet.\n"),
        (LOG, ["--since", "2026-12-01"], "No entry matches.\n"),
        (LOG, ["undo"], "No entry that counts matches; --all shows 1 that does not count.\n"),
        (LOG, ["wrong"], "No entry that counts matches; --all shows 2 that do not count.\n"),
    ],
)  # fmt: skip
def test_nothing_found_is_said_and_no_error(
    tmp_path: Path, entries: tuple[dict[str, Any], ...], args: list[str], said: str
) -> None:
    plan = small(tmp_path, *entries)
    found = rectrack("entries", "-f", plan, *args)
    assert (found.returncode, found.stdout, found.stderr) == (0, said, "")
    assert rectrack("entries", "-f", plan, *args, "--format", "jsonl").stdout == ""
    assert rectrack("entries", "-f", plan, *args, "--format", "csv").stdout == ",".join(KEYS) + "\n"


@on_unix
@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "4 of 4 entries; --all also shows 2 that do not count"),
        (["t"], "2 of 4 entries; --all also shows 2 that do not count"),
        (["own", "undo"], "1 of 4 entries; --all also shows 1 that does not count"),
        (["own", "undo", "--all"], "1 of 4 entries, and 1 that does not count"),
        (["award"], "1 of 4 entries"),
    ],
)
def test_a_terminal_is_told_how_many_there_are(tmp_path: Path, args: list[str], said: str) -> None:
    page = on_terminal("entries", "-f", small(tmp_path, *LOG), *args, columns=80)
    assert ESCAPE.sub("", page).splitlines()[-1] == said


def test_bad_entries_are_told_and_the_rest_is_shown(tmp_path: Path) -> None:
    """With --all those that can be read are shown too, with what is wrong with them."""
    plan = small(
        tmp_path,
        {"id": "good", "date": "2026-01-10", "value": 1},
        {"id": "bad", "date": "2026-01-10", "value": 1, "by": "nobody"},
        "{date: 2026-01-10, target: t, value: two, by: clerk}",
    )
    found = rectrack("entries", "-f", plan, "--all")
    assert found.returncode == 1
    assert found.stdout == (
        "2026-01-10 Sat  bad   t  +1  by nobody"
        "  by: 'nobody' is not among the people: director, deputy, head, clerk; this entry is set aside\n"
        "2026-01-10 Sat  good  t  +1  by clerk\n"
    )
    assert [each.split(": error: ")[1] for each in found.stderr.splitlines()] == [
        "by: 'nobody' is not among the people: director, deputy, head, clerk; this entry is set aside",
        "value: 'two' is a number in words: write it in digits (2); this entry is set aside",
    ]
    assert "bad" not in rectrack("entries", "-f", plan).stdout


def test_an_entry_without_an_id_is_named_by_its_line(tmp_path: Path) -> None:
    plan = small(tmp_path, "{date: 2026-01-10, target: t, value: 1, by: clerk}")
    number = plan.read_text().count("\n")
    found = rectrack("entries", "-f", plan).stdout
    assert found == f"2026-01-10 Sat  line {number}  t  +1  by clerk\n"


def test_lines_are_those_of_the_plan_and_make_the_same_log_elsewhere(
    tmp_path: Path, example: Path
) -> None:
    """With --all the lines are the whole log: below another `progress` they mean the same."""
    records = read_records(example.read_bytes())
    found = rectrack("entries", "-f", example, "--all", "--format", "jsonl")
    lines = found.stdout.splitlines()
    assert sorted(lines) == sorted(encode(each).decode() for each in records.log.entries)
    head = records.document.raw[: records.document.body].decode()
    copy = read_records((head + "".join(f"  - {each}\n" for each in lines)).encode())
    assert by_value(copy.entries) == by_value(records.entries)
    assert copy.findings == ()


def test_nothing_in_a_line_acts_on_a_terminal(tmp_path: Path) -> None:
    """It is escaped, and what the line says stays the same."""
    note = "\x1b[31m\u202e\u2028\x85\ufeff 议 \U000e0001"
    entry = Entry(date=date(2026, 1, 10), target="t", value=Decimal(1), by="clerk", note=note)
    plan = small(tmp_path, encode(entry).decode())
    lines = rectrack("entries", "-f", plan, "--format", "jsonl").stdout
    assert lines.count("\n") == 1
    assert lines.removesuffix("\n").isprintable()
    assert "议" in lines
    assert json.loads(lines)["note"] == note
    for format_ in ("text", "csv", "json"):
        text = rectrack("entries", "-f", plan, "--format", format_).stdout
        assert text.replace("\n", "").isprintable()


def test_the_table_says_all_that_the_entries_do(example: Path) -> None:
    """Read back field by field, it makes the same entries."""
    table = rectrack("entries", "-f", example, "--all", "--format", "csv").stdout
    read = [content(_entry(row)) for row in csv.DictReader(StringIO(table))]
    log = read_records(example.read_bytes()).log.entries
    assert sorted(read) == sorted(map(content, log))


def _entry(row: dict[str, str]) -> Entry:
    given: dict[str, Any] = {key: cell for key, cell in row.items() if cell}
    for key in {"for", "evidence"} & given.keys():
        given[key] = given[key].split("; ")
    if len(given.get("for", ())) == 1:
        [given["for"]] = given["for"]
    if "passed" in given:
        given["passed"] = given["passed"] == "true"
    return msgspec.convert(given, Entry, strict=False)


@on_unix
def test_wide_characters_line_up_and_stay_whole(tmp_path: Path) -> None:
    note = "乡镇道路修缮情况通报，" * 6
    plan = small(tmp_path, line(id="a", date="2026-01-10", value=1, note=note))
    page = ESCAPE.sub("", on_terminal("entries", "-f", plan, columns=80))
    _, first, *rest = page[: page.index("\n\n")].splitlines()
    assert first == "2026-01-10 Sat  a   t +1  by clerk"
    assert "".join(each.strip() for each in rest) == note
    assert all(cell_len(each) <= 80 and each.startswith(" " * 20) for each in rest)


@on_unix
def test_a_note_of_several_lines_is_shown_as_lines_and_in_a_pipe_on_one(tmp_path: Path) -> None:
    plan = small(
        tmp_path, line(id="a", date="2026-01-10", value=1, note="Roads:\n- north\n- south")
    )
    page = ESCAPE.sub("", on_terminal("entries", "-f", plan, columns=80))
    below = [each.strip() for each in page.splitlines()[2:5]]
    assert below == ["Roads:", "- north", "- south"]
    piped = rectrack("entries", "-f", plan).stdout
    assert piped == "2026-01-10 Sat  a  t  +1  by clerk  Roads:  - north  - south\n"


@on_unix
def test_on_a_terminal_an_id_is_as_short_as_undo_takes_it(tmp_path: Path) -> None:
    """Unlike that of any other entry, those that are not shown included; in a pipe it is whole."""
    ids = ("abcdefgh", "abcdxyz", "abcd", "x", "quite-another")
    plan = small(tmp_path, *({"id": each, "date": "2026-01-10", "value": 1} for each in ids))
    page = ESCAPE.sub("", on_terminal("entries", "-f", plan, "abcde", "quite", columns=80))
    assert [each.split()[2] for each in page.splitlines()[1:3]] == ["abcde", "quit"]
    for name in ("abcde", "quit"):
        assert rectrack("undo", name, "-f", plan, "--by", "clerk").returncode == 0
    piped = rectrack("entries", "-f", plan, "abcd").stdout
    assert [each.split()[2] for each in piped.splitlines()] == ["abcd", "abcdxyz"]
