"""HTML that a mail program shows well: one part, styles within, nothing from elsewhere.

It reads well without its styles too, and every colour stands beside the word that it stands for.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from html import escape

from rectrack.render.page import visible
from rectrack.render.table import Cell, Column, Table, text_of
from rectrack.targets.state import State

COLORS: dict[State, str] = {
    State.WITHDRAWN: "#5f6368",
    State.NO_DATA: "#8a1a8a",
    State.MET: "#1b6e2c",
    State.WAIVED: "#5f6368",
    State.FAILED: "#a8201a",
    State.OVERDUE: "#a8201a",
    State.BEHIND: "#855300",
    State.ON_TRACK: "#00607a",
}
"""Each dark enough to be read on white: a contrast of 4.5 at the least."""
PAGE = "margin:0 auto;max-width:60em;padding:1em;background:#ffffff;color:#202124;"
PAGE += "font-family:system-ui,'Segoe UI','Noto Sans',sans-serif;font-size:15px;line-height:1.4"
CELL = "padding:4px 10px 4px 0;border-bottom:1px solid #dadce0;vertical-align:top"
HEAD = "padding:4px 10px 4px 0;border-bottom:2px solid #5f6368;vertical-align:bottom"


def report(title: str, lines: Iterable[str], tables: Iterable[Table]) -> str:
    """Return a whole page: its title, some lines below it, and its tables."""
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escaped(title)}</title>",
        "</head>",
        f'<body style="{PAGE}">',
        f'<h1 style="font-size:1.4em;margin:0 0 .5em">{escaped(title)}</h1>',
        *(f'<p style="margin:.2em 0">{escaped(line)}</p>' for line in lines),
        *map(titled, tables),
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def titled(table: Table) -> str:
    """Return a table below its title."""
    details = f": {escaped(table.details)}" if table.details else ""
    sides = [_side(column, at, table) for at, column in enumerate(table.columns)]
    head = "".join(
        f'<th scope="col" style="{HEAD};text-align:{side}">{escaped(name)}</th>'
        for name, side in zip(table.names, sides, strict=True)
    )
    rows = ("".join(map(_cell, table.columns, sides, row)) for row in table.rows)
    return "\n".join(
        [
            f'<h2 style="font-size:1.1em;margin:1.4em 0 .3em">{escaped(table.title)}{details}</h2>',
            '<table style="border-collapse:collapse;width:100%">',
            f"<thead><tr>{head}</tr></thead>",
            "<tbody>",
            *(f"<tr>{row}</tr>" for row in rows),
            "</tbody>",
            "</table>",
        ]
    )


def escaped(text: str) -> str:
    """Return text that a person wrote so that none of it is read as HTML."""
    return escape(visible(text))


def _side(column: Column, at: int, table: Table) -> str:
    """Return the side of its column on which a cell stands: figures on the right."""
    figures = all(isinstance(row[at], Decimal | int) for row in table.rows)
    return "right" if column.kind == "score" or figures else "left"


def _cell(column: Column, side: str, cell: Cell) -> str:
    text = text_of(cell)
    style = f"{CELL};text-align:{side}"
    if column.kind == "state":
        color = next((COLORS[state] for state in State if state == text), "inherit")
        style += f";color:{color};font-weight:bold"
    if isinstance(cell, date):
        style += ";white-space:nowrap"
    return f'<td style="{style}">{escaped(text)}</td>'
