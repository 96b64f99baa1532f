"""The results as a table: rows of text, lined up for a terminal or in Markdown."""

from collections.abc import Iterable, Sequence

from benchmarks.cases import Comparison
from benchmarks.ratios import Ratio

Row = tuple[str, ...]
MEBIBYTE = 1 << 20
HEAD: Row = (
    "entries",
    "what",
    "takes",
    "against",
    "takes",
    "ratio",
    "within",
    "mark",
    "reached",
    "spread",
)
TO_THE_LEFT = frozenset({1, 3, 8})
"""The columns of words; all others are of figures."""


def row(comparison: Comparison, ratio: Ratio | str) -> Row:
    """Return the row of a comparison, in the order of HEAD, or why there is no ratio."""
    subject, reference, mark = comparison.subject, comparison.reference, comparison.mark
    what = subject.label if comparison.quantity == "time" else f"{subject.label}: peak memory"
    against = reference.label
    if reference.entries not in {0, subject.entries}:
        against += f" of {reference.entries:,}"
    if isinstance(ratio, str):
        return (f"{subject.entries:,}", what, "", against, "", "", "", "", ratio, "")
    return (
        f"{subject.entries:,}",
        what,
        _figure(ratio.subject, comparison),
        against,
        _figure(ratio.reference, comparison),
        f"{ratio.value:.2f} ×",
        f"{ratio.low:.2f} to {ratio.high:.2f}",
        "" if mark is None else f"≤ {mark:g} ×",
        "" if mark is None else ratio.verdict(mark),
        f"{ratio.spread:.0%}",
    )


def _figure(figure: float, comparison: Comparison) -> str:
    if comparison.quantity == "memory":
        return f"{figure / MEBIBYTE:,.0f} MiB"
    return f"{figure * 1000:.0f} ms" if figure < 10 else f"{figure:.1f} s"


def text(rows: Iterable[Row]) -> str:
    """Return a table whose columns line up."""
    table = [HEAD, *rows]
    widths = _widths(table)
    return "".join(f"{'  '.join(_cells(each, widths)).rstrip()}\n" for each in table)


def markdown(rows: Iterable[Row]) -> str:
    """Return a table in Markdown, which lines up as it stands, too."""
    table = [HEAD, *rows]
    widths = _widths(table)
    rule = [
        "-" * width if column in TO_THE_LEFT else "-" * (width - 1) + ":"
        for column, width in enumerate(widths)
    ]
    lines = [_cells(HEAD, widths), rule, *(_cells(each, widths) for each in table[1:])]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _widths(table: Sequence[Row]) -> list[int]:
    return [max(map(len, column)) for column in zip(*table, strict=True)]


def _cells(cells: Row, widths: Sequence[int]) -> list[str]:
    return [
        cell.ljust(width) if column in TO_THE_LEFT else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
