"""`rectrack summary`: the weekly report, mailed by a job and filed by an office."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.commands.process import on_terminal, rectrack
from tests.commands.test_status import ESCAPE, on_unix
from tests.conftest import ROOT, Golden
from tests.support import line, plan_text, single_spaced

pytestmark = pytest.mark.sampled(one_in=3)

WEEK = "2026-W43"


def summed_up(plan: Path, *options: str, code: int = 0, today: str = "2026-10-31") -> str:
    found = rectrack("summary", "-f", plan, *options, RECTRACK_TODAY=today)
    assert found.returncode == code, found.stderr
    return found.stderr if code in {1, 2} else found.stdout


def as_json(plan: Path, *options: str, today: str = "2026-10-31") -> Any:
    text = summed_up(plan, "--format", "json", *options, today=today)
    return json.loads(text, parse_float=Decimal)


@on_unix
@pytest.mark.parametrize("columns", [80, 120])
def test_the_page_of_a_week(golden: Golden, example: Path, columns: int) -> None:
    """It is whole, and nothing in it is wider than the terminal."""
    shown = on_terminal("summary", "-f", example, "--week", WEEK, columns=columns)
    plain = ESCAPE.sub("", shown)
    assert max(map(len, plain.splitlines())) <= columns
    golden(f"summary-{columns}.txt", plain)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("text", "summary-pipe.txt"),
        ("md", "summary.md"),
        ("html", "summary.html"),
        ("json", "summary.json"),
    ],
)
def test_what_a_job_mails_or_files(golden: Golden, example: Path, form: str, name: str) -> None:
    found = rectrack(
        "summary", "-f", example.name, "--week", WEEK, "--format", form, cwd=example.parent
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert "\x1b" not in found.stdout
    golden(name, found.stdout)


@pytest.mark.parametrize(
    ("options", "days"),
    [
        ([], ("2026-10-19", "2026-10-25", "Week 2026-W43")),
        (["--week", "last"], ("2026-10-19", "2026-10-25", "Week 2026-W43")),
        (["--week", "this"], ("2026-10-26", "2026-11-01", "Week 2026-W44")),
        (["-w", "2026-W01"], ("2025-12-29", "2026-01-04", "Week 2026-W01")),
        (["--month", "2026-09"], ("2026-09-01", "2026-09-30", "Sep 2026")),
        (["-m", "this"], ("2026-10-01", "2026-10-31", "Oct 2026")),
        (["--quarter", "2026-q3"], ("2026-07-01", "2026-09-30", "Q3 2026")),
        (["-q", "last"], ("2026-07-01", "2026-09-30", "Q3 2026")),
        (["--since", "last mon"],
         ("2026-10-26", "2026-10-31", "Mon 26 Oct 2026 to Sat 31 Oct 2026")),
        (["--since", "2026-09-30", "--until", "yesterday"],
         ("2026-09-30", "2026-10-30", "Wed 30 Sep 2026 to Fri 30 Oct 2026")),
    ],
)  # fmt: skip
def test_the_days_that_are_asked_for(
    example: Path, options: list[str], days: tuple[str, str, str]
) -> None:
    """Without an option it is the last full week, so that a Monday's job needs none."""
    period = as_json(example, *options)["period"]
    assert (period["start"], period["end"], period["name"]) == days


@pytest.mark.parametrize("form", ["text", "md"])
def test_days_without_a_name_are_said_once(example: Path, form: str) -> None:
    shown = rectrack("summary", "-f", example, "--since", "last mon", "--format", form).stdout
    assert [line for line in shown.splitlines() if "26 Oct 2026" in line] == [
        "Mon 26 Oct 2026 to Sat 31 Oct 2026, day 304 of 365"
    ]


@pytest.mark.parametrize(
    ("options", "gone"),
    [
        (["--month", "2025-12"], "before the plan begins on 1 Jan 2026"),
        (["--month", "2026-12"], "day 365 of 365"),
        (["--month", "2027-01"], "31 days after the plan's period ended"),
    ],
)
def test_how_much_of_the_time_is_gone(tmp_path: Path, options: list[str], gone: str) -> None:
    shown = summed_up(small(tmp_path), *options, today="2027-03-01")
    assert shown.splitlines()[1].endswith(f", {gone}")


