"""`rectrack log`: one line, forgiving, nothing lost."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.commands.process import TODAY, last, rectrack
from tests.support import line, plan_text

pytestmark = pytest.mark.sampled(one_in=3)


def log(plan: Path, *args: str, code: int = 0, today: str = TODAY) -> str:
    """Log as the clerk and return what was said, on stdout where all went well."""
    found = rectrack("log", "-f", plan, *args, RECTRACK_BY="clerk", RECTRACK_TODAY=today)
    assert found.returncode == code, found.stderr
    return found.stderr if code else found.stdout


@pytest.mark.parametrize(
    ("args", "fields"),
    [
        (["bulletins"], {"target": "bulletins", "value": 1}),
        (["bulletins", "2", "Roads", "mended"], {"value": 2, "note": "Roads mended"}),
        (["bulletins", "Bulletin 3: road repairs"], {"value": 1, "note": "Bulletin 3: road repairs"}),
        (["bulletins", "1", "3 villages visited"], {"value": 1, "note": "3 villages visited"}),
        (["bulletins", "1", "-3"], {"value": 1, "note": "-3"}),
        (["bulletins", "2.5"], {"value": 2.5}),
        (["team-unity", "-5", "--by", "personnel-head"], {"value": -5, "by": "personnel-head"}),
        (["survey-articles", "--for", "director", "--for", "deputy-letters"],
         {"value": 1, "for": ["director", "deputy-letters"]}),
        (["survey-articles", "--for", "team"], {"for": "team"}),
        (["wednesday-study"], {"value": 1}),
        (["red-envelopes", "none"], {"value": 0}),
        (["red-envelopes", "0", "checked", "all"], {"value": 0, "note": "checked all"}),
        (["petition-staff", "3"], {"value": 3}),
        (["handling-days", "6.5"], {"value": 6.5}),
        (["handling-days", "-0"], {"value": 0}),
        (["team-unity", "-0.0", "--by", "personnel-head"], {"value": 0}),
        (["sign-off-system", "--step", "Drafted"], {"step": "drafted"}),
        (["sign-off-system", "--step", "in force", "signed by all"], {"step": "in force", "note": "signed by all"}),
        (["sign-off-system", "in", "force", "signed by all"], {"step": "in force", "note": "signed by all"}),
        (["leader-instructions", "2026-031", "opened"], {"case": "2026-031", "event": "opened"}),
        (["bulletins", "--note", "3 villages visited"], {"value": 1, "note": "3 villages visited"}),
        (["bulletins", "--note", "One\nTwo"], {"note": "One\nTwo"}),
        (["bulletins", "--date", "30 Oct"], {"date": "2026-10-30"}),
        (["bulletins", "--date", "Fri 30 Oct 2026"], {"date": "2026-10-30"}),
        (["bulletins", "--date", "tomorrow", "--allow-future"], {"date": "2026-11-01"}),
        (["leader-instructions", "--case", "2026-031", "--event", "opened"],
         {"case": "2026-031", "event": "opened"}),
        (["leader-instructions", "none"], {"value": 0}),
        (["leader-instructions", "0", "none this week"], {"value": 0, "note": "none this week"}),
        (["bulletins", "-e", "b/1.pdf", "-e", "b/2.pdf"], {"evidence": ["b/1.pdf", "b/2.pdf"]}),
        (["bulletins", "--date", "yesterday"], {"date": "2026-10-30"}),
        (["bulletins", "-d", "last sat"], {"date": "2026-10-24"}),
        (["bulletins", "--date", "2027-01-01", "--allow-future"], {"date": "2027-01-01"}),
    ],
)  # fmt: skip
def test_one_line_is_added_that_says_so(
    plan: Path, args: list[str], fields: dict[str, Any]
) -> None:
    before = plan.read_bytes()
    log(plan, *args)
    after = plan.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == before.count(b"\n") + 1
    assert fields.items() <= last(plan).items()


@pytest.mark.parametrize("empty", ["", " "])
def test_evidence_that_is_empty_is_none(plan: Path, empty: str) -> None:
    """A script whose variable was never set must not seem to prove anything."""
    before = plan.read_bytes()
    assert log(plan, "bulletins", "-e", empty, code=1) == (
        "rectrack: evidence is empty: give a path or an address\n"
    )
    assert plan.read_bytes() == before


def test_a_case_is_opened_handed_on_and_closed(plan: Path) -> None:
    """What makes no sense among the entries there are is refused, not set aside later."""
    case = ["leader-instructions", "--case", "2026-031", "--event"]
    assert "there is no case '2026-031' of leader-instr" in log(plan, *case, "checked", code=1)
    log(plan, *case, "opened", "--date", "yesterday")
    assert "case 2026-031 is open already" in log(plan, *case, "opened", code=1)
    log(plan, *case, "handed", "--for", "letters-head")
    log(plan, *case, "answered")
    log(plan, *case, "resolved")
    log(plan, *case, "checked")
    assert "was not open" in log(plan, *case, "handed", "--for", "clerk", code=1)


def test_an_entry_that_would_unsettle_another_is_refused(plan: Path) -> None:
    """A case that is answered today had not gone elsewhere yesterday."""
    case = ["leader-instructions", "--case", "2026-031", "--event"]
    log(plan, *case, "opened", "--date", "2026-10-01")
    log(plan, *case, "answered")
    before = plan.read_bytes()
    line = before.count(b"\n")
    dropped = ("dropped", "Sent to the province", "--date", "yesterday")
    assert log(plan, *case, *dropped, "--by", "county-inspector", code=1) == (
        f"rectrack: the entry on line {line} would no longer make sense:"
        " case 2026-031 was not open on 31 Oct 2026\n"
    )
    assert plan.read_bytes() == before


def test_the_answer_says_what_was_added_where_it_stands_and_how_to_undo_it(plan: Path) -> None:
    said = log(plan, "bulletins", "2", "--date", "wed", "--for", "deputy-supervision")
    assert re.fullmatch(
        r"added: bulletins \+2 on Wed 28 Oct 2026 for deputy-supervision\n"
        r"now behind, 2/15: [0-9A-Za-z ,]+\n"
        r"to undo: rectrack undo [a-z0-9]{10}\n",
        said,
    )


def test_the_answer_says_how_many_misses_of_a_share_are_used(tmp_path: Path) -> None:
    """Ten of twelve months are asked for; of nine, eight were kept."""
    plan = tmp_path / "plan.yaml"
    kept = [line(date=f"2026-0{month}-05", value=1) for month in range(1, 9)]
    text = plan_text("{title: T, kind: cadence, every: month, share: 80%}", *kept)
    plan.write_text(text, encoding="utf-8")
    said = log(plan, "t", "--date", "2026-10-05")
    assert "now on track, 9/10: keep 1 of the 2 months until 31 Dec; 1 of 2 misses used\n" in said


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["bulletns"], 1, "there is no target 'bulletns'; did you mean bulletins?"),
        (["supervision"], 1, "'supervision' is a measure; progress is logged on its targets: decisions,"),
        (["bulletins", "1,420"], 1, "VALUE: '1,420' has a separator in it: write 1420, or 1.420 if that is meant"),
        (["bulletins", "-5"], 1, "value: -5 is negative, and amounts cannot be negative"),
        (["bulletins", "3 villages visited"], 1, "write the whole amount in digits alone; put a note after the amount: rectrack log bulletins VALUE '3 villages visited'\n"),
        (["bulletins", "1", "420"], 1, "VALUE: 1 420 is two numbers: write one"),
        (["bulletins", "\uff15"], 1, "is not written in plain digits: write 5"),
        (["bulletins", "nan"], 1, "VALUE: 'nan' is not a number"),
        (["bulletins", "none"], 1, '"none" is not used for bulletins: log only what was done'),
        (["sign-off-system", "2", "--step", "drafted"], 1, "takes no VALUE, only step and a note"),
        (["survey-articles"], 1, "clerk has no part in survey-articles: say whose work it is with --for"),
        (["red-envelopes"], 1, "enter a number, or none: rectrack log red-envelopes VALUE"),
        (["petition-staff"], 1, "enter a number: rectrack log petition-staff VALUE"),
        (["sign-off-system"], 1, "which step of sign-off-system? give one of: drafted, approved, in force"),
        (["sign-off-system", "--step", "draftd"], 1, "has no step 'draftd'; it has drafted, approved, in force; did you mean drafted?"),
        (["leader-instructions"], 1, "which case of leader-instructions, and what happened to it?"),
        (["leader-instructions", "--case", "7"], 1, "what happened to 7? give one of: opened, handed, checked"),
        (["leader-instructions", "--case", "7", "--event", "openned"], 1, "did you mean opened"),
        (["bulletins", "--step", "x"], 1, "step has no place in this entry"),
        (["bulletins", "--for", "director", "--for", "clerk"], 1, "for: give one person per entry on bulletins"),
        (["bulletins", "--for", "directr"], 1, "did you mean director?"),
        (["bulletins", "--by", "clrk"], 1, "did you mean clerk?"),
        (["bulletins", "--date", "2026-11-01"], 1, "Sun 1 Nov 2026 is still to come"),
        (["bulletins", "--date", "tomorrow"], 1, "Sun 1 Nov 2026 is still to come"),
        (["bulletins", "-1e5"], 1, "VALUE: '-1e5' is written with an exponent"),
        (["bulletins", "--date", "3/4/2026"], 2, "'3/4/2026' can be 4 Mar 2026 or 3 Apr 2026"),
        (["bulletins", "--date", "someday"], 2, "'someday' is not a date"),
        (["bulletins", "--evidnce", "x"], 2, "No such option: --evidnce"),
        (["bulletins", "--id", "a b"], 1, "'a b' cannot be an entry's id"),
        ([], 2, "what was done?"),
    ],
)  # fmt: skip
def test_what_cannot_be_logged_is_refused_with_what_to_do(
    plan: Path, args: list[str], code: int, said: str
) -> None:
    before = plan.read_bytes()
    assert said in log(plan, *args, code=code)
    assert plan.read_bytes() == before


def test_without_a_writer_nothing_is_logged(plan: Path) -> None:
    found = rectrack("log", "-f", plan, "bulletins")
    assert found.returncode == 2
    assert found.stderr == (
        "rectrack: who writes this down? give --by PERSON, or set RECTRACK_BY\n"
    )
    assert rectrack("log", "-f", plan, "bulletins", RECTRACK_BY="clerk").returncode == 0


def test_a_dry_run_shows_the_line_and_adds_nothing(plan: Path) -> None:
    before = plan.read_bytes()
    said = log(plan, "bulletins", "--dry-run")
    assert said.startswith("would add: bulletins +1 on Sat 31 Oct 2026\nnow behind, 1/15: ")
    assert json.loads(said.splitlines()[2])["target"] == "bulletins"
    assert plan.read_bytes() == before


def test_logging_the_same_key_twice_is_harmless(plan: Path) -> None:
    log(plan, "bulletins", "--id", "job-7", today="2026-10-30")
    before = plan.read_bytes()
    assert log(plan, "bulletins", "--id", "job-7") == "job-7 is logged already: nothing to add\n"
    said = log(plan, "bulletins", "2", "--id", "job-7", code=1)
    assert said == "rectrack: the id job-7 is already used by another entry\n"
    log(plan, "bulletins", "--id", "job-7", "--date", "2026-10-31", code=1)
    assert plan.read_bytes() == before


def test_a_key_that_was_undone_is_told_so_until_it_is_restored(plan: Path) -> None:
    log(plan, "bulletins", "--id", "job-7")
    rectrack("undo", "-f", plan, "--by", "clerk", "job-7")
    void = last(plan)["id"]
    said = log(plan, "bulletins", "--id", "job-7", code=1)
    assert said == (f"rectrack: job-7 was logged and undone: rectrack undo {void} restores it\n")
    rectrack("undo", "-f", plan, "--by", "clerk", void)
    assert log(plan, "bulletins", "--id", "job-7") == "job-7 is logged already: nothing to add\n"


def test_moments_grow_even_where_the_clock_does_not(plan: Path) -> None:
    moments = []
    for _ in range(3):
        log(plan, "bulletins")
        moments.append(last(plan)["logged"])
    assert moments == sorted(set(moments))


def test_an_entry_outside_its_targets_days_is_logged_with_a_warning(plan: Path) -> None:
    found = rectrack("log", "-f", plan, "--by", "clerk", "bulletins", "-d", "2025-12-31")
    assert found.returncode == 0
    assert found.stderr == (
        "warning: 2025-12-31 is before the first day, 2026-01-01; not counted\n"
    )


def test_an_entry_that_moves_no_figure_is_logged_with_a_warning(plan: Path) -> None:
    """A dry run gives it too."""
    kept = ("log", "-f", plan, "--by", "clerk", "wednesday-study", "-d", "2026-10-28")
    assert rectrack(*kept, RECTRACK_TODAY="2026-10-31").stderr == ""
    for options in ((), ("--dry-run",)):
        found = rectrack(*kept, *options, RECTRACK_TODAY="2026-10-31")
        assert found.returncode == 0
        assert found.stderr.endswith(
            "warning: this moves no figure: the week of Wed 28 Oct 2026 is already kept\n"
        )


def warnings(plan: Path, *args: str, today: str = TODAY) -> str:
    """Log as the clerk, and return what is warned of."""
    found = rectrack("log", "-f", plan, *args, RECTRACK_BY="clerk", RECTRACK_TODAY=today)
    assert found.returncode == 0
    return found.stderr


def test_what_was_logged_before_is_logged_again_with_a_warning(plan: Path) -> None:
    """The same of the same day: another note, or another day, makes it another thing."""
    assert warnings(plan, "bulletins", "--id", "a", "Roads") == ""
    assert warnings(plan, "bulletins", "Roofs") == ""
    assert warnings(plan, "bulletins", "Roads", "-d", "yesterday") == ""
    said = "warning: this says the same as the entry a, and both count\n"
    assert warnings(plan, "bulletins", "Roads") == said
    rectrack("undo", "-f", plan, "--by", "clerk")
    rectrack("undo", "-f", plan, "--by", "clerk", "a")
    assert warnings(plan, "bulletins", "Roads") == ""


def test_a_goal_that_is_reached_is_answered_with_the_figure(plan: Path) -> None:
    assert "\nnow met, 23/15: reached on 31 Oct\n" in log(plan, "bulletins", "23")


def test_none_says_of_which_quarter_it_speaks_while_that_is_not_over(tmp_path: Path) -> None:
    """And how to report the first of those that still lack a report."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan_text("{title: T, kind: cases, within: 5, attest: quarter}"))
    (first, second, _) = log(plan, "t", "none", "Quiet").splitlines()
    assert first == (
        'added: t none on Sat 31 Oct 2026 (reports Q4 2026, which runs until 31 Dec), "Quiet"'
    )
    assert second.endswith("; --date 2026-03-31 reports Q1 2026")
    (first, second, _) = log(plan, "t", "none", "--date", "2026-03-31").splitlines()
    assert first == "added: t none on Tue 31 Mar 2026"
    assert second.endswith("; --date 2026-06-30 reports Q2 2026")


