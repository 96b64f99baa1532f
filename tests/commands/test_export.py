"""`rectrack export`: tables that a database reads, whose sums are those of the reports."""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from rectrack.render.export_schema import export_schema
from rectrack.render.export_tables import TABLES
from rectrack.storage import entered_folder, export_folder, lock
from tests.commands.process import TODAY, rectrack
from tests.conftest import ROOT
from tests.hostile_plan import hostile, plan_of
from tests.support import plan_text

pytestmark = pytest.mark.sampled(one_in=3)

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="links and modes as Unix has them")
NAMES = ("example", "rectification")
BLOCKS = re.findall(
    r"```sql\n(.*?)```", (ROOT / "docs" / "export.md").read_text(encoding="utf-8"), re.DOTALL
)
LATEST, BY_STATE, SILENT, LATE, EXTENDED, BY_AGE, NOT_COUNTED, HISTORY = BLOCKS
"""The queries of the document, in its order."""


def database(tables: Path) -> duckdb.DuckDBPyConnection:
    """Open an export as its own script tells."""
    found = duckdb.connect()
    found.execute(f"SET file_search_path = '{tables}'")
    found.execute((tables / "duckdb.sql").read_text(encoding="utf-8"))
    found.execute(LATEST)
    return found


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plans of the repository and a plan of cases and of slips, exported on two days."""
    folder = tmp_path_factory.mktemp("province")
    for name in NAMES:
        (folder / f"{name}.yaml").write_bytes((ROOT / "plans" / f"{name}.yaml").read_bytes())
    (folder / "every.yaml").write_bytes((ROOT / "tests" / "plans" / "every-kind.yaml").read_bytes())
    for day in ("2026-06-30", TODAY):
        said = run("tables", ".", "--as-of", day, cwd=folder, code=1)
        assert re.fullmatch(r"every\.yaml:.*; this entry is set aside\n", said)
    return folder / "tables"


@pytest.fixture(scope="module")
def asked(tables: Path) -> duckdb.DuckDBPyConnection:
    return database(tables)


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """A folder with a small plan, which a test may write to."""
    put(tmp_path / "a.yaml", {"date": "2026-03-04", "value": 2})
    return tmp_path


def put(path: Path, *entries: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(plan_text("{title: T, kind: total, goal: 10}", *entries), encoding="utf-8")
    return path


def run(*args: str | Path, cwd: Path, code: int = 0) -> str:
    found = rectrack("export", *args, cwd=cwd)
    assert found.returncode == code, found.stderr
    return found.stderr if code == 1 else found.stdout


def rows(tables: Path, table: str, day: str = TODAY) -> list[dict[str, Any]]:
    text = (tables / table / f"as_of={day}" / f"{table}.ndjson").read_text(encoding="utf-8")
    return [json.loads(each) for each in text.splitlines()]


def everything(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder, hidden ones included."""
    found = (each for each in folder.rglob("*") if each.is_file() and not each.is_symlink())
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in found}


def told(tables: Path, command: str) -> dict[str, dict[str, Any]]:
    """Return what a report says of each plan, as JSON."""
    said = {}
    for plan in sorted(tables.parent.glob("*.yaml")):
        found = rectrack(*command.split(), "--format", "json", "-f", plan.name, cwd=plan.parent)
        said[plan.name] = json.loads(found.stdout, parse_float=Decimal)
    return said


def test_what_was_written_is_said_in_one_line(province: Path) -> None:
    said = run("tables", "a.yaml", cwd=province)
    assert said == (
        "wrote 1 plan, 1 measure, 1 target, 1 entry, 0 cases to tables, as of Sat 31 Oct 2026\n"
    )


def test_without_a_plan_the_usual_one_is_exported(office: Path) -> None:
    run("tables", cwd=office)
    assert [row["plan"] for row in rows(office / "tables", "plans")] == ["plans/rectification.yaml"]


