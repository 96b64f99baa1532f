"""Extending and waiving, and what all seven commands of decisions have in common."""

import json
import sys
from pathlib import Path

import pytest

from rectrack.records import read_records
from tests.commands.measures import RULES, in_json, refused, run, word, write
from tests.commands.process import Conversation, rectrack
from tests.support import line, single_spaced

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="terminals are those of Unix")

# ---- Extensions and waivers ----------------------------------------------------------------------


def test_an_extension_shows_the_first_day_the_new_one_and_whether_it_was_asked_late(
    bare: Path,
) -> None:
    said = run(bare, "extend", "reports", "--to", "2027-01-31", "Snow", by="director")
    assert said.startswith('added: reports extended to 31 Jan 2027 on Wed 6 May 2026, "Snow"\nnow on track, ')  # fmt: skip
    assert "(extended once from 31 Dec to 31 Jan 2027)\n" in said
    said = run(
        bare, "extend", "reports", "--to", "2027-03-31", "More", "snow",
        "--asked", "2027-02-01", "-e", "https://example.org/snow", by="director", day="2027-02-05",
    )  # fmt: skip
    assert (
        "(extended twice from 31 Dec 2026 to 31 Mar, 1 of them requested after the deadline)\n"
        in said
    )
    added = json.loads(bare.read_text().splitlines()[-1].strip(" -"))
    del added["id"], added["logged"]
    assert added == {
        "date": "2027-02-05", "target": "reports", "event": "extended", "to": "2027-03-31",
        "asked": "2027-02-01", "by": "director", "note": "More snow",
        "evidence": ["https://example.org/snow"],
    }  # fmt: skip
    [target] = [each for each in in_json(bare, "2027-02-05")["targets"] if each["id"] == "reports"]
    shown = {key: target[key] for key in ("due", "first_due", "extensions", "late_extensions")}
    assert shown == {
        "due": "2027-03-31", "first_due": "2026-12-31", "extensions": 2, "late_extensions": 1
    }  # fmt: skip


@pytest.mark.parametrize(
    ("args", "code", "why"),
    [
        (["extend", "reports", "--to", "2026-12-31", "Snow"], 1, "reports is already due on 31 Dec 2026: give a later day"),
        (["extend", "reports", "--to", "2026-01-31", "Snow"], 1, "reports is already due on 31 Dec 2026: give a later day"),
        (["extend", "reports", "--to", "2027-01-31"], 2, "why? write rectrack extend reports --to 2027-01-31 REASON"),
        (["extend", "reports", "Snow"], 2, "until when? --to names the last day, for reports"),
        (["extend", "reports", "--to", "in 3 weeks", "Snow"], 2, "--to: 'in 3 weeks' is not a date: write it as 2026-03-04"),
        (["extend", "reports", "--to", "2027-01-31", "--asked", "2026-05-07", "Snow"], 1, "asked: 2026-05-07 is after 2026-05-06, the day of the extension itself"),
        (["extend", "reports", "--to", "2207-01-31", "Snow"], 1, "to: 2207-01-31 is more than a hundred years away, which looks like a mistake"),
        (["extend", "rules", "--to", "2027-01-31", "Snow"], 1, "rules is met: there is nothing to extend"),
        (["extend", "faster", "--to", "2027-01-31", "Snow"], 1, "'faster' is a measure; this decision is about a target: reports, rules"),
        (["extend", "report", "--to", "2027-01-31", "Snow"], 1, "there is no target 'report'; did you mean reports?"),
        (["extend"], 2, "which target? write rectrack extend TARGET --to DAY REASON"),
        (["waive", "complaints", "--until", "2026-06-30", "Snow"], 1, "a limit cannot be waived"),
        (["waive", "reports", "--until", "2026-05-05", "Snow"], 1, "until: 2026-05-05 is before 2026-05-06, the day of the waiver itself"),
        (["waive", "reports", "--until", "2026-05-31"], 2, "why? write rectrack waive reports --until 2026-05-31 REASON"),
        (["waive", "reports", "Snow"], 2, "until when? --until names the last day, for reports"),
        (["waive", "rules", "--until", "2026-05-31", "Snow"], 1, "rules is met: there is nothing to waive"),
        (["waive"], 2, "which target? write rectrack waive TARGET --until DAY REASON"),
    ],
)  # fmt: skip
def test_what_is_no_extension_or_waiver_is_refused(
    bare: Path, args: list[str], code: int, why: str
) -> None:
    write(bare, RULES)
    assert refused(bare, *args, by="director", code=code) == why


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (line(date="2026-05-06", target="reports", event="extended", to="2026-12-31", asked="2026-05-06", note="Snow"), "reports is not extended by a day that is not later"),
        (line(date="2026-05-06", target="reports", event="extended", to="2027-01-31", asked="2026-05-06"), "gives its reason"),
        (line(date="2026-05-06", target="reports", event="extended", to="2027-01-31", note="Snow"), "asked is missing"),
        (line(date="2026-05-06", target="reports", event="extended", to="2027-01-31", asked="2026-05-07", note="Snow"), "asked: 2026-05-07 is after 2026-05-06"),
        (line(date="2026-05-06", target="complaints", event="waived", until="2026-06-30", note="Snow"), "a limit cannot be waived"),
        (line(date="2026-05-06", target="reports", event="waived", until="2026-05-05", note="Snow"), "until: 2026-05-05 is before 2026-05-06"),
        (line(date="2026-05-06", target="reports", event="waived", until="2026-05-31"), "gives its reason"),
    ],
)  # fmt: skip
def test_what_is_no_extension_or_waiver_by_hand_is_set_aside(
    bare: Path, entry: str, why: str
) -> None:
    before = in_json(bare, "2026-05-06")["targets"]
    write(bare, entry)
    assert in_json(bare, "2026-05-06")["targets"] == before
    [wrong] = read_records(bare.read_bytes()).findings
    assert (wrong.severity, why in wrong.message) == ("error", True)


