"""The plan that the tests of safety write to: a small one, as it is read thousands of times."""

from pathlib import Path

import pytest

from tests.safety.promises import NAME
from tests.support import line, plan_text


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with one entry, which can be undone."""
    path = tmp_path / NAME
    target = "{title: T, kind: total, goal: 1000}"
    path.write_bytes(plan_text(target, line(id="a", date="2026-03-04", value=1)).encode())
    return path
