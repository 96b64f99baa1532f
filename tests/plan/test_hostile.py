"""Whatever is in the file, it is read or refused, however large, and nobody sees a traceback."""

import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from rectrack.errors import Finding, PlanError
from rectrack.records import read_records
from tests.conftest import ROOT
from tests.plan.parsers import PARSERS, each_parser, parse_with
from tests.support import examples, plan_text

pytestmark = pytest.mark.sampled(one_in=3)

PLAN = (ROOT / "plans" / "rectification.yaml").read_text("utf-8")
TOTAL = "{title: T, kind: total, goal: 10}"
ENTRY = '  - {"date":"2026-03-04","target":"t","value":1,"by":"clerk"}\n'


def read(raw: str | bytes) -> tuple[Finding, ...]:
    """Return the findings of a file; anything raised but a PlanError fails the test."""
    try:
        return read_records(raw.encode() if isinstance(raw, str) else raw).findings
    except PlanError as error:
        findings = error.findings
    assert findings
    return findings


def bomb(lead: str) -> str:
    """Return nine lines that stand for a billion values."""
    names = "abcdefghi"
    lines = [f"{lead.format('a')}&a [{','.join(['x'] * 10)}]"]
    lines += [
        f"{lead.format(name)}&{name} [{','.join([f'*{before}'] * 10)}]"
        for before, name in pairwise(names)
    ]
    return "\n".join(lines) + "\n"


def test_a_file_of_anchors_that_expands_a_billion_times_is_refused_where_it_goes_too_far() -> None:
    assert [(each.line, each.message) for each in read(bomb("{}: "))] == [
        (6, "the aliases up to here expand without bound")
    ]


def test_a_bomb_among_the_entries_is_set_aside_and_the_rest_count() -> None:
    found = read_records((plan_text(TOTAL) + ENTRY + bomb("  - ")).encode())
    assert len(found.entries) == 1
    assert len(found.findings) == 9


DEEP = {
    "lists": "[" * 1000,
    "mappings": "{a: " * 1000,
    "closed lists": "[" * 1000 + "]" * 1000,
    "items": "\n    " + "- " * 1000,
    "keys": "\n    " + "? " * 1000,
    "lines": "".join(f"\n{' ' * (4 + deep)}a:" for deep in range(1000)),
    "a hundred thousand lists": "[" * 100_000,
}


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
@each_parser
def test_nesting_a_thousand_deep_is_refused(
    monkeypatch: pytest.MonkeyPatch, parser: type, deep: str
) -> None:
    """PyYAML may have a bound of its own, and say so before the program sees how deep it goes."""
    parse_with(monkeypatch, parser)
    (finding,) = read(plan_text().replace("title: A measure", f"title: {deep}"))
    assert finding.message == "nested more than 50 levels deep; a plan needs no more than six"


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
def test_nesting_among_the_entries_is_set_aside_and_the_rest_count(deep: str) -> None:
    found = read_records((plan_text(TOTAL) + ENTRY + f"  - {deep}\n" + ENTRY).encode())
    assert found.findings
    assert all(each.message.endswith("this entry is set aside") for each in found.findings)
    if "\n" not in deep:
        assert len(found.entries) == 2


HUGE = "x" * 300_000


@pytest.mark.sampled(one_in=3)
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("A problem", f"'{HUGE}'"),
        ("goal: 10", f"goal: {'9' * 3_000_000}"),
        ("goal: 10", f"goal: '{'9,' * 1_000_000}'"),
        ("kind: total", f"kind: {HUGE}"),
        ("lead: deputy", f"lead: {HUGE}"),
        ("    lead: deputy", f"    ? {HUGE}\n    : x"),
        ("2026-12-31", HUGE),
        ("  clerk:", f"  ? {HUGE}\n  :"),
        ("groups:", "# a comment\n" * 100_000 + "groups:"),
        ("progress:", "\n" * 100_000 + "progress:"),
        ("progress:", f"progress:\n  - {{note: {HUGE}"),
        ("progress:", "progress:\n" + "junk\n" * 100_000),
        ("progress:", "progress:\n" + "  - {\n" * 5_000),
    ],
    ids=lambda text: text[:12].strip(),
)
def test_what_is_huge_is_read_or_refused_all_the_same(right: str, wrong: str) -> None:
    read(plan_text().replace(right, wrong, 1))


