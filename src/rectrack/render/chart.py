"""A series as a small chart: what was done as a filled shape, what was expected as a line."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct
from rich.text import Text

from rectrack.plan.model import Period
from rectrack.render.axes import EIGHTHS, Scale, names_below, scale_of
from rectrack.reports.series import Point, Series
from rectrack.wording import day, number

WIDEST = 72
NARROWEST = 12
"""With fewer columns than this there is nothing to be seen."""
EXPECTED_STYLE = "bright_blue"
BOUND_STYLE = "bold"


class Signs(Struct, frozen=True):
    """What a chart is drawn with; `fill` is from nothing to a whole row, in eighths."""

    fill: str
    expected: str
    bound: str
    wall: str
    tick: str
    corner: str
    floor: str
    today: str
    due: str


class Mark(Struct, frozen=True):
    """A day that matters, marked on the floor."""

    day: date
    sign: str
    meaning: str


BLOCKS = Signs(" ▁▂▃▄▅▆▇█", "─", "═", "│", "┤", "└", "─", "▲", "┴")
ASCII = Signs(" ...:::##", "-", "=", "|", "+", "+", "-", "^", "|")


def chart(series: Series, style: str, *, unicode: bool, width: int) -> list[Text]:
    """Return the lines of a chart no wider than `width`: ten rows at most, its foot and its key.

    `style` is that of what was done. There are no lines where the series has no figure but zero
    and where there is no room.
    """
    signs = BLOCKS if unicode else ASCII
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
    points = _columns(series.points, room)
    lines = [
        Text.assemble(
            f"{labels.get(row, ''):>{gutter}} {signs.tick if row in labels else signs.wall}",
            *(_cell(point, row, scale, series, style, signs) for point in points),
        )
        for row in reversed(range(scale.rows))
    ]
    marks = _marks(series, points, signs)
    foot = [f"{labels[-1]:>{gutter}} {signs.corner}{_floor(points, marks, signs)}"]
    foot += [f"{'':{gutter + 2}}{line}" for line in _calendar(series.span, points)]
    drawn = {sign for line in lines for sign in line.plain[gutter + 2 :]}
    actual, expected, bound = series.names
    meanings = [
        (signs.fill[-1], style, actual),
        *((signs.expected, EXPECTED_STYLE, expected),) * (signs.expected in drawn),
        *((signs.bound, BOUND_STYLE, bound),) * (signs.bound in drawn),
        *((mark.sign, "", mark.meaning) for mark in marks),
    ]
    key = _key(meanings, indent=gutter + 2, width=width)
    return [*lines, *map(Text, foot), *key]


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


def _cell(
    point: Point, row: int, scale: Scale, series: Series, style: str, signs: Signs
) -> tuple[str, str]:
    """Return the sign of one cell with its style: a line stands before what is filled."""
    if point.expected is not None and scale.row_of(point.expected) == row:
        return signs.expected, EXPECTED_STYLE
    if any(scale.row_of(bound) == row for bound in _bounds(point)):
        return signs.bound, BOUND_STYLE
    if point.actual is None:
        return " ", ""
    filled = scale.filled(point.actual)
    if not series.counts or point.actual > scale.bottom:
        filled = max(filled, 1)  # what is there is seen, however little it is
    return signs.fill[min(max(filled - row * EIGHTHS, 0), EIGHTHS)], style


def _floor(points: Sequence[Point], marks: Sequence[Mark], signs: Signs) -> str:
    """Return the floor with the days on it that matter."""
    floor = [signs.floor] * len(points)
    for mark in marks:
        floor[max(i for i, point in enumerate(points) if point.day <= mark.day)] = mark.sign
    return "".join(floor)


def _marks(series: Series, points: Sequence[Point], signs: Signs) -> list[Mark]:
    """Return the last day promised, where there is more to see, and the day looked from."""
    marks = []
    if series.due < series.span.end:
        marks.append(Mark(series.due, signs.due, f"due {day(series.due)}"))
    if series.seen_from in series.span:
        marks.append(Mark(series.seen_from, signs.today, day(series.seen_from)))
    return [mark for mark in marks if mark.day >= points[0].day]


def _calendar(span: Period, points: Sequence[Point]) -> list[str]:
    """Return what stands below the floor: names of months or so, the first and the last day."""
    first, last = day(span.start), day(span.end)
    room = len(points) - len(first)
    ends = f"{first}{last:>{room}}" if room > len(last) else first
    return [
        line for line in (names_below([point.day for point in points], span.start), ends) if line
    ]


def _key(pieces: Sequence[tuple[str, str, str]], *, indent: int, width: int) -> Iterator[Text]:
    """Yield what the signs mean, on one line where it is wide enough."""
    line = Text(" " * indent)
    for sign, style, meaning in pieces:
        piece = Text.assemble((sign, style), f" {meaning}")
        if line.plain.strip():
            if len(line) + 2 + len(piece) > width:
                yield line
                line = Text(" " * indent)
            else:
                line.append("  ")
        piece.truncate(width - indent)
        line.append_text(piece)
    yield line
