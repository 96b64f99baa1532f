"""Commands one after another on one plan: each adds exactly its lines, or changes nothing at all."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from rectrack.errors import PlanError
from rectrack.records import read_records
from rectrack.render.page import visible
from tests.commands.lines import ACTING, ROWS, Line
from tests.commands.process import rectrack
from tests.support import by_value
from tests.survival import added

NOTHING_TO_ADD = ("is logged already: nothing to add", "nothing to add: ")


def check_survival(raw: bytes, lines: Sequence[Line]) -> None:
    """Run command lines on a plan; raise AssertionError where one does more or less than it says.

    `@3` in a line stands for the id of the third entry of the plan at the time.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "so" / "deep"
        folder.mkdir(parents=True)
        plan = folder / "plan.yaml"
        plan.write_bytes(raw)
        for file, rows in ROWS.items():
            (folder / file).write_text(rows, encoding="utf-8")
        for line in lines:
            _check_line(plan, line)
        names = {path.name for path in folder.iterdir()} - ROWS.keys()
        assert names <= {"plan.yaml", *_words(lines)}


def _words(lines: Sequence[Line]) -> set[str]:
    """Return the words of all lines: `init` may have written a file of such a name."""
    return {word for line in lines for word in line} | {"rectification.yaml"}


def _check_line(plan: Path, line: Line) -> None:
    before = plan.read_bytes()
    words = [_resolved(word, before) for word in line]
    found = rectrack(
        words[0], "-f", plan, *words[1:], cwd=plan.parent, RECTRACK_BY="clerk", RECTRACK_DEBUG="1"
    )
    assert found.returncode in {0, 1, 2, 3}
    for said in (found.stdout, found.stderr):
        assert all(visible(line) == line for line in said.split("\n")), said
    after = plan.read_bytes()
    new = added(before, after)
    if new:
        assert found.returncode == 0
        assert found.stdout
        assert words[0] in ACTING
        assert not found.stdout.startswith("would")
        was, now = read_records(before).log, read_records(after).log
        assert by_value(now.entries) == by_value([*was.entries, *new])
        assert [each.message for each in now.findings] == [each.message for each in was.findings]
    elif words[0] in ACTING and found.stdout and "--help" not in words and "-h" not in words:
        assert found.stdout.startswith("would") or any(
            said in found.stdout for said in NOTHING_TO_ADD
        ), found.stdout


def _resolved(word: str, raw: bytes) -> str:
    if not word.startswith("@"):
        return word
    try:
        ids = [entry.id for entry in read_records(raw).log.entries if entry.id]
    except PlanError:
        ids = []
    return ids[int(word[1:]) % len(ids)] if ids else word
