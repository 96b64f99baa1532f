"""Rows kept in a spreadsheet or by another program are read as they stand, or named by their line."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.log.entry import Entry, encode_lines
from rectrack.log.row_loader import load_rows
from rectrack.log.rows import Rows, read_rows
from rectrack.log.yaml_loader import ENTRY
from rectrack.plan import values
from rectrack.render.csv import unguarded
from tests.log.strategies import entries
from tests.support import by_value

TODAY = date(2026, 3, 4)
HEAD = "date,target,value,note\n"
SAVE = "save it as UTF-8, which spreadsheets call 'CSV UTF-8'"
NAMES = (
    "the first line must name the columns, separated by commas, semicolons or tabs, such as"
    " date,target,value,by,note"
)
KNOWN = (
    "the columns there are: id, date, target, measure, person, case, event, title, due, asked_by,"
    " value, step, passed, to, asked, until, cause, remedy, by, for, note, evidence, voids,"
    " replaces, logged, batch"
)
QUOTED = "cannot be read from here on: is a quotation mark left open, or alone in a cell?"


def read(text: str | bytes) -> Rows:
    return read_rows(text if isinstance(text, bytes) else text.encode(), ENTRY, unguarded)


def said(text: str | bytes) -> list[tuple[int, dict[str, Any]]]:
    """Return the line and the fields of each row; all of them must be in order."""
    rows = read(text)
    assert rows.findings == ()
    found = load_rows(rows, TODAY)
    assert [each.misread for each in found] == [""] * len(found)
    return [(each.line, dict(each.found)) for each in found]


def complaints(text: str | bytes) -> list[str]:
    rows = read(text)
    found = [(each.line, each.message) for each in rows.findings]
    found += [(each.line, each.misread) for each in load_rows(rows, TODAY) if each.misread]
    return [f"{line}: {message}" for line, message in sorted(found)]


WEEK = [
    (2, {"date": date(2026, 3, 3), "target": "t", "value": "1", "note": "Roads"}),
    (3, {"date": date(2026, 3, 4), "target": "u", "value": "none"}),
]


@pytest.mark.parametrize(
    "text",
    [
        "date,target,value,note\nyesterday,t,1,Roads\n2026-03-04,u,none,\n",
        "date;target;value;note\nyesterday;t;1;Roads\n2026-03-04;u;none;\n",
        "date\ttarget\tvalue\tnote\nyesterday\tt\t1\tRoads\n2026-03-04\tu\tnone\t\n",
        "\ufeffdate,target,value,note\ntue,t,1,Roads\nwed,u,none\n",
        " Date , TARGET,Value,NOTE\n2026/3/3 , t, 1 , Roads \n2026-3-4,u,none,\n",
        '"date","target","value","note"\n"2026.3.3","t","1","Roads"\n"today","u","none",""\n',
        '"date";"target";"value";"note"\n"2026年3月3日";"t";"1";"Roads"\n"today";"u";"none";""\n',
        "value,date,note,target\n1,2026-03-03,Roads,t\nnone,2026-03-04,,u",
        "date,target,value,note,,\n2026-03-03,t,1,Roads,,\n2026-03-04 00:00:00,u,none,,,\n",
        "date,target,value,note\r\n2026-03-03,t,1,Roads\r\n2026-03-04,u,none,\r\n",
        "date,target,value,note\r2026-03-03,t,1,Roads\r2026-03-04,u,none,\r",
        'date;note;target;value\n2026-03-03;Roads;t;1\n2026-03-04;"";u;none\n',
        '\n{"date": "tue", "target": "t", "value": 1, "note": "Roads"}\n'.lstrip()
        + '{"date": "2026-03-04", "target": "u", "value": "none", "note": null}\n',
        "\ufeff\ufeffDATE , target ,VALUE,\tNote\n2026-03-03,t,1,Roads\n\n,,,\n2026-03-04,u,none,\n",
    ],
)  # fmt: skip
def test_a_week_is_read_alike_however_it_was_saved(text: str) -> None:
    first, rows = 1 if text.startswith("{") else 2, said(text)
    assert [fields for _, fields in rows] == [fields for _, fields in WEEK]
    assert rows[0][0] == first


TABLE = "date|target|value|note\n2026-03-03|t|1|Roads\n2026-03-04|u|none|\n"


@pytest.mark.parametrize(
    ("beginning", "delimiter"),
    [
        ("sep=;\n", ";"), ("sep=;\r\n", ";"), ('"sep=;"\n', ";"), ("SEP=,\n", ","), ("sep=|\n", "|"),
        ("\ufeffsep=\t\n", "\t"), ("sep=;,,,\n", ";"),
    ],
)  # fmt: skip
def test_a_first_line_may_say_how_the_cells_are_parted(beginning: str, delimiter: str) -> None:
    """Spreadsheets write such a line and read it; the rows keep the numbers of their lines."""
    text = beginning + TABLE.replace("|", delimiter)
    assert said(text) == [(line + 1, fields) for line, fields in WEEK]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_that_says_its_encoding_is_read_in_it(encoding: str) -> None:
    """Excel's "Unicode text" is UTF-16, parted by tabs."""
    assert said(TABLE.replace("|", "\t").replace("Roads", "道路").encode(encoding)) == [
        (2, {**WEEK[0][1], "note": "道路"}),
        WEEK[1],
    ]