def people(count: int, fields: str) -> str:
    lines = "".join(f"  p{n}: {{name: P, {fields.format(n=n, m=n + 1)}}}\n" for n in range(count))
    return plan_text().replace("groups:", f"{lines}  p{count}: {{name: P}}\ngroups:")


LARGE: dict[str, tuple[str, int]] = {
    "a quotation over many lines that look like the progress key": (
        'title: "\n' + "progress:\n" * 16_000,
        1,
    ),
    "conflict markers without number": ("=======\n" * 100_000, 100_000),
    "a long chain of people who report to one another": (people(10_000, "reports_to: p{m}"), 1),
    "a long list": (
        plan_text().replace(
            "{title: A problem}",
            f"{{title: P, raised_by: [{', '.join(map(str, range(40_000)))}]}}",
        ),
        1,
    ),
    "many people who report to nobody there is": (people(9_000, "reports_to: q{m}"), 1_001),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_is_answered(name: str) -> None:
    """At these sizes anything that takes the square of them would take minutes."""
    text, findings = LARGE[name]
    assert len(read_or_not(text)) == findings


def read_or_not(text: str | bytes) -> tuple[Finding, ...]:
    """Return the findings of a file that may have none."""
    try:
        return read_records(text.encode() if isinstance(text, str) else text).findings
    except PlanError as error:
        return tuple(error.findings)


def test_entries_on_a_target_whose_id_was_changed_are_set_aside() -> None:
    """Somebody edits an id, and thousands of entries speak of the old one."""
    head = PLAN[: PLAN.index("\nprogress:")]
    text = f"{head}\nprogress:\n" + ENTRY.replace('"t"', '"bulletins"') * 20_000
    assert read(text) == ()
    assert len(read(text.replace("      bulletins:", "      gazettes:"))) == 20_000


@given(st.binary(max_size=400))
@examples(80)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    read(raw)


SNIPPETS = st.text(max_size=30) | st.text(
    st.sampled_from("{}[]:,-?&*!|>'\"%@`# \n\t\r"), max_size=8
)


@given(SNIPPETS)
@examples(80)
def test_any_text_in_the_place_of_a_target_or_an_entry_is_read_or_refused(text: str) -> None:
    read(plan_text(text).encode(errors="surrogatepass"))
    read(plan_text(TOTAL, text).encode(errors="surrogatepass"))


@pytest.mark.parametrize("parser", ["C", "Python"])
@given(SNIPPETS)
@examples(80)
def test_nobody_reads_the_words_of_a_library(parser: str, text: str) -> None:
    """Whatever is wrong, it is told alike where the library says nothing but where."""
    raw = plan_text(text).encode(errors="surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        parse_with(patch, PARSERS[parser])
        told = read_or_not(raw)
        parse_with(patch, PARSERS[f"{parser} without words"])
        assert read_or_not(raw) == told


def mutated(chance: random.Random, snippet: str) -> str:
    """Return the shipped plan with a few lines lost, swapped, doubled, moved or written into."""
    lines = [*PLAN.split("\n"), *ENTRY.split("\n")]
    for _ in range(chance.randint(1, 4)):
        one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
        at = chance.randint(0, len(lines[one]))
        match chance.randrange(6):
            case 0:
                del lines[one]
            case 1:
                lines[one], lines[two] = lines[two], lines[one]
            case 2:
                lines.insert(one, lines[two])
            case 3:
                lines[one] = lines[one][:at] + snippet + lines[one][at:]
            case 4:
                lines[one] = lines[one][:at] + lines[one][at + 1 :]
            case _:
                lines[one] = "  " + lines[one]
    return "\n".join(lines)


@given(st.randoms(use_true_random=False), SNIPPETS)
@examples(80, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_plan_is_read_or_refused_at_places_that_it_has(
    chance: random.Random, snippet: str
) -> None:
    text = mutated(chance, snippet)
    for finding in read(text.encode(errors="surrogatepass")):
        assert finding.message
        assert 0 <= finding.line <= text.count("\n") + 1
