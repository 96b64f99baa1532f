"""A sheet → the rows of a ledger: what each says under the headings that a plan has a place for."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from rectrack.changes.ledger_headings import NEEDED, SYNONYMS, columns_of
from rectrack.errors import RequestError
from rectrack.storage.workbook import Cell, Sheet
from rectrack.wording import listed, plural, quoted

HEADINGS_WITHIN = 10
"""The headings are looked for in so many rows."""
SUMS = frozenset({"小计", "合计", "总计", "total", "subtotal", "sum"})
"""What a row that adds up others says for its problem."""
SAYS_WHAT = ("problem", "measure", "target")
"""What a row must say one of, to be one of the ledger."""


class LedgerError(RequestError):
    """No plan can be made of a ledger; `faults` are sentences, each behind its place or ""."""

    def __init__(self, faults: Iterable[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{at}: {wrong}" if at else wrong for at, wrong in self.faults))


class LedgerRow(Struct, frozen=True):
    """A row: what it says by key, where each of that stands, and its other words by heading."""

    place: str
    said: dict[str, str]
    places: dict[str, str]
    words: tuple[tuple[str, str], ...]

    def get(self, key: str) -> str:
        """Return what a row says under a heading, on one line; "" where it says nothing."""
        return " ".join(self.said.get(key, "").split())


class Ledger(Struct, frozen=True):
    """The rows of a ledger, what it is called, and the places of rows that are none of it."""

    sheet: str
    title: str
    has: frozenset[str]
    rows: tuple[LedgerRow, ...]
    left_out: tuple[str, ...]


def read_ledger(sheet: Sheet) -> Ledger:
    """Return the rows of a ledger; raises LedgerError with all that keeps it from being read."""
    heading = _heading_row(sheet)
    headings = {column: cell.text for column, cell in sorted(sheet.rows[heading].items())}
    columns = columns_of(headings)
    keys = {column: key for key, column in columns.items()}
    rows: list[LedgerRow] = []
    left_out: list[str] = []
    faults: list[tuple[str, str]] = []
    for number, cells in sheet.rows.items():
        if number <= heading or all(cell.merged for cell in cells.values()):
            continue
        faults += [
            (sheet.place(number, column), cell.wrong)
            for column, cell in sorted(cells.items())
            if column in keys and cell.wrong
        ]
        row = _row(sheet, number, cells, headings, keys)
        if any(row.get(key) for key in SAYS_WHAT) and row.get("problem").casefold() not in SUMS:
            rows.append(row)
            faults += _lacking(row, sheet.place(number, columns["problem"]), sheet, number, columns)
        elif set(row.said) - {"number"} or row.words:
            left_out.append(row.place)
    if faults:
        raise LedgerError(faults)
    if not rows:
        raise LedgerError([(sheet.name, "there are no rows below the headings")])
    title = _title(sheet, heading)
    return Ledger(sheet.name, title, frozenset(columns), tuple(rows), tuple(left_out))


def _heading_row(sheet: Sheet) -> int:
    """Return the row, among the first, with the most known headings; it must have all NEEDED."""
    if not sheet.rows:
        raise LedgerError([(sheet.name, "the first visible sheet is empty")])
    known = {
        row: columns_of({column: cell.text for column, cell in sheet.rows[row].items()})
        for row in list(sheet.rows)[:HEADINGS_WITHIN]
    }
    best = max(known, key=lambda row: len(known[row]))
    lacking = [key for key in NEEDED if key not in known[best]]
    if lacking:
        names = " and ".join(f"{key} ({listed(SYNONYMS[key], most=3)})" for key in lacking)
        there = [cell.text for _, cell in sorted(sheet.rows[best].items()) if cell.text]
        wrong = (
            f"the headings lack {plural(len(lacking), 'column')}: {names};"
            f" there are {listed(map(quoted, there))}"
        )
        raise LedgerError([(sheet.place(best, min(sheet.rows[best])), wrong)])
    return best


def _row(
    sheet: Sheet,
    number: int,
    cells: dict[int, Cell],
    headings: dict[int, str],
    keys: dict[int, str],
) -> LedgerRow:
    there = {column: cell for column, cell in sorted(cells.items()) if cell.text}
    said = {keys[column]: cell.text for column, cell in there.items() if column in keys}
    places = {keys[each]: sheet.place(number, each) for each in there if each in keys}
    words = tuple(
        (" ".join(headings[column].split()), " ".join(cell.text.split()))
        for column, cell in there.items()
        if column not in keys and headings.get(column)
    )
    return LedgerRow(sheet.place(number, min(there, default=1)), said, places, words)


def _lacking(
    row: LedgerRow, place: str, sheet: Sheet, number: int, columns: dict[str, int]
) -> Iterator[tuple[str, str]]:
    """Yield what a row lacks that stands above or beside it in the ledger, perhaps."""
    if not row.get("problem"):
        yield (
            place,
            "no problem is named here: write it, or merge the cell with the one above",
        )
    if row.get("target") and not row.get("measure"):
        yield (
            sheet.place(number, columns["measure"]),
            "no measure is named for this target: write it, or merge the cell with the one above",
        )


def _title(sheet: Sheet, heading: int) -> str:
    """Return what stands above the headings, if it is one thing."""
    above = [
        cell.text for row, cells in sheet.rows.items() if row < heading for cell in cells.values()
    ]
    return " ".join(above[0].split()) if above and above[0] else ""
