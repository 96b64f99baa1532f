"""`init --from ledger.xlsx`: a plan with what the ledger says, and blanks where it says nothing."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rectrack.changes.ledger_headings import SYNONYMS
from rectrack.changes.ledger_rows import LedgerError, read_ledger
from rectrack.changes.plan_from_ledger import LedgerPlan, plan_from_ledger
from rectrack.errors import RequestError
from rectrack.plan.calendar import ALL_WEEKDAYS
from rectrack.plan.model import Plan
from rectrack.records import Records, read_records
from rectrack.reports.check import check
from rectrack.storage.workbook import read_workbook
from tests.commands.process import rectrack
from tests.conftest import ROOT, Golden
from tests.support import examples
from tests.workbooks import saved, workbook

pytestmark = pytest.mark.sampled(one_in=3)

TODAY = date(2026, 3, 4)
OFFICE: list[list[Any]] = [
    ["县政府办公室问题整改台账"],
    ["序号", "存在问题", "整改措施", "整改目标", "类型", "目标值", "牵头领导", "责任人", "协办单位", "整改时限", "整改情况", "备注"],
    [1, "调研不深", "开展调研", "完成调研报告", "total", 12, "主任", "研究室主任", "秘书科、信息科", date(2026, 6, 30), "已完成3篇", None],
    [2, None, None, "人人写信息", "each", 2, None, "副主任", None, "长期坚持", "推进中", "每季一次"],
    [3, None, "减少文件", "发文数压减", "limit", "90%", "副主任", None, None, "2026年12月31日", None, "  =1+1\n[bold]"],
    [4, "纪律不严", "加强学习", None, "cadence", None, None, "办公室", None, "年底前", "# x: y", None],
    [5, "纪律不严", "加强学习", None, "指标", "约20份", "", "办公室", None, "2026-02-30", "x", None],
    [None, "小计", "", None, None, None, None, None, None, None, None, None],
    ["制表：办公室"],
]  # fmt: skip
MERGED = ("A1:L1", "B3:B5", "C3:C4", "G3:G4")
HEADINGS = ["Problem", "Measure", "Target", "Kind", "Goal", "Unit", "Lead", "Owner", "Due", "id"]


def made(*rows: list[Any], merged: tuple[str, ...] = ()) -> LedgerPlan:
    ledger = read_ledger(read_workbook(workbook(*rows, merged=merged)))
    return plan_from_ledger(ledger, "A plan", "Made for a test.", TODAY, lambda _: "")


def records(*rows: list[Any], merged: tuple[str, ...] = ()) -> Records:
    return read_records(made(*rows, merged=merged).read.raw)


def faults(*rows: list[Any]) -> list[str]:
    with pytest.raises(LedgerError) as caught:
        made(*rows)
    return [f"{place}: {wrong}" for place, wrong in caught.value.faults]


def init(folder: Path, *args: str, code: int = 0) -> str:
    home = str(folder)
    found = rectrack("init", *args, cwd=folder, HOME=home, USERPROFILE=home)
    assert found.returncode == code, found.stderr
    return found.stderr if code else found.stdout


def test_a_ledger_as_an_office_keeps_it_becomes_a_plan_to_be_completed(
    tmp_path: Path, golden: Golden
) -> None:
    """Merged cells hold for their rows, days that are none are comments, prose stays prose."""
    (tmp_path / "ledger.xlsx").write_bytes(workbook(*OFFICE, sheet="台账", merged=MERGED))
    golden("init-from-ledger.txt", init(tmp_path, "plan.yaml", "--from", "ledger.xlsx"))
    plan = tmp_path / "plan.yaml"
    golden("init-from-ledger.yaml", plan.read_text(encoding="utf-8"))
    found = rectrack("check", "-f", plan, cwd=tmp_path)
    assert (found.returncode, found.stderr) == (0, "")
    assert ": error: " not in found.stdout
    states = rectrack("status", "--all", "-f", plan, "--format", "csv", cwd=tmp_path).stdout
    assert not any(row["met"] == "true" for row in csv.DictReader(states.splitlines()))


def test_what_is_exactly_right_is_taken_and_needs_nothing_more() -> None:
    plan = records(
        HEADINGS,
        [
            "P",
            "M",
            "T",
            "total",
            12.0,
            "reports",
            "Director",
            "Clerk",
            date(2026, 6, 30),
            "reports",
        ],
        ["P", "M", "U", "limit", "3", None, "Director", "Director", "30 June 2026", None],
    ).plan
    first, second = plan.targets.values()
    assert (first.id, first.kind, first.unit, str(first.span)) == (
        "reports", "total", "reports", "2026-01-01 to 2026-06-30",
    )  # fmt: skip
    assert (second.id, second.owner, str(second.span.end)) == ("m1-t1", "director", "2026-06-30")
    assert [each.lead for each in plan.measures.values()] == ["director"]
    assert {name: each.name for name, each in plan.people.items()} == {
        "director": "Director",
        "clerk": "Clerk",
    }


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("kind", "totals"), ("kind", "完成报告"), ("goal", "about 12"), ("goal", "12 reports"),
        ("goal", "1,420"), ("goal", -1), ("due", "end of June"), ("due", "6月30日"), ("due", "30 Jun"),
        ("due", "2026-06"), ("due", "3/4/2026"), ("due", "2026-02-30"), ("due", 46000), ("unit", "\x7f"),
    ],
)  # fmt: skip
def test_what_is_not_exactly_right_is_left_blank_and_kept_as_a_comment(key: str, said: Any) -> None:
    row = {"problem": "P", "measure": "M", "lead": "L", "kind": "total", "goal": 12, key: said}
    found = made(list(row), list(row.values()))
    plan = found.read.records.plan
    [target] = plan.targets.values()
    if key == "unit":
        assert target.unit == said
        return
    column = "ABCDEFG"[list(row).index(key)]
    assert [line.place for line in found.read.refused] == [f"Sheet1!{column}2"]
    assert f"# Sheet1!{column}2: " in found.read.raw.decode()
    assert str(target.span.end) == "2026-12-31" or key != "due"
    assert target.blanks == (() if key == "due" else (key,))


def test_a_kind_that_lacks_what_it_needs_is_left_blank() -> None:
    """Each week or each month? The ledger does not say, and nothing is supposed."""
    found = made(["Problem", "Measure", "Lead", "Kind"], ["P", "M", "L", "cadence"])
    assert [each.kind for each in found.read.records.plan.targets.values()] == [""]
    assert "kind:  # Sheet1!D2: " in found.read.raw.decode()


def test_a_ledger_without_targets_has_one_of_each_row_for_its_day() -> None:
    plan = records(["问题", "措施", "责任单位", "完成时限"], ["P", "M", "办公室", "2026/9/30"]).plan
    [target] = plan.targets.values()
    assert (target.title, str(target.span.end), target.kind) == ("M", "2026-09-30", "")
    assert plan.people[plan.measures["m1"].lead].name == "办公室"


def test_the_first_deadline_counts_and_a_later_one_is_for_the_record() -> None:
    head = ["Problem", "Measure", "Lead", "First due", "Due"]
    found = made(head, ["P", "M", "L", date(2026, 6, 30), date(2026, 9, 30)])
    [target] = found.read.records.plan.targets.values()
    assert str(target.span.end) == "2026-06-30"
    assert '# Sheet1!E2: "2026-09-30": rectrack extend' in found.read.raw.decode()


def test_the_period_is_the_years_that_the_ledger_names_or_this_one() -> None:
    head = ["Problem", "Measure", "Lead", "Start", "Due"]
    one = records(head, ["P", "M", "L", "2025-11-01", "2027-03-31"]).plan
    assert str(one.period) == "2025-01-01 to 2027-12-31"
    assert (
        str(records(head, ["P", "M", "L", None, "soon"]).plan.period) == "2026-01-01 to 2026-12-31"
    )


def test_ids_of_the_ledger_go_before_those_that_are_made_and_each_is_given_once() -> None:
    head = ["Problem", "Measure", "Lead", "id"]
    rows = [["P", "M", "m1", each] for each in ("a", "A", "b c", "议", "p1", "m1", "null", None)]
    plan = records(head, *rows).plan
    assert list(plan.targets) == ["a", "m2-t1", "m2-t2", "m2-t3", "p1", "m1", "m2-t4", "m2-t5"]
    assert (list(plan.problems), list(plan.people)) == (["p2"], ["person-1"])


def test_what_stands_in_a_cell_can_neither_add_nor_end_anything() -> None:
    words = '"\n  x: y\n# z\n- [a, *b, &c] | > %TAG {{ \u2028 \x85 }}'
    head = ["Problem", "Measure", "Target", "Lead", "Note", "Due"]
    raw = workbook(head, [words] * 6, [words, words, words, "Other"], sheet="a\u2028b\x85 #")
    plan = plan_from_ledger(
        read_ledger(read_workbook(raw)), words, "Made.", TODAY, lambda _: ""
    ).read.records.plan
    shown = " ".join(words.split())
    assert [each.title for each in plan.problems.values()] == [shown]
    assert [each.title for each in plan.targets.values()] == [shown, shown]
    assert [each.name for each in plan.people.values()] == [shown, "Other"]


def test_what_a_plan_cannot_do_without_is_named_at_its_cell() -> None:
    assert faults(
        ["Problem", "Measure", "Target", "Lead"],
        ["P", "M", "T", "L"],
        [None, "M", "T", "L"],
        ["P", None, "T", "L"],
        ["P", "M", "=A1", "L"],
    ) == [
        "Sheet1!A3: no problem is named here: write it, or merge the cell with the one above",
        "Sheet1!B4: no measure is named for this target: write it, or merge the cell with the one above",
        "Sheet1!C5: a formula whose result is not in the file: open it in a spreadsheet program and save it anew, or write the value",
    ]
    assert faults(["存在问题", "责任人"], ["P", "x"]) == [
        "Sheet1!A1: the headings lack 1 column: measure (整改措施, 措施, 具体措施 and 9 more); there are '存在问题', '责任人'"
    ]
    assert faults(["Problem", "Measure"]) == ["Sheet1: there are no rows below the headings"]
    assert faults() == ["Sheet1: the first visible sheet is empty"]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("--from", "ledger.xlsx", "--after", "x", "--period", "2027"), 2, "rectrack: --from LEDGER makes a plan of its own: leave out --after and --period\n"),
        (("--from", "text.csv"), 1, "rectrack: text.csv is not an Excel workbook (.xlsx): save it as one\n"),
        (("--from", "none.xlsx"), 1, "rectrack: none.xlsx cannot be read: No such file or directory\n"),
        (("--from", "broken.xlsx"), 1, "rectrack: broken.xlsx: it is damaged: open it in a spreadsheet program, and save it anew\n"),
        (("--from", "empty.xlsx"), 1, "empty.xlsx:Sheet1: the first visible sheet is empty\nrectrack: 1 error in empty.xlsx: no plan was made\n"),
        (("there.yaml", "--from", "ledger.xlsx"), 1, "rectrack: there.yaml exists, and nothing is overwritten: name another file, or move this one away\n"),
    ],
)  # fmt: skip
def test_a_request_that_cannot_be_met_writes_nothing(
    tmp_path: Path, args: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "ledger.xlsx").write_bytes(workbook(["Problem", "Measure"], ["P", "M"]))
    (tmp_path / "text.csv").write_text("Problem,Measure\n")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "empty.xlsx").write_bytes(workbook())
    (tmp_path / "there.yaml").write_text("mine")
    before = sorted(tmp_path.iterdir())
    assert init(tmp_path, *args, code=code) == said
    assert sorted(tmp_path.iterdir()) == before


def test_a_title_and_a_calendar_may_be_given(tmp_path: Path) -> None:
    (tmp_path / "ledger.xlsx").write_bytes(
        workbook(["Problem", "Measure", "Due"], ["P", "M", date(2026, 5, 1)])
    )
    init(tmp_path, "--from", "ledger.xlsx", "--title", "Ours", "--calendar", "cn")
    plan = read_records((tmp_path / "rectification.yaml").read_bytes()).plan
    assert plan.title == "Ours"
    assert date(2026, 10, 1) in plan.calendar.holidays


def test_no_name_of_a_column_means_two_things() -> None:
    names = [name for each in SYNONYMS.values() for name in each]
    assert len(names) == len(set(names))


OWN = [
    *("problem", "measure", "target", "lead", "owner", "support", "start", "first due", "kind", "goal"),
    *("unit", "id", "problem id", "measure id", "lead id", "owner id", "support ids", "terms"),
]  # fmt: skip
IN_COLUMNS = {"title", "kind", "goal", "unit", "start", "due", "owner", "source"}


def rows_of(raw: bytes) -> Iterator[list[Any]]:
    """Yield the rows of a ledger that has all of a plan's measures, each key in its column."""
    head = yaml.load(raw.replace(b": null", b": "), yaml.BaseLoader)  # noqa: S506  texts alone
    people = {name: each["name"] for name, each in head["people"].items()}
    for name, measure in head["measures"].items():
        lead, helpers = measure["lead"], members(head, measure.get("with", []))
        common = {
            "problem": "\n".join(head["problems"][each]["title"] for each in measure["answers"]),
            "problem id": "; ".join(measure["answers"]),
            "measure": measure["title"],
            "measure id": name,
            "lead": people[lead] if isinstance(lead, str) else "several",
            "lead id": lead if isinstance(lead, str) else json.dumps(lead),
            "support": "; ".join(people[each] for each in helpers),
            "support ids": "; ".join(helpers),
        }
        for own, target in (measure.get("targets") or {"": {}}).items():
            owner = target.get("owner", "")
            terms = {key: value for key, value in target.items() if key not in IN_COLUMNS}
            if "who" in terms:
                terms["who"] = members(head, terms["who"])
            said = {
                **common,
                "target": target.get("title"),
                "kind": target.get("kind"),
                "goal": float(target["goal"]) if target.get("goal") else None,
                "unit": target.get("unit"),
                "start": target.get("start", head["period"]["start"]),
                "first due": target.get("due", head["period"]["end"]),
                "owner": people.get(owner, owner) if isinstance(owner, str) else "several",
                "owner id": owner if isinstance(owner, str) else json.dumps(owner),
                "id": own,
                "terms": json.dumps(terms, ensure_ascii=False) if terms else None,
            }
            yield [None if said[key] == "" else said[key] for key in OWN]


