"""`rectrack report` writes the page and the ledger of a plan, over older ones and nothing else."""

import sys
from pathlib import Path

import pytest

from tests.commands.process import rectrack
from tests.conftest import ROOT
from tests.support import plan_text

heavy = pytest.mark.heavy
SAID = "as of Sat 31 Oct 2026, 1 target, 1 entry\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a plan of one target where rectrack looks for one."""
    text = plan_text("{title: T, kind: total, goal: 9}", {"date": "2026-06-30", "value": 1})
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "rectification.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["plan.html", "ledger.xlsx", "Ledger.XLSX"])
def test_it_says_what_was_written_and_as_of_which_day(office: Path, name: str) -> None:
    found = rectrack("report", name, cwd=office)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == f"wrote {name}: {SAID}"
    assert (office / name).stat().st_size > 6_000


@pytest.mark.parametrize("name", ["plan.html", "ledger.xlsx"])
def test_an_older_one_is_replaced_and_the_same_plan_gives_the_same_bytes(
    office: Path, name: str
) -> None:
    assert rectrack("report", name, "--as-of", "2026-06-30", cwd=office).returncode == 0
    older = (office / name).read_bytes()
    assert rectrack("report", name, cwd=office).returncode == 0
    first = (office / name).read_bytes()
    assert rectrack("report", name, cwd=office, PYTHONHASHSEED="7").returncode == 0
    assert (office / name).read_bytes() == first != older


@pytest.mark.parametrize(
    "there",
    [
        b"<!DOCTYPE html><p>minutes",
        b"PK\x03\x04 no workbook",
        b"\xd0\xcf\x11\xe0",
        b"rectrack: 1\n",
    ],
)
@pytest.mark.parametrize("name", ["plan.html", "ledger.xlsx"])
def test_nothing_else_is_ever_replaced(office: Path, name: str, there: bytes) -> None:
    (office / name).write_bytes(there)
    found = rectrack("report", name, cwd=office)
    assert found.returncode == 1
    assert found.stderr == (
        f"rectrack: {name} was not written by rectrack report, and is left alone:"
        " name another file\n"
    )
    assert (office / name).read_bytes() == there


def test_a_file_that_somebody_has_made_for_it_is_filled(office: Path) -> None:
    (office / "plan.html").touch()
    assert rectrack("report", "plan.html", cwd=office).returncode == 0
    assert (office / "plan.html").stat().st_size > 6_000


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        (
            "report.pdf",
            2,
            "report.pdf is neither a page nor a ledger: write FILE.html or FILE.xlsx",
        ),
        ("plans", 2, "plans is neither a page nor a ledger: write FILE.html or FILE.xlsx"),
        ("no/page.html", 1, "there is no folder no: create it, or name a file elsewhere"),
        ("folder.html", 1, "folder.html is a folder, not a plan file"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_sentence(
    office: Path, name: str, code: int, said: str
) -> None:
    (office / "folder.html").mkdir()
    found = rectrack("report", name, cwd=office)
    assert (found.returncode, found.stdout) == (code, "")
    assert said in found.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_to_nothing_is_not_followed(office: Path) -> None:
    (office / "page.html").symlink_to(office / "elsewhere.html")
    found = rectrack("report", "page.html", cwd=office)
    assert found.returncode == 1
    assert not (office / "elsewhere.html").exists()


def test_errors_of_the_plan_are_told_and_the_page_is_written(tmp_path: Path) -> None:
    text = plan_text("{title: T, kind: total, goal: 9}", {"date": "2026-03-04", "value": "much"})
    (tmp_path / "rectification.yaml").write_text(text, encoding="utf-8")
    found = rectrack("report", "page.html", cwd=tmp_path)
    assert found.returncode == 1
    assert found.stderr.startswith("rectification.yaml:")
    assert (tmp_path / "page.html").exists()


def test_a_plan_that_does_not_read_leaves_the_older_page(office: Path) -> None:
    rectrack("report", "page.html", cwd=office)
    before = (office / "page.html").read_bytes()
    (office / "plans" / "rectification.yaml").write_text("rectrack: 1\n", encoding="utf-8")
    assert rectrack("report", "page.html", cwd=office).returncode == 1
    assert (office / "page.html").read_bytes() == before


def test_the_fixed_terms_are_in_the_language_that_is_asked_for(office: Path) -> None:
    rectrack("report", "page.html", "--lang", "zh", cwd=office)
    assert '<html lang="zh-Hans">' in (office / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["rectification", pytest.param("example", marks=heavy)])
@pytest.mark.parametrize("lang", ["en", pytest.param("zh", marks=heavy)])
def test_a_plan_comes_back_from_its_ledger(tmp_path: Path, name: str, lang: str) -> None:
    raw = (ROOT / "plans" / f"{name}.yaml").read_bytes()
    (tmp_path / "plan.yaml").write_bytes(raw)
    rectrack("report", "-f", "plan.yaml", "ledger.xlsx", "--lang", lang, cwd=tmp_path)
    found = rectrack("init", "again.yaml", "--from", "ledger.xlsx", cwd=tmp_path)
    assert (found.returncode, found.stderr) == (0, "")
    assert (tmp_path / "again.yaml").read_bytes() == raw
