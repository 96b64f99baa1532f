"""Red lines that nobody may touch, and fewer meetings, documents and costs."""

from tests.commands.process import last
from tests.systems.office import Office

LINES = ("high-voltage-line", "red-envelopes", "private-car-use")


def test_red_lines(county: Office) -> None:
    """One breach fails a line for good; a month without a word is noticed; none of it is waived."""
    for day in ("2026-01-30", "2026-02-27"):
        for line in LINES:
            county.log(day, line, "none", by="discipline-officer")
    assert {county.state(line) for line in LINES} == {"on_track"}
    county.on("2026-04-02")
    assert {county.state(line) for line in LINES} == {"behind"}
    assert "Mar 2026 not reported" in county.says("status", "clean-hands")
    assert county.due("red-envelopes") == ["log the figure for Mar 2026, or none"]
    for line in LINES:
        county.says("log", line, "none", "--date", "2026-03-31", by="discipline-officer")
    assert {county.state(line) for line in LINES} == {"on_track"}

    # A car is seen at a wedding.
    seen = "private-car-use", "1", "Seen at a wedding", "--evidence", "https://example.org/car.jpg"
    answer = county.log("2026-05-06", *seen, by="discipline-officer")
    assert "now failed: 1, none allowed; exceeded on 6 May" in answer
    county.on("2026-05-11")
    assert county.trouble()["private-car-use"] == "failed"
    assert county.says("status", "private-car-use", "--fail-on", "failed", code=3) == ""
    waiver = "waive", "private-car-use", "--until", "2026-12-31", "Once only"
    assert "a limit cannot be waived" in county.refuses(*waiver, by="director")
    longer = "log", "private-car-use", "-1", "It was another car"
    assert county.refuses(*longer, by="discipline-officer")
    for month in ("2026-05-29", "2026-06-30"):
        county.log(month, "private-car-use", "none", by="discipline-officer")
    assert county.state("private-car-use") == "failed"
    page = county.says("show", "private-car-use")
    assert "Seen at a wedding" in page
    assert "https://example.org/car.jpg" in page

    # The breach counts in the quarter of whoever answers for the line.
    owner = county.target("private-car-use")["owner"]
    assert county.pace(owner, "private-car-use", 2) == 0
    assert county.pace(owner, "private-car-use", 1) == 1
    refusal = county.refuses("sign-off", "clean-hands", by="deputy-research")
    assert "private-car-use" in refusal


def test_reductions(county: Office) -> None:
    """A fifth fewer meetings than last year: used up early, it is seen long before the year is out."""
    county.sets("meetings", baseline=150, cut="20%")
    county.sets("expenses", baseline=640000, cut="10%")
    assert county.target("meetings")["goal"] == 120
    assert county.target("expenses")["goal"] == 576000

    held = (9, 8, 12)
    for month, number in enumerate(held, 1):
        county.log(f"2026-{month:02}-28", "meetings", str(number), by="documents-head")
    found = county.target("meetings")
    assert (found["state"], found["actual"]) == ("on_track", 29)

    # April alone has twenty, more than the part of the year that has gone allows.
    answer = county.log("2026-04-30", "meetings", "20", by="documents-head")
    assert "now behind, 49/≤120" in answer
    assert county.trouble("--week", "this", "--person", "documents-head")["meetings"] == "behind"
    county.on("2026-05-25")
    assert county.due("meetings") == ["log the figure for May 2026, or none"]
    for month, number in ((5, 4), (6, 5)):
        answer = county.log(f"2026-{month:02}-28", "meetings", str(number), by="documents-head")
    assert "now on track, 58/≤120" in answer

    # A bill is entered with one zero too many, and put right: the slip never happened.
    for month in (1, 2, 3, 4, 5):
        county.says(
            "log", "expenses", "45000.50", "--date", f"2026-{month:02}-28", by="logistics-head"
        )
    answer = county.log("2026-06-30", "expenses", "481260", by="logistics-head")
    assert "now failed" in answer
    county.on("2026-07-01")
    answer = county.says("amend", "--value", "48126", by="logistics-head")
    assert "value 481260 is now 48126" in answer
    assert "now on track" in answer
    found = county.target("expenses")
    assert (found["state"], found["actual"]) == ("on_track", 273128.5)
    assert "+48126, replaces" in county.says("show", "expenses")
    assert county.pace("documents-head", "meetings", 2) == 1
    assert county.pace("logistics-head", "expenses", 2) == 1

    # At the end of the year the meetings are held to what was promised, to the last one.
    rest = [
        {"target": "meetings", "date": f"2026-{month:02}-28", "value": 10} for month in range(7, 13)
    ]
    county.imports("2027-01-04", *rest, by="documents-head")
    assert county.target("meetings")["actual"] == 118
    assert county.state("meetings") == "met"
    county.says("log", "meetings", "3", "Forgotten", "--date", "2026-12-30", by="documents-head")
    assert county.state("meetings") == "failed"
    assert "121, at most 120 allowed; exceeded on 30 Dec" in county.target("meetings")["why"]


