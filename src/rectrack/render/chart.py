"""A series as a small chart: what was done as a filled shape, what was expected as a line."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from msgspec import Struct
from rich.text import Text

from rectrack.render.axes import EIGHTHS, Scale, names_below, scale_of
from rectrack.reports.series import Point, Series
from rectrack.wording import day, number

WIDEST = 72
NARROWEST = 12
"""With fewer columns than this there is nothing to be seen."""
EXPECTED_STYLE = "bright_blue"
BOUND_STYLE = "bold"

Styled = tuple[str, str]
"""A text and the style that it is drawn in."""


FILL = " ▁▂▃▄▅▆▇█"
"""From nothing to a whole row, in eighths."""
EXPECTED, BOUND = "─", "═"
BOTH = "▒"
"""A line that runs through what is filled, or along its edge."""
WALL, TICK, CORNER, FLOOR = "│┤└─"
TODAY, DUE = "▲┴"


class Mark(Struct, frozen=True):
    """A day that matters, marked on the floor."""

    day: date
    sign: str
    meaning: str


def chart(series: Series, style: str, width: int) -> list[Text]:
    """Return the lines of a chart no wider than `width`: ten rows at most, its foot and its key.

    `style` is that of what was done. There are no lines where the series has no figure but zero
    and where there is no room.
    """
    figures = [figure for point in series.points for figure in figures_of(point)]
    if not any(figures):
        return []
    scale = scale_of(figures, from_zero=series.counts)
    labels = _labels(scale)
    gutter = max(map(len, labels.values()))
    width = min(width, WIDEST)
    room = width - gutter - 2
    if room < NARROWEST:
        return []
    drawing = _Drawing(series, _columns(series.points, room), scale, style)
    indent = " " * (gutter + 2)
    return [
        *(
            Text.assemble(
                f"{labels.get(row, ''):>{gutter}} {TICK if row in labels else WALL}",
                *drawing.row(row),
            )
            for row in reversed(range(scale.rows))
        ),
        Text(f"{labels[-1]:>{gutter}} {CORNER}{drawing.floor()}"),
        *(Text(f"{indent}{line}") for line in drawing.calendar()),
        *_flowing(drawing.key(), indent, width),
    ]


def figures_of(point: Point) -> list[Decimal]:
    """Return all that a chart shows of a point."""
    given = (point.actual, point.expected, *_bounds(point))
    return [figure for figure in given if figure is not None]


def _bounds(point: Point) -> tuple[Decimal, ...]:
    """Return the bounds of a level or a limit, else the goal."""
    bounds = tuple(each for each in (point.low, point.high) if each is not None)
    return bounds or (() if point.goal is None else (point.goal,))


def _labels(scale: Scale) -> dict[int, str]:
    """Return the figures by the row whose upper edge they stand for; -1 is the floor."""
    found = {row: scale.figure_at(row) for row in range(-1, scale.rows)}
    return {row: number(figure) for row, figure in found.items() if figure is not None}


def _columns(points: Sequence[Point], room: int) -> list[Point]:
    """Return a point for each column: the last known of its share, or one that several share."""
    found = []
    for column in range(room):
        start = column * len(points) // room
        share = points[start : max((column + 1) * len(points) // room, start + 1)]
        known = [point for point in share if point.actual is not None]
        found.append((known or share)[-1])
    return found


class _Drawing(Struct, frozen=True):
    """A series on its way to a chart, with a point for each column."""

    series: Series
    columns: list[Point]
    scale: Scale
    style: str

    def row(self, row: int) -> Iterator[Styled]:
        """Yield the signs of a row, those of one style together."""
        cells = (self.cell(point, row) for point in self.columns)
        for style, same in groupby(cells, key=itemgetter(1)):
            yield "".join(sign for sign, _ in same), style

    def cell(self, point: Point, row: int) -> Styled:
        """Return one sign: a line stands before what is filled, the expected before a bound."""
        for value, sign, style in self.lines(point):
            if self.scale.row_of(value) == row:
                reached = point.actual is not None and point.actual >= value
                return (BOTH if reached else sign), style
        if point.actual is None:
            return " ", ""
        filled = self.scale.filled(point.actual)
        if not self.series.counts or point.actual > self.scale.bottom:
            filled = max(filled, 1)  # what is there is seen, however little it is
        eighths = min(max(filled - row * EIGHTHS, 0), EIGHTHS)
        return FILL[eighths], self.style if eighths else ""

    def lines(self, point: Point) -> Iterator[tuple[Decimal, str, str]]:
        """Yield the values at which a line runs, with its sign and its style."""
        if point.expected is not None:
            yield point.expected, EXPECTED, EXPECTED_STYLE
        for bound in _bounds(point):
            yield bound, BOUND, BOUND_STYLE

    def marks(self) -> Iterator[Mark]:
        """Yield the last day promised, where there is more to see, and the day looked from."""
        series = self.series
        if self.columns[0].day <= series.due < series.span.end:
            yield Mark(series.due, DUE, f"due {day(series.due)}")
        if series.seen_from in series.span:
            yield Mark(series.seen_from, TODAY, day(series.seen_from))

    def floor(self) -> str:
        """Return the floor, with the days on it that matter."""
        floor = [FLOOR] * len(self.columns)
        for mark in self.marks():
            floor[max(i for i, each in enumerate(self.columns) if each.day <= mark.day)] = mark.sign
        return "".join(floor)

    def calendar(self) -> list[str]:
        """Return what stands below the floor: names of months or so, the first and last day."""
        span = self.series.span
        first, last = day(span.start), day(span.end)
        room = len(self.columns) - len(first)
        ends = f"{first}{last:>{room}}" if room > len(last) else first
        names = names_below([point.day for point in self.columns], span.start)
        return [names, ends] if names else [ends]

    def key(self) -> Iterator[tuple[Styled, str]]:
        """Yield the signs that are to be seen, and what they mean."""
        actual, expected, bound = self.series.names
        rows = range(self.scale.rows)
        drawn = "".join(text for row in rows for text, _ in self.row(row))
        seen = {
            sign
            for point in self.columns
            for value, sign, _ in self.lines(point)
            if self.scale.row_of(value) in rows
        }
        yield (FILL[-1], self.style), actual
        if EXPECTED in seen:
            yield (EXPECTED, EXPECTED_STYLE), expected
        if BOUND in seen:
            yield (BOUND, BOUND_STYLE), bound
        if BOTH in drawn:
            yield (BOTH, ""), "both"
        for mark in self.marks():
            yield (mark.sign, ""), mark.meaning


def _flowing(key: Iterator[tuple[Styled, str]], indent: str, width: int) -> Iterator[Text]:
    """Yield the pieces of a key on one line, or on several where it is narrow."""
    line = Text(indent)
    for sign, meaning in key:
        piece = Text.assemble(sign, f" {meaning}  ")
        if len(line) > len(indent) and len(line) + len(piece) - 2 > width:
            yield line
            line = Text(indent)
        line.append_text(piece)
        line.truncate(width)
    yield line
