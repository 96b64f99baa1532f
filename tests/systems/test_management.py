"""The office's systems, duties level by level, targets for each person, and who decides."""

import json

from tests.commands.process import rectrack
from tests.systems.office import Office

PAPER = "--evidence", "https://example.org/rules.pdf"


def test_office_systems(county: Office) -> None:
    """Rules come into force and are enforced; the measure closes once all of it holds."""
    county.sets("sign-off-system", due="2026-03-31")
    county.sets("existing-rules", due="2026-06-30")
    county.sets("rule-breaches", within=30)
    for day, step in (("2026-02-10", "drafted"), ("2026-03-05", "approved")):
        county.log(day, "sign-off-system", step)
    answer = county.log("2026-03-30", "sign-off-system", "in force", *PAPER)
    assert "now met: all done on 30 Mar" in answer

    # A breach of the new rule is a case, and so is how long it takes to settle it.
    for month in ("2026-01-31", "2026-02-28"):
        county.says("log", "rule-breaches", "none", "--date", month)
    county.on("2026-04-13")
    county.says("log", "rule-breaches", "none", "--date", "2026-03-31")
    breach = "rule-breaches", "late-registers"
    county.log("2026-04-13", *breach, "opened", "Not kept for a week", "--for", "documents-head")
    county.on("2026-05-20")
    assert "with documents-head" in county.target("rule-breaches")["why"]
    assert any("late-registers" in each for each in county.due("rule-breaches"))
    trouble = county.trouble("--week", "this", "--person", "documents-head")
    assert trouble["rule-breaches"] == "behind"
    answer = county.log("2026-05-21", *breach, "settled", "A talk with the desk", *PAPER)
    assert "closed late: late-registers" in answer

    # More rules are out of date than thought: the deadline moves, and the first one stays in sight.
    county.on("2026-06-17")
    longer = "extend", "existing-rules", "--to", "2026-08-31", "More rules than thought"
    assert "now on track, 0/3: complete 'reviewed' by 31 Aug" in county.says(*longer, by="director")
    for step in ("reviewed", "revised", "in force"):
        answer = county.log("2026-08-20", "existing-rules", step, *PAPER)
    assert "now met: all done on 20 Aug (extended once from 30 Jun to 31 Aug)" in answer

    # The lead says that all is done; the director looks and finds that it is not.
    said = county.says("claim", "office-systems", "All in force", by="deputy-affairs")
    assert "3 of 5 targets outstanding: study-system, computer-system, rule-breaches" in said
    county.says("reject", "office-systems", "Two systems are missing", by="director")
    page = county.says("show", "office-systems")
    assert "rejected  by director: Two systems are missing" in page

    for target in ("study-system", "computer-system"):
        for step in ("drafted", "approved", "in force"):
            county.log("2026-11-16", target, step, *PAPER)
    nothing = [
        {"target": "rule-breaches", "date": f"2026-{month:02}-28", "value": 0}
        for month in (5, 6, 7, 8, 9, 10, 11, 12)
    ]
    county.imports("2027-01-04", *nothing)
    signing = "sign-off", "office-systems", "Rules and register seen", *PAPER
    assert "deputy-affairs" in county.refuses(*signing, by="deputy-affairs")
    assert "signed off" in county.says(*signing, by="discipline-officer")
    county.on("2027-04-20")
    assert "recheck" in county.says("status", "office-systems")
    found = next(
        each for each in county.json("status")["measures"] if each["id"] == "office-systems"
    )
    assert (found["state"], found["recheck_due"]) == ("signed_off", "2027-04-04")


def test_responsibility_level_by_level(county: Office) -> None:
    """What is with one person is in that person's view, in the office's, and counts for its owner."""
    county.sets("first-inquiry", within=15)
    county.sets("heart-talks", goal=4)
    for step in ("drafted", "approved", "in force"):
        answer = county.log("2026-02-20", "level-duties", step, *PAPER)
    assert "now met: all done on 20 Feb" in answer

    # One entry for the team is a talk for each of its members.
    county.log("2026-02-24", "heart-talks", "All five", "--for", "team")
    county.log("2026-02-26", "heart-talks", "--for", "director", "--for", "deputy-letters")
    talks = {each["id"]: each["actual"] for each in county.target("heart-talks")["people"]}
    assert talks["director"] == talks["deputy-letters"] == 2
    assert talks["deputy-research"] == 1

    # A petition goes from the deputy down to the head, and back up when nothing comes of it.
    road = "first-inquiry", "broken-road"
    county.on("2026-03-02")
    for month in ("2026-01-31", "2026-02-28"):
        county.says("log", "first-inquiry", "none", "--date", month)
    county.log("2026-03-02", *road, "opened", "Told on a visit", "--for", "deputy-letters")
    county.log("2026-03-04", *road, "handed", "--for", "letters-head")
    assert any("broken-road" in each for each in county.due("first-inquiry"))
    step = county.target("first-inquiry")["next_step"]
    assert step == "move broken-road to 'answered' by 17 Mar"
    county.log("2026-03-25", *road, "handed", "To the deputy again", "--for", "deputy-letters")
    answer = county.log("2026-03-30", *road, "answered", "Repaired by the township")
    assert "closed late: broken-road" in answer
    page = county.says("show", "first-inquiry")
    assert "handed  for letters-head" in page
    assert "handed  for deputy-letters" in page

    # Everyone sees their own part, and the one who leads a measure all of it.
    below = {each["id"] for each in county.json("status", "--person", "letters-head")["targets"]}
    above = {each["id"] for each in county.json("status", "--person", "deputy-letters")["targets"]}
    assert "first-inquiry" in below
    assert "petition-mechanism" in above - below
    assert "reports to" in county.says("show", "letters-head").lower()


