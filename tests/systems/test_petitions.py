"""Letters and visits: whoever is asked first answers, or hands the case on by name."""

from tests.systems.office import Office


def test_petitions_with_first_inquiry(county: Office) -> None:
    """A case belongs to whoever was asked until it is with another by name, and never to nobody."""
    county.sets("first-inquiry", within=15)
    county.sets("petition-staff", min=4)
    county.sets("petition-mechanism", due="2026-06-30")

    # The clerk is asked at the front desk, and so it is the clerk's case.
    water = "first-inquiry", "well-water"
    answer = county.log("2026-01-13", *water, "opened", "Asked at the front desk")
    assert "move well-water to 'answered' by 28 Jan" in answer
    assert "well-water" in county.says("show", "first-inquiry")
    assert "first-inquiry" in county.says("status", "--person", "clerk")
    assert "1 of 1 case closed" in county.log("2026-01-21", *water, "answered", "Cleaned")
    county.log("2026-02-27", "first-inquiry", "none")

    # The driver is asked in the yard, and two days later the head of letters has it.
    noise = "first-inquiry", "yard-noise"
    county.log("2026-03-10", *noise, "opened", "Asked in the yard", "--for", "logistics-head")
    county.log("2026-03-12", *noise, "handed", "--for", "letters-head")
    assert "yard-noise" not in county.says("status", "--person", "logistics-head")
    county.on("2026-03-30")
    found = county.target("first-inquiry")
    assert (found["state"], found["actual"], found["goal"]) == ("behind", 1, 2)
    assert "yard-noise" in found["why"]
    assert any("yard-noise" in each for each in county.due("first-inquiry"))
    assert county.trouble("--week", "this", "--person", "letters-head")["first-inquiry"] == "behind"
    answer = county.log("2026-03-31", *noise, "answered", "The gate is closed at night")
    assert "closed late: yard-noise" in answer
    county.on("2026-04-01")
    assert county.pace("letters-head", "first-inquiry", 1) == 0.5

    # They come back, because the gate is open again: a second round under the same name.
    county.log("2026-04-20", *noise, "opened", "The gate is open again", "--for", "letters-head")
    found = county.target("first-inquiry")
    assert (found["actual"], found["goal"]) == (2, 3)
    assert "now on track" in county.log("2026-04-28", *noise, "answered", "A lock on it")
    page = county.says("show", "first-inquiry")
    assert "yard-noise" in page
    assert "The gate is open again" in page
    county.says("log", *noise, "answered", "Answered once more")
    found = county.target("first-inquiry")
    assert (found["actual"], found["goal"]) == (3, 3)

    # A crowd waits outside for an hour, and nobody goes out to it.
    for month in ("2026-01-31", "2026-02-28", "2026-03-31"):
        county.says("log", "unattended-visits", "none", "--date", month)
    assert county.state("unattended-visits") == "on_track"
    answer = county.log("2026-04-29", "unattended-visits", "1", by="discipline-officer")
    assert "now failed: 1, none allowed; exceeded on 29 Apr" in answer

    # Staff are moved to letters and visits, and the mechanism is in force in good time.
    county.log("2026-05-04", "petition-staff", "3")
    found = county.target("petition-staff")
    assert (found["state"], found["min"], found["actual"]) == ("behind", 4, 3)
    assert "now met" in county.log("2026-05-18", "petition-staff", "4")
    for step in ("work divided", "first-inquiry rule", "in force"):
        answer = county.log("2026-06-10", "petition-mechanism", step)
    assert "now met" in answer
    page = county.says("show", "letters-visits")
    assert "failed" in page
    county.on("2026-07-01")
    assert county.pace("deputy-letters", "petition-mechanism", 2) == 1
    assert county.pace("deputy-letters", "unattended-visits", 2) == 0


def test_the_register_of_petitions(county: Office) -> None:
    """Who asked, about what, who has had it and how late: one line for each, until it is over."""
    county.sets("first-inquiry", within=15)
    well, stone = ("first-inquiry", "well"), ("first-inquiry", "stone")
    asked = "--title", "Brown water", "--asked-by", "Two villagers"
    county.log("2026-03-23", *well, "opened", *asked, "--for", "letters-head")
    county.log("2026-04-07", *well, "handed", "--for", "logistics-head")
    asked = "--title", "A border stone", "--asked-by", "A farmer"
    county.log("2026-04-08", *stone, "opened", *asked, "--for", "letters-head")

    # What belongs elsewhere is dropped with its reason, and not by whoever would be rid of it.
    elsewhere = *stone, "dropped", "It belongs to the next county"
    refusal = county.refuses("log", *elsewhere, by="letters-head")
    assert "case stone cannot be dropped by letters-head" in refusal
    county.says("log", *elsewhere, by="discipline-officer")
    county.on("2026-04-20")
    cases = {each["case"]: each for each in county.json("cases", "first-inquiry")["cases"]}
    assert cases["stone"]["state"] == "dropped"
    assert cases["well"]["state"] == "overdue"
    assert cases["well"]["facts"] == ["handed_when_due"]
    late = {each["person"]: each["days_late"] for each in cases["well"]["holders"]}
    assert late == {"letters-head": 0, "logistics-head": 13}
    page = county.says("cases", "--overdue")
    assert "logistics-head (after letters-head)" in page
    assert "handed on when due or later" in page
    held = county.says("cases", "--open", "--person", "logistics-head", "--format", "csv")
    assert "well,Brown water,first-inquiry,Two villagers" in held
    assert "move well" in "".join(county.due("first-inquiry", "--person", "logistics-head"))

    # It is closed in May, and counts as late in the hands of the one who let it lie.
    county.log("2026-05-06", *well, "answered", "A new filter", by="logistics-head")
    county.on("2026-07-01")
    assert "first-inquiry" not in county.trouble("--person", "logistics-head")
    assert county.pace("logistics-head", "first-inquiry", 2, own=True) == 0
    (case, _) = county.json("cases", "first-inquiry")["cases"]
    assert (case["state"], case["ended"], case["days_late"]) == ("closed", "2026-05-06", 29)
