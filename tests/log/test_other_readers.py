"""What any reader of YAML finds in a plan stays as it was, but for one item at the end."""

from typing import Any

import pytest
import yaml
from hypothesis import event, given
from hypothesis import strategies as st

from rectrack.errors import PlanError, RequestError
from rectrack.log.entry import encode
from tests.log.sections import sections
from tests.log.test_insertion import START, insert
from tests.plan.parsers import each_parser, parse_with
from tests.support import examples
from tests.survival import NEW

LINE = f"  - {encode(NEW).decode()}\n"
TEXT, LIST = "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq"


def said(node: Any) -> Any:
    """Return what a node says: tags and values, whichever way they are written."""
    if isinstance(node, yaml.MappingNode):
        return node.tag, [(said(key), said(value)) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return node.tag, [said(each) for each in node.value]
    return node.tag, node.value


def documents(raw: bytes) -> list[Any] | None:
    """Return what each document of a file says; None where the file is no YAML."""
    try:
        return [said(each) for each in yaml.compose_all(raw.decode(), yaml.SafeLoader)]
    except yaml.YAMLError:
        return None


def with_item(found: list[Any]) -> list[Any]:
    """Return the documents with the new item at the end of the progress of the first."""
    (tag, pairs), *others = found
    keys = [key for (_, key), _ in pairs]
    at = keys.index("progress") if "progress" in keys else len(keys)
    key, value = (*pairs, ((TEXT, "progress"), (TEXT, "")))[at]
    if not isinstance(value[1], list):
        assert value[1] in {"", "~"}, "only nothing at all makes way"
        value = (LIST, [])
    items = [*value[1], *said(yaml.compose(LINE))[1]]
    return [(tag, [*pairs[:at], (key, (value[0], items)), *pairs[at + 1 :]]), *others]


def added(old: bytes) -> bool:
    """Add an entry, if there is a place; raises AssertionError where anything else has changed."""
    try:
        new = insert(old)
    except (PlanError, RequestError):
        return False
    before = documents(old)
    if before is not None:
        assert documents(new) == with_item(before)
    return True


@given(sections(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
@examples(200)
def test_every_reader_finds_the_old_file_and_one_item_more(
    section: str, ending: str, bom: str
) -> None:
    old = (bom + START + section).replace("\n", ending).encode()
    valid = documents(old) is not None
    event(f"{'valid' if valid else 'no'} YAML, {'added' if added(old) else 'refused'}")


ASIDE = "progress:\n  - valeu: 1\n    note: "
OLD = '{"id":"old","date":"2026-01-05","target":"t","value":1,"by":"clerk"}'


@pytest.mark.sampled(one_in=3)
@each_parser
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "section",
    [
        f"{ASIDE}|\n      # one\n      # two\nNEW",
        f"{ASIDE}|\n      one\n      # two\nNEW",
        f"{ASIDE}>-\n      one\n\n      # two\nNEW# the end\n",
        f"{ASIDE}|+\n      one\n\n\nNEW",
        f"{ASIDE}|+\n      one\n\nNEW# the end\n\n",
        f"{ASIDE}|2\n        one\n      # two\nNEW    # the end\n",
        f"{ASIDE}|\n      one\n      # two\nNEW...\n",
        f"{ASIDE}|\n      one\n      # two\nNEW... # the end\n# of all\n",
        f"{ASIDE}'one\n\n      two'   # by hand\nNEW  # the end\n",
        f"{ASIDE}[one,\n      two\n    ]\nNEW\n",
        f"{ASIDE}!odd one\nNEW\n\n",
        f"{ASIDE}\nNEW# the end\n",
        f"{ASIDE}&a one\n  - *a   # again\nNEW# the end\n",
        f"progress: !odd\n  - {OLD}\nNEW",
        f"progress: &log   # what was done\n  - {OLD}\nNEW",
        f"progress:\n  - !odd {OLD}\n  - {OLD}\nNEW",
        f"progress:\n  - {OLD}\n  - note: |\n      one\n      # two\nNEW# the end\n",
        f"progress:\n  - {OLD}\n  - 'one\n  - two'\nNEW",
        f"progress:\n  - {OLD}\n  - - deep\nNEW    # within\n",
    ],
)
def test_an_entry_goes_where_it_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, parser: type, section: str, ending: str
) -> None:
    """NEW stands where the line goes; what is set aside keeps every letter of it."""
    parse_with(monkeypatch, parser)
    old = (START + section.replace("NEW", "")).replace("\n", ending).encode()
    new = (START + section.replace("NEW", LINE)).replace("\n", ending).encode()
    assert added(old)
    assert insert(old) == new


LIST_WANTED = "progress must be a list: put each entry on a line of its own, begun with '- '"
BRACKETS = "progress is written in brackets: put each entry on a line of its own, begun with '- ', and remove the brackets"


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        (f"{ASIDE}|\n      one", "the last entry has no line break at its end: add one, then log again"),
        ("progress: !odd\n  a: b\n", "progress must stand on a line of its own: remove what follows it"),
        ("progress: !odd {}\n", "progress must stand on a line of its own: remove what follows it"),
        (f"progress: # none\n  [\n    {OLD}\n  ]\n", BRACKETS),
        (f"progress:\n  - {OLD}\n...\n---\n- {OLD}\n", "the plan ends on line 22: remove that line, and what does not belong below it"),
        (f"{ASIDE}|\n      one\n      # two\n---\nanother: document\n", "the plan ends on line 25: remove that line, and what does not belong below it"),
        (f"progress:\n  - {OLD}\n  - note: 'open\n...\n  - {OLD}\n", "the plan ends on line 23: remove that line, and what does not belong below it"),
        (f"progress:\n  - {OLD}\n\t# a tab\nother: 1\n", "line 23: this key comes after progress, which must be last: move it above"),
        ("progress:\n  ~\n", LIST_WANTED),
    ],
)  # fmt: skip
def test_where_there_is_no_place_it_is_said_why(section: str, sentence: str) -> None:
    with pytest.raises(RequestError) as refused:
        insert((START + section).encode())
    assert str(refused.value) == sentence


def test_a_text_that_ends_the_head_without_a_line_break_keeps_its_end() -> None:
    with pytest.raises(RequestError, match="progress is missing: write `progress:` at the end"):
        insert((START + "description: |\n  of the plan").encode())
    assert added((START + "description: |-\n  of the plan").encode())
