"""Sentences on a terminal: no line too wide, no word broken, nothing added and nothing lost."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rectrack.render.folding import folded

WORDS = st.lists(st.text("ab 次\u0301", min_size=1, max_size=12), min_size=1)


@given(WORDS, st.integers(1, 30))
def test_lines_break_between_words_alone(words: list[str], width: int) -> None:
    assert folded(words, width).replace("\n", " ") == " ".join(words)


@given(WORDS, st.integers(1, 30))
def test_only_a_word_that_is_wider_than_a_line_goes_beyond_its_end(
    words: list[str], width: int
) -> None:
    for line in folded(words, width).split("\n"):
        assert cell_len(line) <= width or line in words


def test_a_line_takes_as_many_words_as_it_has_room_for() -> None:
    assert folded(["ab", "cd", "次次", "e f"], 5) == "ab cd\n次次\ne f"