def test_targets_by_state_and_kind_are_those_of_the_status(
    tables: Path, asked: duckdb.DuckDBPyConnection
) -> None:
    status = told(tables, "status").values()
    wanted = Counter((each["state"], each["kind"]) for plan in status for each in plan["targets"])
    found = asked.sql(BY_STATE).fetchall()
    assert {(state, kind): number for state, kind, number in found} == wanted
    for state in ("targets", "met", "outstanding", "failed", "overdue", "behind", "no_data"):
        of_plans = asked.table("plans").filter("as_of = getvariable('day')").sum(state)
        assert of_plans.fetchall() == [(sum(each["totals"][state] for each in status),)]


def test_every_figure_of_a_target_is_that_of_the_status_to_the_last_digit(
    tables: Path, asked: duckdb.DuckDBPyConnection
) -> None:
    names = ("actual", "goal", "expected")
    shown = asked.table("targets").filter("as_of = getvariable('day')")
    found = {row[:2]: row[2:] for row in shown.select("plan", "id", *names).fetchall()}
    assert found == {
        (plan, each["id"]): tuple(each[name] and round(each[name], 12) for name in names)
        for plan, status in told(tables, "status").items()
        for each in status["targets"]
    }


def test_the_silent_offices_are_those_without_a_recent_entry(
    tables: Path, asked: duckdb.DuckDBPyConnection
) -> None:
    latest = {
        plan: max((each["date"] for each in said["entries"] if each["date"] <= TODAY), default=None)
        for plan, said in told(tables, "entries").items()
    }
    limit = (date.fromisoformat(TODAY) - timedelta(14)).isoformat()
    wanted = {plan for plan, day in latest.items() if day is None or day < limit}
    assert {row[0] for row in asked.sql(SILENT).fetchall()} == wanted
    assert 0 < len(wanted) < len(latest)


def test_late_entries_are_those_of_the_journal(
    tables: Path, asked: duckdb.DuckDBPyConnection
) -> None:
    wanted = {}
    for plan, said in told(tables, "entries").items():
        counting = [each for each in said["entries"] if each["date"] <= TODAY]
        logged = [(each["date"], each["logged"][:10]) for each in counting if each["logged"]]
        ago = [date.fromisoformat(done) - date.fromisoformat(day) for day, done in logged]
        if counting:
            wanted[plan] = len(counting), sum(each.days > 7 for each in ago)
    found = {plan: (entries, late) for plan, entries, late in asked.sql(LATE).fetchall()}
    assert found == wanted
    assert sum(late for _, late in found.values()) > 0


def test_extended_targets_are_those_of_the_status(
    tables: Path, asked: duckdb.DuckDBPyConnection
) -> None:
    wanted = {
        (plan, each["id"], each["extensions"])
        for plan, said in told(tables, "status").items()
        for each in said["targets"]
        if each["extensions"]
    }
    found = asked.sql(EXTENDED).fetchall()
    assert {(row[0], row[1], row[3]) for row in found} == wanted
    assert wanted


def test_open_cases_are_those_of_the_register(
    tables: Path, asked: duckdb.DuckDBPyConnection
) -> None:
    cases = [each for said in told(tables, "cases --open").values() for each in said["cases"]]
    found = asked.sql(BY_AGE).fetchall()
    assert sum(row[1] for row in found) == len(cases) > 0
    assert sum(row[2] for row in found) == sum(each["state"] == "overdue" for each in cases)


def test_entries_that_do_not_count_are_those_left_out_of_the_journal(
    tables: Path, asked: duckdb.DuckDBPyConnection
) -> None:
    """And one of a day that does not exist, which the journal cannot list."""
    wanted = 1 + sum(
        not each["counts"] or each["date"] > TODAY
        for said in told(tables, "entries --all").values()
        for each in said["entries"]
    )
    assert sum(row[1] for row in asked.sql(NOT_COUNTED).fetchall()) == wanted > 1


