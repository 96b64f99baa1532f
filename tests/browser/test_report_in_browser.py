"""The page for leaders in a real browser: everybody can read it, and nothing in it acts."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rectrack.records import read_records
from rectrack.render.report_page import report_page
from rectrack.reports.plan_report import plan_report
from tests.conftest import ROOT
from tests.hostile_plan import hostile, plan_of

pytestmark = pytest.mark.browser
DAY = date(2026, 10, 31)
PHONE, DESK = (390, 844), (1400, 1000)
HTML_VALIDATE = "html-validate@10"
RULES = {
    "extends": ["html-validate:standard"],
    "rules": {
        # The script that the policy allows by its hash, and the style, are within the page.
        "require-csp-nonce": "off",
        "long-title": "off",
    },
}

Open = Callable[..., Any]


@cache
def page_of(raw: bytes) -> str:
    return report_page(plan_report(read_records(raw), DAY), Path("plan.yaml"), "en")


EXAMPLE = (ROOT / "plans" / "example.yaml").read_bytes()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open the page of a plan in a window; what it asks for and says is kept beside it."""
    contexts = []

    def open_(
        raw: bytes = EXAMPLE, size: tuple[int, int] = DESK, *, script: bool = True, **more: Any
    ) -> Any:
        file = tmp_path / "page.html"
        file.write_text(page_of(raw), encoding="utf-8")
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("dialog", lambda dialog: page.said.append(dialog.message))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(file.as_uri())
        return page

    yield open_
    for each in contexts:
        each.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_nobody_is_kept_from_reading_it(opened: Open, size: tuple[int, int], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the same")
    found = axe.Axe().run(opened(size=size, color_scheme=scheme))
    assert [each["id"] for each in found.response["violations"]] == []


@pytest.mark.parametrize("raw", [EXAMPLE, plan_of(hostile)], ids=["example", "hostile"])
def test_it_asks_for_nothing_and_says_nothing(opened: Open, raw: bytes) -> None:
    page = opened(raw)
    assert len(page.asked) == 1
    assert page.said == []
    assert page.url.endswith("page.html")


@pytest.mark.parametrize("raw", [EXAMPLE, plan_of(hostile)], ids=["example", "hostile"])
def test_a_phone_shows_it_without_scrolling_sideways(opened: Open, raw: bytes) -> None:
    page = opened(raw, PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def titles(page: Any) -> list[str]:
    return page.locator("#list tbody tr:visible td:nth-child(2) > a").all_inner_texts()  # type: ignore[no-any-return]


def test_the_list_is_sorted_by_any_column(opened: Open) -> None:
    page = opened()
    before = titles(page)
    button = page.get_by_role("button", name="Sort by: Target")
    button.click()
    up = titles(page)
    assert up == page.evaluate("list => list.sort((a, b) => a.localeCompare(b))", before)
    button.click()
    assert titles(page) == up[::-1]
    page.get_by_role("button", name="Sort by: Now").click()
    figures = page.locator("#list tbody tr td:nth-child(3)").evaluate_all(
        "cells => cells.map(cell => cell.dataset.v).filter(Boolean).map(Number)"
    )
    assert figures == sorted(figures)


def test_the_list_is_narrowed_to_words_and_states(opened: Open) -> None:
    page = opened()
    page.locator(".tools select").select_option("failed")
    assert len(titles(page)) == 3
    assert page.locator("output").inner_text() == "3 / 79"
    page.locator(".tools input").fill("WASTE")
    assert titles(page) == ["Instances of waste found"]
    page.locator(".tools input").fill("nothing like it")
    assert titles(page) == []


def test_an_address_leads_to_an_entry_that_is_folded_away(opened: Open) -> None:
    page = opened()
    name = page.locator("details tr").last.get_attribute("id")
    page.goto(f"{page.url}#{name}")
    assert page.locator(f"#{name}").is_visible()


def test_an_address_of_a_row_that_is_narrowed_away_shows_it_again(opened: Open) -> None:
    page = opened()
    page.locator(".tools input").fill("nothing like it")
    page.locator(".counts a").first.click()
    assert len(titles(page)) == 79


def test_without_script_everything_can_be_read(opened: Open) -> None:
    page = opened(script=False)
    assert page.locator("#list tbody tr").count() == 79
    assert page.locator("button, input, select").count() == 0
    page.locator("summary").first.click()
    assert page.locator("details tr").first.is_visible()


def test_on_paper_headings_are_repeated_and_nothing_is_coloured(opened: Open) -> None:
    page = opened()
    page.emulate_media(media="print")
    assert page.locator(".tools").is_hidden()
    assert page.locator(".sort").first.is_hidden()
    shown = page.locator("#list thead").evaluate("head => getComputedStyle(head).display")
    assert shown == "table-header-group"
    assert page.locator("#list thead th").first.inner_text() == "State"
    inks = page.locator(".state").evaluate_all(
        "all => [...new Set(all.map(each => getComputedStyle(each).color))]"
    )
    assert inks == ["rgb(0, 0, 0)"]
    assert page.locator("article.settled").first.is_hidden()
    assert page.locator("article.target:not(.settled)").first.is_visible()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_every_page_of_a_printed_list_has_its_headings(opened: Open, tmp_path: Path) -> None:
    page = opened()
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    command = ["pdftotext", "-layout", "page.pdf", "page.txt"]
    subprocess.run(command, cwd=tmp_path, check=True)
    sheets = (tmp_path / "page.txt").read_text(encoding="utf-8").split("\f")
    of_list = [each for each in sheets if each.count("met\n") or "on track" in each]
    headed = [each for each in sheets if "Expected" in each and "Owner" in each]
    assert len(headed) >= 3, f"{len(headed)} of {len(of_list)}"


@pytest.mark.skipif(shutil.which("npx") is None, reason="npx is not installed")
def test_a_validator_of_the_standard_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(RULES), encoding="utf-8")
    (tmp_path / "page.html").write_text(page_of(EXAMPLE), encoding="utf-8")
    found = subprocess.run(
        ["npx", "--yes", HTML_VALIDATE, "page.html"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
