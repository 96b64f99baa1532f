"""HTML for mail: a colour for each state, dark enough to be read, and tables that read aloud."""

from datetime import date
from decimal import Decimal

import pytest

from rectrack.render import html
from rectrack.render.table import STATE, Column, Table, sentences, words
from rectrack.targets.state import State


def luminance(color: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("state", State)
def test_each_state_has_a_colour_that_can_be_read_on_white(state: State) -> None:
    assert 1.05 / (luminance(html.COLORS[state]) + 0.05) >= 4.5
    table = Table("T", (STATE,), [(state,)])
    assert f'color:{html.COLORS[state]};font-weight:bold">{state}</td>' in html.titled(table)


def test_a_table_has_headings_and_figures_stand_on_the_right() -> None:
    columns = (*words("day", "how many"), Column("score", "score"), *sentences("note"))
    rows = [(date(2026, 3, 4), 12, Decimal("83.5"), "a <b>"), (date(2026, 3, 5), 3, None, "")]
    page = html.titled(Table("Days & more", columns, rows, "2 of them"))
    assert page.startswith("<h2 ")
    assert ">Days &amp; more: 2 of them</h2>" in page
    assert page.count('<th scope="col"') == 4
    assert page.count("text-align:right") == 6
    assert ">a &lt;b&gt;</td>" in page
    assert 'white-space:nowrap">Wed 4 Mar</td>' in page


def test_what_could_act_or_hide_is_spelt_out() -> None:
    assert html.escaped("a\x1b[31m\u202e") == "a\\x1b[31m\\u202e"
