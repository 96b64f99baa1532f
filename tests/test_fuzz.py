"""The fuzzer finds what is broken, and tells it as a test that can be pasted."""

import re
from types import ModuleType

import pytest

from fuzz.__main__ import TARGETS, main
from fuzz.campaign import Crash
from rectrack.log import entry, loader
from rectrack.records import read_records
from rectrack.targets.kinds import KINDS_OR_BLANK
from tests.conftest import ROOT


def fuzzed(capsys: pytest.CaptureFixture[str], name: str) -> tuple[int, str]:
    code = main([name, "--seconds", "0.1", "--seed", "1"])
    return code, capsys.readouterr().out


def pasted(said: str) -> ModuleType:
    """Return the module that holds the test that was told."""
    module = ModuleType("pasted")
    exec(said[said.index("from fuzz import") :], module.__dict__)  # noqa: S102  as a person pastes it
    return module


def test_every_kind_is_fuzzed() -> None:
    plan = read_records((ROOT / "tests" / "plans" / "every-kind.yaml").read_bytes()).plan
    assert {target.kind for target in plan.targets.values()} == KINDS_OR_BLANK.keys()


def test_a_sound_program_is_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = fuzzed(capsys, "entries")
    assert code == 0
    assert re.fullmatch(r"entries: [0-9]+ inputs from seed 1\n", said)


def test_what_breaks_is_made_small_and_can_be_pasted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here the fast reader takes any JSON for an entry's line, also where it is not canonical."""
    monkeypatch.setattr(loader, "decode", entry.__dict__["_decoder"].decode_lines)
    code, said = fuzzed(capsys, "entries")
    assert code == 1
    found = pasted(said)
    with pytest.raises(Exception) as caught:  # noqa: PT011  whatever it was, it is so again
        found.test_found_by_fuzzing()
    assert type(caught.value).__name__ in said
    assert said.count("\n") < 40
    monkeypatch.undo()
    found.test_found_by_fuzzing()


def test_all_targets_are_fuzzed_by_default(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each for its part of the time; the first crash does not keep the others from their turn."""
    times = []

    def one(target: ModuleType, seconds: float, seed: int) -> tuple[int, Crash | None]:
        times.append(seconds)
        return 1, Crash("plans", (b"",), "broken") if target.__name__ == "fuzz.plans" else None

    monkeypatch.setattr("fuzz.__main__.campaign", one)
    code, said = fuzzed(capsys, "all")
    assert code == 1
    assert re.findall(r"^(\w+): 1 inputs", said, re.MULTILINE) == list(TARGETS)
    assert sum(times) == pytest.approx(0.1)
