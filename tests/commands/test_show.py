"""`rectrack show`: everything about one thing, on a terminal, in a pipe, and for programs."""

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.commands.process import on_terminal, rectrack
from tests.conftest import Golden
from tests.support import line, plan_text

pytestmark = pytest.mark.sampled(one_in=3)

DAY = "2026-10-31"
ESCAPE = re.compile("\x1b\\[[0-9;]*m")
ONE_OF_EACH = (
    "bulletins",
    "survey-articles",
    "wednesday-study",
    "documents",
    "team-unity",
    "study-results",
    "first-inquiry",
    "supervision-body",
    "team-exchange",
    "weak-cohesion",
    "deputy-affairs",
    "team",
)
"""A target of each kind, then a measure, a problem, a person and a group."""
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal of Unix")


@on_unix
@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_the_page_on_a_terminal(golden: Golden, example: Path, name: str) -> None:
    shown = on_terminal("show", "-f", example, "--as-of", DAY, name, columns=80)
    plain = ESCAPE.sub("", shown)
    assert max(map(len, plain.splitlines())) <= 80
    assert (
        "…" not in plain.partition("Responsible for")[0].partition("Targets\n")[0]
    )  # titles may be
    golden(f"show-{name}-80.txt", plain)


@on_unix
@pytest.mark.parametrize("name", ["first-inquiry", "team-exchange", "deputy-affairs"])
def test_the_page_on_a_wide_terminal(golden: Golden, example: Path, name: str) -> None:
    shown = on_terminal("show", "-f", example, "--as-of", DAY, name, columns=120)
    plain = ESCAPE.sub("", shown)
    assert max(map(len, plain.splitlines())) <= 120
    golden(f"show-{name}-120.txt", plain)


@on_unix
@pytest.mark.parametrize(
    ("name", "columns"), [*((name, 50) for name in ONE_OF_EACH), ("bulletins", 20), ("team-unity", 33)]
)  # fmt: skip
def test_it_fits_on_a_narrow_terminal(example: Path, name: str, columns: int) -> None:
    shown = on_terminal("show", "-f", example, "--as-of", DAY, name, columns=columns)
    assert max(map(len, ESCAPE.sub("", shown).splitlines())) <= columns


@on_unix
def test_the_colours_of_a_page(golden: Golden, example: Path) -> None:
    shown = on_terminal("show", "-f", example, "--as-of", DAY, "supervision-body", columns=80)
    golden("show-colours.txt", shown)


@pytest.mark.parametrize("name", ["bulletins", "weak-cohesion", "deputy-affairs"])
def test_the_page_in_a_pipe_is_neither_cut_nor_coloured(
    golden: Golden, example: Path, name: str
) -> None:
    found = rectrack("show", "-f", example, "--as-of", DAY, name)
    assert (found.returncode, found.stderr) == (0, "")
    assert "\x1b" not in found.stdout
    assert "--all" not in found.stdout
    golden(f"show-{name}-pipe.txt", found.stdout)


def test_where_there_is_nothing_to_do_next_none_is_shown(tmp_path: Path) -> None:
    """A register in which every case is closed and every month stated waits for the next case."""
    plan = tmp_path / "plan.yaml"
    target = "{title: T, kind: cases, within: 15, start: 2026-10-01}"
    stated = line(date="2026-10-30", value=0)
    plan.write_text(plan_text(target, stated), encoding="utf-8")
    shown = rectrack("show", "-f", plan, "--as-of", DAY, "t").stdout
    needs, _, _ = shown.partition("Still to do\n")[2].partition("\n\n")
    assert [row.split("  ")[1].strip() for row in needs.splitlines()] == [
        "by 30 Nov 2026",
        "by 31 Dec 2026",
        "time left",
    ]


def test_nothing_is_cut_in_a_pipe_however_long(tmp_path: Path) -> None:
    note = "会" * 12_000
    found = shown(tmp_path, plan_text("{title: T, kind: total, goal: 5}", line(date="2026-02-01", value=1, note=note)))  # fmt: skip
    assert f"{'':11}{note}\n" in found


def test_where_the_stream_knows_ascii_only_the_chart_is_ascii(example: Path) -> None:
    found = rectrack(
        "show", "-f", example, "--as-of", DAY, "bulletins", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )
    chart = found.stdout.partition("Progress\n")[2].partition("\n\n")[0]
    assert chart.startswith("  15 +====")
    assert "# done  - expected  = goal  % both  ^ 31 Oct 2026" in chart


@on_unix
def test_on_a_terminal_the_newest_are_shown_and_all_on_request(example: Path) -> None:
    short = on_terminal("show", "-f", example, "--as-of", DAY, "supervision", columns=80)
    assert "Entries  72" in ESCAPE.sub("", short)
    assert "52 more: --all shows them" in short
    whole = on_terminal("show", "-f", example, "--as-of", DAY, "supervision", "--all", columns=80)
    assert "more:" not in whole
    assert whole.count("2026/bulletins/") == 3
    assert on_terminal("show", "-f", example, "supervision", "-a", columns=80) == whole


