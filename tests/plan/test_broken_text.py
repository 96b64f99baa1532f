"""A file that is not the text or the YAML of a plan is refused at its first place that is wrong."""

from collections.abc import Sequence

import pytest

from rectrack.errors import PlanError
from rectrack.records import read_records
from tests.plan.parsers import each_parser, parse_with
from tests.support import complaints, edited, plan_text

Table = Sequence[tuple[str, str, str]]


def columns(table: Table) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("right", "wrong", "finding"), table)


def refusal(raw: bytes) -> list[str]:
    with pytest.raises(PlanError) as caught:
        read_records(raw)
    return [f"{each.line}:{each.column} {each.message}" for each in caught.value.findings]


TAB = "a tab: YAML is indented with spaces only"
BACKSLASH = "a backslash in \"...\" has a meaning: double it, or use '...'"
MISFIT = "this line does not fit the lines above it: check the indentation and the quotation marks"


@columns(
    [
        ("  team:", "\tteam:", f"10:1 {TAB}"),
        ("    lead:", "    \tlead:", f"17:5 {TAB}"),
        ("    lead:", "\t\tlead:", f"17:1 {TAB}"),
        ("    lead:", "  \t  lead:", f"17:3 {TAB}"),
        ("[problem]", "\n\t- problem", f"17:1 {TAB}"),
    ]
)
@each_parser
def test_a_tab_is_named_where_it_stands(
    monkeypatch: pytest.MonkeyPatch, parser: type, right: str, wrong: str, finding: str
) -> None:
    parse_with(monkeypatch, parser)
    assert complaints(edited(right, wrong)) == [finding]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("lead: ", "lead:\t"), ("goal: 10}", "goal: 10}\t"), ("[problem]", "[problem]\t# the first")],
)
def test_a_tab_that_indents_nothing_does_no_harm(right: str, wrong: str) -> None:
    assert complaints(edited(right, wrong)) == []


@columns(
    [
        ("A measure", '"A measure', "15:12 a quotation mark opened here is never closed"),
        ("A measure", "'A measure", "15:12 a quotation mark opened here is never closed"),
        ("[problem]", "[problem", "16:14 a bracket opened here is never closed, or a comma is missing in it"),
        ("{name: Director}", "{name: Director", "5:13 a bracket opened here is never closed, or a comma is missing in it"),
        ("reports_to: head}", "reports_to: head, left 1: 2: 3}", "8:51 a comma is missing before this, or text with a colon in it needs quotes"),
        ("A measure", "A measure: the first", "15:21 a colon is not allowed here: check the indentation, or put the text in quotes"),
        ("lead: deputy", "lead: @deputy", "17:11 '@' cannot begin a value: put the text in quotes"),
        ("lead: deputy", "lead: `deputy`", "17:11 '`' cannot begin a value: put the text in quotes"),
        ("A measure", "%done", "15:12 '%' cannot begin a value: put the text in quotes"),
        ("    lead:", "   lead:", f"17:4 {MISFIT}"),
        ("    lead:", "     lead:", f"17:6 {MISFIT}"),
        ("[problem]", "\n      - problem\n      other: x", f"18:7 {MISFIT}"),
        ("lead: deputy", "lead: *deputy", "17:11 *deputy refers to an anchor that is not defined above"),
        ("lead: deputy", "lead: !!python/name:os.system x", "17:11 the tag tag:yaml.org,2002:python/name:os.system is not allowed in a plan: write the value alone"),
        ("A measure", r'"A \x measure"', f"15:17 {BACKSLASH}"),
        ("A problem", "A \x1b[1mbold\x1b[0m problem", "12:22 the character U+001B is not allowed in a YAML file: remove it"),
        ("A measure", "? one", "15:12 text that begins like this must be put in quotes"),
        ("A measure", "> 50 %", "15:14 text that begins like this must be put in quotes"),
        ("A measure", "!x!y z", "15:12 text that begins like this must be put in quotes"),
        ("A measure", "- one", "15:12 a list begins on a line of its own: - one"),
        ("A measure", "] one", "15:12 ']' cannot begin a value: put the text in quotes"),
        ("A measure", ", one", "15:12 ',' cannot begin a value: put the text in quotes"),
        ("[problem]", "[, problem]", "16:15 ',' cannot begin a value: put the text in quotes"),
        ("[problem]", "[> problem]", "16:15 '>' cannot begin a value: put the text in quotes"),
        ("[problem]", "[- problem]", "16:15 '-' cannot begin a value: put the text in quotes"),
        ("    lead:", "    all\n    lead:", "17:5 a key must stand here, followed by a colon and a space"),
        ("    lead:", "    'all'\n    lead:", "17:5 a key must stand here, followed by a colon and a space"),
        ("rectrack: 1\n", "{rectrack: 1}\n", f"2:1 {MISFIT}"),
        ("A measure", f"{'[' * 60}{']' * 60}", "15:59 nested more than 50 levels deep; a plan needs no more than six"),
        ("problems:", "...\nproblems:", "11:1 the plan ends here with '...': remove this line"),
        ("problems:", "---\nproblems:", "11:1 a second document begins here; a plan is one document"),
    ]
)  # fmt: skip
@each_parser
def test_what_is_not_yaml_is_explained_at_its_place(
    monkeypatch: pytest.MonkeyPatch, parser: type, right: str, wrong: str, finding: str
) -> None:
    parse_with(monkeypatch, parser)
    assert complaints(edited(right, wrong)) == [finding]