@pytest.mark.parametrize(
    ("options", "code", "answer"),
    [
        (["--week", "2026-W54"], 2, "--week: there is no week 2026-W54"),
        (["--week", "next"], 2, "--week: 'next' is not a week: write this, last or 2026-W47"),
        (["--quarter", "3"], 2, "--quarter: '3' is not a quarter: write this, last or 2026-Q3"),
        (["--person", "nobody"], 1, "'nobody' is not among the people"),
        (["--since", ""], 2, "--since: '' is not a date"),
        (["--month", "10"], 2, "--month: '10' is not a month: write this, last or 2026-11"),
        (["--week", "last", "--month", "last"], 2, "--week and --month name different days: give one of them"),
        (["--month", "last", "--since", "mon"], 2, "--month and --since name different days: give one of them"),
        (["--until", "yesterday"], 2, "--until needs --since, the first day"),
        (["--since", "yesterday", "--until", "last mon"], 2, "--until, 2026-10-26, is before --since, 2026-10-30"),
        (["--since", "someday"], 2, "--since: 'someday' is not a date"),
        (["--week", "2026-W45"], 2, "Week 2026-W45 has not begun: today is 2026-10-31"),
        (["--fail-on", "late"], 2, "--fail-on: there is no state 'late'"),
    ],
)  # fmt: skip
def test_what_cannot_be_summed_up_is_said(
    example: Path, options: list[str], code: int, answer: str
) -> None:
    assert summed_up(example, *options, code=code).startswith(f"rectrack: {answer}")


@pytest.mark.parametrize(("states", "code"), [("failed", 3), ("on track, met", 3), ("no-data", 3)])
def test_a_job_can_fail_on_a_state(example: Path, states: str, code: int) -> None:
    assert "Newly " in summed_up(example, "--fail-on", states, code=code)


def test_a_week_that_runs_is_summed_up_so_far(example: Path) -> None:
    shown = summed_up(example, "--week", "this", today="2026-10-28")
    days = "Week 2026-W44: Mon 26 Oct 2026 to Sun 1 Nov 2026"
    assert shown.splitlines()[1] == f"{days}, so far: as of Wed 28 Oct 2026, day 301 of 365"
    assert "Fri 30 Oct" not in shown.split("Due by")[0]


def small(tmp_path: Path, *entries: str) -> Path:
    plan = tmp_path / "plan.yaml"
    target = "{title: Bulletins, kind: total, goal: 10}"
    plan.write_text(plan_text(target, *entries), encoding="utf-8")
    return plan


def logged(day: str, name: str, date: str, **fields: Any) -> str:
    return line(id=name, date=date, logged=f"{day}T09:00:00.5+08:00", **fields)


@on_unix
@pytest.mark.parametrize(("week", "behind"), [("2026-W43", 13), ("2026-W44", 14)])
def test_the_week_of_the_example_fits_one_screen(example: Path, week: str, behind: int) -> None:
    """On 80 × 50, with all that is failed or overdue by its title and id, and what is behind."""
    options = ("summary", "-f", example, "--week", week)
    shown = on_terminal(*options, columns=80, RECTRACK_TODAY="2026-11-20")
    lines = ESCAPE.sub("", shown).splitlines()
    found = as_json(example, "--week", week, today="2026-11-20")["trouble"]
    states = ["failed"] * 3 + ["overdue"] * 4 + ["behind"] * behind
    assert [each["state"] for each in found] == states
    for each in found:
        [at] = [at for at, said in enumerate(lines) if said.startswith(f"  {called(each)}")]
        assert each["id"] in f"{lines[at]}\n{lines[at + 1]}"
    assert "…" not in shown
    assert len(lines) <= 50
    assert max(map(len, lines)) <= 80


def called(trouble: Any) -> str:
    return f"{trouble['id']} " if trouble["state"] == "behind" else str(trouble["title"])