def test_each_day_that_was_exported_is_a_row_of_the_history(
    tables: Path, asked: duckdb.DuckDBPyConnection
) -> None:
    earlier = told(tables, "status --as-of 2026-06-30").values()
    found = {day.isoformat(): met for day, _, met, _ in asked.sql(HISTORY).fetchall()}
    assert list(found) == ["2026-06-30", TODAY]
    assert found["2026-06-30"] == sum(each["totals"]["met"] for each in earlier)


def test_the_same_plans_and_day_give_the_same_bytes(province: Path) -> None:
    for name in ("one", "two"):
        run(name, "a.yaml", cwd=province)
    assert everything(province / "one") == everything(province / "two")


def test_a_day_is_replaced_and_other_days_stay(province: Path) -> None:
    run("tables", ".", "--as-of", "2026-06-30", cwd=province)
    run("tables", ".", cwd=province)
    before = everything(province / "tables")
    put(province / "a.yaml", {"date": "2026-03-04", "value": 7})
    run("tables", ".", cwd=province)
    after = everything(province / "tables")
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {f"{each}/as_of={TODAY}/{each}.ndjson" for each in ("targets", "entries")}
    assert before.keys() == after.keys()


def test_a_database_reads_tables_without_a_row(province: Path) -> None:
    """Without the types it would know no column of them."""
    run("tables", "a.yaml", cwd=province)
    opened = database(province / "tables")  # what it is asked lasts no longer than this
    found = opened.sql('SELECT "case", as_of FROM cases')
    assert (found.columns, found.fetchall()) == (["case", "as_of"], [])


def test_a_text_that_looks_like_a_number_or_a_day_stays_a_text(province: Path) -> None:
    put(province / "a.yaml", {"date": "2026-03-04", "value": 2, "note": "2026-01-01"})
    run("tables", "a.yaml", cwd=province)
    opened = database(province / "tables")
    assert opened.sql("SELECT note FROM entries").fetchall() == [("2026-01-01",)]


def test_a_plan_that_cannot_be_read_is_a_row_and_a_line_and_the_others_are_exported(
    province: Path,
) -> None:
    (province / "b.yaml").write_text("rectrack: 1\ntitel: x\n", encoding="utf-8")
    put(province / "c.yaml")
    found = rectrack("export", "tables", ".", "missing.yaml", cwd=province)
    assert found.returncode == 1
    assert found.stdout.endswith("as of Sat 31 Oct 2026; 2 plans could not be read\n")
    first, second = found.stderr.splitlines()
    assert re.fullmatch(r"b\.yaml:1:1: error: .* \(and \d+ more; see rectrack check\)", first)
    assert second == "missing.yaml does not exist"
    errors = {row["plan"]: row["error"] for row in rows(province / "tables", "plans")}
    assert errors == {"a.yaml": None, "b.yaml": first, "c.yaml": None, "missing.yaml": second}


def test_entries_that_are_set_aside_are_named_and_exported_with_the_reason(province: Path) -> None:
    put(province / "a.yaml", {"id": "x", "date": "2026-03-04", "target": "nobody", "value": 1})
    said = run("tables", "a.yaml", cwd=province, code=1)
    assert re.fullmatch(r"a\.yaml:\d+:5: error: .*nobody.*; this entry is set aside\n", said)
    [entry] = rows(province / "tables", "entries")
    assert (entry["effect"], entry["counts"]) == ("set_aside", False)
    assert "nobody" in entry["remark"]


def test_two_plans_of_one_name_are_told_apart_by_their_folders(province: Path) -> None:
    put(province / "north" / "plan.yaml")
    put(province / "south" / "plan.yaml", {"date": "2026-03-04", "value": 2})
    run("tables", "north", "south", cwd=province)
    found = rows(province / "tables", "plans")
    assert {row["plan"]: row["entries"] for row in found} == {
        "north/plan.yaml": 0,
        "south/plan.yaml": 1,
    }


ODD = ("as_of=2026-01-01", "%2e%2e", "..x", "州县 办公室", "q'uote", 'dou"ble', "a;b", "x" * 200)


