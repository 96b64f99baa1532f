"""The file survives the tool: whatever is asked of it, every byte that a person wrote stays."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from rectrack.terminal.command_index import COMMANDS
from tests.commands.lines import ACTING, LOOKING, typed, wild
from tests.commands.survival import check_survival
from tests.odd_plans import HEADS, LINE, PROGRESS, plans
from tests.support import examples
from tests.survival import added

SLOW = [HealthCheck.too_slow]


def test_every_command_is_among_the_lines_that_are_tried() -> None:
    """Whoever adds a command that adds entries adds its lines, or names it among the others."""
    assert ACTING.isdisjoint(LOOKING)
    assert set(COMMANDS) == ACTING | LOOKING


@given(plans, st.lists(typed() | wild(), min_size=1, max_size=3))
@examples(60, suppress_health_check=SLOW)
def test_each_line_adds_exactly_its_entries_or_nothing_at_all(
    raw: bytes, lines: list[tuple[str, ...]]
) -> None:
    check_survival(raw, lines)


@pytest.mark.heavy
@given(plans, st.lists(typed() | wild(), min_size=2, max_size=8))
@examples(400, suppress_health_check=SLOW)
def test_so_it_is_for_many_lines(raw: bytes, lines: list[tuple[str, ...]]) -> None:
    check_survival(raw, lines)


@pytest.mark.sampled(one_in=3)
@pytest.mark.parametrize("log", PROGRESS)
@pytest.mark.parametrize("head", HEADS, ids=["every-kind", "by-hand"])
def test_every_style_of_log_is_added_to_or_left_alone(head: str, log: str) -> None:
    """A dry run, a log, its undo, a correction, a slip, rows: on every way to write `progress`."""
    lines = (
        "log TARGET -n",
        "log TARGET 1 议",
        "undo",
        "amend @-1 --value 3",
        "log nobody",
        "log --from good.jsonl",
    )
    target = "reports" if head == HEADS[0] else "t"
    raw = (head + log).replace("\n", "\r\n").encode()
    check_survival(raw, [tuple(line.replace("TARGET", target).split()) for line in lines])


OLD = f"a: 1\nprogress:\n  - {LINE}\n".encode()
GOOD = b'  - {"date":"2026-03-04","target":"t","value":1,"by":"clerk"}\n'


@pytest.mark.parametrize(
    "new",
    [
        OLD[1:],
        OLD.replace(b"1", b"2", 1),
        OLD.replace(b"\n", b"\r\n"),
        OLD + b"\n",
        OLD + b"# a comment\n",
        OLD + GOOD + b"\n",
        OLD + GOOD.rstrip(),
        OLD + GOOD.replace(b'{"', b'{ "'),
        OLD + GOOD.replace(b"\n", b" # mine\n"),
        OLD + b"  - {}\n",
        GOOD + OLD + GOOD,
        OLD.replace(b"1\n", b"1 \n", 1) + GOOD,
        OLD.replace(b"a:", GOOD + b"b:") + GOOD,
        OLD[:-1] + GOOD,
    ],
)
def test_whatever_else_happened_to_a_file_is_seen(new: bytes) -> None:
    """The judge of these tests itself: it takes whole canonical lines, together, and nothing else."""
    with pytest.raises(AssertionError):
        added(OLD, new)


def test_what_may_happen_to_a_file_is_taken() -> None:
    assert added(OLD, OLD) == []
    assert len(added(OLD, OLD + GOOD + GOOD)) == 2
    assert len(added(OLD.rstrip(), OLD.rstrip() + b"\n" + GOOD)) == 1
    assert len(added(b"a: 1\n", b"a: 1\nprogress:\n" + GOOD)) == 1
    assert len(added(b"progress: [] # none\n", b"progress: # none\n" + GOOD)) == 1
