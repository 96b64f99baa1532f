"""A workbook is read as a person sees it, or refused in a sentence; no file takes more than its due."""

import contextlib
import subprocess
import sys
import zipfile
from datetime import date, time
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH

from rectrack.limits import LARGEST_PART, LONGEST_SHEET, MOST_ELEMENTS, WIDEST_SHEET
from rectrack.storage.archive import WorkbookError
from rectrack.storage.cell_names import cell_name, parted, place_of
from rectrack.storage.workbook import Cell, read_workbook
from tests.commands.process import environment
from tests.support import examples
from tests.workbooks import MAIN, SHEET, by_hand, cells, packed, saved, workbook

pytestmark = pytest.mark.sampled(one_in=3)

DAMAGED = "it is damaged: open it in a spreadsheet program, and save it anew"
DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]>'
BIG = b" " * (LARGEST_PART + 1)


def said(raw: bytes) -> dict[str, str]:
    """Return what each cell says, or what is wrong with it behind "!"."""
    return {
        cell_name(row, column): f"!{cell.wrong}" if cell.wrong else cell.text
        for row, line in read_workbook(raw).rows.items()
        for column, cell in sorted(line.items())
    }


def refusal(raw: bytes) -> str:
    with pytest.raises(WorkbookError) as caught:
        read_workbook(raw)
    place = caught.value.place
    return f"{place}: {caught.value}" if place else str(caught.value)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (12, "General", "12"),
        (12.0, "General", "12"),
        (1.0000000000000002, "General", "1"),
        (0.1 + 0.2, "General", "0.3"),
        (1420.5, "#,##0.00", "1420.5"),
        (1e15, "General", "1000000000000000"),
        (-5, "0", "-5"),
        (0.95, "0%", "95%"),
        (0.955, "0.0%", "95.5%"),
        (0.95, '0.00" % of all"', "0.95"),
        (True, "General", "true"),
        (date(2026, 3, 4), "yyyy-mm-dd", "2026-03-04"),
        (date(2026, 3, 4), 'yyyy"年"m"月"d"日"', "2026-03-04"),
        (46085, "m/d/yy", "2026-03-04"),
        (46085 + 14.5 / 24, "yyyy-mm-dd hh:mm", "2026-03-04 14:30"),
        (time(9, 5), "h:mm", "09:05:00"),
        ("  two\nlines ", "General", "two\nlines"),
        ("007", "@", "007"),
        ("'=1+1", "General", "'=1+1"),
        (" ", "General", None),
    ],
)  # fmt: skip
def test_a_cell_is_what_a_person_sees(value: object, code: str, text: str | None) -> None:
    """A day is a day however it is shown, and no digits come of how a machine calculates."""
    assert said(workbook([value], formats={"A1": code})).get("A1") == text


@pytest.mark.parametrize("number", [27, 31, 36, 50, 57, 58])
def test_a_day_in_a_format_that_east_asian_programs_know_by_number_is_a_day(number: int) -> None:
    style = f'<cellXfs><xf/><xf numFmtId="{number}"/></cellXfs>'
    assert said(by_hand(cells('<c r="A1" s="1"><v>46085</v></c>'), styles=style)) == {
        "A1": "2026-03-04"
    }


def test_days_counted_from_1904_are_the_days_that_are_shown() -> None:
    book = openpyxl.Workbook()
    book.epoch = MAC_EPOCH
    book.worksheets[0]["A1"] = date(2026, 3, 4)
    assert said(saved(book)) == {"A1": "2026-03-04"}


def test_the_first_sheet_that_is_seen_is_read() -> None:
    """However many are hidden before it, and whichever was open last."""
    book = openpyxl.Workbook()
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("Old").sheet_state = "veryHidden"
    book.create_chartsheet("Chart")
    book.create_sheet("第 45 周")["B7"] = "here"
    book.active = book.create_sheet("Notes")
    sheet = read_workbook(saved(book))
    assert (sheet.name, sheet.rows) == ("第 45 周", {7: {2: Cell("here")}})
    assert sheet.place(7, 2) == "'第 45 周'!B7"