@pytest.mark.parametrize(
    "name",
    [*ODD, *(pytest.param(each, marks=on_unix) for each in ("new\nline", "\x1b[31m", "\u202e", "b\\s"))],
    ids=ascii,
)  # fmt: skip
def test_a_plan_may_have_any_name(tmp_path: Path, name: str) -> None:
    """It is a text in the rows, and names no file of the export."""
    put(tmp_path / name / f"{name}.yaml", {"date": "2026-03-04", "value": 2})
    run("tables", name, cwd=tmp_path)
    assert [row["plan"] for row in rows(tmp_path / "tables", "plans")] == [f"{name}/{name}.yaml"]
    opened = database(tmp_path / "tables")
    found = opened.sql("SELECT plan, as_of::VARCHAR FROM targets")
    assert found.fetchall() == [(f"{name}/{name}.yaml", TODAY)]
    assert len(everything(tmp_path / "tables")) == len(TABLES) + 2


def test_hostile_words_reach_a_database_as_they_stand_in_the_plan(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(plan_of(hostile))
    rectrack("export", "tables", "plan.yaml", cwd=tmp_path)
    titles = {row["title"] for row in rows(tmp_path / "tables", "targets")}
    opened = database(tmp_path / "tables")
    found = opened.sql("SELECT title FROM targets").fetchall()
    assert {title for (title,) in found} == titles
    assert any("\x1b[5m" in title for title in titles)


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ({"notes.txt": "mine"}, "is not empty, and no export has written it: name a new folder"),
        ({"rectrack-export.json": "{}"}, "cannot be read as that of an export: name a new folder"),
        ({"rectrack-export.json": "["}, "cannot be read as that of an export: name a new folder"),
        (
            {"rectrack-export.json": '{"title": "rectrack/export/9"}'},
            "was written by another version: name a new folder",
        ),
    ],
)
def test_a_folder_that_no_export_has_begun_is_left_alone(
    province: Path, there: dict[str, str], said: str
) -> None:
    folder = province / "tables"
    folder.mkdir()
    for name, text in there.items():
        (folder / name).write_text(text)
    before = everything(folder)
    assert run("tables", "a.yaml", cwd=province, code=1).endswith(f"{said}\n")
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["a.yaml", "."], 1, "a.yaml is a file, not a folder: name first the FOLDER to write to"),
        (["no/tables", "a.yaml"], 1, "there is no folder no: create it first"),
        (["tables", "empty"], 1, "there is no plan in empty, nor below"),
        (["", "a.yaml"], 2, "a name is empty: name the FOLDER to write to"),
        (["tables", ""], 2, "a name is empty: name the FOLDER to write to"),
        (["tables", "a.yaml", "-f", "a.yaml"], 2, "use PLAN or --file, not both"),
        (["tables", "a.yaml", "--as-of", "soon"], 2, "--as-of: 'soon' is not a date"),
        (["tables"], 2, "no plan found"),
        ([], 2, "Missing argument 'FOLDER'"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    province: Path, args: list[str], code: int, said: str
) -> None:
    (province / "empty").mkdir()
    before = sorted(province.rglob("*"))
    found = rectrack("export", *args, cwd=province)
    assert (found.returncode, found.stdout) == (code, "")
    assert said in found.stderr
    assert sorted(province.rglob("*")) == before


