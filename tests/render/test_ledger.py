"""The ledger holds the figures of the status, in cells that can be sorted and added up."""

import json
import shutil
import subprocess
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rectrack.changes.ledger_headings import KINDS_IN_CHINESE, columns_of
from rectrack.records import read_records
from rectrack.render.json import status_json
from rectrack.render.ledger import WHOLE_PLAN, ledger
from rectrack.render.ledger_headings import CASES, DECISIONS, ENTRIES, TARGETS, TOTALS
from rectrack.render.terms import CHINESE, Language
from rectrack.reports.status import status
from rectrack.targets.case import CaseState
from rectrack.targets.kinds import KINDS
from rectrack.targets.state import State
from tests.conftest import ROOT
from tests.hostile_plan import hostile, plan_of
from tests.support import plan_text

DAY = date(2026, 10, 31)
EXAMPLE = "plans/example.yaml"
FILES = (
    "tests/plans/every-kind.yaml",
    *(
        pytest.param(each, marks=pytest.mark.heavy)
        for each in (EXAMPLE, "plans/rectification.yaml")
    ),
)
SHEETS = ["Targets", "Cases", "Entries", "Extensions and rejections", "Totals", WHOLE_PLAN]


def written(raw: bytes, language: Language = "en") -> bytes:
    return ledger(read_records(raw), DAY, language)


@cache
def book(name: str, language: Language = "en") -> Any:
    return opened(written((ROOT / name).read_bytes(), language))


def opened(raw: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(raw))


def rows(sheet: Any) -> list[dict[str, Any]]:
    """Return the rows of a sheet by the English part of its headings."""
    head, *others = sheet.iter_rows(values_only=True)
    names = [each.partition(" ")[2] for each in head]
    return [dict(zip(names, row, strict=True)) for row in others]


def figure(value: Any) -> Decimal | None:
    return Decimal(str(value)).quantize(Decimal("0.000001")) if value is not None else None


@pytest.mark.parametrize("name", FILES)
def test_its_figures_are_those_of_the_status(name: str) -> None:
    raw = (ROOT / name).read_bytes()
    told = json.loads(status_json(status(read_records(raw), DAY), Path(name)), parse_float=Decimal)
    found = {row["id"]: row for row in rows(book(name)["Targets"]) if row["id"]}
    assert found.keys() == {each["id"] for each in told["targets"]}
    for each in told["targets"]:
        row = found[each["id"]]
        assert row["Target"] == each["title"]
        assert row["State"].replace(" ", "_") == each["state"]
        assert figure(row["Done"]) == figure(each["actual"])
        assert figure(row["Expected"]) == figure(each["expected"])
        if each["goal"] is not None:
            assert figure(row["Goal"]) == figure(each["goal"])
        assert row["Start"] == datetime.fromisoformat(each["start"])
        assert row["First due"] == datetime.fromisoformat(each["first_due"])
        assert row["Due"] == datetime.fromisoformat(each["due"])
        assert row["Extensions"] == each["extensions"]
        assert row["Why"] == each["why"]


@pytest.mark.parametrize("name", FILES)
def test_its_totals_are_those_of_the_status(name: str) -> None:
    found = status(read_records((ROOT / name).read_bytes()), DAY)
    whole, *measures = rows(book(name)["Totals"])
    assert whole["Targets"] == found.totals.targets
    for state in State:
        assert whole[state] == found.totals.by_state[state]
        assert sum(row[state] for row in measures) == whole[state]


def test_every_entry_and_every_case_has_a_row() -> None:
    data = read_records((ROOT / EXAMPLE).read_bytes())
    found = rows(book(EXAMPLE)["Entries"])
    assert [row["id"] for row in found] == [
        each.id for each in data.log.entries if each.date <= DAY
    ]
    assert sum(row["Counts"] == "yes" for row in found) == sum(e.date <= DAY for e in data.entries)
    assert all(
        row["Why not"] or row["Counts"] == "yes" for row in found if row["target"] is not None
    )
    assert len(rows(book(EXAMPLE)["Cases"])) > 10


@pytest.mark.parametrize("name", FILES)
def test_it_can_be_sorted_filtered_and_printed(name: str) -> None:
    for sheet in book(name).worksheets[:-1]:
        assert sheet.freeze_panes is not None
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
        assert not sheet.merged_cells.ranges
        assert all(sheet.row_dimensions[n].height for n in range(1, sheet.max_row + 1))