def members(head: Any, names: str | list[str]) -> list[str]:
    listed = [names] if isinstance(names, str) else names
    found = [head.get("groups", {}).get(each, each) for each in listed]
    return list(
        dict.fromkeys(n for each in found for n in ([each] if isinstance(each, str) else each))
    )


def promised(plan: Plan) -> dict[str, Any]:
    """Return what a plan promises, groups as their members and days of rest aside."""
    found: dict[str, Any] = {name: each.title for name, each in plan.problems.items()}
    for name, measure in plan.measures.items():
        helpers = plan.members(measure.with_)
        found[name] = measure.title, measure.answers, measure.lead, measure.leads, set(helpers)
    for name, target in plan.targets.items():
        terms = replace(target.terms, calendar=ALL_WEEKDAYS)
        if who := getattr(terms, "who", None):
            terms = replace(terms, who=plan.members(who))
        found[name] = replace(target, source=None, terms=terms, blanks=tuple(sorted(target.blanks)))
    return found


@pytest.mark.parametrize(
    "name",
    [
        "plans/rectification.yaml",
        "plans/example.yaml",
        "tests/plans/every-kind.yaml",
        "tests/plans/chinese.yaml",
    ],
)
def test_a_ledger_with_a_column_for_every_key_gives_the_whole_plan_back(name: str) -> None:
    """Under the same ids: every promise, of every kind, with its days and whoever answers for it."""
    raw = (ROOT / name).read_bytes()
    found = made(OWN, *rows_of(raw))
    assert [line.text.strip() for line in found.read.refused] == []
    assert promised(found.read.records.plan) == promised(read_records(raw).plan)