@on_unix
def test_long_lists_of_cases_are_cut_alike(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    cases = [line(date="2026-02-01", case=f"c{n}", event="opened") for n in range(25)]
    plan.write_text(plan_text("{title: T, kind: cases, within: 15}", *cases), encoding="utf-8")
    shown = ESCAPE.sub("", on_terminal("show", "-f", plan, "t", columns=80))
    assert "Cases  25\n  c0   opened 1 Feb 2026, 272 days ago; due 16 Feb 2026, 257 days" in shown
    assert shown.count("5 more: --all shows them") == 2


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("bulletins", "target"),
        ("supervision", "measure"),
        ("weak-supervision", "problem"),
        ("clerk", "person"),
        ("office", "group"),
    ],
)
def test_the_json_says_of_what_sort_it_is(example: Path, name: str, sort: str) -> None:
    found = rectrack("show", "-f", example, "--as-of", DAY, name, "--format", "json")
    assert (found.returncode, found.stderr) == (0, "")
    shown = json.loads(found.stdout)
    assert (shown["schema"], shown["as_of"], shown["sort"]) == ("rectrack/show/2", DAY, sort)
    assert shown["plan"]["entries"] == 575
    assert shown[sort]["id"] == name
    days = [entry["date"] for entry in shown["entries"]]
    assert days == sorted(days, reverse=True)


def test_targets_have_the_same_shape_as_in_a_status(example: Path) -> None:
    def of(*args: str) -> dict[str, object]:
        text = rectrack(*args, "-f", example, "--as-of", DAY, "--format", "json").stdout
        return dict(json.loads(text, parse_float=Decimal))

    status = of("status", "supervision")["targets"]
    measure = of("show", "supervision")["measure"]
    assert isinstance(measure, dict)
    assert measure["targets"] == status
    target = of("show", "bulletins")["target"]
    assert isinstance(status, list)
    assert isinstance(target, dict)
    assert {key: target[key] for key in status[-1]} == status[-1]


@pytest.mark.parametrize("name", ["supervision-body", "team-exchange", "deputy-letters"])
def test_the_json_of_the_example_plan(golden: Golden, example: Path, name: str) -> None:
    found = rectrack(
        "show", "-f", "plans/example.yaml", "--as-of", DAY, name, "--format", "json",
        cwd=example.parent.parent,
    )  # fmt: skip
    golden(f"show-{name}.json", found.stdout)


def test_any_past_day_can_be_asked_for(example: Path) -> None:
    """Neither entries nor figures of later days are shown."""
    found = rectrack("show", "-f", example, "bulletins", "--as-of", "2026-03-01").stdout
    assert "as of Sun 1 Mar 2026" in found
    assert "Entries  2\n" in found
    assert "Bulletin 3" not in found


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (["bulletns"], 1, "'bulletns' is not in the plan; did you mean bulletins?"),
        (["directr"], 1, "'directr' is not in the plan; did you mean director?"),
        (["bulletins", "--as-of", "2026-02-30"], 2, "--as-of: "),
        (["bulletins", "--format", "md"], 2, "Invalid value for '--format'"),
        ([], 2, "what is to be shown? write rectrack show ID"),
        (["bulletins", "supervision"], 2, "Got unexpected extra argument"),
    ],
)
def test_a_wrong_request_is_answered_with_what_to_do(
    example: Path, options: list[str], code: int, message: str
) -> None:
    found = rectrack("show", "-f", example, *options)
    assert (found.returncode, found.stdout) == (code, "")
    assert message in found.stderr


def test_a_bad_entry_is_told_and_the_rest_is_shown(plan: Path) -> None:
    with plan.open("a") as file:
        file.write("  - {date: 2026-03-01, target: bulletins, value: 2, by: clerk}\n")
        file.write("  - {date: 2026-03-01, target: bulletins, value: two, by: clerk}\n")
    found = rectrack("show", "-f", plan, "bulletins")
    assert found.returncode == 1
    assert "Entries  1\n  1 Mar    +2  by clerk\n" in found.stdout
    assert (
        "error: value: 'two' is a number in words: write it in digits (2); this entry is set aside"
        in found.stderr
    )


def shown(tmp_path: Path, text: str, name: str = "t") -> str:
    plan = tmp_path / "plan.yaml"
    plan.write_text(text, encoding="utf-8")
    found = rectrack("show", "-f", plan, name)
    assert (found.returncode, found.stderr) == (0, "")
    return found.stdout


@pytest.mark.parametrize(
    ("target", "entries", "sentence"),
    [
        ("{title: T, kind: total, goal: 5}", [], "Progress\n  Nothing is recorded yet.\n"),
        ("{title: T, kind: limit, goal: 0}", [line(date="2026-02-01", value=0)], "Progress\n  Nothing but zeros so far.\n"),
        ("{title: T, kind: total, goal: }", [line(date="2026-02-01", value=2)], "the goal is not set in the plan\n"),
    ],
)  # fmt: skip
def test_where_there_is_nothing_to_draw_a_sentence_says_so(
    tmp_path: Path, target: str, entries: list[str], sentence: str
) -> None:
    found = shown(tmp_path, plan_text(target, *entries))
    assert sentence in found
    assert "└" not in found


