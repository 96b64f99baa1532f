"""What the page and the ledger say in Chinese: all that is fixed, and nothing of what people wrote."""

import pytest

from rectrack.render.terms import CHINESE, in_language
from rectrack.reports.life_cycle import MeasureState
from rectrack.targets.base import Kind
from rectrack.targets.kinds import KINDS
from rectrack.targets.state import State


@pytest.mark.parametrize("term", [*State, *MeasureState, "open", "closed"])
def test_every_state_has_a_term(term: str) -> None:
    assert not CHINESE[term].isascii()


@pytest.mark.parametrize("kind", [each for each in KINDS.values() if each.kind in CHINESE])
def test_what_a_kind_calls_its_figures_and_parts_has_a_term(kind: type[Kind]) -> None:
    assert {*kind.figures_are, *filter(None, [kind.items_are])} - CHINESE.keys() == set()


def test_a_word_that_is_no_fixed_term_stays_as_it_is() -> None:
    """The name of a kind that was added since, too."""
    assert in_language("zh")("streak") == "streak"
    assert in_language("en")("total") == "total"