@on_unix
def test_what_is_long_gives_way_where_lines_are_short(tmp_path: Path) -> None:
    """A case goes by its reference alone, late or due; what has turned is in the heading."""
    plan = tmp_path / "plan.yaml"
    cases = [
        logged(
            f"2026-06-{day:02}", name, f"2026-06-{day:02}", case=name, event="opened", title=title
        )
        for day, name, title in ((2, "p-1", "A road to the school"), (28, "p-2", "A bridge"))
    ]
    target = "{title: Letters, kind: cases, within: 5, attest: never}"
    plan.write_text(plan_text(target, *cases), encoding="utf-8")

    def page(columns: int) -> list[str]:
        options = ("summary", "-f", plan, "--month", "2026-06")
        shown = ESCAPE.sub("", on_terminal(*options, columns=columns)).splitlines()
        return shown[shown.index("") + 1 :]

    assert page(100) == [
        "1 behind: newly t (was no data)",
        "  Letters (t), 0/2, clerk: close p-1 (23 days late), move p-2 'A bridge' to 'answered' by 3 Jul",
        "Logged: 2 entries on 1 target: 1 unchanged",
        "Due by Tue 14 Jul 2026: 3 Jul t: move p-2 'A bridge' to 'answered' (clerk)",
    ]
    assert page(52) == [
        "1 behind: newly t (was no data)",
        "  t 0/2, clerk: close p-1 (23 days late)",
        "Logged: 2 entries on 1 target: 1 unchanged",
        "Due by Tue 14 Jul 2026",
        "  3 Jul  t: move p-2 to 'answered' (clerk)",
    ]


@on_unix
def test_a_remedy_is_never_left_out(example: Path) -> None:
    """It is what is to be done of a failure that is explained; its figure gives way to it."""
    shown = on_terminal("summary", "-f", example, "--week", WEEK, columns=80)
    assert (
        "  Red line: official cars used privately (private-car-use), discipline-officer\n"
        "    explained, done on 12 Jun: Keys in the safe, log books read monthly\n"
    ) in ESCAPE.sub("", shown).replace("\r", "")


@on_unix
@pytest.mark.parametrize("columns", [20, 40, 80])
@pytest.mark.parametrize("plan", ["plans/example.yaml", "tests/plans/chinese.yaml"])
def test_nothing_is_cut_off_at_any_width(plan: str, columns: int) -> None:
    """What is failed, overdue or behind, decided, due or silent is named however narrow it is."""
    options = ["--week", "2026-W43"]
    page = on_terminal("summary", "-f", ROOT / plan, *options, columns=columns)
    assert "…" not in page
    together = "".join(ESCAPE.sub("", page).split())
    found = as_json(ROOT / plan, *options)
    names = {each["id"] for key in ("trouble", "slipped", "silent") for each in found[key]}
    names |= {each["subject"] for each in found["due"]}
    names |= {each["title"] for each in found["trouble"] if each["state"] != "behind"}
    names |= {each["note"] for each in found["decisions"] if "note" in each}
    assert [each for each in names if "".join(each.split()) not in together] == []


def test_what_is_failed_overdue_or_behind_comes_first_and_the_worst_of_it(tmp_path: Path) -> None:
    """With title, id, figures, what to do and who."""
    plan = tmp_path / "plan.yaml"
    early = plan_text("{title: Bulletins, kind: total, goal: 10, unit: copies}").replace(
        "      t:", "      late: {title: Rules, kind: total, goal: 3, due: 2026-02-28}\n      t:"
    )
    plan.write_text(early, encoding="utf-8")
    lines = summed_up(plan, "--month", "2026-06").splitlines()
    assert lines[4].startswith("Targets failed, overdue or behind: 2 of 2")
    first, second = (line.split() for line in lines if line.startswith(("  overdue ", "  behind ")))
    assert first[:4] == ["overdue", "Rules", "late", "0/3"]
    assert second[:4] == ["behind", "Bulletins", "t", "0/10"]
    assert lines[5].split() == ["state", "target", "id", "figures", "what", "to", "do"]
    assert lines[6].endswith("  deputy: 3 more")


def test_what_is_empty_is_not_printed(tmp_path: Path) -> None:
    shown = summed_up(small(tmp_path), "--since", "2026-01-02", "--until", "2026-01-03")
    assert shown.splitlines()[3:] == [
        "Nothing is failed, overdue or behind, nothing changed, and nothing is due."
    ]


def test_like_things_are_one_line(example: Path) -> None:
    """Ten targets of which October is to be reported; ten "none" of a day, of which eight are late."""
    shown = summed_up(example, "--week", "2026-W43")
    [line] = [each for each in shown.splitlines() if "Sat 31 Oct" in each]
    assert "report Oct 2026 for 10 targets: " in line
    assert "major-matters, high-voltage-line, red-envelopes (discipline-officer), decisions" in line
    none = summed_up(example, "--week", "2026-W44", today="2026-11-20")
    late, in_time = (each for each in none.splitlines() if " Fri 30 Oct  none " in each)
    assert (late.count(", "), in_time.count(", ")) == (8, 1)
    assert late.endswith("red-envelopes, private-car-use, waste (late, logged on 2 Nov 2026)")


