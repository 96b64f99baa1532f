"""The files that the programs read: the same entries, each time as the program writes them."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.office import entries
from rectrack.log.entry import Entry, encode
from rectrack.records import Records, read_records
from rectrack.wording import number

PLANS = Path(__file__).parent.parent / "plans"
ENTRIES_OF_A_PLAN = 400
"""So many entries has each of many plans."""
BY_HAND = 100
"""One of so many entries is written by hand, where a file is meant to have such."""


class Files:
    """Writes files into a folder, each when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, kind: str, count: int, *, for_: str = "") -> Path:
        """Return the file of a kind with so many entries; a writer asks for a copy of its own."""
        path = self.folder / f"{kind}-{count}{for_}"
        if not path.exists():
            WRITERS[kind](path, count)
        return path


def _shipped(path: Path, count: int) -> None:
    shutil.copy(PLANS / "rectification.yaml", path)


def _example() -> Records:
    return read_records((PLANS / "example.yaml").read_bytes())


def _plan(path: Path, count: int, line: Callable[[int, Entry], bytes] | None = None) -> None:
    """Write the head of the example and entries, by default as `log` writes them."""
    example = _example()
    document = example.document
    with path.open("wb") as file:
        file.write(document.raw[: document.body])
        for place, entry in enumerate(entries(example, count), 1):
            file.write(line(place, entry) if line else b"  - %s\n" % encode(entry))


def _plan_by_hand(path: Path, count: int) -> None:
    """Write the same as `_plan`, and some of the entries as people write YAML, in turn."""

    def line(place: int, entry: Entry) -> bytes:
        if place % BY_HAND:
            return b"  - %s\n" % encode(entry)
        return STYLES[place // BY_HAND % len(STYLES)](json.loads(encode(entry))).encode()

    _plan(path, count, line)


def _county(path: Path, count: int) -> None:
    """Write a folder of so many plans, ten to a folder below it, each with its own title."""
    example = _example()
    document = example.document
    head = document.raw[: document.body]
    log = b"".join(b"  - %s\n" % encode(entry) for entry in entries(example, ENTRIES_OF_A_PLAN))
    for at in range(count):
        place = path / f"{at // 10:03}" / f"{at:04}.yaml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(head.replace(b"(example)", b"(office %d)" % at) + log)


def _block(entry: dict[str, object]) -> str:
    lines = [f"{key}: {json.dumps(value)}\n" for key, value in entry.items()]
    return "  - " + "    ".join(lines)


def _flow(entry: dict[str, object]) -> str:
    pairs = ", ".join(f"{key}: {json.dumps(value)}" for key, value in entry.items())
    return f"  - {{{pairs}}}   # by hand\n"


def _loose_json(entry: dict[str, object]) -> str:
    return f"  - {json.dumps(entry, ensure_ascii=False)}\n"


STYLES = (_block, _flow, _loose_json)


def _journal(path: Path, count: int) -> None:
    """Write a transaction for each entry, from the office to what it is about."""
    _write(
        path,
        (
            f"{entry.date} {entry.note or '-'}\n    {account}  {amount}\n    office\n\n"
            for entry, account, amount in _booked(count)
        ),
    )


def _journal_of_one_posting(path: Path, count: int) -> None:
    """Write the least that the ledgers read: one posting, which need not balance."""
    _write(
        path,
        (
            f"{entry.date} {entry.note or '-'}\n    ({account})  {amount}\n\n"
            for entry, account, amount in _booked(count)
        ),
    )


def _booked(count: int) -> Iterator[tuple[Entry, str, str]]:
    """Yield each entry with an account named for what it is about, and its amount."""
    example = _example()
    for entry in entries(example, count):
        about = entry.target or entry.measure or entry.person or "undone"
        target = example.plan.targets.get(about)
        account = f"{target.measure}:{about}" if target else about
        parts = (account, entry.event) if entry.event else (account,)
        yield entry, ":".join(parts), "1" if entry.value is None else number(entry.value)


def _write(path: Path, texts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(texts)


def _tasks(path: Path, count: int) -> None:
    """Make a folder of Taskwarrior's in which each entry is a task that was completed."""
    path.mkdir()
    (path / "taskrc").write_text("confirmation=off\nverbose=nothing\n")
    export = path / "export.json"
    _write(export, (json.dumps(task) + "\n" for task in _completed(count)))
    subprocess.run(
        ["task", "import", str(export)],
        env={"HOME": str(path), "TASKDATA": str(path), "TASKRC": str(path / "taskrc")},
        check=True,
        capture_output=True,
    )


def _completed(count: int) -> Iterator[dict[str, str]]:
    for entry, account, _ in _booked(count):
        moment = f"{entry.date:%Y%m%d}T080000Z"
        yield {
            "description": entry.note or "-",
            "project": account.replace(":", "."),
            "status": "completed",
            "entry": moment,
            "end": moment,
        }


WRITERS: dict[str, Callable[[Path, int], None]] = {
    "shipped": _shipped,
    "county": _county,
    "plan": _plan,
    "plan_by_hand": _plan_by_hand,
    "journal": _journal,
    "journal_of_one_posting": _journal_of_one_posting,
    "tasks": _tasks,
}
