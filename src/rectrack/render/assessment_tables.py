"""The calculation of a score as lines of figures, which pages, tables and spreadsheets show."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.render.table import Table, decimals, sentences, words
from rectrack.reports.responsibilities import Responsibility
from rectrack.reports.scores import Calculation, Coverage, Line, Mean, Quarter, signed
from rectrack.wording import day, number, plural


class Row(Struct, frozen=True):
    """One line: what it is, how its figure comes about, the figures, and what is behind it.

    `rate` is a pace or a completion. `points` are those of the line, or what it adds to a score.
    `news` is what of the reason and the entries no line above has said of the same.
    """

    what: str
    how: str = ""
    rate: Decimal | None = None
    weight: Decimal | None = None
    points: Decimal | None = None
    why: str = ""
    entries: tuple[str, ...] = ()
    is_result: bool = False
    news: tuple[str, ...] = ()

    def figures(self) -> tuple[str, str, str]:
        """Return rate, weight and points; points of a line of a mean have three decimals."""
        rate = "" if self.rate is None else decimals(self.rate, 3)
        weight = "" if self.weight is None else number(self.weight)
        places = 1 if self.weight is None else 3
        return rate, weight, "" if self.points is None else decimals(self.points, places)


class ScoreTable(Struct, frozen=True):
    """What adds up to a score: a quarter, the central part, the final score; or what is left over.

    `rate` is what the rates in it are, where there are any.
    """

    name: str
    title: str
    rows: tuple[Row, ...] = ()
    rate: str = ""

    @property
    def table(self) -> Table:
        """The rows as people read them, with what is new in each."""
        columns = words("item", "calculation", self.rate, "weight", "points")
        rows = [(row.what, row.how, *row.figures(), "; ".join(row.news)) for row in self.rows]
        return Table(self.title, (*columns, *sentences("why")), rows)


def score_tables(calculation: Calculation) -> list[ScoreTable]:
    """Return the whole calculation of a person, in the order in which it is made."""
    found = [_quarter(quarter) for quarter in calculation.quarters]
    found += [_central(calculation), _final(calculation)]
    if calculation.idle:
        rows = tuple(_award(entry, idle=why) for entry, why in calculation.idle)
        found.append(ScoreTable("nowhere", "Counts in no score", rows))
    said: set[tuple[str, str]] = set()
    return [
        replace(table, rows=tuple(replace(row, news=_news(row, said)) for row in table.rows))
        for table in found
    ]


def _news(row: Row, said: set[tuple[str, str]]) -> tuple[str, ...]:
    """Return the reason of a line and the entries behind it, as far as they are new."""
    new = [name for name in row.entries if (row.what, name) not in said]
    news = (row.why,) if row.why and (row.what, row.why) not in said else ()
    said |= {(row.what, each) for each in (row.why, *new)}
    if not new:
        return news
    known = len(row.entries) - len(new)
    noun = "entry" if len(row.entries) == 1 else "entries"
    return (*news, f"{noun} {', '.join(new)}" + (f" and {known} above" if known else ""))


def name_of(entry: Entry) -> str:
    """Return the id of an entry, or what tells one without an id from others."""
    return entry.id or f"{entry.date} by {entry.by}"


def _quarter(quarter: Quarter) -> ScoreTable:
    mean = quarter.mean
    if mean is None:
        return ScoreTable(quarter.name, f"{quarter.name}: {quarter.unjudged}")
    rows = [*_mean(mean), *(_award(each, late=quarter.is_late(each)) for each in quarter.awards)]
    if quarter.clamping:
        how = f"{decimals(quarter.sum)} is {'above 100' if quarter.clamping < 0 else 'below 0'}"
        rows.append(Row("limited to 0–100", how, points=quarter.clamping))
    score = _result(f"score of {quarter.name}", quarter.score, stands_on(mean.coverage))
    rows += [score, *_left_out(mean)]
    title = _marked(f"{quarter.name}, {_as_of(mean)}", quarter.provisional)
    return ScoreTable(quarter.name, title, tuple(rows), "pace")


def _central(calculation: Calculation) -> ScoreTable:
    mean = calculation.central
    if mean is None:
        return ScoreTable("central", f"Central part: {calculation.no_central}")
    score = _result("central score", mean.value, stands_on(mean.coverage))
    rows = (*_mean(mean), score, *_left_out(mean))
    title = _marked(f"Central part, {_as_of(mean)}", calculation.provisional)
    return ScoreTable("central", title, rows, "completion")


def _final(calculation: Calculation) -> ScoreTable:
    rows = []
    if found := calculation.scores:
        how = f"({' + '.join(map(decimals, found))}) / {len(found)}"
        rows.append(Row("mean of the quarters", how, points=calculation.regular))
    for part in calculation.parts:
        how = f"{number(part.percent)} % · {decimals(part.score)}"
        rows.append(Row(f"{part.name} part", how, points=part.points))
    how = " + ".join(decimals(part.points) for part in calculation.parts)
    why = stands_on(calculation.coverage) if calculation.final is not None else ""
    rows.append(_result("final score", calculation.final, how, why))
    return ScoreTable("final", _marked("Final score", calculation.provisional), tuple(rows))


def _marked(title: str, provisional: bool) -> str:
    return f"{title}, provisional" if provisional else title


def _as_of(mean: Mean) -> str:
    """Say as of when a mean is, and up to when entries count where that is not the same day."""
    at = mean.at
    until = "" if at.last == at.day else f" with entries up to {day(at.last)}"
    return f"as of {day(at.day)}{until}"


def stands_on(coverage: Coverage) -> str:
    """Say on how many targets, and on what weight, a score stands."""
    return f"on {plural(coverage.targets, 'target')}, weight {number(coverage.weight)}"


def _result(what: str, score: Decimal | None, how: str, why: str = "") -> Row:
    how = how if score is not None else "nothing to assess"
    return Row(what, how, points=score, why=why, is_result=True)


def _mean(mean: Mean) -> Iterator[Row]:
    """Yield the lines of a mean, their sums, and the mean itself."""
    yield from map(_line, mean.lines)
    if mean.value is not None:
        yield Row("total", weight=mean.weight, points=mean.points)
        how = f"100 · {decimals(mean.points, 3)} / {number(mean.weight)}"
        yield Row("weighted mean", how, points=mean.value)


def _line(line: Line) -> Row:
    verdict = line.verdict
    return Row(
        what=_what(verdict.responsibility),
        how=str(line.ratio),
        rate=line.ratio.value,
        weight=line.weight,
        points=line.points,
        why=_weighed(verdict.responsibility) + verdict.reading.why,
        entries=tuple(map(name_of, verdict.sources())),
    )


def _left_out(mean: Mean) -> Iterator[Row]:
    for verdict in mean.left_out:
        yield Row(
            _what(verdict.responsibility),
            f"not counted: {verdict.left_out}",
            entries=tuple(map(name_of, verdict.decisions)),
        )


def _what(responsibility: Responsibility) -> str:
    if responsibility.holdings:
        return f"{responsibility.target.id} (held)"
    return f"{responsibility.target.id} (own)" if responsibility.own else responsibility.target.id


def _weighed(responsibility: Responsibility) -> str:
    """Say how the weight of a share comes about."""
    if responsibility.share.part == responsibility.share.whole:
        return ""
    return f"weight {number(responsibility.target.weight)} · {responsibility.share}; "


def _award(entry: Entry, *, idle: str = "", late: bool = False) -> Row:
    """Return a reward or penalty; an idle one adds nothing to any column."""
    how = f"{day(entry.date)}, by {entry.by}"
    if late and entry.logged is not None:
        how += f"; late, logged on {day(entry.logged.date())}"
    if idle:
        how = f"{decimals(signed(entry))} on {how}"
    return Row(
        what=entry.event or "",
        how=how,
        points=None if idle else signed(entry),
        why="; ".join(filter(None, (idle, entry.note))),
        entries=(name_of(entry),),
    )
