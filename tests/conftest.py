"""What all tests share: golden files with one switch to renew them, and the shipped plans."""

import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

EXAMPLES = 50
"""How many examples a property is tried with, where it does not say; other runs have a part."""
# How long one example takes says more about the machine than about the program.
settings.register_profile("heavy", deadline=None, max_examples=EXAMPLES)
settings.register_profile("quick", deadline=None, max_examples=EXAMPLES * 3 // 10)

# What runs in the background ignores interrupts, and all that it starts; the tests send some.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"

Golden = Callable[[str | Path, str], None]


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("heavy" if config.getoption("markexpr") == "heavy" else "quick")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to `-m heavy` all but some cases of what is sampled, and all examples of properties."""
    cases = Counter[str]()
    for item in items:
        if sampled := item.get_closest_marker("sampled"):
            name = item.nodeid.partition("[")[0]
            if cases[name] % sampled.kwargs["one_in"]:
                item.add_marker("heavy")
            cases[name] += 1
    if config.getoption("markexpr") == "heavy":
        for item in items:
            if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
                item.add_marker("heavy")


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
