"""With and without what is kept of a long log, every command prints and writes the same bytes."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from rectrack import proof
from rectrack.log.entry import encode
from rectrack.records import read_records
from rectrack.terminal import session
from tests.commands.process import rectrack

READ = (
    ("status",),
    ("status", "--as-of", "2026-03-31", "--format", "json"),
    ("summary", "--month", "2026-06"),
    ("due",),
    ("cases",),
    ("entries", "--format", "csv"),
    ("assess",),
    ("show", "bulletins"),
    ("check",),
)
WRITE = (
    ("log", "bulletins", "Bulletin 3: road repairs", "--by", "clerk", "--id", "a"),
    ("log", "bulletins", "2", "--by", "clerk", "--id", "b", "--date", "2026-02-03"),
    ("amend", "a", "--value", "3", "--by", "clerk"),
    ("undo", "b", "--by", "clerk"),
    ("note", "bulletins", "A remark", "--by", "clerk"),
    ("sign-off", "supervision", "--by", "director"),
)


@pytest.fixture(autouse=True)
def short_logs() -> Iterator[None]:
    """Take logs of any length for long ones."""
    with (
        mock.patch.object(proof, "LINES_WORTH_A_PROOF", 1),
        mock.patch.object(session, "LINES_WORTH_A_PROOF", 1),
    ):
        yield


@pytest.fixture(params=["canonical", "by hand"])
def plan(example: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The example, with each entry as `log` writes it or as it stands there."""
    if request.param == "by hand":
        return Path(shutil.copy(example, tmp_path / "plan.yaml"))
    found, path = read_records(example.read_bytes()), tmp_path / "plan.yaml"
    lines = b"".join(b"  - %s\n" % encode(entry) for entry in found.log.entries)
    path.write_bytes(found.document.raw[: found.document.body] + lines)
    return path


def run(plan: Path, *words: str, cache: str) -> tuple[int, str, str]:
    found = rectrack(*words, "-f", str(plan), RECTRACK_CACHE=cache)
    return found.returncode, found.stdout, found.stderr


def test_every_command_says_the_same_before_and_after_it_is_known(plan: Path) -> None:
    cache = plan.parent / "cache"
    for words in READ:
        without = run(plan, *words, cache="0")
        assert run(plan, *words, cache=str(cache)) == without, words
        assert run(plan, *words, cache=str(cache)) == without, words
    assert len(list(cache.iterdir())) == 1


def test_each_line_that_is_added_is_the_same(plan: Path) -> None:
    """And the figures that are answered; only ids drawn at random differ."""
    twin, cache = Path(shutil.copy(plan, plan.with_name("twin.yaml"))), str(plan.parent / "cache")
    assert run(twin, "status", cache=cache)[0] == 0
    for number, words in enumerate(WRITE):
        with mock.patch("rectrack.log.stamp._drawn", return_value=f"drawn{number}"):
            without, found = (
                run(each, *words, cache=on) for each, on in ((plan, "0"), (twin, cache))
            )
        assert found == without, words
        assert (found[0] == 0) is (words[0] != "sign-off")
    assert [line.partition('"logged"')[0] for line in twin.read_text().splitlines()] == [
        line.partition('"logged"')[0] for line in plan.read_text().splitlines()
    ]


def test_what_is_proven_is_used_and_what_must_be_proven_anew_is(plan: Path) -> None:
    """Decisions and `check` take nothing as proven; other commands do once it is kept."""
    cache = str(plan.parent / "cache")
    proven = mock.Mock(side_effect=proof._read_on)  # noqa: SLF001  whether it is asked at all
    with mock.patch.object(proof, "_read_on", proven):
        for words in (("status",), ("check",), ("sign-off", "supervision", "--by", "director")):
            run(plan, *words, cache=cache)
        assert proven.call_count == 0
        run(plan, "status", cache=cache)
        run(plan, "log", "bulletins", "--by", "clerk", cache=cache)
        assert proven.call_count == 2
        run(plan, "status", cache="0")
        assert proven.call_count == 2


@pytest.mark.parametrize("left", [b"", b"half", b"\0" * 4000])
def test_what_is_damaged_is_written_anew(plan: Path, left: bytes) -> None:
    cache = plan.parent / "cache"
    right = run(plan, "status", cache=str(cache))
    [kept] = cache.iterdir()
    known = kept.read_bytes()
    for damaged in (left, known[:-1], known[:40] + left + known[40:]):
        kept.write_bytes(damaged)
        kept.chmod(0o600)
        assert run(plan, "status", cache=str(cache)) == right
        assert kept.read_bytes() == known


def test_nothing_is_kept_where_that_is_off_or_a_config_file_is_faulty(plan: Path) -> None:
    """A faulty config file stops nobody who needs none of it."""
    (plan.parent / "config.toml").write_text("faulty")
    config = str(plan.parent / "config.toml")
    found = rectrack("status", "-f", str(plan), RECTRACK_CACHE="", RECTRACK_CONFIG=config)
    assert (found.returncode, found.stdout) == run(plan, "status", cache="0")[:2]
    assert sorted(each.name for each in plan.parent.iterdir()) == ["config.toml", "plan.yaml"]