@pytest.mark.parametrize(
    "raw", [plan_of(hostile), (ROOT / EXAMPLE).read_bytes()], ids=["hostile", "example"]
)
def test_no_cell_is_a_formula_or_a_link(raw: bytes) -> None:
    found = opened(written(raw))
    for sheet in found.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"n", "s", "d"}, cell.coordinate
                assert cell.hyperlink is None


def test_the_same_plan_and_day_give_the_same_bytes() -> None:
    raw = (ROOT / EXAMPLE).read_bytes()
    assert written(raw) == written(raw)


def test_the_plan_itself_stands_in_its_last_sheet() -> None:
    """So that a ledger can become the plan again."""
    raw = (ROOT / EXAMPLE).read_bytes()
    lines = [
        "".join(filter(None, row)) for row in book(EXAMPLE)[WHOLE_PLAN].iter_rows(values_only=True)
    ]
    assert "\n".join(lines) + "\n" == raw.decode()


def test_a_text_longer_than_a_cell_is_cut_in_sight_and_whole_in_the_plan() -> None:
    long = "议" * 40_000
    raw = plan_text(
        "{title: T, kind: total, goal: 9}", {"date": "2026-03-04", "value": 1, "note": long}
    )
    found = opened(written(raw.encode()))
    note = rows(found["Entries"])[0]["note"]
    assert (len(note), note[-1]) == (32_767, "…")
    last = list(found[WHOLE_PLAN].iter_rows(values_only=True))[-1]
    assert long in "".join(filter(None, last))


def test_days_that_no_spreadsheet_knows_are_text() -> None:
    raw = plan_text("{title: T, kind: total, goal: 9}", start="1890-01-01", end="1890-12-31")
    [row] = rows(opened(written(raw.encode()))["Targets"])
    assert row["Start"] == "1890-01-01"


class TestChinese:
    def test_headings_and_sheets_are_chinese(self) -> None:
        found = book(EXAMPLE, "zh")
        assert not [each for each in found.sheetnames[:-1] if each.isascii()]
        for sheet in found.worksheets[:-1]:
            heads = next(sheet.iter_rows(max_row=1, values_only=True))
            assert not [each for each in heads if each.isascii()]

    def test_states_are_chinese_and_figures_the_same(self) -> None:
        chinese, english = (book(EXAMPLE, each).worksheets[0] for each in ("zh", "en"))
        state = [each.english for each in TARGETS].index("State")
        for one, other in zip(
            chinese.iter_rows(min_row=2, values_only=True),
            english.iter_rows(min_row=2, values_only=True),
            strict=True,
        ):
            assert one[state] == CHINESE[other[state]]
            assert one[12:16] == other[12:16]

    @pytest.mark.parametrize("term", list(CaseState))
    def test_every_state_of_a_case_has_a_term(self, term: str) -> None:
        assert not CHINESE[term].isascii()


@pytest.mark.parametrize("columns", [TARGETS, CASES, ENTRIES, DECISIONS, TOTALS])
def test_no_sheet_has_two_columns_of_one_name(columns: Any) -> None:
    assert len({each.english for each in columns}) == len(columns)
    assert len({each.chinese for each in columns}) == len(columns)


@pytest.mark.heavy
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_suite_opens_it(tmp_path: Path) -> None:
    (tmp_path / "ledger.xlsx").write_bytes(written((ROOT / EXAMPLE).read_bytes()))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "ledger.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    said = (tmp_path / "ledger.csv").read_text(encoding="utf-8")
    assert said.count("\n") > 79
    assert "wednesday-study" in said


def test_whoever_takes_a_ledger_in_knows_the_headings_of_ours() -> None:
    """Where its last sheet is gone, its rows are read as those of any office."""
    both = {each.english.casefold(): f"{each.chinese} {each.english}" for each in TARGETS}
    for key in ("problem", "target", "measure", "lead", "owner", "support", "start", "due"):
        assert columns_of({0: both[key]}) == {key: 0}
    assert columns_of({0: both["first due"], 1: both["kind"], 2: both["goal"], 3: both["id"]}) == {
        "first due": 0,
        "kind": 1,
        "goal": 2,
        "id": 3,
    }
    assert {CHINESE[kind]: kind for kind in KINDS_IN_CHINESE.values()} == KINDS_IN_CHINESE
    assert set(KINDS_IN_CHINESE.values()) == KINDS.keys() & CHINESE.keys()
