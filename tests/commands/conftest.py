"""The plans that the tests of the command line write to."""

from pathlib import Path

import pytest

from tests.commands.measures import DONE, HEAD, write


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The plan without an entry."""
    path = tmp_path / "plan.yaml"
    path.write_text(HEAD)
    return path


@pytest.fixture
def done(bare: Path) -> Path:
    """The plan where all of `faster` is done and has evidence."""
    write(bare, *DONE)
    return bare
