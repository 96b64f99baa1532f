"""The benchmarks run as they stand, and what they measure is what they say. Nothing is timed."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.cases import GROUPS
from benchmarks.files import BY_HAND, Files
from benchmarks.office import TODAY, entries
from benchmarks.ratios import compare
from rectrack.log.entry import decode
from rectrack.records import read_records
from rectrack.reports.status import status
from tests.commands.process import environment
from tests.conftest import ROOT
from tests.support import by_value

MANY = 2_000


@pytest.mark.skipif(sys.platform == "win32", reason="only Unix tells the memory of one process")
@pytest.mark.heavy  # a few dozen programs are started
def test_every_comparison_can_be_made() -> None:
    """One command runs them all; a program that is not installed is named in its rows."""
    found = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--markdown"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert found.returncode == 0, found.stderr
    rows = [line.split("|")[1:-1] for line in found.stdout.splitlines() if line.startswith("|")]
    head, _, *results = [[cell.strip() for cell in row] for row in rows]
    assert len(results) == sum(len(group.comparisons) for group in GROUPS)
    for result in results:
        row = dict(zip(head, result, strict=True))
        assert row["ratio"].endswith(" ×") or row["reached"].endswith(" is not installed")


def test_the_invented_log_is_one_that_an_office_could_have(tmp_path: Path, example: Path) -> None:
    """Every line is canonical and nothing is set aside; all sorts of entries are in it."""
    own = read_records(example.read_bytes())
    found = read_records(Files(tmp_path).path("plan", MANY).read_bytes())
    assert found.findings == own.findings
    body = found.document.raw[found.document.body :]
    lines = decode(body.removeprefix(b"  - ").replace(b"\n  - ", b"\n"))
    assert by_value(lines or []) == by_value(found.log.entries)
    assert [each.id for each in entries(own, MANY)] == [each.id for each in found.log.entries]
    assert len(found.named) == MANY
    moments = [entry.logged for entry in found.log.entries]
    assert all(one and two and one < two for one, two in pairwise(moments))
    assert moments[-1] is not None
    assert moments[-1].date() == TODAY
    spoken_of = {found.plan.targets[each.target].kind for each in found.entries if each.target}
    assert spoken_of == {target.kind for target in own.plan.targets.values()}
    assert {bool(each.voids) for each in found.corrections} == {True, False}
    assert len({each.by for each in found.entries}) > 5


def test_an_entry_by_hand_means_what_the_line_means(tmp_path: Path) -> None:
    files = Files(tmp_path)
    plain, by_hand = (
        read_records(files.path(kind, MANY).read_bytes()) for kind in ("plan", "plan_by_hand")
    )
    assert by_value(by_hand.log.entries) == by_value(plain.log.entries)
    one, other = (
        [(each.state, each.reading) for each in status(records, TODAY).targets]
        for records in (by_hand, plain)
    )
    assert one == other
    changed = set(by_hand.document.raw.splitlines()) - set(plain.document.raw.splitlines())
    assert len(changed) >= MANY // BY_HAND


def test_the_ledgers_are_given_the_same_entries(tmp_path: Path) -> None:
    files = Files(tmp_path)
    plan = files.path("plan", MANY).read_text(encoding="utf-8")
    for kind in ("journal", "journal_of_one_posting"):
        journal = files.path(kind, MANY).read_text(encoding="utf-8")
        assert journal.count("\n\n") == MANY == plan.count("\n  - {")
        assert journal.count("supervision:bulletins") == plan.count('"target":"bulletins"')


@pytest.mark.parametrize(
    ("subject", "mark", "verdict"),
    [
        ([1.0] * 12, 1.5, "yes"),
        ([1.6] * 12, 1.5, "no"),
        ([1.4, 1.6] * 6, 1.5, "too close to tell"),
        ([1.4] * 11 + [9.0], 1.5, "yes"),
        ([1.4] * 5, 1.5, "too few runs to tell"),
    ],
)
def test_a_mark_is_reached_only_where_the_runs_say_so(
    subject: list[float], mark: float, verdict: str
) -> None:
    """One disturbed run of twelve changes nothing."""
    assert compare(subject, [1.0] * len(subject)).verdict(mark) == verdict


def test_a_noisy_machine_is_said_to_be_one() -> None:
    """Where the reference itself takes now this and now that, small differences mean nothing."""
    ratio = compare([1.0] * 12, [0.9, 1.3] * 6)
    assert ratio.spread == pytest.approx(0.4 / 1.1)
    assert ratio.verdict(1.0) == "too noisy to tell"


def test_a_drift_of_the_machine_is_not_taken_for_a_difference() -> None:
    """Runs of one round are compared with each other, so what slows both down cancels out."""
    machine = [1.0 + step / 10 for step in range(12)]
    ratio = compare([2 * pace for pace in machine], machine)
    assert (ratio.low, ratio.value, ratio.high) == (2.0, 2.0, 2.0)


@pytest.mark.parametrize(("rounds", "left_out"), [(6, 0), (8, 0), (9, 1), (12, 2), (40, 13)])
def test_an_interval_misses_the_truth_once_in_twenty_times_at_most(
    rounds: int, left_out: int
) -> None:
    """So many of the lowest and of the highest ratios may be left out; statistical tables agree."""
    ratio = compare([float(each) for each in range(1, rounds + 1)], [1.0] * rounds)
    assert (ratio.low, ratio.high) == (1 + left_out, rounds - left_out)
