"""Study on Wednesday nights, survey articles, and research that advises the leaders."""

from tests.systems.office import Office, weekly

SHARES = "{director: 3, deputy-supervision: 5, deputy-research: 8, deputy-affairs: 4, deputy-letters: 5, research-head: 6}"


def test_study(county: Office) -> None:
    """One Wednesday that is missed can be made good by the next ones; a summer of them cannot."""
    county.sets("wednesday-study", share="90%")
    county.sets("study-results", baseline=68, goal=85)

    def sessions(day: str, first: str, last: str) -> str:
        held = (
            {"target": "wednesday-study", "date": each, "value": 1} for each in weekly(first, last)
        )
        return county.imports(day, *held, by="personnel-head")

    assert "6 entries, now on track" in sessions("2026-02-12", "2026-01-07", "2026-02-11")

    # The week of the spring festival goes by without a session.
    county.on("2026-02-23")
    assert county.state("wednesday-study") == "behind"
    assert "6 of 7 weeks kept, 90 % required" in county.says("status", "wednesday-study")
    assert county.trouble("--week", "2026-W08")["wednesday-study"] == "behind"
    answer = county.log("2026-02-25", "wednesday-study", by="personnel-head")
    assert "keep 2 more weeks in a row" in answer
    assert "now on track" in sessions("2026-04-30", "2026-03-04", "2026-04-29")
    assert "16 of 17 weeks kept, 90 % required" in county.target("wednesday-study")["why"]
    assert county.pace("personnel-head", "wednesday-study", 1) == 1

    # Tests tell whether study is of use, and a subject is ticked once everyone has passed.
    county.log("2026-05-04", "study-results", "71", "First test", by="personnel-head")
    assert round(county.target("study-results")["expected"], 1) == 73.8
    assert "raise by 2.8 marks now" in county.says("status", "study-results")
    answer = county.log("2026-05-06", "study-subjects", "licensing law", by="personnel-head")
    assert "study-subjects 'Licensing Law' done" in answer
    assert county.state("study-subjects") == "on_track"

    # Then nobody holds any for seven weeks, and the year can no longer reach nine in ten.
    answer = county.log("2026-06-24", "wednesday-study", by="personnel-head")
    assert "now failed: 17 of 25 weeks kept, 90 % required; 8 missed" in answer
    assert county.trouble("--week", "this")["wednesday-study"] == "failed"
    assert "rectrack explain wednesday-study" in county.due("wednesday-study")[0]
    page = county.says("show", "wednesday-study")
    assert "week of Wed 17 Jun 2026  due 17 Jun 2026, 7 days ago" in page
    assert "week of Wed 18 Feb 2026" in page
    county.on("2026-07-01")
    assert county.pace("personnel-head", "wednesday-study", 2) == 0.756
    refusal = county.refuses("sign-off", "theory-study", by="discipline-officer")
    assert "theory-study cannot be signed off" in refusal
    assert "wednesday-study" in refusal


def test_survey_articles(county: Office) -> None:
    """Two by each member: who is short is named, and an extension that came late stays visible."""
    county.sets("survey-articles", due="2026-06-30")
    written = {
        "2026-02-26": "deputy-research",
        "2026-03-20": "director",
        "2026-04-16": "deputy-letters",
        "2026-05-14": "deputy-supervision",
        "2026-06-05": "deputy-research",
        "2026-06-08": "deputy-affairs",
        "2026-06-22": "director",
        "2026-06-24": "deputy-letters",
        "2026-06-26": "deputy-research",
        "2026-06-29": "deputy-supervision",
    }
    for day, author in written.items():
        county.log(day, "survey-articles", f"An article of {author}", "--for", author)

    # Ten are written, and yet not two by each: a third by one makes up for nobody.
    county.on("2026-06-30")
    found = county.target("survey-articles")
    assert (found["state"], found["actual"], found["goal"]) == ("behind", 4, 5)
    assert found["why"].endswith("behind: deputy-affairs")
    assert "1 more from deputy-affairs" in county.says("status", "--person", "deputy-affairs")
    county.on("2026-07-06")
    assert county.due("survey-articles") == ["1 more from deputy-affairs"]
    assert county.trouble("--person", "deputy-affairs")["survey-articles"] == "overdue"
    assert county.pace("deputy-affairs", "survey-articles", 2, own=True) == 0.5
    assert county.pace("director", "survey-articles", 2, own=True) == 1

    # Asked for after the day had passed, and granted by someone without a part in it.
    late = "--to", "2026-08-31", "--asked", "2026-07-03"
    answer = county.says(
        "extend", "survey-articles", *late, "The flood came in between", by="discipline-officer"
    )
    assert "extended once from 30 Jun to 31 Aug, requested after the deadline" in answer
    answer = county.log(
        "2026-08-14", "survey-articles", "Document costs", "--for", "deputy-affairs"
    )
    assert "now met: everyone done" in answer
    page = county.says("show", "survey-articles")
    assert "1 Jan 2026 to 31 Aug 2026, originally until 30 Jun 2026" in page
    assert "by discipline-officer: The flood came in between" in page
    assert county.target("survey-articles")["late_extensions"] == 1
    # What a quarter has shown is not undone by what was granted after its end.
    assert county.pace("deputy-affairs", "survey-articles", 2, own=True) == 0.5


def test_research_and_information(county: Office) -> None:
    """Reports by share, items by number, and decisions followed up until the leaders know."""
    county.sets("research-reports", goal=31, shares=SHARES)
    county.sets("info-items", goal=151)
    answer = county.log(
        "2026-01-30", "research-reports", "2", "Heating; harvest", "--for", "deputy-research"
    )
    assert "now on track, 2/31" in answer
    answer = county.log("2026-02-27", "info-items", "14", by="research-head")
    assert "now behind, 14/151: 9 more now" in answer

    # "Promptly" is no number: until the office sets one, no follow-up is called timely.
    for month in ("2026-01-30", "2026-02-27"):
        county.says("log", "follow-ups", "none", "--date", month, by="research-head")
    case = "follow-ups", "seed-subsidy"
    county.log("2026-03-03", *case, "opened", "Decided last autumn", "--for", "research-head")
    assert county.state("follow-ups") == "no_data"
    assert "set the time limit (within) in the plan" in county.says("status", "follow-ups")
    county.sets("follow-ups", within=30)
    assert county.state("follow-ups") == "on_track"
    answer = county.log("2026-03-25", *case, "investigated", by="research-head")
    assert "move seed-subsidy to 'reported' by 2 Apr" in answer
    county.on("2026-04-07")
    assert "0 of 1 case closed" in county.target("follow-ups")["why"]
    assert county.trouble("--person", "research-head")["follow-ups"] == "behind"
    assert any("seed-subsidy" in each for each in county.due("follow-ups"))
    answer = county.log(
        "2026-04-08", *case, "reported", "Nine townships of ten", by="research-head"
    )
    assert "now on track: 1 of 1 case closed; closed late: seed-subsidy" in answer

    # The two who owe research are each measured by their own share.
    found = county.target("research-reports")
    assert (found["state"], found["actual"]) == ("behind", 2)
    shares = {each["id"]: (each["actual"], each["goal"]) for each in found["people"]}
    assert shares["deputy-research"] == (2, 8)
    assert shares["research-head"] == (0, 6)
    assert county.pace("deputy-research", "research-reports", 1, own=True) == 1
    assert county.pace("research-head", "research-reports", 1, own=True) == 0
    assert "seed-subsidy" in county.says("show", "follow-ups")
    assert "6 more now" in county.says("summary", "--week", "this", "--person", "deputy-research")