def test_a_withdrawn_target_is_neither_extended_nor_waived(done: Path) -> None:
    run(done, "withdraw", "faster", "The county does it", by="director")
    for args in (["extend", "--to", "2027-01-31"], ["waive", "--until", "2026-06-30"]):
        said = refused(done, args[0], "reports", *args[1:], "Snow", by="director")
        assert said == f"reports is withdrawn: there is nothing to {args[0]}"


def test_a_waiver_says_until_when_it_holds(bare: Path) -> None:
    said = run(bare, "waive", "reports", "--until", "2026-05-31", "Move", by="director")
    assert said.startswith('added: reports waived until 31 May 2026 on Wed 6 May 2026, "Move"\nnow waived until 31 May\n')  # fmt: skip


# ---- What all seven share ------------------------------------------------------------------------


COMMANDS = [
    ["claim", "faster"],
    ["sign-off", "faster"],
    ["reject", "faster"],
    ["recheck", "faster", "--passed"],
    ["withdraw", "faster"],
    ["extend", "complaints", "--to", "2026-07-31"],
    ["waive", "vagueness", "--until", "2026-07-31"],
]
FLOWS = [COMMANDS[0], COMMANDS[5]]
each_flow = pytest.mark.parametrize("command", FLOWS, ids=[each[0] for each in FLOWS])
each_command = pytest.mark.parametrize("command", COMMANDS, ids=[each[0] for each in COMMANDS])


@pytest.fixture
def ready(done: Path) -> Path:
    """A plan in which each of the commands has something to do."""
    done.write_text(
        done.read_text().replace(
            "      complaints:",
            "      vagueness: {title: Vagueness, kind: total, goal: 1}\n      complaints:",
        )
    )
    return done


@each_command
def test_each_adds_one_line_that_undo_takes_back(ready: Path, command: list[str]) -> None:
    """A day, evidence and a reason may be given with each; a dry run adds nothing."""
    before = {"reject": "claimed", "recheck": "signed-off"}.get(command[0])
    if before:
        write(ready, word(before, "inspector", "2026-05-05", logged="2026-05-05T10:00:00.5Z"))
    was, text = in_json(ready, "2026-05-06"), ready.read_text()
    args = (*command, "So", "it is", "-d", "yesterday", "--evidence", "a.pdf", "-e", "b.pdf")
    said = run(ready, *args, "--dry-run")
    assert said.startswith("would add: ")
    assert ready.read_text() == text
    said = run(ready, *args)
    assert said.startswith("added: ")
    assert ready.read_text().startswith(text)
    [added] = ready.read_text().removeprefix(text).splitlines()
    entry = json.loads(added.removeprefix("  - "))
    assert (entry["date"], entry["note"]) == ("2026-05-05", "So it is")
    assert (entry["evidence"], entry["by"]) == (["a.pdf", "b.pdf"], "inspector")
    assert said.rstrip("\n").endswith(f"\nto undo: rectrack undo {entry['id']}")
    now = in_json(ready, "2026-05-06")
    assert now["measures"] != was["measures"] or now["targets"] != was["targets"]
    answer = run(ready, "undo")
    assert answer.startswith(f"undone: {command[1]} ")
    assert "\nnow " in answer
    after = in_json(ready, "2026-05-06")
    assert (after["measures"], after["targets"]) == (was["measures"], was["targets"])


