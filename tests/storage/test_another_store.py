"""Plans may be kept elsewhere: all that commands ask of a disk, they ask of `storage.files`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rectrack.storage import files
from tests.commands.process import rectrack
from tests.support import plan_text

NAME = "kept-elsewhere"
Change = Callable[[bytes], bytes | None]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Plans by their names, in place of any file."""
    plans = {NAME: plan_text("{title: T, kind: steps, steps: [drafted, in force]}").encode()}

    def read(path: Path, *, links: bool = True) -> bytes:
        return plans[str(path)]

    def update(path: Path, change: Change) -> tuple[str, ...]:
        plans[str(path)] = change(plans[str(path)]) or plans[str(path)]
        return ()

    monkeypatch.setattr(files, "read", read)
    monkeypatch.setattr(files, "update", update)
    return plans


def test_a_plan_that_is_no_file_is_written_to_and_shown(
    kept: dict[str, bytes], tmp_path: Path
) -> None:
    lines = (
        *("log t --step drafted --id a", "amend a --note So --date 2026-10-30", "undo", "undo"),
        *('extend t --to 2027-01-31 "Later" --by director', "claim measure", "entries", "check"),
        *("status", "show t", "summary", "assess"),
    )
    for line in lines:
        words = [word.strip('"') for word in line.split()]
        found = rectrack(*words, cwd=tmp_path, RECTRACK_FILE=NAME, RECTRACK_BY="clerk")
        assert (found.returncode, found.stdout != "") == (0, True), (line, found.stderr)
    assert kept[NAME].count(b'"id":') == 6
    assert list(tmp_path.iterdir()) == []