def test_a_red_line_put_right_by_somebody_else(county: Office) -> None:
    """Whoever takes back what another has seen on a red line is named beside it, with the other."""
    county.log("2026-05-06", "private-car-use", "1", "At a wedding", by="discipline-officer")
    entry = last(county.plan)["id"]
    county.says("amend", entry, "--value", "0", "--note", "It was another car", by="clerk")
    found = county.target("private-car-use")
    assert found["actual"] == 0
    (overruled,) = found["overruled"]
    assert (overruled["by"], overruled["corrected_by"]) == ("discipline-officer", "clerk")
    said = "1 of 6 May by discipline-officer, amended to none by clerk"
    assert said in county.says("status", "private-car-use")
    assert said in county.says("show", "private-car-use")
    summary = county.says("summary", "--week", "this")
    assert "by discipline-officer is now clerk" in summary


def test_waste_answered_for(county: Office) -> None:
    """What failed stays failed; whether somebody has answered for it is never hidden by that."""
    for day in ("2026-01-30", "2026-02-27", "2026-03-31"):
        county.log(day, "waste", "none", by="logistics-head")
    county.log("2026-04-14", "waste", "1", "Lights on all night", by="logistics-head")
    assert county.due("waste") == ["rectrack explain waste CAUSE --remedy TEXT"]
    assert "rectrack explain waste" in county.says("status", "waste")

    why = "explain", "waste", "Nobody was named", "--remedy", "A list at the door"
    county.says(*why, "--due", "2026-04-30", by="logistics-head")
    found = county.target("waste")
    assert (found["state"], found["explained"]) == ("failed", True)
    assert (found["remedy"], found["remedy_due"]) == ("A list at the door", "2026-04-30")
    assert "explained, due 30 Apr: A list at the door" in county.says("status", "waste")
    assert "A list at the door" in county.says("show", "waste")
    assert "explained, due 30 Apr: A list at the door" in county.says("summary", "--week", "this")
    assert county.says("status", "waste", "--fail-on", "failed", code=3) == ""

    # The remedy is late until somebody reports it as done.
    county.log("2026-04-30", "waste", "none", by="logistics-head")
    county.on("2026-05-04")
    assert county.due("waste") == ["remedy: A list at the door"]
    county.says("explain", "waste", "--done", "It hangs at the door", by="logistics-head")
    assert county.due("waste") == []

    # Thrown away is thrown away: the answer to the lights is none to the paper.
    county.log("2026-05-19", "waste", "1", "Paper thrown away", by="logistics-head")
    found = county.target("waste")
    assert (found["state"], found["explained"]) == ("failed", False)
    assert county.due("waste") == ["rectrack explain waste CAUSE --remedy TEXT"]