def test_a_formula_is_its_result_and_a_text_is_whole() -> None:
    raw = by_hand(
        cells(
            "<c><f>1+1</f><v>2</v></c>"
            '<c t="str"><f>"a"</f><v>a</v></c>'
            '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'
            '<c t="str"><f>A9</f><v></v></c>'
            '<c t="s"><f>B1</f><v>1</v></c>'
            '<c t="inlineStr"><is><r><t>in </t></r><r><t>line</t></r></is></c>'
        ),
        "<si/><si><r><t>one </t></r><r><t>two</t></r><rPh><t>not said</t></rPh></si>",
    )
    assert said(raw) == {
        "A1": "2",
        "B1": "a",
        "C1": "!the formula here gives #DIV/0!: mend it",
        "E1": "one two",
        "F1": "in line",
    }


def test_a_formula_that_was_never_calculated_is_named_and_no_zero() -> None:
    assert said(workbook(["=A2", "x"])) == {
        "A1": "!a formula whose result is not in the file: open it in a spreadsheet program and save"
        " it anew, or write the value",
        "B1": "x",
    }


def test_merged_cells_say_the_same_in_each_of_their_rows_and_nothing_else_is_filled() -> None:
    rows: list[list[str | None]] = [["a", "x"], [None, "y"], [None, None], [None, "z"], [None, "u"]]
    sheet = read_workbook(workbook(*rows, merged=["A1:A4", "C1:D2"]))
    assert sheet.rows == {
        1: {1: Cell("a"), 2: Cell("x")},
        2: {1: Cell("a", merged=True), 2: Cell("y")},
        4: {1: Cell("a", merged=True), 2: Cell("z")},
        5: {2: Cell("u")},
    }


