"""A file of rows kept elsewhere, as JSON lines, a spreadsheet's CSV or a workbook, as records.

What a row says is for the fields of an entry to read, as in a plan: here it becomes a mapping
that knows its line.
"""

import csv
import json
import re
from collections.abc import Callable, Collection, Iterator
from io import StringIO
from itertools import zip_longest
from typing import Any

from msgspec import Struct

from rectrack.errors import Finding, suggest
from rectrack.log.row_headings import key_of
from rectrack.log.row_text import UnreadableError, decoded, row_error
from rectrack.log.validation import SUBJECTS
from rectrack.storage.cell_names import place_of
from rectrack.storage.workbook import WORKBOOKS
from rectrack.storage.yaml_tree import Mapping, Node, Scalar, Sequence
from rectrack.wording import listed, quoted

DELIMITERS = (",", ";", "\t")
LISTS = {"for": re.compile(r"[;,；，、\s]+"), "evidence": re.compile(r"[;\n]")}
"""What parts the values in a cell that may hold several; names of files have blanks in them."""
SEPARATOR = re.compile(r"\"?sep=([^\w\s\"']|\t)\"?[,;\t ]*(?:\r\n?|\n|\Z)", re.IGNORECASE)
"""A first line by which a spreadsheet is told how the cells are parted."""

NAMED_BY = "the first line must name the columns, separated by commas, semicolons or tabs"

Unwrap = Callable[[str], str]


class Rows(Struct, frozen=True):
    """The rows of a file, and what keeps others from being read, each at its line.

    Those of a workbook have the name of its `sheet`, and begin in a `column`; each cell has one.
    """

    records: tuple[Mapping, ...] = ()
    findings: tuple[Finding, ...] = ()
    sheet: str | None = None
    column: int = 0

    def place(self, file: str, line: int, column: int = 0) -> str:
        """Return where something stands: "week.csv:7", "week.xlsx:Sheet1!B7", or in the file."""
        if self.sheet is None:
            return f"{file}:{line}" if line else file
        place = place_of(self.sheet, line, column or self.column)
        return f"{file}:{place}" if place else file

    def beside(self, line: int) -> str:
        """Return how one row is named in what is said of another: "line 7", "row 7"."""
        return f"line {line}" if self.sheet is None else f"row {line}"


