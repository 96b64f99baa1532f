"""Since when a target has been behind is what its states of all days say."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.reports.status import standing_of
from rectrack.targets.kinds import kind_of
from rectrack.targets.state import State
from tests.support import examples, plan_text, records

FIRST, DAYS = date(2026, 3, 1), 20
SPAN = "start: 2026-03-01, due: 2026-03-20"
TARGETS = {
    "total": f"{{title: T, kind: total, goal: 20, {SPAN}}}",
    "each": f"{{title: T, kind: each, goal: 20, who: [clerk], {SPAN}}}",
    "level": f"{{title: T, kind: level, min: 5, stale_after: 4, {SPAN}}}",
    "change": f"{{title: T, kind: change, baseline: 20, goal: 1, {SPAN}}}",
}


@pytest.mark.parametrize("kind", TARGETS)
@given(data=st.data())
@examples(60)
def test_it_is_the_day_after_the_last_on_which_it_was_not_behind(
    kind: str, data: st.DataObject
) -> None:
    added = st.tuples(st.integers(0, DAYS - 1), st.integers(0, 12))
    entries = [
        {"date": str(FIRST + timedelta(day)), "value": value}
        for day, value in data.draw(st.lists(added, max_size=6))
    ]
    found = records(plan_text(TARGETS[kind], *entries))
    states = {}
    for at in range(DAYS):
        day = FIRST + timedelta(at)
        states[day] = standing_of(found.plan, "t", found.until(day), day)
    last = states[FIRST + timedelta(DAYS - 1)]
    begun = None
    for day in reversed(states):
        if states[day].state is not State.BEHIND:
            break
        begun = day
    breaches = list(kind_of(last.target).breaches(last.progress))
    assert breaches == ([] if begun is None else [begun])