def test_what_a_person_wrote_is_text(tmp_path: Path) -> None:
    """Markup, escapes and line breaks come out visible, in notes as in titles."""
    bad = "[bold]x\x1b[31m\u202ey\nz"
    written = json.dumps(bad)
    text = plan_text(
        f"{{title: {written}, kind: steps, source: {written}, steps: [{written}]}}",
        line(date="2026-02-01", step=bad, note=bad, evidence=[bad]),
    )
    found = shown(tmp_path, text)
    assert found.count(r"[bold]x\x1b[31m\u202ey\x0az") >= 5
    assert not {"\x1b", "\u202e"} & set(found)


def test_a_refused_sign_off_is_shown_with_the_rule_it_breaks(tmp_path: Path) -> None:
    word = line(measure="measure", date="2026-02-03", event="signed-off", by="deputy")
    found = shown(tmp_path, plan_text("{title: T, kind: total, goal: 5}", word), "measure")
    assert (
        "Decisions\n"
        "  3 Feb 2026  signed off  by deputy (does not count: 1 of 1 target outstanding: t; no evidence on t; deputy is the measure's lead)\n"
    ) in found


def test_a_note_of_several_lines_is_shown_as_lines(tmp_path: Path) -> None:
    """Beside a decision, where it is one of several facts, it stays on the line."""
    word = line(measure="measure", date="2026-02-03", event="claimed", by="deputy", note="a\nb")
    found = shown(tmp_path, plan_text("{title: T, kind: total, goal: 5}", word), "measure")
    assert "Decisions\n  3 Feb 2026  claimed  by deputy: a b\n" in found
    assert re.search(r"3 Feb +measure claimed  by deputy\n +a\n +b\n", found)


def test_what_was_moved_and_excused_is_told_with_its_reason(tmp_path: Path) -> None:
    text = plan_text(
        "{title: T, kind: total, goal: 5, due: 2026-03-31}",
        line(date="2026-04-02", event="extended", to="2026-06-30", asked="2026-04-01", note="snow"),
        line(date="2026-07-01", event="waived", until="2026-12-31", note="flood"),
    )
    found = shown(tmp_path, text)
    assert "Period     1 Jan 2026 to 30 Jun 2026, originally until 31 Mar 2026\n" in found
    assert (
        "Extended   from 31 Mar 2026 to 30 Jun 2026; decided on 2 Apr 2026,"
        " requested after the deadline, on 1 Apr 2026, by clerk: snow\n"
    ) in found
    assert "Waived     until 31 Dec 2026; decided on 1 Jul 2026 by clerk: flood\n" in found
    assert "Still to do\n  nothing: it is waived\n" in found


@pytest.mark.parametrize(
    ("entries", "needs"),
    [
        ([], ["next       deputy: 4 more now, 5 by 31 Dec", "per week   0.6 needed", "time left  61 days (until 31 Dec 2026)"]),
        (
            [line(date=f"2026-0{month}-01", value=1) for month in (2, 3, 4)],
            ["per week      0.3 needed", "at this rate  the goal of 5 km is reached on 22 May 2027, 142 days late"],
        ),
        ([line(date="2026-02-01", value=5)], ["nothing: it is met"]),
    ],
)  # fmt: skip
def test_what_is_needed_from_now_on(tmp_path: Path, entries: list[str], needs: list[str]) -> None:
    text = plan_text("{title: T, kind: total, goal: 5, unit: km}", *entries)
    found = shown(tmp_path, text).partition("Still to do\n")[2].partition("\n\n")[0]
    for each in needs:
        assert f"  {each}" in found.splitlines()


@pytest.mark.parametrize(
    ("due", "left"),
    [
        ("2026-11-01", "1 day (until 1 Nov 2026)"),
        ("2026-10-31", "none: the last day was 31 Oct 2026 (today)"),
        ("2026-10-30", "none: the last day was 30 Oct 2026 (1 day ago)"),
    ],
)
def test_the_time_that_is_left(tmp_path: Path, due: str, left: str) -> None:
    found = shown(tmp_path, plan_text(f"{{title: T, kind: total, goal: 5, due: {due}}}"))
    assert f"time left  {left}\n" in found


def test_chinese_lines_up(tmp_path: Path) -> None:
    text = plan_text("{title: 会议次数, kind: cases, within: 15}").replace(
        "name: Clerk", "name: 办事员"
    )
    text += f"  - {line(date='2026-10-20', case='修路', event='opened', note='会议室')}\n"
    text += f"  - {line(date='2026-10-21', case='ab', event='opened')}\n"
    found = shown(tmp_path, text)
    assert "  修路  opened 20 Oct 2026, 11 days ago; due 4 Nov 2026, in 4 days  clerk\n" in found
    assert "  ab    opened 21 Oct 2026, 10 days ago; due 5 Nov 2026, in 5 days  clerk\n" in found
    assert "  20 Oct    修路 opened  by clerk\n            会议室\n" in found


def test_help_tells_what_may_be_shown() -> None:
    found = rectrack("show", "-h")
    assert found.returncode == 0
    assert "The id of a target, measure, problem, person or group" in found.stdout
