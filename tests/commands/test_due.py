"""`rectrack due`: what falls due and what is late, as text, Markdown, JSON and a calendar."""

import builtins
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]

from rectrack.records import read_records
from rectrack.render.icalendar import due_calendar
from rectrack.reports.deadlines import due
from tests.commands.process import rectrack
from tests.support import line, single_spaced

HEAD = """\
rectrack: 1
title: A plan, with "signs"; and 议
period: {start: 2026-01-01, end: 2026-12-31}
people:
  director: {name: Director}
  head: {name: Head of section, reports_to: director}
  clerk: {name: Clerk, reports_to: head}
  inspector: {name: Inspector}
problems:
  slow: {title: Slow work}
measures:
  faster:
    title: Work faster
    answers: [slow]
    lead: head
    recheck_after: 30
    targets:
      letters: {title: Letters, kind: cases, within: 10, attest: never}
      rules: {title: Rules, kind: steps, steps: {drafted: 2026-03-05, in force: 2026-03-20}}
      study: {title: Study, kind: cadence, every: week, on: wed, start: 2026-03-02, share: 10 %}
  cleaner:
    title: Stay clean
    answers: [slow]
    lead: director
    targets:
      gifts: {title: Gifts, kind: limit, goal: 3, start: 2026-02-01}
      cars: {title: Cars, kind: limit, goal: 5, start: 2026-02-01, owner: clerk}
      meals: {title: Meals, kind: limit, goal: 0, attest: never}
  kinder:
    title: Speak kindly
    answers: [slow]
    lead: head
    recheck_after: 30
    targets:
      smiles: {title: Smiles, kind: total, goal: 1}
progress:
"""
ENTRIES = (
    line(date="2026-02-20", target="letters", case="a", event="opened", by="clerk"),
    line(date="2026-03-01", target="letters", case="b", event="opened", by="head"),
    line(date="2026-03-01", target="meals", value=1),
    line(date="2026-01-10", target="smiles", value=1, by="clerk", evidence=["https://example.org"]),
    line(date="2026-01-20", measure="kinder", event="signed-off", by="inspector"),
)
DAY = "2026-03-06"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(HEAD + "".join(f"  - {each}\n" for each in ENTRIES), encoding="utf-8")
    return path


def add(plan: Path, **fields: Any) -> None:
    with plan.open("a", encoding="utf-8") as file:
        file.write(f"  - {line(**fields)}\n")


def said(plan: Path, *args: str, day: str = DAY) -> str:
    found = rectrack("due", "-f", plan, "--as-of", day, *args, RECTRACK_TODAY="2026-12-31")
    assert (found.returncode, found.stderr) == (0, "")
    return found.stdout


def in_json(plan: Path, *args: str, day: str = DAY) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said(plan, "--format", "json", *args, day=day))
    return found


def test_what_is_late_comes_first_and_apart(plan: Path) -> None:
    """Like things are one line; all that has a day of its own is there, with who does it."""
    assert single_spaced(said(plan)).splitlines() == [
        'A plan, with "signs"; and 议',
        "As of Fri 6 Mar 2026",
        "",
        "Overdue",
        "  since on who what to do",
        "  Thu 19 Feb kinder head recheck it",
        "  Sat 28 Feb 2 targets 2 people report Feb 2026 for 2 targets: gifts (director), cars (clerk)",
        "  Sun 1 Mar meals director rectrack explain meals CAUSE --remedy TEXT",
        "  Mon 2 Mar letters clerk move a to 'answered'",
        "  Wed 4 Mar study head hold the week's session",
        "  Thu 5 Mar rules head complete 'drafted'",
        "",
        "Due by Fri 20 Mar 2026",
        "  day on who what to do",
        "  Wed 11 Mar letters head move b to 'answered'",
        "  Wed 11 Mar study head hold the week's session, then 18 Mar",
        "  Fri 20 Mar rules head complete 'in force'",
    ]


