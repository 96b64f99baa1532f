"""The office that every story begins with."""

from pathlib import Path

import pytest

from tests.systems.office import Office


@pytest.fixture
def county(plan: Path) -> Office:
    """The county office on the first day of its plan, figures still to be set."""
    return Office(plan)