OUR_HEADINGS = [
    *("序号 No.", "问题 Problem", "整改目标 Target", "整改措施 Measure", "牵头领导 Lead", "责任人 Owner"),
    *("协办 Support", "起始 Start", "原定时限 First due", "现时限 Due", "延期次数 Extensions", "类型 Kind"),
    *("进展 Done", "目标值 Goal", "序时进度 Expected", "完成率 %", "计量单位 Unit", "目标编号 id"),
]  # fmt: skip


def our_own(lines: list[str], *rows: list[Any]) -> bytes:
    """Return a ledger as `report` writes it, as far as it is read: its targets, and its plan."""
    book = openpyxl.Workbook()
    targets, plan = book.worksheets[0], book.create_sheet("Plan")
    for row in (OUR_HEADINGS, *rows):
        targets.append(row)
    for at, line in enumerate(lines, 1):
        for column in range(0, len(line), 100):
            cell = plan.cell(at, column // 100 + 1)
            cell.value, cell.data_type = line[column : column + 100], "s"
    return saved(book)


@pytest.mark.parametrize(
    "name", ["plans/rectification.yaml", "plans/example.yaml", "tests/plans/every-kind.yaml"]
)
def test_a_ledger_of_our_own_gives_the_plan_back_byte_by_byte(tmp_path: Path, name: str) -> None:
    """With its comments and its log, however long its lines are."""
    raw = (ROOT / name).read_bytes()
    (tmp_path / "ledger.xlsx").write_bytes(our_own(raw.decode().splitlines()))
    said = init(tmp_path, "plan.yaml", "--from", "ledger.xlsx")
    assert said.startswith("created plan.yaml, the whole plan of ledger.xlsx, from its sheet Plan,")
    assert (tmp_path / "plan.yaml").read_bytes() == raw


def test_a_damaged_plan_in_a_ledger_of_our_own_is_named_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "ledger.xlsx").write_bytes(our_own(["rectrack: 1", "titel: x"]))
    said = init(tmp_path, "plan.yaml", "--from", "ledger.xlsx", code=1)
    assert said.startswith("rectrack: ledger.xlsx:Plan!A")
    said = init(tmp_path, "plan.yaml", "--from", "ledger.xlsx", "--title", "T", code=2)
    assert "leave out --title and --calendar" in said