def test_a_silent_register_says_how_to_report_what_has_passed(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan_text("{title: T, kind: cases, within: 5, attest: quarter}"))
    shown = rectrack("show", "t", "-f", plan).stdout
    assert "log the first case, or none (--date 2026-03-31 reports Q1 2026)\n" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["0"], "0 adds nothing to bulletins: log only what was done"),
        (["none"], '"none" is not used for bulletins: log only what was done'),
        (["--by", "Mrs Wang"], "by: 'Mrs Wang' is not among the people: director, "),
    ],
)
def test_what_was_typed_is_what_the_refusal_speaks_of(
    plan: Path, words: list[str], said: str
) -> None:
    assert said in log(plan, "bulletins", *words, code=1)


def test_evidence_that_is_not_there_is_warned_of_and_addresses_are_not_looked_up(
    plan: Path,
) -> None:
    (plan.parent / "there.pdf").touch()
    there = ("-e", "there.pdf", "-e", "https://example.org/a.pdf", "-e", "mailto:a@example.org")
    assert warnings(plan, "bulletins", *there) == ""
    assert warnings(plan, "bulletins", "-e", "b/1.pdf", "-e", "there.pdf", "2") == (
        "warning: the evidence b/1.pdf does not exist (looked for in the plan's folder)\n"
    )


def test_a_note_of_several_lines_is_answered_with_its_lines(plan: Path) -> None:
    said = log(plan, "bulletins", "--note", "Roads:\r\n- one\n\x1b[31m- two\n")
    assert said.startswith(
        "added: bulletins +1 on Sat 31 Oct 2026:\n  Roads:\n  - one\n  \\x1b[31m- two\nnow "
    )


def test_a_slip_and_its_undo_take_three_commands_and_nine_short_lines(office: Path) -> None:
    plan = office / "plans" / "rectification.yaml"
    said = log(plan, "bulletins") + log(plan, "bulletins", "22")
    said += rectrack("undo", "-f", plan, "--by", "clerk").stdout
    assert len(said.splitlines()) == 9
    assert max(map(len, said.splitlines())) <= 80


def test_a_plan_whose_head_does_not_read_is_left_alone(plan: Path) -> None:
    plan.write_text(plan.read_text().replace("kind: total", "kind: totl", 1))
    before = plan.read_bytes()
    assert "there is no kind 'totl'; did you mean total?" in log(plan, "bulletins", code=1)
    assert plan.read_bytes() == before
