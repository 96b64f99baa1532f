"""Logging adds exactly one line, whatever people have made of the rest of the file."""

import difflib

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from rectrack.errors import PlanError, RequestError
from rectrack.log.insertion import with_entries
from rectrack.log.loader import read_log
from rectrack.storage.document import take_apart
from tests.log.strategies import bodies
from tests.support import HEAD, by_value, examples, plan_text
from tests.survival import NEW

START = HEAD.format(
    start="2026-01-01", end="2026-12-31", target="{title: T, kind: total, goal: 1}"
).removesuffix("progress:\n")
OLD = '{"id":"old","date":"2026-01-05","target":"t","value":1,"by":"clerk"}'
HAND = "  - date: 2026-01-05   # by hand\n    target: t\n    value: 1\n    by: clerk\n"


def insert(raw: bytes) -> bytes:
    document = take_apart(raw)
    return with_entries(document, read_log(document), [NEW])


def added_lines(old: bytes, new: bytes) -> list[str]:
    """Return the lines that came; none may have gone or changed."""
    diff = list(difflib.ndiff(old.decode().splitlines(), new.decode().splitlines()))
    assert [line for line in diff if line[0] in "-?"] == []
    return [line[2:] for line in diff if line[0] == "+"]


@pytest.mark.parametrize(
    ("progress", "line_before"),
    [
        ("progress:\n", "progress:"),
        ("progress:", "progress:"),
        ("progress:   # what was done\n", "progress:   # what was done"),
        ("progress:\n  # nothing yet\n", "  # nothing yet"),
        ("progress:\n...\n", "progress:"),
        (f"progress:\n  - {OLD}\n", f"  - {OLD}"),
        (f"progress:\n  - {OLD}", f"  - {OLD}"),
        (f"progress:\n- {OLD}\n", f"- {OLD}"),
        (f"progress:\n      - {OLD}\n", f"      - {OLD}"),
        (f"progress:\n  - {OLD}\n\n# the end\n\n", f"  - {OLD}"),
        (f"progress:\n  - {OLD}\n...\n", f"  - {OLD}"),
        (f"progress:\n  - {OLD}   # checked\n", f"  - {OLD}   # checked"),
        (f"progress:\n{HAND}", "    by: clerk"),
        (f"progress:\n{HAND}# the end", "    by: clerk"),
        (f"progress:\n{HAND}    note: |\n      two\n      lines\n", "      lines"),
        (f"progress:\n{HAND}    note: |\n      two\n      # lines\n", "      # lines"),
        (f"progress:\n{HAND}    note: |+\n      two\n\n\n", ""),
        (f"progress:\n{HAND}    note: |-\n      two", "      two"),
        (f"progress:\n  - &a {OLD}\n  - *a\n", "  - *a"),
        (f"progress:\n  - {OLD}\n  - note: 'never closed\n", "  - note: 'never closed"),
        (f"'progress':\n  - {OLD}\n", f"  - {OLD}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_one_line_is_added_behind_the_last_entry(
    progress: str, line_before: str, ending: str, bom: str
) -> None:
    old = (bom + START + progress).replace("\n", ending).encode()
    new = insert(old)
    [line] = added_lines(old, new)
    lines = new.decode().splitlines()
    assert lines[lines.index(line) - 1] == line_before
    assert by_value(read_log(take_apart(new)).entries[-1:]) == by_value([NEW])
    assert f"{line}{ending}".encode() in new
    assert new.count(b"\r") == (new.count(b"\n") if ending == "\r\n" else 0)


@pytest.mark.parametrize(
    ("old", "new_key"),
    [
        ("progress: []\n", "progress:"),
        ("progress: [ ]   # none\n", "progress:   # none"),
        ("progress: null\n", "progress:"),
        ("progress: ~ # none\n", "progress: # none"),
    ],
)
def test_an_empty_list_gives_way_and_nothing_else_does(old: str, new_key: str) -> None:
    new = insert((START + old).encode()).decode()
    assert new.startswith(START + new_key + "\n  - {")
    assert new.count("\n") == START.count("\n") + 2


def test_a_missing_progress_key_is_written() -> None:
    new = insert(START.encode()).decode()
    assert new.startswith(START + "progress:\n  - {")


@pytest.mark.parametrize(
    ("progress", "sentence"),
    [
        (f"progress: [{OLD}]\n", "progress is written in brackets"),
        (f"progress:\n{HAND}    note: |\n      no line break", "the last entry has no line break"),
    ],
)
def test_what_cannot_be_proven_is_refused_with_what_to_do(progress: str, sentence: str) -> None:
    with pytest.raises(RequestError, match=sentence):
        insert((START + progress).encode())


@given(bodies(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
@examples(120)
@example(f"  - {OLD}\n  - note: 'opens\n", "\n", "")
def test_any_log_gains_exactly_one_entry_or_is_left_alone(body: str, ending: str, bom: str) -> None:
    """Every byte of the old file is in the new one, in order, and means what it meant."""
    old = (bom + plan_text() + body).replace("\n", ending).encode("utf-8", "surrogatepass")
    try:
        document = take_apart(old)
        before = read_log(document)
        new = insert(old)
    except (PlanError, RequestError):
        assume(False)  # refused, which is proven harmless by writing nothing
        raise
    after = read_log(take_apart(new))
    assert by_value(after.entries) == by_value([*before.entries, NEW])
    assert [each.message for each in after.findings] == [each.message for each in before.findings]
    at = next(i for i in range(len(new)) if i >= len(old) or new[i] != old[i])
    grown = len(new) - len(old)
    assert any(new[:i] + new[i + grown :] == old for i in range(max(0, at - grown), at + 1))