def read_rows(raw: bytes, keys: Collection[str], unwrap: Unwrap) -> Rows:
    """Return the rows of a workbook, of JSON lines, which begin with `{`, or of a table in text.

    `keys` are the columns that a table may have; `unwrap` takes off what keeps a spreadsheet from
    running a cell. What cannot be read is a finding, never raised.
    """
    if raw.startswith(WORKBOOKS):
        from rectrack.log.sheet_rows import rows_of_workbook  # noqa: PLC0415  for workbooks alone

        return rows_of_workbook(raw, keys, unwrap)
    try:
        text = decoded(raw)
        beginning = text.lstrip()[:1]
        if beginning == "[":
            message = "a JSON list: write each entry on a line of its own, without brackets"
            return Rows(findings=(row_error(1, message),))
        return _json_lines(text) if beginning == "{" else _table(text, keys, unwrap)
    except UnreadableError as unreadable:
        return Rows(findings=tuple(unreadable.findings))


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as it was written, with a key that appears twice."""


_json = json.JSONDecoder(
    object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=str
)


def _json_lines(text: str) -> Rows:
    records: list[Mapping] = []
    findings: list[Finding] = []
    for line, written in enumerate(text.split("\n"), 1):
        if not written.strip():
            continue
        try:
            node = _node(_json.decode(written), line)
        except json.JSONDecodeError as error:
            message = f"not a JSON object on one line: the mistake is at column {error.colno}"
            findings.append(row_error(line, message))
        except RecursionError:
            findings.append(row_error(line, "nested too deeply for an entry"))
        else:
            if isinstance(node, Mapping):
                records.append(node)
            else:
                findings.append(row_error(line, "not a JSON object, which begins with {"))
    return Rows(tuple(records), tuple(findings))


def _node(value: Any, line: int) -> Node:
    """Return a JSON value as a node; null and an empty text are not given."""
    if isinstance(value, _Pairs):
        pairs = [(scalar(key, line), _node(each, line)) for key, each in value]
        return Mapping(list(pairs), line, 0)
    if isinstance(value, list):
        return Sequence([_node(each, line) for each in value], line, 0)
    if isinstance(value, bool):
        return scalar(str(value).lower(), line)
    return scalar(value or "", line)


def scalar(text: str, line: int, column: int = 0) -> Scalar:
    """Return a text as a node; an empty one is not given."""
    return Scalar(text, not text, line, column)


def _table(text: str, keys: Collection[str], unwrap: Unwrap) -> Rows:
    if match := SEPARATOR.match(text):
        delimiter = match[1]
        text = "\n" + text[match.end() :]  # the rows below keep the numbers of their lines
    else:
        delimiter = max(DELIMITERS, key=lambda each: _likeness(text, each, keys))
    rows = _rows(text, delimiter)
    line, header = next(rows, (1, []))
    if not header:
        return Rows()
    names = [key_of(cell, keys) for cell in header]
    if wrong := wrong_names(names, keys, NAMED_BY):
        raise UnreadableError(line, *(message for _, message in wrong))
    records: list[Mapping] = []
    findings: list[Finding] = []
    try:
        for line, cells in rows:
            named = list(zip_longest(names, cells, fillvalue=""))
            if beyond := [cell for name, cell in named if cell.strip() and not name]:
                findings.append(
                    row_error(
                        line,
                        f"{quoted(beyond[0])} has no column name above it: put a cell that has"
                        f" {quoted(delimiter)} in it between quotation marks",
                    )
                )
                continue
            pairs = [
                (scalar(name, line), node_of_cell(name, unwrap(cell.strip()), line))
                for name, cell in named
                if name
            ]
            records.append(Mapping(list(pairs), line, 0))
    except UnreadableError as unreadable:
        findings += unreadable.findings
    return Rows(tuple(records), tuple(findings))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the number of the line it begins on."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            message = (
                "cannot be read from here on: is a quotation mark left open, or alone in a cell?"
            )
            raise UnreadableError(line, message) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _likeness(text: str, delimiter: str, keys: Collection[str]) -> tuple[int, int]:
    """Return how many known columns, and how many cells, the header has if parted so."""
    try:
        _, cells = next(_rows(text, delimiter), (1, []))
    except UnreadableError:
        return 0, 0
    return sum(key_of(cell, keys) in keys for cell in cells), len(cells)


def wrong_names(names: list[str], keys: Collection[str], named_by: str) -> list[tuple[str, str]]:
    """Return what is wrong with the names of columns, each behind the name that is to blame.

    Where that is none, or all of them, the name is empty. `named_by` says where they stand.
    """
    given = [name for name in dict.fromkeys(names) if name]
    unknown = [name for name in given if name not in keys]
    known = f"; the columns there are: {', '.join(keys)}"
    if unknown == given:
        message = (
            f"{named_by}, such as date,target,value,by,note;"
            f" it says {listed(map(quoted, given))}{known}"
        )
        return [("", message)]
    wrong = [(name, f"there is no column {quoted(name)}{suggest(name, keys)}") for name in unknown]
    if wrong:
        name, last = wrong[-1]
        wrong[-1] = name, last + known
    wrong += [(name, f"the column {name} appears twice") for name in given if names.count(name) > 1]
    if not wrong and not set(names) & set(SUBJECTS):
        wrong = [("", "no column says what an entry is about: add the column target")]
    return wrong


def node_of_cell(name: str, text: str, line: int, column: int = 0) -> Node:
    """Return the text of a cell as a node: as a list where its column may hold several values."""
    text = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    if name not in LISTS:
        return scalar(text, line, column)
    parts = [part.strip() for part in LISTS[name].split(text) if part.strip()]
    if len(parts) < 2:
        return scalar("".join(parts), line, column)
    return Sequence([scalar(part, line, column) for part in parts], line, column)
