"""The page for leaders in the Chromium that is installed; `RECTRACK_BROWSER` names another one."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

BROWSERS = ("chromium", "google-chrome", "chromium-browser")
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser; where there is none, or nothing to drive it, the tests are left out."""
    api = pytest.importorskip("playwright.sync_api", reason="install rectrack[browser]")
    program = os.environ.get("RECTRACK_BROWSER") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    if program is None:
        pytest.skip("no Chromium is installed")
    with api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield found
        found.close()
