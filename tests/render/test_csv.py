"""A spreadsheet opens what is written without running any of it, and reads back what was meant."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.render.csv import to_csv, unguarded
from rectrack.render.page import visible
from rectrack.render.table import Cell


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("\N{FULLWIDTH EQUALS SIGN}1", "'\N{FULLWIDTH EQUALS SIGN}1"),
        ("\t=1", r"\x09=1"),
        ("a, b", "a, b"),
        ('say "so"', 'say "so"'),
        (Decimal("-5.50"), "-5.5"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 3, 4), "2026-03-04"),
        (3, "3"),
        (True, "true"),
        (False, "false"),
        (("a", "b"), "a; b"),
        (("=1", "b"), "'=1; b"),
        ((), ""),
        (None, ""),
    ],
)
def test_a_cell_is_harmless_and_says_the_same(cell: Cell, written: str) -> None:
    [_, [found]] = csv.reader(StringIO(to_csv(["column"], [[cell]])))
    assert found == written


@given(st.text("'=+-@ ab", max_size=6) | st.text(max_size=20))
def test_what_guards_a_cell_comes_off_again(text: str) -> None:
    [_, *rows] = csv.reader(StringIO(to_csv(["column", "more"], [[text, 1]])))
    assert [unguarded(row[0]) for row in rows] == [visible(text)]
