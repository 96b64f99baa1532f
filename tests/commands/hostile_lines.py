"""Command lines on a hostile plan and, for comparison, on one of plain words."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from unicodedata import category

from rectrack.changes.ledger_headings import SYNONYMS
from rectrack.log.yaml_loader import ENTRY
from rectrack.render.page import visible
from rectrack.terminal.command_index import COMMANDS
from tests.commands.commands import command
from tests.commands.process import rectrack
from tests.hostile_plan import BLANK, Text, head, hostile, plan_of, tame
from tests.workbooks import storable, workbook

Line = tuple[str, ...]

LOOKS: dict[str, tuple[str, ...]] = {
    "status": ("", "-g problem", "-g person", "-o", "--as-of 2027-03-01", "--person director"),
    "summary": ("", "--since 2026-01-01 --until 2026-12-31", "--month last --as-known"),
    "show": (
        *("total", "each", "cadence", "limit", "level", "change", "cases", "steps", "made"),
        *("measure", "done", "problem", "director", "deputy", "clerk", "team"),
    ),
    "entries": ("", "--all", "cases"),
    "check": ("", "--against other.yaml"),
    "cases": ("", "--open", "--overdue cases", "--person clerk"),
    "due": ("", "--as-of 2027-03-01 --person director", "--days 400"),
    "assess": ("", "director", "deputy", "clerk", "clerk --as-known"),
    "schema": ("", "export"),
    "report": ("page.html", "ledger.xlsx --lang zh", "page.html --as-of 2027-03-01"),
    "rollup": (".", ". --since 2026-01-01 --sort overdue", "plan.yaml"),
    "export": ("tables", "tables --as-of 2027-03-01"),
    "help": ("", "log", "config"),
}
ACTS = {
    "init": (
        "new.yaml --from ledger.xlsx",
        "new.yaml --title TEXT",
        "new.yaml --after other.yaml --period 2027-01-01..2027-12-31 --title TEXT",
    ),
    "log": (
        *(
            "total 2 TEXT",
            "total --evidence TEXT",
            "each --for director -n TEXT",
            "limit none TEXT",
            "total --note TEXT",
        ),
        *(
            "cases --case TEXT --event opened",
            "cases --case TEXT --event STAGE",
            "steps --step STEP",
            "steps STEP TEXT",
            "cases TEXT opened",
            "cases TEXT opened --title TEXT --asked-by TEXT --due 2026-12-01",
        ),
        *("--from good.xlsx", "--from wrong.xlsx"),
        *("--from good.csv", "--from good.csv -n", "--from good.jsonl", "--from wrong.csv"),
    ),
    "note": ("total TEXT", "measure TEXT -n", "TEXT TEXT"),
    "undo": ("", "-n", "e1", "e3", "e20", *(f"bad-{key}" for key in ENTRY)),
    "amend": (
        "e3 --note TEXT",
        "e3 --evidence TEXT -n",
        "e9 --case TEXT",
        "e9 --title TEXT --asked-by TEXT",
        "e3 --value 4",
        *(f"bad-{key} --note TEXT" for key in ENTRY),
    ),
    "claim": ("measure TEXT", "measure TEXT -n"),
    "sign-off": ("measure TEXT", "done TEXT"),
    "reject": ("measure TEXT",),
    "recheck": ("done --failed TEXT", "done --passed"),
    "withdraw": ("measure TEXT",),
    "extend": ("steps --to 2027-03-01 TEXT", "total --to 2027-05-01 TEXT"),
    "waive": ("total --until 2026-12-01 TEXT",),
    "conclude": ("measure TEXT",),
    "explain": ("total TEXT --remedy TEXT", "total --done TEXT", "limit TEXT --remedy TEXT -n"),
    "reward": ("clerk 1 TEXT",),
    "penalty": ("clerk 1 TEXT",),
}
"""Command lines that write or refuse; TEXT is a hostile word of the line itself."""


def forms(name: str) -> tuple[str, ...]:
    """Return what a command takes for --format."""
    return next(
        (tuple(each.type.choices) for each in command(name).params if each.name == "format_"), ()
    )


def looks() -> Iterator[Line]:
    for name, lines in LOOKS.items():
        for line in lines:
            for form in forms(name) or ("",):
                yield (name, *line.split(), *(("--format", form) if form else ()))


def acts() -> Iterator[Line]:
    for name, lines in ACTS.items():
        for line in lines:
            yield (name, *line.split())


def slips() -> Iterator[Line]:
    """Yield a line with a hostile word in every place in which a command takes one."""
    yield from (("SLIP",), ("--SLIP",), ("--color", "SLIP", "status"))
    for name in COMMANDS:
        yield name, "--SLIP"
        yield name, "SLIP", "SLIP"
        for param in command(name).params:
            if param.param_type_name == "option" and not param.is_flag:
                yield name, *(("new.yaml",) if param.name == "title" else ()), param.opts[0], "SLIP"


PLANS: dict[Text, bytes] = {text: plan_of(text) for text in (tame, hostile)}
ACTING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""The categories of characters that control, format, hide, or are none."""


SLIP = "=\x1b[5m[bold]x\u202e\n\r\t\x9b\u2028|#"
"""What stands in a wrong line; it may name a file."""


def run(folder: Path, line: Line, text: Text) -> CompletedProcess[str]:
    """Run a line on a new copy of a plan, beside the other one and files of rows."""
    folder.mkdir(exist_ok=True)
    (folder / "plan.yaml").write_bytes(PLANS[text])
    (folder / "other.yaml").write_bytes(PLANS[tame if text is hostile else hostile])
    (folder / "new.yaml").unlink(missing_ok=True)
    _write_rows(folder, text)
    targets = head(text)["measures"]["measure"]["targets"]
    words = {
        "TEXT": text(901),
        "STAGE": targets["cases"]["stages"][0],
        "STEP": targets["steps"]["steps"][1],
        "SLIP": SLIP if text is hostile else "plain",
        "--SLIP": f"--{SLIP}" if text is hostile else "--plain",
    }
    return rectrack(
        *(words.get(word, word) for word in line),
        cwd=folder,
        RECTRACK_FILE="plan.yaml",
        RECTRACK_BY="clerk",
    )


def _write_rows(folder: Path, text: Text) -> None:
    good = {"target": "total", "value": "1", "note": text(902), "evidence": text(903)}
    wrong = dict.fromkeys(ENTRY, text(904))
    for name, row in (("good", good), ("wrong", wrong)):
        (folder / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([row.keys(), row.values()])
        raw = workbook(row, map(storable, row.values()), sheet=storable(text(905))[:31])
        (folder / f"{name}.xlsx").write_bytes(raw)
    ledger = dict.fromkeys(SYNONYMS, storable(text(906))) | {"id": "one", "other": text(907)}
    raw = workbook(ledger, map(storable, ledger.values()))
    (folder / "ledger.xlsx").write_bytes(raw)


def assert_clean(said: str) -> None:
    """Raise AssertionError where anything in an answer could act on a terminal, or hide."""
    acting = {each for each in said if category(each) in ACTING or each in BLANK} - {"\n"}
    assert not acting
    assert all(visible(line) == line for line in said.split("\n"))
