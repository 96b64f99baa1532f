"""The page for leaders is one file that anybody can read, and in which no words of a plan act."""

import base64
import hashlib
import json
import re
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import html5lib
import pytest

from rectrack.records import read_records
from rectrack.render.json import status_json
from rectrack.render.page_templates import packaged
from rectrack.render.report_entries import link
from rectrack.render.report_page import SIGNS, report_page
from rectrack.render.terms import CHINESE, Language
from rectrack.reports.plan_report import plan_report
from rectrack.reports.status import status
from rectrack.targets.state import State
from tests.conftest import ROOT, Golden
from tests.hostile_plan import hostile, plan_of
from tests.support import plan_text

DAY = date(2026, 10, 31)
EXAMPLE, EVERY_KIND = "plans/example.yaml", "tests/plans/every-kind.yaml"
FILES = (
    EVERY_KIND,
    *(
        pytest.param(each, marks=pytest.mark.heavy)
        for each in (EXAMPLE, "plans/rectification.yaml")
    ),
)


def page_of(raw: bytes, language: Language = "en") -> str:
    return report_page(plan_report(read_records(raw), DAY), Path("plan.yaml"), language)


@cache
def page(name: str, language: Language = "en") -> str:
    return page_of((ROOT / name).read_bytes(), language)