@each_flow
def test_none_is_dated_ahead_or_done_by_nobody(ready: Path, command: list[str]) -> None:
    said = refused(ready, *command, "So it is", "--date", "2026-05-07")
    assert said == "Thu 7 May 2026 is still to come: --date is the day of the decision"
    said = refused(ready, *command, "So it is", by="inspectr")
    assert said == "by: 'inspectr' is not among the people; did you mean inspector?"


@each_flow
def test_a_day_is_no_note(ready: Path, command: list[str]) -> None:
    """It would say when it was decided, and be taken for why."""
    said = refused(ready, *command, "yesterday")
    assert said.startswith("'yesterday' begins with a day: give that as --date DAY")


@each_flow
def test_an_unknown_id_is_named(ready: Path, command: list[str]) -> None:
    said = refused(ready, command[0], command[1][:-1], *command[2:], "So it is")
    what = "target" if command[0] == "extend" else "measure"
    assert said == f"there is no {what} '{command[1][:-1]}'; did you mean {command[1]}?"


@each_command
def test_each_asks_what_it_is_about(ready: Path, command: list[str]) -> None:
    what = "target" if command[0] in {"extend", "waive"} else "measure"
    name = command[0]
    assert refused(ready, name, *command[2:], code=2).startswith(f"which {what}? write rectrack {name} ")  # fmt: skip


def test_a_target_is_not_closed_its_measure_is(done: Path) -> None:
    said = refused(done, "sign-off", "reports")
    assert said == "'reports' is a target; this decision is about its measure, faster"


def test_undoing_a_sign_off_says_where_the_measure_stands_then(done: Path) -> None:
    run(done, "claim", "faster", by="deputy")
    run(done, "sign-off", "faster")
    said = run(done, "undo")
    assert said.startswith("undone: faster signed off on Wed 6 May 2026\nnow claimed; ready for sign-off\nto restore: ")  # fmt: skip
    restore = said.split()[-1]
    said = run(done, "undo", restore)
    assert said.startswith("restored: faster signed off on Wed 6 May 2026\nnow signed off, recheck due 5 Jun\n")  # fmt: skip


def test_a_list_of_decisions_tells_which_do_not_count_or_were_asked_late(done: Path) -> None:
    write(
        done,
        line(date="2026-07-02", target="complaints", event="extended", to="2026-09-30",
             asked="2026-07-01", note="Snow", by="director"),
        line(date="2026-07-03", measure="faster", event="signed-off", by="deputy"),
        line(date="2026-07-03", measure="faster", event="signed-off", by="inspector"),
    )  # fmt: skip
    found = rectrack(
        "summary", "-f", done, "--month", "2026-07", RECTRACK_TODAY="2026-08-10"
    ).stdout
    assert (
        "director   extended to 30 Sep 2026, requested on 1 Jul 2026, from 30 Jun 2026, requested after the deadline"
        in found
    )
    assert "deputy     signed off, does not count: deputy is the measure's lead\n" in found
    assert "inspector  signed off\n" in found
    options = ("--month", "2026-07", "--format", "json")
    found = rectrack("summary", "-f", done, *options, RECTRACK_TODAY="2026-08-10").stdout
    assert {each["but"] for each in json.loads(found)["decisions"]} == {
        None, "from 30 Jun 2026, requested after the deadline", "does not count: deputy is the measure's lead"
    }  # fmt: skip
    found = rectrack("entries", "-f", done, "--since", "2026-07-01").stdout
    assert found.count("requested after the deadline") == 1
    assert found.count("does not count: deputy is the measure's lead") == 1


