"""The rows of a workbook's sheet, read as records; the same as those of a table in text."""

from collections.abc import Collection, Iterator

from rectrack.errors import Finding
from rectrack.log.row_headings import PASSED_OVER, key_of, plain
from rectrack.log.row_text import row_error
from rectrack.log.rows import Rows, Unwrap, node_of_cell, scalar, wrong_names
from rectrack.storage.archive import WorkbookError
from rectrack.storage.workbook import Cell, Sheet, read_workbook
from rectrack.storage.yaml_tree import Mapping
from rectrack.wording import quoted

NAMED_BY = "one of the first ten rows must name the columns"
HEADINGS_WITHIN = 10
"""The headings are looked for in so many rows."""

Named = dict[int, str]


def rows_of_workbook(raw: bytes, keys: Collection[str], unwrap: Unwrap) -> Rows:
    """Return the rows of a workbook's first visible sheet, below its headings.

    `keys` are the columns that there may be; `unwrap` takes off what keeps a spreadsheet from
    running a cell. What cannot be read is a finding, never raised.
    """
    try:
        sheet = read_workbook(raw)
    except WorkbookError as error:
        return Rows((), (row_error(error.row, str(error), error.column),), error.sheet)
    if not sheet.rows:
        return Rows(sheet=sheet.name)
    heading = _heading_row(sheet, keys)
    named = _named(sheet.rows[heading], keys)
    first = min(named, default=1)
    findings = list(_wrong_headings(heading, named, keys))
    if findings:
        return Rows((), tuple(findings), sheet.name, first)
    records: list[Mapping] = []
    for row, cells in sheet.rows.items():
        said = {column for column, cell in cells.items() if not cell.merged}
        if row <= heading or not any(named.get(each, "") not in PASSED_OVER for each in said):
            continue
        if wrong := list(_astray(row, cells, named)):
            findings += wrong
            continue
        pairs = [
            (scalar(name, row, column), node_of_cell(name, unwrap(text), row, column))
            for column, name in named.items()
            for text in [cells[column].text if column in cells else ""]
            if name not in PASSED_OVER
        ]
        records.append(Mapping(list(pairs), row, first))
    return Rows(tuple(records), tuple(findings), sheet.name, first)


def _wrong_headings(row: int, named: Named, keys: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong with headings, each at its cell where it is one of them."""
    names = {column: name for column, name in named.items() if name not in PASSED_OVER}
    at = {name: column for column, name in names.items()}  # of two alike it is the second
    for name, wrong in wrong_names(list(names.values()), keys, NAMED_BY):
        yield row_error(row, wrong, at.get(name, 0))


def _heading_row(sheet: Sheet, keys: Collection[str]) -> int:
    """Return the row, among the first, that names the most columns, or else the first one."""
    first = list(sheet.rows)[:HEADINGS_WITHIN]

    def known(row: int) -> int:
        return sum(name in keys for name in _named(sheet.rows[row], keys).values())

    return max(first, key=known)


def _named(cells: dict[int, Cell], keys: Collection[str]) -> Named:
    """Return what each column of a row of headings is called."""
    said = ((column, cells[column].text) for column in sorted(cells))
    return {column: key_of(text, keys) for column, text in said if plain(text)}


def _astray(row: int, cells: dict[int, Cell], named: Named) -> Iterator[Finding]:
    """Yield what is wrong with the cells of a row, by themselves."""
    for column, cell in sorted(cells.items()):
        if column in named:
            if cell.wrong:
                yield row_error(row, cell.wrong, column)
        elif cell.text and not cell.merged:
            yield row_error(
                row, f"{quoted(cell.text)} has no column name above it: give it one", column
            )
