"""Draw the pictures of the documents from the example plan: `python docs/make_pictures.py`."""

import re
from datetime import date
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from rectrack.records import read_records
from rectrack.render.page import Page
from rectrack.render.status_text import status_page
from rectrack.reports.grouping import sections
from rectrack.reports.status import Wanted, status

DOCS = Path(__file__).parent
EXAMPLE = DOCS.parent / "plans" / "example.yaml"
DAY = date(2026, 10, 31)
COLUMNS = 80
FONT_FROM_ELSEWHERE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def status_picture(*ids: str) -> str:
    """Return the status page of a part of the example plan as an SVG drawing."""
    records = read_records(EXAMPLE.read_bytes())
    found = status(records, DAY, Wanted(ids))
    page = Page(width=COLUMNS, color=True, unicode=True)
    text = status_page(found, sections(found, "measure"), page).rstrip("\n")
    console = Console(record=True, width=COLUMNS, file=StringIO(), legacy_windows=False)
    console.print(Text.from_ansi(text), soft_wrap=True)
    drawing = console.export_svg(
        title=f"rectrack status {' '.join(ids)} --as-of {DAY}", unique_id="status"
    )
    # Some viewers fold the no-break spaces that Rich writes, and none may fetch a font.
    drawing = drawing.replace("&#160;", " ").replace("<svg ", '<svg xml:space="preserve" ', 1)
    return FONT_FROM_ELSEWHERE.sub("", drawing)


def main() -> None:
    (DOCS / "status.svg").write_text(status_picture("supervision", "thrift"), encoding="utf-8")


if __name__ == "__main__":
    main()
