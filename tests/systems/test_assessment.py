"""Rewards and penalties, and the assessment of each quarter and of the whole year."""

from decimal import ROUND_HALF_UP, Decimal

from tests.systems.office import Office

PAPER = "--evidence", "https://example.org/results.pdf"


def test_reward_and_penalty(county: Office) -> None:
    """Points from above, each with a reason, bounded, and taken back only by who gave them."""
    county.says("log", "personal-targets", "--for", "office")
    county.on("2026-04-10")
    before = county.quarter("logistics-head", 2)["score"]
    answer = county.says("penalty", "logistics-head", "3", "Car keys lay about", by="director")
    assert f"Q2 2026: {before:.1f} → {before - 3:.1f}, provisional" in answer
    found = county.quarter("logistics-head", 2)
    (award,) = found["awards"]
    assert (award["event"], award["value"], award["by"]) == ("penalty", 3, "director")
    page = county.says("assess", "logistics-head")
    assert "Car keys lay about" in page
    assert award["entry"] in page

    # Nobody rewards themselves, and nothing is given without a reason or for no points.
    own = county.refuses("reward", "director", "2", "Well led", by="director")
    assert "cannot" in own
    assert county.refuses("reward", "clerk", "0", "Nothing", by="director")
    assert county.refuses("undo", award["entry"], by="clerk")
    assert county.quarter("logistics-head", 2)["score"] == before - 3

    # A score never passes a hundred; what is cut off is a line of its own.
    top = county.quarter("clerk", 2)
    county.says("reward", "clerk", "5", "The log is complete, month by month", by="director")
    found = county.quarter("clerk", 2)
    assert found["score"] == min(100, top["score"] + 5)
    assert found["mean"] + 5 + found["clamping"] == found["score"]

    # The keys are locked away since: the director takes the penalty back.
    county.on("2026-05-04")
    county.says("undo", award["entry"], by="director")
    assert county.quarter("logistics-head", 2)["awards"] == []
    assert county.quarter("logistics-head", 2)["score"] == before


def test_regular_and_central_assessment(county: Office) -> None:
    """Four quarters and the whole year, in the weights of the plan, to be added up by hand."""
    county.sets(
        "bulletins", checkpoints="{2026-03-31: 3, 2026-06-30: 7, 2026-09-30: 11, 2026-12-15: 15}"
    )
    county.sets("central-assessment", start="2026-11-16")
    for number, day in enumerate(("2026-01-28", "2026-02-20", "2026-03-24"), 1):
        county.log(day, "bulletins", f"Bulletin {number}", "--for", "deputy-supervision")
    county.on("2026-05-04")
    assert county.json("assess")["provisional"]
    assert county.state("central-assessment") == "on_track"
    assert "starts on 16 Nov" in county.says("status", "central-assessment")
    assert "Q3 2026: begins on 1 Jul 2026" in county.says("assess", "deputy-supervision")
    quarters = [
        {"target": "regular-assessment", "date": day, "value": 1}
        for day in ("2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31")
    ]
    rest = [
        {
            "target": "bulletins",
            "date": f"2026-{month:02}-14",
            "value": 2,
            "for": "deputy-supervision",
        }
        for month in (5, 6, 8, 9, 11, 12)
    ]
    county.on("2026-12-21")
    assert "complete 'held'" in county.due("central-assessment")
    county.log("2026-12-21", "central-assessment", "held", *PAPER, by="director")
    county.log("2026-12-28", "central-assessment", "results announced", *PAPER, by="director")
    county.imports("2027-01-04", *quarters, *rest)

    # Each quarter stands on what fell due in it, the central part on the year's end.
    (found,) = county.json("assess", "deputy-supervision")["people"]
    assert not found["provisional"]
    paces = [county.pace("deputy-supervision", "bulletins", number) for number in (1, 2, 3, 4)]
    assert paces == [1, 1, 1, 1]
    scores = [quarter["score"] for quarter in found["quarters"]]
    assert rounded(sum(scores) / 4) == found["mean_of_quarters"]
    regular, central = found["parts"]
    assert (regular["percent"], central["percent"]) == (60, 40)
    assert round(found["mean_of_quarters"] * 0.6, 2) == regular["points"]
    assert rounded(regular["points"] + central["points"]) == found["final"]
    page = county.says("assess", "deputy-supervision")
    assert "regular part             60 %" in page
    assert f"{regular['points']} + {central['points']}" in page
    # It moves no more when the next year begins.
    county.on("2027-03-01")
    assert county.json("assess", "deputy-supervision")["people"] == [found]
    assert county.state("regular-assessment") == "met"
    assert county.state("central-assessment") == "met"


def test_a_result_that_was_announced(county: Office) -> None:
    """It can be printed again to the byte, and points that come after it are marked as late."""
    county.log("2026-03-24", "personal-targets", "--for", "office")
    county.on("2026-04-02")
    announced = county.says("assess", "--as-known")
    assert "as known on 2 Apr 2026" in announced
    before = county.quarter("research-head", 1)["score"]

    county.on("2026-05-04")
    late = "reward", "research-head", "5", "Half of the items", "--date", "2026-03-30"
    answer = county.says(*late, by="director")
    assert f"Q1 2026: {before:.1f} → {before + 5:.1f}, late: the quarter had ended" in answer
    (award,) = county.quarter("research-head", 1)["awards"]
    assert award["late"]
    assert "late, logged on 4 May 2026" in county.says("assess", "research-head")
    assert county.says("assess", "--as-known", "--as-of", "2026-04-02") == announced


def rounded(points: float) -> float:
    """Round as one does by hand, a half up."""
    return float(Decimal(f"{points:.4f}").quantize(Decimal("0.1"), ROUND_HALF_UP))
