"""Who decides what, instructions followed until they are answered, and bulletins about it."""

from tests.systems.office import Office

CHECKPOINTS = "{2026-03-31: 3, 2026-06-30: 7, 2026-09-30: 11, 2026-12-15: 15}"


def test_tiers_of_decision(county: Office) -> None:
    """Major matters go to the meeting, shared ones to a special one, routine to each member."""
    county.sets("special-meetings", within=30)
    county.sets("member-duties", due="2026-03-31")

    # A major matter is taken to the director's meeting, and what became of it is on record.
    county.sets("matters-at-meeting", within=30)
    budget = "matters-at-meeting", "year-budget"
    county.log("2026-01-12", *budget, "opened", "The office's budget", "--for", "documents-head")
    county.log("2026-01-14", *budget, "submitted")
    county.log("2026-01-19", *budget, "discussed")
    assert "now on track: 1 of 1 case closed" in county.says("log", *budget, "decided")

    # A shared matter has its special meeting, and the minutes say that nothing major went past.
    assert "now on track, 0/≤0" in county.log("2026-01-30", "major-matters", "none", "Minutes read")
    site = "special-meetings", "school-site"
    county.log("2026-02-03", *site, "opened", "Three departments disagree", "--for", "director")
    assert "move school-site to 'decided' by 5 Mar" in county.log("2026-02-10", *site, "met")
    assert "1 of 1 case closed" in county.log("2026-02-12", *site, "decided", "By the old mill")
    county.log("2026-02-16", "member-duties", "drafted")

    # Silence about a month is not compliance; saying "none" for it, even late, is.
    county.on("2026-03-02")
    assert county.state("major-matters") == "behind"
    assert county.due("major-matters") == ["log the figure for Feb 2026, or none"]
    assert "Feb 2026 not reported" in county.says("status", "democratic-centralism")
    county.says("log", "major-matters", "none", "--date", "2026-02-28")
    assert county.state("major-matters") == "on_track"

    # One matter decided on the telephone is one too many, and nobody can let it pass.
    said = "1", "A grant promised on the telephone"
    answer = county.log("2026-03-20", "major-matters", *said, by="discipline-officer")
    assert "now failed: 1, none allowed; exceeded on 20 Mar" in answer
    waiver = "waive", "major-matters", "--until", "2026-06-30", "It was small"
    assert "a limit cannot be waived" in county.refuses(*waiver, by="discipline-officer")
    assert county.trouble("--week", "this")["major-matters"] == "failed"
    owner = county.target("major-matters")["owner"]
    assert county.pace(owner, "major-matters", 1) == 0

    # What each member may decide alone is fixed ten days late.
    county.log("2026-03-24", "member-duties", "agreed")
    county.on("2026-04-01")
    assert county.target("member-duties")["why"] == "1 of 3 steps overdue: 'in force' (due 31 Mar)"
    assert county.state("member-duties") == "overdue"
    assert county.due("member-duties") == ["complete 'in force'"]
    answer = county.log("2026-04-10", "member-duties", "in force")
    assert "now met: all done on 10 Apr, 10 days late" in answer

    # A matter that waits for its meeting is named with who has it, and stays late for good.
    bus = "special-meetings", "bus-contract"
    county.log("2026-05-20", *bus, "opened", "--for", "deputy-affairs")
    county.on("2026-06-22")
    assert "bus-contract" in county.target("special-meetings")["why"]
    assert "with deputy-affairs" in county.target("special-meetings")["why"]
    assert "bus-contract" in county.says("status", "--person", "director")
    county.log("2026-06-24", *bus, "met")
    answer = county.says("log", *bus, "decided")
    assert "now on track: 2 of 2 cases closed; closed late: bus-contract" in answer
    page = county.says("show", "democratic-centralism")
    assert "closed late: bus-contract" in page
    refusal = county.refuses("sign-off", "democratic-centralism", by="discipline-officer")
    assert "major-matters" in refusal


def test_supervision_of_instructions(county: Office) -> None:
    """Each instruction is checked, resolved and answered; whoever has it is named until it is."""
    county.sets("leader-instructions", within=15)
    dykes = "leader-instructions", "flood-dykes"
    county.log("2026-01-12", *dykes, "opened", "The dykes", "--for", "deputy-supervision")
    assert "move flood-dykes to 'resolved' by 27 Jan" in county.log("2026-01-14", *dykes, "checked")
    county.log("2026-01-19", *dykes, "resolved")
    assert "now on track: 1 of 1 case closed" in county.log("2026-01-22", *dykes, "answered")
    county.log("2026-02-27", "leader-instructions", "none")
    county.on("2026-04-01")
    assert county.target("leader-instructions")["why"].endswith("Mar 2026 not reported")
    county.says("log", "leader-instructions", "none", "--date", "2026-03-31")
    assert county.state("leader-instructions") == "on_track"
    county.log("2026-04-30", "leader-instructions", "none")

    # The second one is handed on to a head who lets it lie.
    prices = "leader-instructions", "market-prices"
    county.log("2026-05-11", *prices, "opened", "Prices", "--for", "deputy-supervision")
    answer = county.log("2026-05-18", *prices, "handed", "--for", "documents-head")
    assert "move market-prices to 'checked' by 26 May" in answer
    county.on("2026-06-01")
    found = county.target("leader-instructions")
    assert (found["state"], found["actual"], found["goal"]) == ("behind", 1, 2)
    assert "market-prices" in found["why"]
    assert "with documents-head" in found["why"]
    assert "market-prices" in county.says("status", "--person", "documents-head")
    assert county.trouble("--person", "documents-head")["leader-instructions"] == "behind"
    assert any("market-prices" in each for each in county.due("leader-instructions"))
    page = county.says("show", "leader-instructions")
    assert "opened 11 May 2026, 21 days ago; due 26 May 2026, 6 days ago  documents-head" in page

    # It is answered nine days late. That stays to be seen, and counts in the quarter.
    for stage in ("checked", "resolved", "answered"):
        answer = county.log("2026-06-04", *prices, stage)
    assert "now on track: 2 of 2 cases closed; closed late: market-prices" in answer
    county.log("2026-06-30", "leader-instructions", "none")
    county.on("2026-07-01")
    assert county.pace("deputy-supervision", "leader-instructions", 1) == 1
    assert county.pace("deputy-supervision", "leader-instructions", 2) == 0.5


