"""The names of cells, as every spreadsheet program shows them: "B7", "Sheet1!B7"."""

import re

_NAME = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.IGNORECASE)


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, both counted from 1: row 7, column 2 is "B7"."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def place_of(sheet: str, row: int, column: int) -> str:
    """Return the name of a cell with that of its sheet, "Sheet1!B7"; or of the sheet alone."""
    if not row:
        return sheet
    name = sheet if re.fullmatch(r"[^\W\d]\w*", sheet) else "'" + sheet.replace("'", "''") + "'"
    return f"{name}!{cell_name(row, max(column, 1))}"


def parted(name: str) -> tuple[int, int] | None:
    """Return row and column of a cell by its name, None where it is none."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