class Elements(HTMLParser):
    """Every element of a page with its attributes, and what stands in scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.within: dict[str, list[str]] = {"style": [], "script": []}
        self.open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        self.open = tag

    def handle_endtag(self, tag: str) -> None:
        self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open in self.within:
            self.within[self.open].append(data)


@cache
def elements(text: str) -> Elements:
    return Elements(text)


def values(text: str, name: str) -> list[str]:
    return [attrs[name] for _, attrs in elements(text).found if name in attrs]


def test_the_page_of_a_plan_of_every_kind(golden: Golden) -> None:
    golden("report.html", page(EVERY_KIND))


@pytest.mark.parametrize("name", FILES)
def test_it_is_html_to_the_letter(name: str) -> None:
    html5lib.HTMLParser(strict=True).parse(page(name))


@pytest.mark.parametrize("name", FILES)
def test_every_address_is_there_and_bears_its_name_alone(name: str) -> None:
    ids = values(page(name), "id")
    assert len(ids) == len(set(ids))
    inner = [each for each in values(page(name), "href") if each.startswith("#")]
    assert {each[1:] for each in inner} <= set(ids)
    described = " ".join(values(page(name), "aria-labelledby")).split()
    assert set(described) <= set(ids)


@pytest.mark.parametrize("name", FILES)
def test_every_target_has_a_part_that_its_row_and_its_problem_lead_to(name: str) -> None:
    plan = read_records((ROOT / name).read_bytes()).plan
    links = values(page(name), "href")
    for target in plan.targets:
        assert links.count(f"#target-{target}") >= 2


@pytest.mark.parametrize("name", FILES)
def test_only_its_own_style_and_script_are_allowed(name: str) -> None:
    found = elements(page(name))
    [policy] = [
        attrs["content"]
        for _, attrs in found.found
        if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; ")
    allowed = set(re.findall(r"'(sha256-[^']+)'", policy))
    own = [packaged("report.css"), packaged("report.js")]
    assert {*found.within["style"]} == {own[0]}
    assert own[1] in found.within["script"]
    assert allowed == {
        f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
        for text in own
    }
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_loaded_and_no_attribute_acts(name: str) -> None:
    for tag, attrs in elements(page(name)).found:
        assert tag not in {"img", "link", "iframe", "object", "embed", "base", "form"}
        assert "src" not in attrs
        assert "style" not in attrs
        assert not [each for each in attrs if each.startswith("on")]


@pytest.mark.parametrize("name", FILES)
def test_programs_find_the_status_in_it(name: str) -> None:
    found = status(read_records((ROOT / name).read_bytes()), DAY)
    data = [each for each in elements(page(name)).within["script"] if '"rectrack/status/' in each]
    assert [json.loads(each) for each in data] == [
        json.loads(status_json(found, Path("plan.yaml")))
    ]


def test_the_same_plan_and_day_give_the_same_bytes() -> None:
    assert page_of((ROOT / EVERY_KIND).read_bytes()) == page(EVERY_KIND)


def test_it_says_of_which_bytes_and_which_day_it_is() -> None:
    digest = hashlib.sha256((ROOT / EVERY_KIND).read_bytes()).hexdigest()
    foot = page(EVERY_KIND).partition("<footer>")[2]
    assert digest in foot
    assert "As of Sat 31 Oct 2026" in foot


def test_no_words_of_a_plan_act() -> None:
    attacked = page_of(plan_of(hostile))
    html5lib.HTMLParser(strict=True).parse(attacked)
    scripts = [tag for tag, _ in elements(attacked).found if tag == "script"]
    assert len(scripts) == 3
    assert "<script>x" not in attacked
    for tag, attrs in elements(attacked).found:
        assert not [each for each in attrs if each.startswith("on")], tag
        assert not attrs.get("href", "#").lower().startswith(("javascript", "data", "x:"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", attacked)


@pytest.mark.parametrize(
    ("evidence", "linked"),
    [
        ("https://example.org/minutes.pdf", True),
        ("http://example.org", True),
        ("HTTPS://example.org/a", True),
        ("minutes/2026-03.pdf", False),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("file:///etc/passwd", False),
        ("//example.org/x", False),
        ("https:no-host", False),
        ("https://example.org/\u202egnp.exe", False),
        ("https://[", False),
    ],
)
def test_evidence_is_a_link_for_the_web_only(evidence: str, linked: bool) -> None:
    assert bool(link(evidence)) == linked
    text = plan_text(
        "{title: T, kind: total, goal: 9}",
        {"date": "2026-03-04", "value": 1, "evidence": [evidence]},
    )
    assert (evidence in values(page_of(text.encode()), "href")) == linked


def test_what_was_undone_is_struck_through_and_says_by_what() -> None:
    text = plan_text(
        "{title: T, kind: total, goal: 9}",
        {"date": "2026-03-04", "id": "one", "value": 4},
        {"date": "2026-03-04", "id": "two", "value": 5, "replaces": "one"},
        {"date": "2026-03-04", "id": "three", "value": 2},
        {"date": "2026-03-04", "id": "four", "voids": "three"},
    )
    found = page_of(text.encode())
    assert "<s><bdi>+4</bdi></s>" in found
    assert 'replaced by two</bdi> (<a href="#' in found
    assert "<s><bdi>+2</bdi></s>" in found
    assert "undone by four" in found


def test_a_plan_without_entries_or_trouble_has_a_page() -> None:
    found = page_of(plan_text("{title: T, kind: total, goal: 9, start: 2026-12-01}").encode())
    html5lib.HTMLParser(strict=True).parse(found)
    assert "No entry yet." in found
    assert "Nothing needs attention." in found


class TestChinese:
    def test_headings_and_states_are_chinese_and_sentences_stay(self) -> None:
        found = page(EVERY_KIND, "zh")
        assert '<html lang="zh-Hans">' in found
        heads = re.findall(r"<h2[^>]*>([^<]*)</h2>", found)
        assert heads
        assert not [each for each in heads if re.search("[A-Za-z]", each)]
        assert "Nothing needs attention" not in found

    @pytest.mark.parametrize("name", FILES)
    def test_what_is_said_of_a_target_is_headed_in_chinese(self, name: str) -> None:
        page_in_chinese = page(name, "zh").partition("</h4>")[0]
        heads = re.findall(r"<dt>([^<]*)</dt>", page_in_chinese)
        assert heads
        assert not [each for each in heads if each.isascii()]

    def test_every_heading_of_the_templates_has_a_term(self) -> None:
        text = packaged("report.html") + packaged("macros.html")
        terms = set(re.findall(r"""\bt\(["']([^"']+)["']\)""", text))
        assert terms - CHINESE.keys() == set()


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


SCHEMES: list[dict[str, str]] = [
    dict(re.findall(r"--([a-z_0-9-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{(.*?)\}", packaged("report.css"), re.DOTALL)
]


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark", "print"])
def test_everything_can_be_read_in_every_scheme(scheme: dict[str, str]) -> None:
    """A contrast of 4.5 at the least: level AA of WCAG."""
    words = ("ink", "quiet", "link", *(state.key for state in State))
    pairs: list[tuple[str, str]] = [
        (word, ground) for word in words for ground in ("paper", "raised")
    ]
    pairs += [("on-heat", f"heat{n}") for n in (1, 2, 3)] + [("on-heat4", "heat4")]
    pairs.append(("on-heat", "raised"))
    weak = {pair: contrast(scheme[pair[0]], scheme[pair[1]]) for pair in pairs}
    assert {pair: round(each, 2) for pair, each in weak.items() if each < 4.5} == {}


def test_every_state_has_a_sign_of_its_own() -> None:
    assert len({SIGNS[state] for state in State}) == len(State)


def test_figures_hold_until_the_next_and_lines_never_slant() -> None:
    paths: list[Any] = re.findall(r' d="([^"]*)"', page(EVERY_KIND))
    assert paths
    assert {letter for path in paths for letter in re.findall("[A-Za-z]", path)} <= {"M", "H", "V"}


def test_a_deadline_that_has_passed_is_marked_in_the_chart() -> None:
    text = plan_text(
        "{title: T, kind: total, goal: 9, due: 2026-06-30}", {"date": "2026-03-04", "value": 1}
    )
    assert ">Due</text>" in page_of(text.encode())
