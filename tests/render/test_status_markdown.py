"""A status in Markdown holds together, whatever people wrote into the plan."""

import json
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from markdown_it import MarkdownIt

from rectrack.render.status_markdown import status_markdown
from rectrack.reports.sections import GroupBy, sections
from rectrack.reports.status import Wanted, status
from tests.support import plan_text, records

HOSTILE = (
    "a | b || c \\| d",
    "# no heading #",
    "1. no list",
    "- no list",
    "> no quotation",
    "```",
    "---",
    "| --- | --- |",
    "<script>alert(1)</script> &amp; <!--",
    "[link](javascript:alert(1)) ![image](x) [^1]: note",
    "*so* **so** _so_ __so__ ~~so~~ `so`",
    "ends with \\",
    "first\nsecond\n\n# third",
    "tab\tand \x1b[31m\u202e",
    "乡镇道路",
)


def page(
    title: str, *entries: dict[str, Any], wanted: Wanted | None = None, by: GroupBy | None = None
) -> str:
    target = f"{{title: {json.dumps(title)}, kind: total, goal: 10}}"
    text = plan_text(target, *entries)
    for other in ("A plan for tests", "A measure"):
        text = text.replace(other, json.dumps(title))
    found = status(records(text), date(2026, 10, 31), wanted)
    return status_markdown(found, sections(found, by) if by else None)


def texts(markdown: str) -> list[tuple[str, str]]:
    """Return what a reader of the rendered page sees: the kind of each part, and its text."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    assert not [token for token in tokens if token.type in {"html_block", "fence", "code_block"}]
    found = []
    for opening, inline in pairwise(tokens):
        if inline.type == "inline":
            children = inline.children or []
            assert {child.type for child in children} <= {"text", "text_special"}
            found.append((opening.tag, "".join(child.content for child in children)))
    return found


def seen(title: str) -> str:
    """Return a title as the program shows it: controls spelt out."""
    for bad, good in (("\n", "\\x0a"), ("\t", "\\x09"), ("\x1b", "\\x1b"), ("\u202e", "\\u202e")):
        title = title.replace(bad, good)
    return title


COUNTS = [
    ("p", "As of Sat 31 Oct 2026 · 0 entries · day 304 of 365, 61 days left"),
    ("p", "0 of 1 target met"),
    ("p", "1 outstanding: 1 behind"),
]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_stays_text_and_its_table_a_table(title: str) -> None:
    assert texts(page(title, by="measure")) == [
        ("h1", seen(title)),
        *COUNTS,
        ("h2", seen(title)),
        ("p", "measure · deputy"),
        *[("th", name) for name in ("state", "target", "now", "expected", "goal", "why")],
        *[("td", cell) for cell in ("behind", f"{seen(title)} (t)", "0", "8", "10")],
        (
            "td",
            "0 of 8 expected by 31 Oct; 1.2 a week needed until 31 Dec → 8 more now, 10 by 31 Dec",
        ),
    ]


@pytest.mark.parametrize("title", HOSTILE)
def test_at_a_glance_it_has_counts_what_needs_attention_and_the_measures(title: str) -> None:
    assert texts(page(title)) == [
        ("h1", seen(title)),
        *COUNTS,
        ("h2", "Needs attention"),
        *[("th", name) for name in ("state", "target", "figures", "next step", "who")],
        *[("td", cell) for cell in ("behind", f"{seen(title)} (t)", "0/10")],
        ("td", "8 more now, 10 by 31 Dec"),
        ("td", "deputy"),
        ("h2", "Measures"),
        *[("th", name) for name in ("measure", "met", "targets", "lead")],
        *[("td", cell) for cell in (f"{seen(title)} (measure)", "0/1", "1 behind", "deputy")],
    ]


def test_where_nothing_is_outstanding_it_says_so() -> None:
    done = {"date": "2026-01-05", "value": 10}
    met = page("T", done, wanted=Wanted(outstanding=True), by="measure")
    assert texts(met)[-1] == ("p", "Nothing is outstanding.")
    assert "behind" not in met
