"""What all tests share: golden files with one switch to renew them, and the shipped plans."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# How long one example takes says more about the machine than about the program; fewer of them than
# by default keep the whole under two minutes.
settings.register_profile("rectrack", deadline=None, max_examples=50)
settings.load_profile("rectrack")

# What runs in the background ignores interrupts, and all that it starts; the tests send some.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"

Golden = Callable[[str | Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden", action="store_true", help="write the golden files anew; then look at them"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a whole output with the file of this name under tests/golden, or elsewhere."""

    def compare(name: str | Path, output: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--renew-golden"):
            path.write_bytes(output.encode())
        assert output == path.read_bytes().decode()

    return compare


@pytest.fixture
def example() -> Path:
    return ROOT / "plans" / "example.yaml"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A copy of the shipped plan that a test may write to."""
    copy = tmp_path / "rectification.yaml"
    copy.write_bytes((ROOT / "plans" / "rectification.yaml").read_bytes())
    return copy


@pytest.fixture
def office(tmp_path: Path, example: Path) -> Path:
    """A folder with the example plan where rectrack looks for one, which a test may write to."""
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "rectification.yaml").write_bytes(example.read_bytes())
    return tmp_path