def test_target_management(county: Office) -> None:
    """The year's work is put down to each person, with days, and reviewed once a quarter."""
    county.sets("personal-targets", due="2026-03-31")
    days = "{drafted: 2026-03-31, approved: 2026-05-31, in force: 2026-07-01}"
    county.sets("reward-mechanism", steps=days)
    county.log("2026-03-20", "personal-targets", "The team", "--for", "team")
    heads = ("research-head", "documents-head", "logistics-head", "personnel-head")
    for head in heads:
        county.log("2026-03-27", "personal-targets", "--for", head)

    # Three people have agreed on nothing when the day has passed, and they are named.
    county.on("2026-04-01")
    found = county.target("personal-targets")
    assert (found["state"], found["actual"], found["goal"]) == ("overdue", 9, 12)
    assert county.due("personal-targets") == ["1 each from letters-head, discipline-officer, clerk"]
    for name in ("letters-head", "discipline-officer", "clerk"):
        assert name in found["why"]
        assert county.trouble("--week", "this", "--person", name)["personal-targets"] == "overdue"
    assert county.pace("clerk", "personal-targets", 1, own=True) == 0
    assert county.pace("research-head", "personal-targets", 1, own=True) == 1
    rest = "--for", "letters-head", "--for", "discipline-officer", "--for", "clerk"
    answer = county.log("2026-04-08", "personal-targets", *rest)
    assert "now met" in answer
    assert "8 days late" in answer

    # The mechanism has a day for each step; the first is missed, and made good.
    assert (
        county.target("reward-mechanism")["why"] == "1 of 3 steps overdue: 'drafted' (due 31 Mar)"
    )
    county.log("2026-04-10", "reward-mechanism", "drafted")
    assert county.state("reward-mechanism") == "on_track"
    county.log("2026-05-29", "reward-mechanism", "approved")
    assert "now met" in county.log("2026-07-01", "reward-mechanism", "in force")

    # Each quarter is reviewed, the first one on its last day.
    county.says("log", "regular-assessment", "--date", "2026-03-31", by="personnel-head")
    county.says("log", "regular-assessment", "--date", "2026-06-30", by="personnel-head")
    found = county.target("regular-assessment")
    assert (found["state"], found["actual"], found["expected"]) == ("on_track", 2, 2)
    county.on("2026-10-01")
    assert county.state("regular-assessment") == "failed"
    assert "Q3 2026" in county.says("show", "regular-assessment")


def test_who_decides(county: Office) -> None:
    """Nobody moves their own deadline, drops their own measure, or rewards who is not below."""
    county.sets("supervision-rules", due="2026-06-30")
    county.on("2026-06-15")
    longer = "supervision-rules", "--to", "2026-09-30", "Two offices are to agree"
    own = county.refuses("extend", *longer, by="deputy-supervision")
    assert "supervision-rules cannot be extended: deputy-supervision is the measure's lead" in own
    until = "supervision-staff", "--until", "2026-09-30", "No post is free"
    assert "cannot be waived" in county.refuses("waive", *until, by="deputy-supervision")
    assert "cannot be withdrawn" in county.refuses(
        "withdraw", "supervision", "Too much to do", by="deputy-supervision"
    )
    assert "extended once from 30 Jun to 30 Sep" in county.says("extend", *longer, by="director")

    # Points come from above: not from a clerk to the director, nor among deputies.
    assert "nobody is above director" in county.refuses(
        "penalty", "director", "5", "Late", by="clerk"
    )
    peer = county.refuses("reward", "deputy-research", "5", "Good", by="deputy-letters")
    assert "deputy-letters is not above deputy-research" in peer
    assert county.refuses("reward", "clerk", "1000", "Very good", by="director")

    # Written into the file by hand, it changes nothing, and is found.
    by_hand = {
        "date": "2026-06-15",
        "target": "supervision-body",
        "event": "waived",
        "until": "2026-12-31",
        "by": "deputy-supervision",
        "note": "The county decides in winter",
    }
    with county.plan.open("a", encoding="utf-8") as plan:
        plan.write(f"  - {json.dumps(by_hand)}\n")
    assert county.state("supervision-body") == "on_track"
    assert "a waiver does not count" in county.says("status", "supervision-body")
    assert "deputy-supervision is the measure's lead" in county.says("show", "supervision-body")
    found = rectrack("check", "-f", county.plan, RECTRACK_TODAY=county.today)
    assert found.returncode == 1
    assert "the waiver of supervision-body does not count" in found.stdout
