"""A plan made of an audit's findings: ids as the audit has them, how serious each is, who shares it."""

import json
import os
from pathlib import Path

import pytest

from tests.commands.process import rectrack
from tests.support import plan_text

PLAN = (
    plan_text("{title: Passwords changed, kind: total, goal: 5}")
    .replace("problem: {title: A problem}", "F-01: {title: Old passwords, severity: high, TOLD}")
    .replace("TOLD", r'description: "Some are [bold]ten[/bold] years old.\nNobody knew."')
    .replace("[problem]", "[F-01]")
    .replace("  measure:\n", "  M-01:\n")
    .replace("    lead: deputy\n", "    lead: deputy\n    with: [head, team]\n")
    .replace("      t: ", "      T-01: ")
)


@pytest.fixture
def audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plan = tmp_path / "audit.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    monkeypatch.setenv("RECTRACK_FILE", str(plan))
    return plan


def shown(*args: str) -> str:
    found = rectrack(*args, RECTRACK_FILE=os.environ["RECTRACK_FILE"])
    assert (found.returncode, found.stderr) == (0, "")
    return found.stdout


def test_a_problem_is_shown_with_how_serious_it_is_and_what_was_found(audit: Path) -> None:
    page = shown("show", "F-01")
    assert "Severity     high\n" in page
    assert "Description  Some are [bold]ten[/bold] years old.\n             Nobody knew.\n" in page
    told = json.loads(shown("show", "F-01", "--format", "json"))["problem"]
    assert told["severity"] == "high"
    assert told["description"] == "Some are [bold]ten[/bold] years old.\nNobody knew."


def test_a_status_by_problem_says_how_serious_each_is(audit: Path) -> None:
    assert "F-01 · severity high · open" in shown("status", "--group-by", "problem")
    [problem] = json.loads(shown("status", "--format", "json"))["problems"]
    assert (problem["id"], problem["severity"]) == ("F-01", "high")


def test_a_measure_is_shown_with_who_shares_it(audit: Path) -> None:
    assert "Lead       deputy, Deputy\nWith       head, team\n" in shown("show", "M-01")
    told = json.loads(shown("show", "M-01", "--format", "json"))["measure"]
    assert told["with"] == ["head", "team"]
    assert "Shares in     M-01, A measure\n" in shown("show", "director")
    told = json.loads(shown("show", "head", "--format", "json"))["person"]
    assert told["shares_in"] == ["M-01"]


def test_who_shares_a_measure_is_not_idle(audit: Path) -> None:
    found = rectrack("check", RECTRACK_FILE=str(audit)).stdout
    assert "clerk" in found
    assert "head has" not in found


def test_ids_with_capitals_are_taken_by_every_command(audit: Path) -> None:
    for args in (
        ("log", "T-01", "3", "--date", "2026-03-04"),
        ("note", "T-01", "two are left"),
        ("extend", "T-01", "two are left", "--to", "2027-01-31", "--by", "director"),
        ("claim", "M-01"),
        ("status", "--all", "--group-by", "measure"),
        ("show", "T-01"),
        ("entries", "T-01"),
    ):
        found = rectrack(*args, RECTRACK_FILE=str(audit), RECTRACK_BY="deputy")
        assert found.returncode == 0, found.stderr


def test_an_id_in_other_letters_is_named(audit: Path) -> None:
    found = rectrack("show", "f-01", RECTRACK_FILE=str(audit))
    assert (found.returncode, found.stderr) == (
        1,
        "rectrack: 'f-01' is not in the plan; did you mean F-01?\n",
    )