def test_ten_thousand_merged_cells_are_read() -> None:
    rows = "".join(f'<row><c r="B{n}"><v>{n}</v></c></row>' for n in range(1, 20_001))
    spans = "".join(f'<mergeCell ref="B{n}:B{n + 1}"/>' for n in range(1, 20_001, 2))
    sheet = read_workbook(by_hand(f"<sheetData>{rows}</sheetData><mergeCells>{spans}</mergeCells>"))
    assert len(sheet.rows) == 20_000


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"PK\x03\x04", DAMAGED),
        (packed({"a.txt": "x"}), "it is a zip file, but not an Excel workbook (.xlsx)"),
        (packed({}), "it is a zip file, but not an Excel workbook (.xlsx)"),
        (
            packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            "it is an OpenDocument file (.ods): save it as an Excel workbook (.xlsx)",
        ),
        (
            packed({"xl/workbook.bin": ""}),
            "it is a binary workbook (.xlsb): save it as an Excel workbook (.xlsx)",
        ),
        (
            packed({"word/document.xml": ""}),
            "it is a text document, not a workbook: copy its table into a workbook",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
            "it is an Excel workbook of the older kind (.xls): save it as an Excel workbook (.xlsx)",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "it is protected by a password: save it as an Excel workbook (.xlsx) without one",
        ),
        (packed({"_rels/.rels": "<a"}), f"its list of parts cannot be read: {DAMAGED}"),
        (by_hand(changed={"xl/workbook.xml": None}), f"its part xl/workbook.xml is missing: {DAMAGED}"),
        (by_hand(changed={SHEET: None}), f"its part {SHEET} is missing: {DAMAGED}"),
        (by_hand(changed={SHEET: "<worksheet"}), f"its sheet cannot be read: {DAMAGED}"),
        (by_hand(changed={SHEET: b"\xff\xfe\0"}), f"its sheet cannot be read: {DAMAGED}"),
        (
            by_hand(changed={"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}),
            f"it has no sheets: {DAMAGED}",
        ),
        (
            by_hand(changed={SHEET: f'<worksheet xmlns="{MAIN.replace("schemas.openxmlformats.org/spreadsheetml/2006", "purl.oclc.org/ooxml/spreadsheetml")}"/>'}),
            "it is saved as 'Strict Open XML': save it as an ordinary Excel workbook (.xlsx)",
        ),
        (by_hand(cells('<c r="B1" t="s"><v>0</v></c>')), f"Sheet1!B1: the text of a cell is missing: {DAMAGED}"),
        (by_hand(cells('<c r="B1" t="s"><v>-1</v></c>'), "<si><t>a</t></si>"), f"Sheet1!B1: the text of a cell is missing: {DAMAGED}"),
        (by_hand(cells("<c><v>1x</v></c>")), f"Sheet1!A1: a cell holds no number: {DAMAGED}"),
        (by_hand(cells(f"<c><v>{'1' * 5000}</v></c>")), f"Sheet1!A1: a cell holds no number: {DAMAGED}"),
        (by_hand(cells('<c t="b"><v>2</v></c>')), f"Sheet1!A1: a cell is neither true nor false: {DAMAGED}"),
        (by_hand(cells('<c t="d"><v>x</v></c>')), f"Sheet1!A1: a cell holds no date: {DAMAGED}"),
        (by_hand(cells('<c t="x"><v>1</v></c>')), f"Sheet1!A1: a cell is of no known sort: {DAMAGED}"),
        (by_hand(cells('<c r="A2"><v>1</v></c>')), f"Sheet1!A1: the cell behind it stands out of its order: {DAMAGED}"),
        (by_hand('<sheetData><row r="2"/><row r="1"/></sheetData>'), f"Sheet1: row 1 stands below row 2: {DAMAGED}"),
        (by_hand('<sheetData><row r="x"/></sheetData>'), f"its sheet cannot be read: {DAMAGED}"),
        (by_hand('<mergeCells><mergeCell ref="?"/></mergeCells>'), f"Sheet1: a merged cell has no place: {DAMAGED}"),
        (
            by_hand(cells("<c><v>1</v></c>") + '<mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="A2:A4"/></mergeCells>'),
            f"it has merged cells that overlap: {DAMAGED}",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_a_sentence(raw: bytes, sentence: str) -> None:
    assert refusal(raw) == sentence


def test_a_workbook_of_hidden_sheets_or_charts_alone_is_named() -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("Chart")
    book.remove(book.worksheets[0])
    sentence = "it has no visible sheet of rows: show one, or copy the rows into a new one"
    assert refusal(saved(book)) == sentence


@pytest.mark.parametrize("part", ["_rels/.rels", "xl/workbook.xml", "xl/t.xml", "xl/s.xml", SHEET])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_part_may_declare_entities(part: str, encoding: str) -> None:
    with zipfile.ZipFile(BytesIO(by_hand())) as archive:
        text = archive.read(part).decode()
    raw = by_hand(changed={part: f"{DOCTYPE}{text}".encode(encoding)})
    assert refusal(raw).startswith("it declares entities")


def test_parts_that_nothing_is_taken_from_are_never_unpacked() -> None:
    """Pictures, macros, charts and other sheets may be large, damaged or locked."""
    raw = by_hand(cells("<c><v>1</v></c>"), changed={"xl/media/a.png": BIG, "xl/b.xml": DOCTYPE})
    assert said(raw) == {"A1": "1"}


def test_a_part_twice_or_locked_or_packed_unusually_is_refused() -> None:
    assert (
        refusal(by_hand(changed={SHEET.upper(): "x"}))
        == f"it has two parts of one name, and {DAMAGED}"
    )
    locked = bytearray(by_hand())
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        at = -1
        while (at := locked.find(start, at + 1)) >= 0:
            locked[at + (6 if start[2] == 3 else 8)] |= 1
    assert refusal(bytes(locked)).startswith("it is protected by a password")
    unusual = packed({"_rels/.rels": "<a/>"}, zipfile.ZIP_LZMA)
    assert refusal(unusual).startswith("it is packed in an unusual way")
    assert refusal(packed({str(n): "" for n in range(5_001)})).startswith("it is packed of more")


def test_a_value_far_away_is_refused_at_its_place_and_an_empty_cell_there_is_none() -> None:
    """Two far-apart cells span billions; a styled, empty one is left by many a program."""
    near = '<row r="1"><c r="A1"><v>1</v></c></row>'
    far = '<row r="1048576"><c r="XFD1048576" s="0">{}</c></row>'
    assert said(by_hand(f"<sheetData>{near}{far.format('')}</sheetData>")) == {"A1": "1"}
    assert refusal(by_hand(f"<sheetData>{near}{far.format('<v>1</v>')}</sheetData>")) == (
        f"Sheet1!XFD1048576: a cell this far away is not read, only {LONGEST_SHEET} rows of"
        f" {WIDEST_SHEET} columns: empty it, or move it nearer"
    )


def test_a_long_text_may_not_stand_in_thousands_of_cells() -> None:
    """A small file would become gigabytes of entries, also through merged cells."""
    text = f"<si><t>{'a' * 30_000}</t></si>"
    many = "".join(f'<row><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2_001))
    rows = "".join(f"<row><c/><c><v>{n}</v></c></row>" for n in range(2, 2_001))
    merged = '<mergeCells><mergeCell ref="A1:A2000"/></mergeCells>'
    first = '<row><c t="s"><v>0</v></c></row>'
    for sheet in (many, f"{first}{rows}"):
        raw = by_hand(f"<sheetData>{sheet}</sheetData>{merged}", text)
        assert (
            refusal(raw) == "its cells hold too much text: share the rows out among several files"
        )


FEW = '<c r="A1" t="s"><v>0</v></c>'
BOMBS = {
    "a sheet that unpacks to half a gigabyte": lambda: by_hand(
        changed={SHEET: f'<worksheet xmlns="{MAIN}">'.encode() + b" " * (1 << 29)}
    ),
    "texts that do": lambda: by_hand(cells(FEW), changed={"xl/t.xml": b"<a>" + BIG}),
    "a million empty elements": lambda: by_hand("<a/>" * MOST_ELEMENTS),
    "elements within elements": lambda: by_hand("<a>" * 100_000),
    "a million texts": lambda: by_hand(cells(FEW), "<si/>" * (MOST_ELEMENTS - 1000)),
    "a text of many megabytes": lambda: by_hand(
        cells(FEW), f"<si><t>{'a' * (LARGEST_PART - 1000)}</t></si>"
    ),
    "more styles than there can be": lambda: by_hand(
        cells(FEW), "<si/>", f"<cellXfs>{'<xf/>' * 70_000}</cellXfs>"
    ),
}
MEASURE = """\
import re, sys
from rectrack.storage.archive import WorkbookError
from rectrack.storage.workbook import read_workbook
raw = open(sys.argv[1], "rb").read()
try:
    read_workbook(raw)
except WorkbookError:
    pass
print(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
"""


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform != "linux", reason="memory as Linux counts it")
@pytest.mark.parametrize("bomb", BOMBS)
def test_no_workbook_takes_more_than_a_quarter_of_a_gigabyte(bomb: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(BOMBS[bomb]())
    found = subprocess.run(
        [sys.executable, "-c", MEASURE, path], env=environment(), capture_output=True, check=True
    )
    assert path.stat().st_size < 1 << 20
    assert int(found.stdout) < 1 << 18


SEED = workbook(
    ["日期", "target", "value"],
    [date(2026, 3, 4), "bulletins", 0.5],
    [None, "x", True],
    merged=["A2:A3"],
    formats={"C2": "0%"},
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A workbook with some bytes of one of its parts changed, or of its file."""
    edits = st.lists(st.tuples(st.integers(0, 1 << 14), st.binary(max_size=4)), max_size=4)
    if draw(st.booleans()):
        return _edited(SEED, draw(edits))
    with zipfile.ZipFile(BytesIO(SEED)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    return packed({**parts, name: _edited(parts[name], draw(edits))})


def _edited(raw: bytes, edits: list[tuple[int, bytes]]) -> bytes:
    for at, text in edits:
        place = at % (len(raw) + 1)
        raw = raw[:place] + text + raw[place + len(text) :]
    return raw


@examples(150)
@given(mutated() | st.binary(max_size=80).map(b"PK\x03\x04".__add__))
def test_a_damaged_workbook_is_read_or_refused(raw: bytes) -> None:
    with contextlib.suppress(WorkbookError):
        assert all(row for row in read_workbook(raw).rows.values())


@given(st.integers(1, 1048576), st.integers(1, 16384))
def test_the_name_of_a_cell_leads_back_to_it(row: int, column: int) -> None:
    assert parted(cell_name(row, column)) == (row, column)


def test_the_name_of_a_sheet_is_quoted_as_spreadsheets_do() -> None:
    assert place_of("Sheet1", 7, 28) == "Sheet1!AB7"
    assert place_of("王's plan", 1, 1) == "'王''s plan'!A1"
