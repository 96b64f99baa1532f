"""docs/assessment.md is true: its figures are the program's, and come about as it says."""

import re
import shlex
from decimal import Decimal

from tests.calculator import as_shown, figure, keyed_in, rate
from tests.commands.process import rectrack
from tests.conftest import ROOT, Golden

PATH = ROOT / "docs" / "assessment.md"
PAGE = PATH.read_text(encoding="utf-8")
BY_HAND = PAGE[PAGE.index("## One person, by hand") :]

Table = list[list[str]]


def tables(markdown: str) -> dict[str, Table]:
    """Return the rows of the tables under each third heading, without the tables' heads."""
    found: dict[str, Table] = {}
    for section in markdown.split("\n### ")[1:]:
        title, *lines = section.splitlines()
        rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
        found[title] = [[cell.strip() for cell in row] for row in rows[2:]]
    return found


def as_shown_now(page: str, shown: str) -> str:
    """Return the page with its tables as the program shows them, without their last column."""
    now = {section.partition(",")[0]: section for section in shown.split("\n### ")[1:]}
    top, *sections = page.split("\n### ")
    for number, section in enumerate(sections):
        title, *lines = now[section.partition(",")[0]].splitlines()
        rows = [line.split("|")[:6] for line in lines if line.startswith("|")]
        table = "".join(f"{'|'.join(row)}|\n" for row in rows)
        prose = re.split(r"(?:\|.*\n)+", section.partition("\n")[2], maxsplit=1)
        sections[number] = f"{title}\n{prose[0]}{table}{prose[1]}"
    return "\n### ".join([top, *sections])


def test_the_tables_of_the_page_are_what_its_command_shows(golden: Golden) -> None:
    """`--renew-golden` writes them anew, headings included."""
    [command] = [line.strip() for line in BY_HAND.splitlines() if line.startswith("    rectrack ")]
    shown = rectrack(*shlex.split(command)[1:], cwd=ROOT)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert len(tables(BY_HAND)) == 3
    golden(PATH, as_shown_now(PAGE, shown.stdout))


def test_the_calculation_of_the_page_can_be_done_by_hand() -> None:
    quarter, central, final = tables(BY_HAND).values()
    for rows in (quarter, central):
        lines = [row for row in rows if row[2]]
        assert len(lines) > 3
        for _, how, shown, weight, points in lines:
            assert rate(how) == figure(shown)
            assert figure(shown) * figure(weight) == figure(points)
        [total] = [row for row in rows if row[3] and not row[2]]
        assert figure(total[3]) == sum(figure(row[3]) for row in lines)
        assert figure(total[4]) == sum(figure(row[4]) for row in lines)
        below = [row for row in rows[rows.index(total) + 1 :] if row[4]]
        (_, how, *_, mean), *awards, (_, _, *_, score) = below
        assert as_shown(keyed_in(how), 1, 100) == figure(mean)
        assert figure(mean) + sum(figure(row[4]) for row in awards) == figure(score)
    (_, mean_of, *_, mean), *parts, (_, together, *_, score) = final
    assert as_shown(keyed_in(mean_of), 1, 100) == figure(mean)
    assert all(keyed_in(part[1]) == figure(part[4]) for part in parts)
    assert as_shown(keyed_in(together), 1, 100) == figure(score)
    assert sum((figure(part[4]) for part in parts), Decimal(0)) == keyed_in(together)