@pytest.mark.parametrize(
    ("week", "row"),
    [
        (
            "2026-W21",
            "Due by Sun 7 Jun 2026\n  day on who what to do\n  Fri 5 Jun faster deputy recheck it\n",
        ),
        ("2026-W23", "Overdue\n  since on who what to do\n  Fri 5 Jun faster deputy recheck it\n"),
    ],
)
def test_a_summary_tells_what_is_to_be_rechecked(done: Path, week: str, row: str) -> None:
    write(done, line(date="2026-05-06", measure="faster", event="signed-off", by="inspector"))
    found = rectrack("summary", "-f", done, "--week", week, RECTRACK_TODAY="2026-08-10").stdout
    assert row in single_spaced(found)


def test_a_measure_that_is_no_longer_met_is_to_be_rechecked_at_once(done: Path) -> None:
    """Although its recheck is due weeks later, and so that it is never overdue before its day."""
    write(
        done,
        line(date="2026-05-06", measure="faster", event="signed-off", by="inspector",
             logged="2026-05-06T09:00:00.5Z"),
        line(date="2026-05-07", voids="reports-1", by="clerk", logged="2026-05-07T09:00:00.5Z"),
    )  # fmt: skip
    options = ("--since", "2026-05-08", "--until", "2026-05-08", "--format", "json")
    found = rectrack("summary", "-f", done, *options, RECTRACK_TODAY="2026-08-10").stdout
    [due] = json.loads(found)["due"]
    assert due == {
        "day": "2026-05-08", "subject": "faster", "what": "recheck it, as it is no longer met",
        "who": "deputy", "since": None, "reports": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "row"),
    [
        ("2026-05-05", "  Work faster faster open deputy ready to be signed off\n"),
        ("2026-05-06", "  Work faster faster was open signed off, recheck due 5 Jun deputy\n"),
        ("2026-05-07", None),
        (
            "2026-06-06",
            "  Work faster faster was signed off reopened once deputy ready to be signed off\n",
        ),
    ],
)
def test_a_summary_shows_measures_that_turned_or_wait(
    done: Path, day: str, row: str | None
) -> None:
    """That is: signed off or reopened in its days, or ready; what is empty is not printed."""
    write(
        done,
        line(date="2026-05-06", measure="faster", event="signed-off", by="inspector"),
        line(date="2026-06-06", measure="faster", event="rechecked", passed=False, by="inspector",
             note="Slow again"),
    )  # fmt: skip
    period = ("--since", day, "--until", day)
    found = rectrack("summary", "-f", done, *period, RECTRACK_TODAY="2026-08-10").stdout
    assert row in single_spaced(found) if row else "\nMeasures\n" not in found


@on_unix
def test_what_is_left_out_is_asked_for_on_a_terminal(ready: Path) -> None:
    env = {"RECTRACK_FILE": str(ready), "NO_COLOR": "1", "RECTRACK_BY": "inspector"}
    with Conversation("waive", env=env) as talk:
        talk.hear("Which target?\n")
        talk.say("vague")
        talk.say("")
        talk.say("soon", after="Until when? A day such as 2026-12-31: ")
        talk.hear("'soon' is not a date: write it as 2026-03-04 (Ctrl-C to give up)\n")
        talk.say("2026-12-15", after="2026-12-31: ")
        talk.say("", after="Why? ")
        talk.hear("a text is needed here (Ctrl-C to give up)\n")
        talk.say("Snow", after="Why? ")
        talk.hear("added: vagueness waived until 15 Dec 2026")
        assert talk.end() == 0
    write(ready, line(date="2026-05-06", measure="faster", event="signed-off", by="inspector"))
    with Conversation("recheck", env=env) as talk:
        talk.hear("Which measure?\n")
        talk.say("faster")
        talk.hear("Did faster pass?\n")
        talk.say("failed")
        talk.hear("added: faster rechecked, failed, on Sat 31 Oct 2026\nnow reopened once")
        assert talk.end() == 0


@on_unix
def test_nothing_is_asked_for_where_that_is_not_wanted(ready: Path) -> None:
    env = {"RECTRACK_FILE": str(ready), "RECTRACK_BY": "inspector"}
    with Conversation("waive", "vagueness", "--no-input", env=env) as talk:
        talk.hear("until when? --until names the last day, for vagueness\n")
        assert talk.end() == 2
