"""Rows kept in a spreadsheet or by another program are read as they stand, or named by their line."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.log.by_row import what_is_said
from rectrack.log.by_yaml import ENTRY
from rectrack.log.entry import Entry, encode_lines
from rectrack.log.rows import Rows, read_rows
from rectrack.plan import values
from rectrack.render.csv import unguarded
from tests.log.strategies import entries

TODAY = date(2026, 3, 4)
HEAD = "date,target,value,note\n"


def read(text: str | bytes) -> Rows:
    return read_rows(text if isinstance(text, bytes) else text.encode(), ENTRY, unguarded)


def said(text: str | bytes) -> list[tuple[int, dict[str, Any]]]:
    """Return the line and the fields of each row; all of them must be in order."""
    rows = read(text)
    assert rows.findings == ()
    found = what_is_said(rows, TODAY)
    assert [each.misread for each in found] == [""] * len(found)
    return [(each.line, dict(each.found)) for each in found]


def complaints(text: str | bytes) -> list[str]:
    rows = read(text)
    found = [(each.line, each.message) for each in rows.findings]
    found += [(each.line, each.misread) for each in what_is_said(rows, TODAY) if each.misread]
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
    ],
)  # fmt: skip
def test_a_week_is_read_alike_however_it_was_saved(text: str) -> None:
    first = 1 if text.startswith("{") else 2
    assert said(text) == [(line - 2 + first, fields) for line, fields in WEEK]


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
        ("{", ["1: not a JSON object on one line: Expecting property name enclosed in double quotes at column 2"]),
        ('{"target": "t"}\nt,1\n{"target":\n["t"]\n', [
            "2: not a JSON object on one line: Expecting value at column 1",
            "3: not a JSON object on one line: Expecting value at column 11",
            "4: not a JSON object, which begins with {",
        ]),
        ('[{"target": "t"}]', ["1: a JSON list: write each entry on a line of its own, without brackets"]),
        ('{"target": "t", "vlaue": 1}', ["1: a row has no key 'vlaue'; did you mean value?"]),
        ('{"target": "t", "note": "a", "note": "b"}', [
            "1: 'note' stands twice, first on line 1: keep one (a merge of two edits can leave both)"]),
        ('{"target": ["t"], "passed": 5}', [
            "1: target: a single value is wanted, not a list; passed: '5' is neither true nor false"]),
        ('{"target": "t", "note": "\\ud800"}', [
            "1: note: holds half of a surrogate pair, which is no character"]),
        ("{" + '"a":{' * 5000, ["1: nested too deeply for an entry"]),
        ("t,1\nu,2\n", ["1: the first line must name the columns, such as date,target,value,by,note"]),
        ("date,targt,colour,,value,value\n", [
            "1: the column value stands twice",
            "1: there is no column 'colour'",
            "1: there is no column 'targt'; did you mean target?",
        ]),
        ("date,value\n", ["1: no column says what an entry is about: add the column target"]),
        (HEAD + "wed,t,1,roads, bridges\nwed,t\n", [
            "2: ' bridges' stands below no name: put a cell that has ',' in it between quotation marks"]),
        (HEAD + "3/4/2026,t\nsomeday,t\n\n2026-02-30,t\n", [
            "2: date: '3/4/2026' does not say which is the month: write it as 2026-03-04",
            "3: date: 'someday' is not a day: write 2026-03-04, today, yesterday, wed, last wed or 3 days ago",
            "5: date: 2026-02-30 does not exist: February 2026 has 28 days",
        ]),
        (HEAD + 'wed,t,1,ok\nwed,t,1,"open\nwed,t,1,lost\n', [
            "3: cannot be read from here on: unexpected end of data; is a quotation mark left open?"]),
        (HEAD + 'wed,t,1,"a" b\n', [
            "2: cannot be read from here on: ',' expected after '\"'; is a quotation mark left open?"]),
        (HEAD.encode("utf-16"), ["1: this is UTF-16, or no text: save it as UTF-8, which spreadsheets call 'CSV UTF-8'"]),
        (HEAD.encode("utf-16-le"), ["1: this is UTF-16, or no text: save it as UTF-8, which spreadsheets call 'CSV UTF-8'"]),
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
        assert Entry(value=value, **fields) == entry


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_make_a_traceback(raw: bytes) -> None:
    for prefix in (b"", b"{", b'{"target": ', b"target,note\n", b'target;"note"\n'):
        assert all(re.match(r"[1-9]\d*: .", each) for each in complaints(prefix + raw))
