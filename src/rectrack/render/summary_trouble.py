"""What stands failed, overdue or behind: the part with which a summary begins."""

from rectrack.render.summary_part import Line, Part, Short
from rectrack.render.table import STATE, Table, sentences, words
from rectrack.render.target_text import figures, who_does_what
from rectrack.reports.summary_model import Summary, Turn
from rectrack.targets.standing import EXPLAIN, Standing
from rectrack.targets.state import TROUBLE, State

TROUBLES = f"{', '.join(TROUBLE[:-1])} or {TROUBLE[-1]}"


def trouble(summary: Summary) -> Part:
    """What stands badly, worst first; in short state by state."""
    turns = summary.trouble
    standings = [turn.standing for turn in turns]
    columns = (STATE, *words("target", "id", "figures"), *sentences("what to do"))
    rows = [
        (each.state, each.target.title, each.target.id, figures(each), who_does_what(each))
        for each in standings
    ]
    details = f"{len(rows)} of {summary.totals.targets}"
    found = [(state, [turn for turn in turns if turn.standing.state is state]) for state in TROUBLE]
    short = [_of_state(state, those) for state, those in found if those]
    return Part(Table(f"Targets {TROUBLES}", columns, rows, details), short)


def _of_state(state: State, turns: list[Turn]) -> Short:
    """Return a line for each target of a state, below those that were in another before.

    A step that is the same for all is said once.
    """
    standings = [turn.standing for turn in turns]
    steps = {EXPLAIN.format("ID") if each.unanswered else each.reading.step for each in standings}
    common = steps.pop() if len(standings) > 1 == len(steps) else ""
    lines = [Line(_ways(each, said_above=bool(common))) for each in standings]
    new = ", ".join(f"{each.standing.target.id} (was {each.was})" for each in turns if each.turned)
    details = "; ".join(filter(None, (new and f"newly {new}", common)))
    return Short(f"{len(standings)} {state}", lines, details, state)


def _ways(standing: Standing, *, said_above: bool) -> list[tuple[str, ...]]:
    """Return all of a target, then what of it has less room: two lines of one that went wrong."""
    target, reading, figure = standing.target, standing.reading, figures(standing)
    who = reading.next_by or target.owner
    way_back = reading.answered or reading.back_on_track or reading.step
    brief = reading.answered or reading.brief or way_back
    steps = [""] if said_above else [f": {each}" for each in (reading.step, way_back, brief)]
    full = f"{target.title} ({target.id}), {figure}, {who}{steps[0]}"
    if standing.state is State.BEHIND:
        return [(full,), *((f"{target.id} {figure}, {who}{each}",) for each in steps)]
    title = f"{target.title}, {figure}, {who}"
    below = [(title, f"{target.id}{each}") for each in steps]
    if not steps[-1]:
        return [(full,), *below]
    without_figure = f"{target.title} ({target.id}), {who}", steps[-1].removeprefix(": ")
    return [(full,), *below, without_figure, below[-1]]
