"""A status in Markdown holds together, whatever people wrote into the plan."""

import json
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from markdown_it import MarkdownIt

from rectrack.render.status_markdown import status_markdown
from rectrack.reports.sections import sections
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


def page(title: str, *entries: dict[str, Any], outstanding: bool = False) -> str:
    target = f"{{title: {json.dumps(title)}, kind: total, goal: 10}}"
    text = plan_text(target, *entries)
    for other in ("A plan for tests", "A measure"):
        text = text.replace(other, json.dumps(title))
    found = status(records(text), date(2026, 10, 31), Wanted(outstanding=outstanding))
    return status_markdown(found, sections(found, "measure"))


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


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_stays_text_and_its_table_a_table(title: str) -> None:
    assert texts(page(title)) == [
        ("h1", seen(title)),
        ("p", "As of Sat 31 Oct 2026, day 304 of 365 (83 % of the period gone), 0 entries"),
        ("p", "0 of 1 target met, 1 outstanding"),
        ("h2", "Needs attention"),
        ("p", "1 behind"),
        ("th", "state"),
        ("th", "target"),
        ("th", "next step"),
        ("td", "behind"),
        ("td", "t"),
        ("td", "deputy: 10 more to do"),
        ("h2", seen(title)),
        ("p", "measure · deputy"),
        ("th", "target"),
        ("th", "figures"),
        ("th", "by now"),
        ("th", "state"),
        ("th", "what and why"),
        ("td", "t"),
        ("td", "0/10"),
        ("td", "8"),
        ("td", "behind"),
        ("td", f"{seen(title)}: 0 of 8 expected by 31 Oct; 1.2 a week needed until 31 Dec"),
    ]


def test_where_nothing_is_outstanding_it_says_so() -> None:
    met = page("T", {"date": "2026-01-05", "value": 10}, outstanding=True)
    assert texts(met)[-1] == ("p", "Nothing is outstanding.")
    assert "Needs attention" not in met