def test_the_columns_of_a_table_may_have_chinese_names() -> None:
    text = "日期,目标,数量,备注（可不填）,人员\n2026-03-03,t,1,Roads,a、b\n"
    assert said(text) == [(2, {**WEEK[0][1], "for_": ("a", "b")})]


def test_the_line_of_a_row_is_that_of_its_beginning() -> None:
    """Lines within a cell count, and so do blank lines and rows."""
    text = '\n,,\ntarget,note\nt,"two\r\nlines"\n\n , \nu,"3"\n'
    assert said(text) == [
        (4, {"target": "t", "note": "two\nlines"}),
        (8, {"target": "u", "note": "3"}),
    ]
    assert said('\n\n{"target": "t"}\n\n  {"target": "u"}  \n') == [
        (3, {"target": "t"}),
        (5, {"target": "u"}),
    ]


@pytest.mark.parametrize(
    ("cell", "fields"),
    [
        ("for\ndirector", {"for_": "director"}),
        ("for\ndirector; deputy", {"for_": ("director", "deputy")}),
        ("for\ndirector deputy", {"for_": ("director", "deputy")}),
        ('for\n"director,\ndeputy"', {"for_": ("director", "deputy")}),
        ("for\n; director;", {"for_": "director"}),
        ("evidence\nminutes 3.pdf", {"evidence": ("minutes 3.pdf",)}),
        ("evidence\nminutes 3.pdf; https://example.org/a,b", {"evidence": ("minutes 3.pdf", "https://example.org/a,b")}),
        ('evidence\n"a.pdf\nb.pdf"', {"evidence": ("a.pdf", "b.pdf")}),
        ("note\n'=SUM(1)", {"note": "=SUM(1)"}),
        ("note\n''=SUM(1)", {"note": "'=SUM(1)"}),
        ("note\n'-5 degrees", {"note": "-5 degrees"}),
        ("note\n'quoted'", {"note": "'quoted'"}),
        ("note\nnull", {"note": "null"}),
        ("value\n'-5", {"value": "-5"}),
        ("until\n2026/12/24", {"until": date(2026, 12, 24)}),
        ("passed\nTRUE", {"passed": True}),
    ],
)  # fmt: skip
def test_what_a_cell_means(cell: str, fields: dict[str, Any]) -> None:
    name, text = cell.split("\n", 1)
    assert said(f"target\t{name}\nt\t{text}\n") == [(2, {"target": "t", **fields})]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("", []),
        ("\n \n", []),
        (HEAD, []),
        ("{", ["1: not a JSON object on one line: the mistake is at column 2"]),
        ('{"target": "t"}\nt,1\n{"target":\n["t"]\n', [
            "2: not a JSON object on one line: the mistake is at column 1",
            "3: not a JSON object on one line: the mistake is at column 11",
            "4: not a JSON object, which begins with {",
        ]),
        ('[{"target": "t"}]', ["1: a JSON list: write each entry on a line of its own, without brackets"]),
        ('{"target": "t", "vlaue": 1}', ["1: a row has no key 'vlaue'; did you mean value?"]),
        ('{"target": "t", "note": "a", "note": "b"}', [
            "1: 'note' appears twice, first on line 1: keep one (a merge of two edits can leave both)"]),
        ('{"target": ["t"], "passed": 5}', [
            "1: target: must be a single value, not a list; passed: '5' is neither true nor false"]),
        ('{"target": "t", "note": "\\ud800"}', [
            "1: note: contains half of a surrogate pair, which is not a character"]),
        ("{" + '"a":{' * 5000 + "}" * 5001, ["1: nested too deeply for an entry"]),
        ("t,1\nu,2\n", [f"1: {NAMES}; it says 't', '1'; {KNOWN}"]),
        ("日期，目标\n", [f"1: {NAMES}; it says '日期，目标'; {KNOWN}"]),
        ("date,targt,colour,,value,value\n", [
            "1: the column value appears twice",
            f"1: there is no column 'colour'; {KNOWN}",
            "1: there is no column 'targt'; did you mean target?",
        ]),
        ("date,value\n", ["1: no column says what an entry is about: add the column target"]),
        (HEAD + "wed,t,1,roads, bridges\nwed,t\n", [
            "2: ' bridges' has no column name above it: put a cell that has ',' in it between quotation marks"]),
        (HEAD + "3/4/2026,t\nsomeday,t\n\n2026-02-30,t\n", [
            "2: date: '3/4/2026' can be 4 Mar 2026 or 3 Apr 2026: write 2026-03-04 or 2026-04-03",
            "3: date: 'someday' is not a date: write 2026-03-04, today, yesterday, wed, last wed or 3 days ago",
            "5: date: 2026-02-30 does not exist: February 2026 has 28 days",
        ]),
        (HEAD + 'wed,t,1,ok\nwed,t,1,"open\nwed,t,1,lost\n', [
            f"3: {QUOTED}"]),
        (HEAD + 'wed,t,1,"a" b\n', [
            f"2: {QUOTED}"]),
        (HEAD + "46000,t\n46000.5,t\n", [
            "2: date: '46000' is a day as Excel counts them: write 2025-12-09 if that is meant",
            "3: date: '46000.5' is a day as Excel counts them: write 2025-12-09 if that is meant",
        ]),
        (HEAD + "31/10/26,t\n", ["2: date: '31/10/26' does not say which is the year: write it as 2026-03-04"]),
        ("sep=;\n" + HEAD.replace(",", ";") + "wed;t;1\nsomeday;t\n", [
            "4: date: 'someday' is not a date: write 2026-03-04, today, yesterday, wed, last wed or 3 days ago"]),
        (b"PK\x03\x04\x14\0\6\0", ["0: it is damaged: open it in a spreadsheet program, and save it anew"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", ["0: it is an Excel workbook of the older kind (.xls): save it as an Excel workbook (.xlsx)"]),
        (b"%PDF-1.7\n", [f"1: this is a PDF, not a table in text: {SAVE}"]),
        ("\n<html><table><tr>", [f"1: this is a web page or XML, not a table in text: {SAVE}"]),
        (HEAD.encode("utf-16-le"), [f"1: this is UTF-16 or UTF-32, which does not say so: {SAVE}"]),
        (HEAD.encode("utf-16")[:-1], [f"1: this is damaged UTF-16: {SAVE}"]),
        (HEAD + "wed,t,1,a\0b\n", [f"2: contains a zero byte: not text, or damaged: {SAVE}"]),
        ((HEAD + "wed,t,1,道路\n").encode("gbk"), [
            "2: not UTF-8, but perhaps GBK or Latin-1: save it as UTF-8, which spreadsheets call 'CSV UTF-8'"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_by_its_line(text: str | bytes, answers: list[str]) -> None:
    assert complaints(text) == answers


@given(st.lists(entries(), max_size=5))
def test_what_a_plan_holds_is_read_back_as_it_was(log: list[Entry]) -> None:
    for (_, fields), entry in zip(said(encode_lines(log)), log, strict=True):
        value = values.number(fields.pop("value"))
        assert by_value([Entry(value=value, **fields)]) == by_value([entry])


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_make_a_traceback(raw: bytes) -> None:
    """What is named at line 0 is the file as a whole, where it begins as a workbook does."""
    for prefix in (b"", b"{", b'{"target": ', b"target,note\n", b'target;"note"\n'):
        assert all(re.match(r"\d+: .", each) for each in complaints(prefix + raw))