def test_of_a_width_it_is_short_lines_for_mail(plan: Path) -> None:
    found = rectrack("due", "-f", plan, "--as-of", DAY, COLUMNS="78")
    assert (
        "  28 Feb  report Feb 2026 for 2 targets: gifts (director), cars (clerk)\n" in found.stdout
    )
    assert "  2 Mar   letters: move a to 'answered' (clerk)\n" in found.stdout
    assert max(map(len, found.stdout.splitlines())) <= 78


def test_reports_of_one_target_that_are_missing_are_one_line(plan: Path) -> None:
    """What several have to report of the same month is a line of its own."""
    for day in ("2026-03-31", "2026-04-30", "2026-06-30"):
        add(plan, date=day, target="gifts", value=0)
    found = single_spaced(said(plan, day="2026-07-31"))
    assert "Sat 28 Feb 2 targets 2 people report Feb 2026 for 2 targets" in found
    assert "Tue 31 Mar cars clerk report Mar 2026, Apr 2026, Jun 2026\n" in found
    assert "Sun 31 May 2 targets 2 people report May 2026" in found


def test_a_day_of_another_year_is_said_with_it(plan: Path) -> None:
    assert "Mon 2 Mar 2026 letters clerk" in single_spaced(said(plan, day="2027-01-01"))
    found = rectrack("due", "-f", plan, "--as-of", "2027-01-01", COLUMNS="78")
    assert "  2 Mar 2026   letters: move a to 'answered' (clerk)\n" in found.stdout


def test_days_say_how_far_to_look_ahead(plan: Path) -> None:
    assert [each["day"] for each in in_json(plan, "--days", "0")["due"]] == []
    found = in_json(plan, "--days", "5")
    assert (found["until"], [each["day"] for each in found["due"]]) == ("2026-03-11", ["2026-03-11"] * 2)  # fmt: skip
    for days in ("-1", "36526", "soon"):
        assert rectrack("due", "-f", plan, "--days", days).returncode == 2


def test_a_person_sees_what_they_must_do_and_what_they_answer_for(plan: Path) -> None:
    """Also what others do on a target of theirs; nothing else."""
    found = in_json(plan, "--person", "clerk")
    assert (found["person"], [each["subject"] for each in found["overdue"]]) == ("clerk", ["cars", "letters"])  # fmt: skip
    assert "Only what concerns clerk: Clerk\n" in said(plan, "-p", "clerk")
    assert "Nothing is overdue, and nothing is due by Fri 20 Mar 2026.\n" in said(plan, "-p", "inspector")  # fmt: skip
    found_nobody = rectrack("due", "-f", plan, "-p", "clark")
    assert (found_nobody.returncode, "did you mean clerk?" in found_nobody.stderr) == (1, True)


def test_programs_get_each_thing_by_itself(plan: Path) -> None:
    found = in_json(plan)
    assert (found["schema"], found["as_of"]) == ("rectrack/due/1", DAY)
    [case] = [each for each in found["overdue"] if each["subject"] == "letters"]
    assert case == {
        "day": "2026-03-02", "subject": "letters", "what": "move a to 'answered'", "who": "clerk",
        "days_left": -4, "sort": "case", "part": "a",
    }  # fmt: skip
    sorts = {each["sort"] for each in (*found["overdue"], *found["due"])}
    assert sorts == {"recheck", "report", "explanation", "case", "session", "step"}


def test_in_markdown_there_is_a_table_of_each(plan: Path) -> None:
    found = said(plan, "--format", "md")
    assert "## Overdue\n\n| since | on | who | what to do |\n" in found
    assert "| Wed 11 Mar | letters | head | move b to 'answered' |\n" in found


def test_a_plan_with_errors_is_shown_as_far_as_it_can_be(plan: Path) -> None:
    add(plan, date=DAY, target="nobody", value=1)
    found = rectrack("due", "-f", plan, "--as-of", DAY)
    assert (found.returncode, "letters" in found.stdout) == (1, True)
    assert "there is no target 'nobody'" in found.stderr