def test_a_summary_of_one_person_shows_what_concerns_them_and_no_more(example: Path) -> None:
    """Their targets, cases that they hold, what was logged by, for or about them; no other's."""
    options = ("--week", "2026-W43", "--person", "letters-head")
    found = as_json(example, *options)
    assert found["person"] == "letters-head"
    shown = [each["id"] for each in found["targets"]]
    assert "first-inquiry" in shown
    assert len(shown) == found["totals"]["targets"] < 20
    assert {each["id"] for each in found["logged"]} <= {*shown}
    assert {each["who"] for each in found["due"]} <= {"letters-head", "deputy-letters", "director"}
    assert found["silent"] == [each for each in found["silent"] if each["id"] in shown]
    page = summed_up(example, *options)
    assert page.splitlines()[2] == "Only what concerns letters-head: Head of letters and visits"
    holder = as_json(example, "--week", "2026-W43", "-p", "documents-head")
    assert "first-inquiry" in [each["id"] for each in holder["trouble"]], "holds a late case of it"


def test_only_the_states_of_the_person_make_a_job_fail(example: Path) -> None:
    options = ["--week", "2026-W43", "--fail-on", "failed"]
    summed_up(example, *options, "--person", "discipline-officer", code=3)
    summed_up(example, *options, "--person", "deputy-research", code=0)


def test_what_is_overdue_stands_apart_from_what_is_still_to_come(example: Path) -> None:
    found = as_json(example, "--week", "2026-W43")["due"]
    assert [(each["subject"], each["since"]) for each in found if each["since"]] == [
        ("three-services", "2026-10-22")
    ]
    shown = summed_up(example, "--week", "2026-W43").split("\nOverdue\n")[1]
    before, after = shown.split("\nDue by Sun 8 Nov 2026\n")
    assert "\n  Thu 22 Oct  three-services  director  recheck it" in before
    assert "three-services" not in after.split("\n\n")[0]


