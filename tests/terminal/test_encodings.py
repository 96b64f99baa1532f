"""An output that lacks a character gets a plain sign or an escape: never an error, never a guess."""

import ast
import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rectrack.render.page import PLAIN
from rectrack.targets.state import State
from tests.commands.commands import EVERY_EXAMPLE
from tests.commands.process import rectrack
from tests.conftest import ROOT
from tests.support import plan_text

pytestmark = pytest.mark.sampled(one_in=3)

CHINESE = "tests/plans/chinese.yaml"
NARROW = ("ascii", "latin-1", "gbk", "cp437")
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="locales of Unix")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def run(*args: str | Path, encoding: str) -> str:
    """Return what is shown in an encoding; it must be all of it, and no more than warnings told."""
    found = rectrack(*args, encoding=encoding, PYTHONIOENCODING=encoding, RECTRACK_BY="clerk")
    assert found.returncode in {0, 3}, found.stderr
    assert "Traceback" not in found.stderr
    return found.stdout


@pytest.mark.sampled(one_in=3)
@pytest.mark.parametrize(("name", "line"), EVERY_EXAMPLE)
def test_no_sign_of_the_program_itself_needs_an_escape(
    office: Path, name: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The example plan is in ASCII, and so is then everything that is said of it."""
    monkeypatch.chdir(office)
    words = shlex.split(line, comments=True)[1:]
    found = rectrack(*words, PYTHONIOENCODING="ascii", RECTRACK_BY="clerk")
    assert (found.stdout + found.stderr).isascii()
    assert "\\u" not in found.stderr
    if "\\u" in found.stdout:  # then it is JSON, where an escape is as good
        assert json.loads(found.stdout) == json.loads(run(*words, encoding="utf-8"))


@pytest.mark.parametrize("encoding", NARROW)
def test_the_page_has_plain_signs_and_lines_up(encoding: str) -> None:
    shown = run("status", "-f", "plans/example.yaml", "thrift", encoding=encoding)
    assert "  thrift - deputy-affairs\n" in shown
    assert "Time     ################----  day 304 of 365" in shown
    rows = [line for line in shown.splitlines() if line.startswith(tuple(State))]
    assert [line[:77].rstrip() for line in rows] == [
        "on track  Meetings held  meetings                   94       <=100     <=120",
        "behind    Documents issued  documents              331       <=315     <=378",
        "no data   Official activities held  activities       -                     -",
        "on track  Office expenses  expenses             426288.7  <=426433  <=512000",
        "failed    Instances of waste found  waste            2                   <=0",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_an_encoding_that_has_all_signs_gets_them(encoding: str) -> None:
    shown = run("status", "-f", "plans/example.yaml", "thrift", encoding=encoding)
    assert "Time     ████████████████░░░░  day 304 of 365, 61 days left\n" in shown
    assert "  Meetings held  meetings                   94        ≤100     ≤120  94 of" in shown


def test_an_encoding_of_china_shows_chinese() -> None:
    """What people wrote is itself wherever the encoding has it; only bars and signs are plain."""
    whole = run("status", "--all", "-f", CHINESE, encoding="utf-8")
    shown = run("status", "--all", "-f", CHINESE, encoding="gbk")
    assert "\\u" not in shown
    for said in (
        "印发督查通报",
        "批示〔2026〕17号：老旧小区供水 (18 days late, with ducha)",
    ):
        assert said in shown
        assert said in whole


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("ascii", "caf\\u00e9 \\u6574\\u6539 \\ud83d\\udcc8"),
        ("latin-1", "caf\u00e9 \\u6574\\u6539 \\ud83d\\udcc8"),
        ("gbk", "caf\u00e9 \u6574\u6539 \\ud83d\\udcc8"),
    ],
)
def test_what_is_lacking_is_escaped(tmp_path: Path, encoding: str, shown: str) -> None:
    plan = tmp_path / "plan.yaml"
    text = plan_text().replace("A measure", "caf\u00e9 \u6574\u6539 \U0001f4c8")
    plan.write_text(text, encoding="utf-8")
    assert f"\n{shown}  measure" in run("status", "-f", plan, encoding=encoding)


@pytest.mark.parametrize("encoding", NARROW)
def test_json_means_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    plan = tmp_path / "plan.yaml"
    title = "caf\u00e9 \u2264 5 \u2013 \u6574\u6539 \U0001f4c8"
    plan.write_text(plan_text().replace("title: T,", f"title: {title},"), encoding="utf-8")
    found = json.loads(run("status", "-f", plan, "--format", "json", encoding=encoding))
    assert found["targets"][0]["title"] == title


def test_a_line_to_paste_means_the_same_in_every_encoding(plan: Path) -> None:
    note = "\u6574\u6539 \U0001f4c8"
    args = ("log", "-f", plan, "--by", "clerk", "-n", "bulletins", note)
    line = run(*args, encoding="ascii").splitlines()[-1]
    assert line.isascii()
    assert json.loads(line)["note"] == note


def test_messages_are_escaped_like_results() -> None:
    found = rectrack("status", "-f", CHINESE, "\u7763\u67e5", PYTHONIOENCODING="ascii")
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith("rectrack: '\\u7763\\u67e5' is not in the plan")


@on_unix
@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_a_locale_without_unicode_is_no_obstacle(locale: str) -> None:
    """As in a scheduled job: Python is kept from helping itself to UTF-8."""
    found = rectrack(
        "status", "--all", "-f", CHINESE, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.isascii()
    assert "\\u5370\\u53d1\\u7763\\u67e5\\u901a\\u62a5  tongbao" in found.stdout


FILES = {"terms.py", "ledger_headings.py", "report_page.py"}


def signs_in(path: Path) -> Iterator[str]:
    """Yield the characters beyond ASCII in the texts of a module, its docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield from (each for each in node.value if not each.isascii())


def test_every_sign_that_pages_are_drawn_with_has_a_plain_one() -> None:
    """`render` writes no others, save for what spreadsheets take for a formula, and names more.

    The page for leaders and the ledger are files in UTF-8, which no terminal shows.
    """
    for path in (ROOT / "src" / "rectrack" / "render").glob("*.py"):
        if path.name in {"csv.py", "page.py", "characters.py", *FILES}:
            continue
        assert set(signs_in(path)) <= PLAIN.keys(), path
    assert all(sign.isascii() for sign in PLAIN.values())