def test_a_remedy_without_a_day_is_due_by_the_last_day_of_its_target(plan: Path) -> None:
    add(
        plan, date="2026-03-02", target="meals", event="explained", cause="A guest", remedy="A rule"
    )
    found = in_json(plan, "--days", "365")
    [remedy] = [each for each in found["due"] if each["sort"] == "remedy"]
    assert (remedy["day"], remedy["what"], remedy["who"]) == ("2026-12-31", "remedy: A rule", "director")  # fmt: skip
    assert "explanation" not in {each["sort"] for each in found["overdue"]}


def test_what_is_late_and_explained_says_so(plan: Path) -> None:
    """What comes is as ever, and the remedy stands beside it."""
    add(plan, date="2026-03-06", target="rules", event="explained", cause="Snow", remedy="A plough", due="2026-03-12")  # fmt: skip
    found = [each["what"] for each in in_json(plan)["overdue"] if each["subject"] == "rules"]
    assert found == ["complete 'drafted', explained"]
    found = [each["what"] for each in in_json(plan)["due"] if each["subject"] == "rules"]
    assert found == ["remedy: A plough", "complete 'in force'"]


# ---- As a calendar -------------------------------------------------------------------------------


def events(text: str) -> dict[str, Any]:
    """Return the events of a calendar by their summaries, as another library reads them."""
    calendar = vobject.readOne(text)
    return {each.summary.value: each for each in calendar.vevent_list}


def test_another_library_reads_the_calendar(plan: Path) -> None:
    text = said(plan, "--format", "ics")
    found = events(text)
    case = found["letters: move b to 'answered'"]
    assert (case.dtstart.value, case.dtend.value) == (date(2026, 3, 11), date(2026, 3, 12))
    assert case.description.value == "Letters; Head of section"
    late = found["letters: move a to 'answered'"]
    assert late.description.value == "Letters; Clerk; still to be done on 6 Mar 2026"
    names = [each.uid.value for each in vobject.readOne(text).vevent_list]
    assert (len(names), len({*names})) == (11, 11)


def test_the_calendar_depends_on_the_plan_and_the_day_alone(plan: Path) -> None:
    """A later one takes the place of an earlier one: its stamps and sequence numbers are higher."""
    first = said(plan, "--format", "ics")
    assert said(plan, "--format", "ics") == first
    later = events(said(plan, "--format", "ics", day="2026-03-07"))
    for summary, event in events(first).items():
        if summary in later:
            assert later[summary].dtstamp.value > event.dtstamp.value
            assert int(later[summary].sequence.value) > int(event.sequence.value)


def test_an_event_keeps_its_identity_when_its_deadline_moves(plan: Path) -> None:
    def uids(days: int = 400) -> dict[str, tuple[str, date]]:
        records = read_records(plan.read_bytes())
        found = events(due_calendar(due(records, date(2026, 3, 6), days)))
        return {
            each.summary.value.partition(" (")[0]: (each.uid.value, each.dtstart.value)
            for each in found.values()
        }

    add(plan, date="2026-03-02", target="meals", event="explained", cause="A", remedy="B", due="2026-04-01")  # fmt: skip
    before = uids()
    text = plan.read_text(encoding="utf-8")
    text = text.replace("in force: 2026-03-20", "in force: 2026-05-20")
    text = text.replace("within: 10", "within: 30").replace("2026-04-01", "2026-04-09")
    plan.write_text(text, encoding="utf-8")
    after = uids()
    moved = {
        "rules: complete 'in force'": date(2026, 5, 20),
        "letters: move b to 'answered'": date(2026, 3, 31),
        "meals: remedy: B": date(2026, 4, 9),
    }
    for summary, day in moved.items():
        assert after[summary] == (before[summary][0], day)
        assert before[summary][1] != day


def test_without_the_library_one_sentence_says_how_to_get_it(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name == "icalendar":
            raise ImportError(name)
        return imported(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    found = rectrack("due", "-f", plan, "--format", "ics")
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr == "rectrack: --format ics needs the library icalendar: pip install 'rectrack[calendar]'\n"  # fmt: skip