def test_html_reads_without_styles_and_runs_nothing(tmp_path: Path) -> None:
    """A mail in one part: no script, picture, style sheet or link, and nothing of a plan is HTML."""
    plan = tmp_path / "plan.yaml"
    title = "'<script>alert(1)</script> & \"so\" <img src=x>'"
    plan.write_text(plan_text(f"{{title: {title}, kind: total, goal: 10}}"), encoding="utf-8")
    page = summed_up(plan, "--month", "2026-06", "--format", "html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;so&quot; &lt;img src=x&gt;" in page
    tags = set(re.findall(r"<(\w+)", page))
    assert tags == {
        *("html", "head", "meta", "title", "body", "h1", "h2", "p"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert not re.search(
        r"\b(href|src|class|id|on\w+)=|url\(|@import", re.sub(">[^<]*<", "><", page)
    )
    assert re.search(r'<td style="[^"]*color:#[0-9a-f]{6}[^"]*">behind</td>', page)


def test_what_was_logged_and_the_change_it_made(tmp_path: Path) -> None:
    """Late and earlier entries are marked, and none is missed between two summaries."""
    plan = small(
        tmp_path,
        logged("2026-03-04", "a", "2026-03-04", value=2),
        logged("2026-03-11", "b", "2026-03-06", value=1, note="Roads"),
        logged("2026-03-11", "c", "2026-03-11", value=3),
        logged("2026-03-17", "d", "2026-03-13", value=1),
        logged("2026-03-17", "e", "2026-03-17", value=1),
    )
    [found] = as_json(plan, "--week", "2026-W11")["logged"]
    assert (found["id"], found["before"], found["after"]) == ("t", 3, 7)
    marks = [(each["id"], each["late"], each["earlier"]) for each in found["entries"]]
    assert marks == [("b", False, True), ("c", False, False), ("d", True, False)]
    shown = single_spaced(summed_up(plan, "--week", "2026-W11"))
    assert "Logged: 3 entries on 1 target, 1 logged after the period, 1 dated before it\n" in shown
    assert "t 3 → 7 of 10 Fri 6 Mar +1 Roads (dated earlier)\n" in shown
    assert "Fri 13 Mar +1 (late, logged on 17 Mar 2026)\n" in shown


def test_what_has_turned_since_the_period_began(tmp_path: Path) -> None:
    plan = small(
        tmp_path,
        logged("2026-02-02", "a", "2026-02-02", value=1),
        logged("2026-03-11", "b", "2026-03-11", value=9),
    )
    february = as_json(plan, "--month", "2026-02")
    assert [(each["id"], each["was"], each["state"]) for each in february["slipped"]] == []
    assert february["totals_before"]["on_track"] == february["totals"]["on_track"] == 1
    [slipped] = as_json(plan, "--since", "2026-03-01", "--until", "2026-03-20")["newly_met"]
    assert (slipped["id"], slipped["was"], slipped["state"]) == ("t", "on_track", "met")
    silent = small(tmp_path, logged("2026-02-02", "a", "2026-02-02", value=1))
    found = as_json(silent, "--month", "2026-03")
    assert [(each["id"], each["was"], each["state"]) for each in found["slipped"]] == [
        ("t", "on_track", "behind")
    ]
    assert [(each["id"], each["last"], each["days"]) for each in found["silent"]] == [
        ("t", "2026-02-02", 57)
    ]


def test_who_takes_the_next_step_is_in_the_json_and_what_has_no_data_is_named(
    example: Path,
) -> None:
    found = as_json(example, "--month", "2026-10")
    who = {each["id"]: each["who"] for each in found["trouble"]}
    assert (who["bulletins"], who["first-inquiry"]) == ("deputy-supervision", "documents-head")
    by = {each["id"]: each["next_by"] for each in found["targets"]}
    assert (by["bulletins"], by["first-inquiry"]) == (None, "documents-head")
    for width in ("78", "200"):
        shown = summed_up(example, "--month", "2026-10", "--width", width)
        blank = "study-visits, disputes, follow-ups, activities, own-example"
        assert f"\nWithout data: {blank}\n" in shown
        assert "logged after the period" in shown


def test_a_target_is_silent_after_four_weeks_and_not_before(tmp_path: Path) -> None:
    plan = small(tmp_path, logged("2026-03-10", "a", "2026-03-10", value=1))
    assert as_json(plan, "--since", "2026-04-01", "--until", "2026-04-06")["silent"] == []
    [silent] = as_json(plan, "--since", "2026-04-01", "--until", "2026-04-07")["silent"]
    assert (silent["id"], silent["last"], silent["days"]) == ("t", "2026-03-10", 28)
    assert "\nNo entry for 28 days where one is due\n" in summed_up(plan, "--month", "2026-04")


def test_a_target_of_which_nothing_is_due_is_not_silent(tmp_path: Path) -> None:
    """Enough was done for now, or a reading is too low but not too old: 90 days by default."""
    plan = small(tmp_path, logged("2026-02-02", "a", "2026-02-02", value=5))
    assert as_json(plan, "--month", "2026-04")["silent"] == []
    level = plan_text(
        "{title: Opinion, kind: level, min: 80}",
        logged("2026-02-02", "a", "2026-02-02", value=70),
    )
    plan.write_text(level, encoding="utf-8")
    assert as_json(plan, "--month", "2026-04")["trouble"][0]["state"] == "behind"
    assert as_json(plan, "--month", "2026-04")["silent"] == []
    assert len(as_json(plan, "--month", "2026-05")["silent"]) == 1


def test_extensions_and_corrections_are_told(tmp_path: Path) -> None:
    plan = small(
        tmp_path,
        logged("2026-03-02", "a", "2026-03-02", value=2),
        logged("2026-03-03", "b", "2026-03-02", value=1, replaces="a"),
        logged("2026-03-03", "c", "2026-03-03", value=1),
        line(id="d", date="2026-03-04", voids="c", logged="2026-03-04T09:00:00.5+08:00"),
        logged("2026-03-05", "e", "2026-03-05", event="extended", to="2027-01-31",
               asked="2026-03-01", note="Snow", by="director"),
    )  # fmt: skip
    shown = summed_up(plan, "--week", "2026-W10")
    assert (
        "Decisions\n"
        "  day on by decision reason\n"
        "  Thu 5 Mar t director extended to 31 Jan 2027, requested on 1 Mar 2026, from 31 Dec 2026 Snow\n"
        "\n"
        "Corrections\n"
        "  made by entry change\n"
        "  Tue 3 Mar clerk t +2 of 2 Mar 2026 value 2 is now 1\n"
        "  Wed 4 Mar clerk t +1 of 3 Mar 2026 undone\n"
    ) in single_spaced(shown)


def test_a_filed_summary_can_be_printed_again_to_the_byte(tmp_path: Path, example: Path) -> None:
    """Twenty later entries, late ones and corrections of that week among them, change nothing."""
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(example.read_bytes())
    options = ["--week", "2026-W40", "--as-known"]
    forms = ("text", "md", "html", "json")
    before = [summed_up(plan, *options, "--format", form) for form in forms]
    assert re.search(
        r"Based on \d+ entries as known on 4 Oct 2026, SHA-256 [0-9a-f]{64}\n", before[0]
    )
    week = [each for each in plan.read_text().splitlines() if '"date":"2026-09-30"' in each]
    [_, name] = re.findall(r'"id":"(\w+)"', "".join(week[:2]))
    for day in range(1, 7):
        for args in (
            ["bulletins", "--date", f"2026-10-0{min(day, 4)}"],
            ["documents", "3", "--date", "2026-09-29"],
            ["wednesday-study", "--date", "2026-09-30"],
        ):
            later = f"2026-11-1{day}"
            done = rectrack("log", "-f", plan, "--by", "clerk", *args, RECTRACK_TODAY=later)
            assert done.returncode == 0, done.stderr
    for _ in range(2):
        done = rectrack("undo", "-f", plan, "--by", "clerk", RECTRACK_TODAY="2026-11-20")
        assert done.returncode == 0, done.stderr
    done = rectrack("undo", name, "-f", plan, "--by", "clerk", RECTRACK_TODAY="2026-11-20")
    assert done.returncode == 0, done.stderr
    later = "2026-12-01"
    assert [summed_up(plan, *options, "--format", form, today=later) for form in forms] == before
    assert summed_up(plan, "--week", "2026-W40", today=later) != before[0]


def test_a_summary_as_known_tells_a_changed_log(tmp_path: Path) -> None:
    """One entry more, less or other changes the digest; their order does not."""
    lines = [logged("2026-03-0" + str(n), f"e{n}", f"2026-03-0{n}", value=n) for n in range(2, 7)]
    options = ["--week", "2026-W10", "--as-known"]
    basis = as_json(small(tmp_path, *lines), *options)["basis"]
    assert basis["entries"] == 5
    assert as_json(small(tmp_path, *reversed(lines)), *options)["basis"] == basis
    changed = [*lines[:-1], lines[-1].replace('"value": 6', '"value": 7')]
    assert as_json(small(tmp_path, *changed), *options)["basis"]["digest"] != basis["digest"]
    assert as_json(small(tmp_path, *lines[:-1]), *options)["basis"]["entries"] == 4


def test_signals_are_facts_in_numbers(tmp_path: Path) -> None:
    """Late logging, extensions, corrections, and what came in the last tenth of the time."""
    plan = small(
        tmp_path,
        logged("2026-01-20", "a", "2026-01-05", value=2),
        logged("2026-01-13", "b", "2026-01-06", value=1),
        logged("2026-12-01", "c", "2026-11-25", value=3),
        logged("2026-12-28", "d", "2026-12-07", value=1),
        line(id="e", date="2026-12-08", voids="b", logged="2026-12-08T09:00:00.5+08:00"),
        logged("2027-01-05", "f", "2027-01-04", event="extended", to="2027-02-28",
               asked="2027-01-02", note="Snow", by="director"),
    )  # fmt: skip
    found = as_json(plan, "--month", "2026-12", today="2027-03-31")
    assert found["signals_before"] == {
        "entries": 2, "tardy": 1, "unlogged": 0, "extensions": 0, "asked_late": 0, "rebounds": 0, "corrections": 0,
    }  # fmt: skip
    assert found["signals"] == {
        "entries": 3, "tardy": 2, "unlogged": 0, "extensions": 0, "asked_late": 0, "rebounds": 0, "corrections": 1,
    }  # fmt: skip
    assert found["last_tenth"] == [{"target": "t", "since": "2026-11-26", "amount": 1, "total": 6}]
    shown = single_spaced(summed_up(plan, "--month", "2027-01", today="2027-03-31"))
    assert "  extensions requested after the day had passed 1 1\n" in shown
    assert "  entries logged more than 7 days after they happened 0 2\n" in shown


def test_a_bad_entry_is_told_and_the_rest_is_summed_up(tmp_path: Path) -> None:
    plan = small(tmp_path, "{date: 2026-03-03, target: t, value: two, by: clerk}")
    found = rectrack("summary", "-f", plan, "--week", "2026-W10")
    assert found.returncode == 1
    assert found.stdout.startswith("A plan for tests\n")
    assert (
        "'two' is a number in words: write it in digits (2); this entry is set aside"
        in found.stderr
    )