@on_unix
@pytest.mark.parametrize("place", ["targets", f"targets/as_of={TODAY}", "rectrack-export.json"])
@pytest.mark.parametrize("by_descriptor", [True, False])
def test_no_link_leads_out_of_the_folder(
    province: Path, place: str, by_descriptor: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever can write to the folder cannot have the job write elsewhere, on any system."""
    monkeypatch.setattr(entered_folder, "BY_DESCRIPTOR", by_descriptor)
    run("tables", "a.yaml", cwd=province)
    outside = province / "outside"
    planted = province / "tables" / place
    planted.rename(outside)
    before = everything(outside) if outside.is_dir() else {"": outside.read_bytes()}
    planted.symlink_to(outside)
    put(province / "a.yaml", {"date": "2026-03-04", "value": 7})
    run("tables", "a.yaml", cwd=province, code=1)
    assert (everything(outside) if outside.is_dir() else {"": outside.read_bytes()}) == before


@on_unix
@pytest.mark.parametrize("kind", ["soft", "hard"])
def test_a_link_in_the_place_of_a_table_is_replaced_and_what_it_means_stays(
    province: Path, kind: str
) -> None:
    run("tables", "a.yaml", cwd=province)
    precious = province / "precious"
    precious.write_text("precious")
    table = province / "tables" / "targets" / f"as_of={TODAY}" / "targets.ndjson"
    table.unlink()
    table.symlink_to(precious) if kind == "soft" else table.hardlink_to(precious)
    run("tables", "a.yaml", cwd=province)
    assert precious.read_text() == "precious"
    assert not table.is_symlink()
    assert len(rows(province / "tables", "targets")) == 1


@on_unix
def test_the_folder_itself_may_be_named_by_a_link(province: Path) -> None:
    (province / "real").mkdir()
    (province / "tables").symlink_to("real")
    run("tables", "a.yaml", cwd=province)
    assert (province / "real" / "duckdb.sql").exists()


@on_unix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_told(province: Path) -> None:
    run("tables", "a.yaml", cwd=province)
    (province / "tables" / "targets" / f"as_of={TODAY}").chmod(0o500)
    said = run("tables", "a.yaml", cwd=province, code=1)
    (province / "tables" / "targets" / f"as_of={TODAY}").chmod(0o700)
    assert said == "rectrack: tables cannot be written: Permission denied\n"


def test_two_exports_into_one_folder_do_not_mix(
    province: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("tables", "a.yaml", cwd=province)
    monkeypatch.setattr(lock, "SECONDS", 0)
    with lock.held((province / "tables").resolve() / "any"):
        found = rectrack("export", "tables", "a.yaml", cwd=province)
    assert found.returncode == 4
    assert "is in use" in found.stderr


def test_what_goes_wrong_among_the_rows_leaves_the_tables_as_they_were(province: Path) -> None:
    run("tables", "a.yaml", cwd=province)
    folder = province / "tables"
    before = everything(folder)

    def failing() -> Iterable[tuple[str, bytes]]:
        yield "plans", b"{}\n"
        raise KeyboardInterrupt

    beside = {export_folder.MARKER: export_schema()}
    with pytest.raises(KeyboardInterrupt):
        export_folder.write(folder, f"as_of={TODAY}", TABLES, beside, failing())
    assert everything(folder) == before


def test_what_a_killed_export_has_left_is_swept_away(province: Path) -> None:
    run("tables", "a.yaml", cwd=province)
    folder = province / "tables"
    before = everything(folder)
    for place in (folder, folder / "cases" / f"as_of={TODAY}"):
        (place / ".rectrack-0123456789abcdef.tmp").write_text("half")
    run("tables", "a.yaml", cwd=province)
    assert everything(folder) == before


def test_the_schema_is_printed_and_lies_beside_the_tables(province: Path) -> None:
    run("tables", "a.yaml", cwd=province)
    found = rectrack("schema", "export")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == (province / "tables" / "rectrack-export.json").read_text("utf-8")


def test_a_schema_of_anything_else_is_a_mistake() -> None:
    found = rectrack("schema", "exprt")
    assert found.returncode == 2
    assert "'exprt' is not one of 'plan', 'export'" in found.stderr


def test_where_nothing_can_be_read_what_was_exported_stays(tmp_path: Path) -> None:
    """A slip in a name replaces no tables by empty ones."""
    (tmp_path / "good.yaml").write_text(plan_text(), encoding="utf-8")
    run("tables", "good.yaml", cwd=tmp_path)
    before = everything(tmp_path / "tables")
    said = run("tables", "goood.yaml", cwd=tmp_path, code=1)
    assert said.endswith("rectrack: none of the plans could be read, and nothing is written\n")
    assert everything(tmp_path / "tables") == before
