"""What every test of safety asks of a plan and of its folder, whatever was done to them."""

from pathlib import Path

from rectrack.records import read_records

NAME = "rectification.yaml"
LOG = ("log", "-f", NAME, "t", "--by", "clerk")


def is_whole(raw: bytes) -> bool:
    """Whether a plan reads without an error, up to the end of its last line."""
    return raw.endswith(b"\n") and read_records(raw).findings == ()


def lines_more(raw: bytes, before: bytes) -> int:
    """Return how many entries a plan has gained, none of its other bytes being changed."""
    assert raw.startswith(before)
    assert is_whole(raw)
    found = len(read_records(raw).log.entries) - len(read_records(before).log.entries)
    assert raw.count(b"\n") - before.count(b"\n") == found
    return found


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
