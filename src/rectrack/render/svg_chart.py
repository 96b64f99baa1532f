"""A series as what stands in an SVG: paths of steps, and the places of figures and days.

A step says what is known: a figure holds from its day on until the next one. A slanted line would
claim that something had happened in between.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from rectrack.plan.model import Period
from rectrack.render.axes import Scale, names_below, scale_of
from rectrack.reports.series import Point, Series
from rectrack.wording import number

COLUMNS = 64
"""The names of days are placed as below a chart of so many columns on a terminal."""

Place = tuple[int, str]
"""How far from the left or from the top something stands, and what it says."""


class Line(Struct, frozen=True):
    """One line of a chart: what it is called, which sort it is, and its path."""

    name: str
    sort: str
    path: str


class SvgChart(Struct, frozen=True):
    """A chart of so many units across and down; `rows` are the figures beside it, from below.

    `names` stand below it, `today` is how far from the left the day stands from which it is seen,
    and `due` the last day promised; None where they are outside.
    """

    width: int
    height: int
    lines: tuple[Line, ...]
    rows: tuple[Place, ...]
    names: tuple[Place, ...]
    today: int | None
    due: int | None

    @property
    def key(self) -> list[Line]:
        """One line of each sort, to be told apart by: what was done first."""
        return list({line.sort: line for line in self.lines}.values())[::-1]


def svg_chart(series: Series, width: int, height: int) -> SvgChart | None:
    """Return a series as a chart; None where it has no figure but zero."""
    scale = _scale(series)
    if scale is None:
        return None
    area = _Area(series.span, scale, width, height)
    return SvgChart(
        width=width,
        height=height,
        lines=tuple(_lines(series, area)),
        rows=tuple(
            (area.down(figure), number(figure))
            for figure in (scale.bottom + scale.step * each for each in range(scale.figures + 1))
        ),
        names=tuple(_names(series.span, width)),
        today=area.mark(series.seen_from),
        due=area.mark(series.due),
    )


def spark_line(series: Series, width: int, height: int) -> SvgChart | None:
    """Return a series as a chart of its lines alone."""
    scale = _scale(series)
    if scale is None:
        return None
    area = _Area(series.span, scale, width, height)
    lines = tuple(line for line in _lines(series, area) if line.sort != "goal")
    return SvgChart(width, height, lines, (), (), None, None)


def _scale(series: Series) -> Scale | None:
    figures = [
        figure
        for point in series.points
        for figure in (point.actual, point.expected, *_bounds(point))
        if figure is not None
    ]
    return scale_of(figures, from_zero=series.counts) if any(figures) else None


def _bounds(point: Point) -> tuple[Decimal, ...]:
    """Return the bounds of a level or a limit, else the goal."""
    bounds = tuple(each for each in (point.low, point.high) if each is not None)
    return bounds or (() if point.goal is None else (point.goal,))


class _Area(Struct, frozen=True):
    """Where days and figures stand in a chart."""

    span: Period
    scale: Scale
    width: int
    height: int

    def across(self, day: date) -> int:
        """Return how far from the left the end of a day is."""
        return self.span.elapsed(day) * self.width // self.span.days

    def down(self, figure: Decimal) -> int:
        """Return how far from the top a figure is."""
        scale = self.scale
        share = (figure - scale.bottom) / (scale.step * scale.figures)
        return self.height - int(min(max(share, Decimal(0)), Decimal(1)) * self.height)

    def mark(self, day: date) -> int | None:
        return self.across(day) if day in self.span else None

    def path(self, steps: Sequence[tuple[date, Decimal]], end: date) -> str:
        """Return the path of figures that each hold until the next, the last up to a day."""
        (first, figure), *others = steps
        path, level = f"M{self.across(first)} {self.down(figure)}", self.down(figure)
        for day, figure in others:
            if (down := self.down(figure)) != level:
                path += f"H{self.across(day)}V{down}"
                level = down
        return f"{path}H{self.across(end)}"


def _lines(series: Series, area: _Area) -> Iterable[Line]:
    """Yield the lines that have figures: the goal or bounds first, what was done on top."""
    actual, expected, bound = series.names
    found = [
        (
            bound,
            "goal",
            [
                (each.day, each.low if each.low is not None else _goal(each))
                for each in series.points
            ],
        ),
        (bound, "goal", [(each.day, each.high) for each in series.points]),
        (expected, "expected", [(each.day, each.expected) for each in series.points]),
        (actual, "actual", [(each.day, each.actual) for each in series.points]),
    ]
    for name, sort, given in found:
        steps = [(day, figure) for day, figure in given if figure is not None]
        if steps:
            end = series.seen_from if sort == "actual" else series.span.end
            yield Line(name, sort, area.path(steps, max(end, steps[-1][0])))


def _goal(point: Point) -> Decimal | None:
    return point.goal if point.high is None else None


def _names(span: Period, width: int) -> Iterable[Place]:
    """Yield the names of months or so, as finely as they have room."""
    columns = min(COLUMNS, span.days)
    days = [
        span.start + timedelta(days=(column + 1) * span.days // columns - 1)
        for column in range(columns)
    ]
    for name in re.finditer(r"\S+", names_below(days, span.start)):
        yield name.start() * width // columns, name[0]
