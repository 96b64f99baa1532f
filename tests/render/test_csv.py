"""A spreadsheet opens what is written without running any of it, and reads back what was meant."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from rectrack.render.csv import Cell, to_csv


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
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