def test_bulletins(county: Office) -> None:
    """Fifteen in the year, so many by each checkpoint: a gap is seen at once, and can be closed."""
    county.sets("bulletins", checkpoints=CHECKPOINTS)
    for number, day in enumerate(("2026-01-28", "2026-02-20", "2026-03-24"), 1):
        county.log(day, "bulletins", f"Bulletin {number}", "--for", "deputy-supervision")

    # The third is entered by two people, and the second entry undone.
    assert "now on track, 4/15" in county.log("2026-03-25", "bulletins", "Bulletin 3")
    assert "undone: bulletins +1" in county.says("undo")
    county.on("2026-04-01")
    found = county.target("bulletins")
    assert (found["state"], found["actual"], found["expected"]) == ("on_track", 3, 3)
    assert county.pace("deputy-supervision", "bulletins", 1) == 1

    # Nothing is issued in spring.
    county.on("2026-07-06")
    found = county.target("bulletins")
    assert (found["state"], found["actual"], found["expected"]) == ("behind", 3, 7)
    assert found["back_on_track"] == "4 more now"
    assert county.due("bulletins") == ["4 more, to reach 7"]
    assert county.pace("deputy-supervision", "bulletins", 2) == 0.429
    summary = county.says("summary", "--quarter", "2026-Q2", "--person", "deputy-supervision")
    assert "3 of 7 expected by 30 Jun" in summary

    # Four in July bring it back, and the rest follows before the year is out.
    for number, day in enumerate(("2026-07-13", "2026-07-17", "2026-07-20", "2026-07-24"), 4):
        answer = county.log(day, "bulletins", f"Bulletin {number}", "--for", "deputy-supervision")
    assert "now on track, 7/15: 4 more by 30 Sep" in answer
    rest = (
        {"target": "bulletins", "date": f"2026-{month:02}-{day}", "value": 1, "note": "A bulletin"}
        for month in (8, 9, 10, 11)
        for day in (14, 28)
    )
    assert "now met" in county.imports("2026-11-30", *rest)
    assert county.target("bulletins")["actual"] == 15
    assert "Bulletin 3" in county.says("show", "bulletins")
    assert county.pace("deputy-supervision", "bulletins", 4) == 1


def test_an_instruction_answered_without_a_check(county: Office) -> None:
    """An answer alone closes nothing: what it lacks is named until that is done as well."""
    county.sets("leader-instructions", within=15)
    county.on("2026-03-02")
    for month in ("2026-01-31", "2026-02-28"):
        county.says("log", "leader-instructions", "none", "--date", month)
    kitchens = "leader-instructions", "2026-007"
    about = "--title", "Kitchens of all schools", "--asked-by", "A county leader"
    county.log("2026-03-05", *kitchens, "opened", *about, "--due", "2026-03-13")
    assert any(each.startswith("move 2026-007") for each in county.due("leader-instructions"))
    county.log("2026-03-12", *kitchens, "answered", "In writing")
    county.log("2026-03-13", *kitchens, "resolved")
    county.on("2026-03-16")
    (case,) = county.json("cases", "leader-instructions", "--overdue")["cases"]
    assert (case["title"], case["asked_by"]) == ("Kitchens of all schools", "A county leader")
    assert (case["due"], case["days_late"], case["lacking"]) == ("2026-03-13", 3, ["checked"])
    assert "lacks checked" in county.says("cases")
    assert "lacks 'checked'" in county.target("leader-instructions")["why"]

    # Its own deadline moves on the record, by somebody who does not work on it.
    longer = "extend", "leader-instructions", "--case", "2026-007", "--to", "2026-03-25"
    county.refuses(*longer, "Eleven kitchens", by="deputy-supervision")
    county.says(*longer, "Eleven kitchens", by="director")
    assert county.state("leader-instructions") == "on_track"
    answer = county.log("2026-03-20", *kitchens, "checked", "All eleven")
    assert "now on track: 1 of 1 case closed" in answer
    (case,) = county.json("cases", "leader-instructions")["cases"]
    assert (case["state"], case["ended"]) == ("closed", "2026-03-20")
    assert (case["first_due"], case["due"]) == ("2026-03-13", "2026-03-25")