def test_a_ledger_of_our_own_without_its_plan_is_read_as_any_other() -> None:
    """Its headings are in two languages; of each person's quota it counts the people alone."""
    day = date(2026, 6, 30)
    common = ["Lead", "Owner", None, date(2026, 1, 1), day, day, 0]
    raw = our_own(
        [],
        [1, "P\nQ", "T", "M", *common, "total", 3, 12, 4, 0.25, "reports", "t"],
        [2, "P", "U", "N", *common, "人均", 3, 5, 4, 0.6, "visits", "u"],
        [3, "P", "V", "N", *common, "频次", 3, 45, 4, 0.6, None, "v"],
    )
    found = plan_from_ledger(
        read_ledger(read_workbook(raw)), "A plan", "Made.", TODAY, lambda _: ""
    ).read
    plan = found.records.plan
    assert [each.title for each in plan.problems.values()] == ["P", "Q"]
    assert {each.id: (each.kind, each.blanks) for each in plan.targets.values()} == {
        "t": ("total", ()),
        "u": ("each", ("goal",)),
        "v": ("", ("kind",)),
    }
    assert [line.place for line in found.refused] == ["Sheet!N3", "Sheet!L4", "Sheet!N4"]


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
said = st.sampled_from(
    ["P", "12", "50%", "total", "steps", "2026-02-30", "2026-12-31", "a-b", None]
)
said_of_any = said | texts | st.integers() | st.dates() | st.floats()


@examples(80)
@given(
    st.lists(st.sampled_from([*SYNONYMS, "x"]), max_size=9, unique=True),
    st.lists(st.lists(said_of_any, min_size=11, max_size=11), max_size=5),
)
def test_any_ledger_makes_a_sound_plan_or_is_refused(
    heads: list[str], rows: list[list[Any]]
) -> None:
    """Sound is a plan in which `check` finds gaps, and no error."""
    try:
        found = made(["Problem", "Measure", *heads], *rows)
    except RequestError:
        return
    sound = read_records(found.read.raw)
    assert [each for each in check(sound, lambda _: False) if each.severity == "error"] == []