@each_parser
def test_a_character_beyond_all_is_refused(monkeypatch: pytest.MonkeyPatch, parser: type) -> None:
    parse_with(monkeypatch, parser)
    for code in ("FFFFFFFF", "00110000"):
        [refused] = complaints(edited("A measure", rf'"\U{code}"'))
        assert refused.startswith("15:1")
        assert refused.endswith(BACKSLASH)


ENTRY = {"date": "2026-03-04", "value": 1, "note": "Bulletin 3"}


def test_a_quotation_left_open_in_the_head_is_found_in_the_head() -> None:
    text = plan_text("{title: T, kind: total, goal: 10}", ENTRY)
    assert complaints(text.replace("A measure", '"A measure')) == [
        "15:12 a quotation mark opened here is never closed"
    ]


def marker(line: int, sign: str) -> str:
    return (
        f"{line}:1 a git conflict marker, {sign}: keep what is right of both sides, then delete it"
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_conflict_markers_in_the_head_are_all_named(newline: str) -> None:
    text = edited(
        "    lead: deputy\n",
        "<<<<<<< HEAD\n    lead: deputy\n||||||| 39fd2ee\n    lead: clerk\n=======\n    lead: head\n>>>>>>> theirs\n",
    )
    assert refusal(text.replace("\n", newline).encode()) == [
        marker(17, "<<<<<<<"),
        marker(19, "|||||||"),
        marker(21, "======="),
        marker(23, ">>>>>>>"),
    ]


def test_conflict_markers_among_the_entries_cost_no_entry() -> None:
    one = '  - {"date":"2026-03-04","target":"t","value":1,"by":"clerk"}\n'
    text = plan_text() + f"<<<<<<< HEAD\n{one}=======\n{one}{one}>>>>>>> theirs\n"
    found = read_records(text.encode())
    assert len(found.entries) == 3
    assert [(each.line, each.severity) for each in found.findings] == [
        (21, "error"),
        (23, "error"),
        (26, "error"),
    ]
    assert "keep the entries of both sides" in found.findings[0].message


def test_equals_signs_that_underline_a_title_are_no_conflict() -> None:
    assert complaints(edited("A plan for tests", "|\n  A plan\n  =======")) == []


EMPTY = "1:1 the plan is empty: write `rectrack: 1`, or delete it and run `rectrack init`"


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a comment\n", "\ufeff"])
def test_an_empty_file_is_called_empty(text: str) -> None:
    assert refusal(text.encode()) == [EMPTY]


UTF_16 = "1:1 the file is UTF-16 or UTF-32: save it as UTF-8"


@pytest.mark.parametrize(
    "raw",
    [
        plan_text().encode("utf-16"),
        b"\xfe\xff" + plan_text().encode("utf-16-be"),
        plan_text().encode("utf-32"),
        b"\x00\x00\xfe\xff" + plan_text().encode("utf-32-be"),
    ],
    ids=["UTF-16", "UTF-16 big-endian", "UTF-32", "UTF-32 big-endian"],
)
def test_utf_16_and_utf_32_are_recognised(raw: bytes) -> None:
    assert refusal(raw) == [UTF_16]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp850"])
def test_another_encoding_is_refused_at_the_first_letter_that_shows_it(encoding: str) -> None:
    text = edited("A problem", "Träge Amtsführung")
    assert refusal(text.encode(encoding)) == [
        "12:22 not UTF-8 from here on: save the plan as UTF-8"
    ]


def test_a_binary_file_is_refused() -> None:
    assert refusal(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    assert refusal(bytes(range(256)) * 100)


def test_a_byte_order_mark_and_wide_letters_do_not_shift_the_places() -> None:
    """Columns count characters, as editors do."""
    assert complaints("\ufeff" + edited("rectrack: 1", "rectrac: 1"))[0].startswith("1:1 ")
    assert complaints("\ufeff" + edited("rectrack: 1", "rectrack: 2"))[0].startswith("1:11 ")
    wrong = edited("{title: A problem}", "{title: 工作缓慢😀, x: 1}")
    assert complaints(wrong) == [
        "12:27 a problem has no key 'x'; it may have title, description, severity, raised_by, source"
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_count_alike_whatever_ends_them(newline: str) -> None:
    text = edited("lead: deputy", "lead: mayor").replace("\n", newline)
    assert refusal(text.encode()) == ["17:11 lead: 'mayor' is not among the people"]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_a_separator_pasted_into_a_comment_does_not_shift_the_places(separator: str) -> None:
    """No editor's line numbers, nor git's or grep's, count these."""
    text = edited("groups:", f"# one{separator}# two\ngroups:").replace("lead: deputy", "lead: x")
    assert complaints(text) == ["18:11 lead: 'x' is not among the people"]


def test_zero_bytes_among_the_entries_stop_nobody() -> None:
    """A machine that loses its power can leave zeros at the end of a file."""
    text = plan_text("{title: T, kind: total, goal: 10}", ENTRY) + "\0" * 64
    assert len(read_records(text.encode()).entries) == 1


def test_letters_of_another_encoding_in_an_entry_cost_that_entry_alone() -> None:
    text = plan_text("{title: T, kind: total, goal: 10}", ENTRY, {**ENTRY, "note": "Träge"}, ENTRY)
    found = read_records(text.encode("latin-1"))
    assert len(found.entries) == 2
    assert [(each.line, each.message) for each in found.findings] == [
        (22, "not UTF-8; this entry is set aside")
    ]
