"""Any command lines, one after another, on any plan: each adds its lines, or nothing."""

from hypothesis import strategies as st

from fuzz.mutation import mutated
from tests.commands.lines import Line, typed, wild
from tests.commands.survival import check_survival
from tests.odd_plans import plans

inputs = st.tuples(
    plans | mutated(most=2), st.lists(typed() | wild(), min_size=1, max_size=4).map(tuple)
)


def check(raw: bytes, lines: tuple[Line, ...]) -> None:
    """Raise AssertionError, or whatever the program raised, where a promise is broken."""
    check_survival(raw, lines)
