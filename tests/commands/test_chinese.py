"""A plan wholly in Chinese: everything works, and what is twice as wide lines up all the same."""

import json
import re
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from rectrack.targets.state import State
from tests.commands.process import on_terminal, rectrack
from tests.conftest import ROOT, Golden

PLAN = Path("tests/plans/chinese.yaml")
CASE = "批示〔2026〕17号：老旧小区供水"
TARGET_LINE = re.compile(
    rf" *(?P<state>{'|'.join(State)}) +(?P<title>\S.*\S)  (?P<id>[a-z-]+) +(?P<now>[\d.–]+) .*"
)
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal of Unix")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "整改方案.yaml"
    path.write_bytes((ROOT / PLAN).read_bytes())
    return path


def target_lines(page: str) -> list[re.Match[str]]:
    return [match for line in page.splitlines() if (match := TARGET_LINE.fullmatch(line))]


@on_unix
@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("by", ["measure", "problem", "person"])
def test_nothing_is_wider_than_the_terminal_and_columns_line_up(by: str, columns: int) -> None:
    page = on_terminal("status", "-f", PLAN, "--group-by", by, "--color", "never", columns=columns)
    assert max(map(cell_len, page.splitlines())) <= columns
    set_in = {each: len(each.string) - len(each.string.lstrip()) for each in target_lines(page)}
    assert len(set_in) >= 13
    for indent in set(set_in.values()):  # beneath a problem or a person what is theirs stands in
        found = [each for each, own in set_in.items() if own == indent]
        assert len({cell_len(each.string[: each.start("title")]) for each in found}) == 1
        assert (
            len(
                {
                    cell_len(each.string[: each.end("now")])
                    for each in found
                    if "." not in each["now"]
                }
            )
            == 1
        )


@on_unix
def test_its_page_on_a_terminal(golden: Golden) -> None:
    golden("chinese-80.txt", on_terminal("status", "-f", PLAN, "--color", "never", columns=80))


def test_its_page_in_a_pipe(golden: Golden) -> None:
    """Every reason begins at the same cell and stands on the line of its target."""
    found = rectrack("status", "--all", "-f", PLAN)
    assert (found.returncode, found.stderr) == (0, "")
    text = rectrack("status", "-f", PLAN, "--format", "json").stdout
    reasons = {target["id"]: target["why"] for target in json.loads(text)["targets"]}
    lines = target_lines(found.stdout)
    assert {match["id"] for match in lines} == reasons.keys()
    before = [each.string.partition(reasons[each["id"]])[0] for each in lines]
    assert len({cell_len(text) for text in before}) == 1
    golden("chinese-pipe.txt", found.stdout)


def test_its_weak_points(golden: Golden) -> None:
    found = rectrack("check", "-f", PLAN)
    assert (found.returncode, found.stderr) == (0, "")
    golden("chinese-check.txt", found.stdout)


def test_it_has_every_state_and_many_kinds() -> None:
    text = rectrack("status", "-f", PLAN, "--format", "json").stdout
    targets = json.loads(text)["targets"]
    assert {target["state"] for target in targets} == {state.key for state in State}
    assert len({target["kind"] for target in targets}) == 8


@pytest.mark.parametrize(
    ("args", "line", "answer"),
    [
        (["tongbao", "第九期：冬季供暖"], '"value":1,"by":"wenyuan","note":"第九期：冬季供暖"', "tongbao +1 on"),
        (["jianbao-zhengdun", "--step", "印发执行"], '"step":"印发执行"', "jianbao-zhengdun '印发执行' done on"),
        (["banjie", "--case", CASE, "--event", "已核实"], f'"case":"{CASE}","event":"已核实"', f"banjie {CASE} 已核实 on"),
        (["tongbao", "-e", "通报/第九期.pdf"], '"evidence":["通报/第九期.pdf"]', "tongbao +1 on"),
    ],
)  # fmt: skip
def test_it_is_logged_to_and_undone(copy: Path, args: list[str], line: str, answer: str) -> None:
    """The line holds the characters themselves, so that people can read and search it."""
    before = copy.read_bytes()
    found = rectrack("log", *args, "-f", copy, "--by", "wenyuan")
    assert found.returncode == 0, found.stderr
    note = ', "第九期：冬季供暖"' if "note" in line else ""
    assert found.stdout.startswith(f"added: {answer} Sat 31 Oct 2026{note}\nnow ")
    assert line in copy.read_text(encoding="utf-8").splitlines()[-1]
    undone = rectrack("undo", "-f", copy, "--by", "wenyuan")
    assert undone.stdout.startswith(f"undone: {answer} Sat 31 Oct 2026")
    assert copy.read_bytes().startswith(before)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["jianbao-zhengdun", "--step", "印发"], "did you mean 印发执行?"),
        (["banjie", "--case", CASE, "--event", "核实"], "did you mean 已核实?"),
        (["tongbao", "3期"], "'3期' is not a plain number: write the whole amount in digits alone"),
        (["tongbao", "３"], "'３' is not written in plain digits: write 3"),
        (["tongbao", "--by", "文员"], "'文员' is not among the people"),
    ],
)
def test_a_slip_in_chinese_is_refused_with_what_to_do(
    copy: Path, args: list[str], said: str
) -> None:
    found = rectrack("log", "-f", copy, *args, RECTRACK_BY="wenyuan")
    assert (found.returncode, found.stdout) == (1, "")
    assert said in found.stderr
