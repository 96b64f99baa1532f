"""The register of cases for programs, spreadsheets and files: JSON, CSV and Markdown."""

from pathlib import Path

from rectrack.render import markdown
from rectrack.render.case_tables import cases_table, headline
from rectrack.render.csv import to_csv
from rectrack.render.json import case_json, plan_json, to_json
from rectrack.render.table import Cell
from rectrack.reports.cases import CaseStanding, RegisterReport

CSV = (
    "case", "title", "target", "asked_by", "opened", "state", "holder", "holders", "stage",
    "lacking", "due", "first_due", "days_left", "days_late", "ended", "facts", "evidence",
)  # fmt: skip
"""The columns of the table for spreadsheets."""


def cases_json(register: RegisterReport, file: Path) -> str:
    """Return `rectrack/cases/1`."""
    return to_json(
        {
            "schema": "rectrack/cases/1",
            "as_of": register.day,
            "plan": {**plan_json(register.plan, file), "entries": register.entries},
            "totals": {state.key: number for state, number in register.counts().items()},
            "cases": [case_json(each) for each in register.cases],
        }
    )


def cases_csv(register: RegisterReport) -> str:
    """Return a row for each case."""
    return to_csv(CSV, map(_cells, register.cases))


def _cells(each: CaseStanding) -> list[Cell]:
    found = case_json(each)
    found["holders"] = tuple(holder.person for holder in each.holders)
    found["facts"] = tuple(found["facts"])
    return [found[name] for name in CSV]


def cases_markdown(register: RegisterReport) -> str:
    """Return a report with a table of the cases."""
    table = cases_table("Cases", register.cases)
    head = [f"# {markdown.escaped(register.plan.title)}\n", f"{headline(register)}\n"]
    return "\n".join([*head, markdown.rows_of(table)] if table.rows else head)
