"""What the tests of the command line share."""

from pathlib import Path

import pytest


@pytest.fixture
def office(tmp_path: Path, example: Path) -> Path:
    """A folder with the example plan where rectrack looks for one, which a test may write to."""
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "rectification.yaml").write_bytes(example.read_bytes())
    return tmp_path
