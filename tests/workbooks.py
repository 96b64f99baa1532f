"""Workbooks for the tests: of rows, as an office saves them, and of XML, as an attacker would."""

import re
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET = "xl/worksheets/sheet1.xml"


def saved(book: openpyxl.Workbook) -> bytes:
    with BytesIO() as file:
        book.save(file)
        return file.getvalue()


def workbook(
    *rows: Iterable[Any],
    sheet: str = "Sheet1",
    merged: Iterable[str] = (),
    formats: Mapping[str, str] | None = None,
) -> bytes:
    """Return a workbook of one sheet with these rows; None is an empty cell."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for cells in merged:
        page.merge_cells(cells)
    for cell, code in (formats or {}).items():
        page[cell].number_format = code
    return saved(book)


def by_hand(
    sheet: str = "",
    texts: str = "",
    styles: str = "",
    changed: Mapping[str, str | bytes | None] | None = None,
) -> bytes:
    """Return a workbook of one sheet by its XML: what is in the sheet, its texts and styles.

    `changed` parts replace others, or are added; one that is None is left out.
    """
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{sort}" Target="{target}"/>'
        for n, (sort, target) in enumerate(
            [
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "t.xml"),
                ("styles", "s.xml"),
            ]
        )
    )
    parts: dict[str, str | bytes | None] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1"'
        f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/t.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        "xl/s.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        SHEET: f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        **(changed or {}),
    }
    return packed({name: part for name, part in parts.items() if part is not None})


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    with BytesIO() as file:
        with zipfile.ZipFile(file, "w", method) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        return file.getvalue()


def cells(text: str) -> str:
    """Return the XML of a sheet of one row, `text` being that of its cells."""
    return f'<sheetData><row r="1">{text}</row></sheetData>'


def storable(text: str) -> str:
    """Return a text without what no spreadsheet program stores in a cell, or in a sheet's name."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff\\\\*?:/\[\]]", "", text)
