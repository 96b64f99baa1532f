"""Words with what is said beside them, in plain lines of one width."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from rectrack.render.page import visible


def described(words: Sequence[str], said: Iterable[str], width: int) -> list[str]:
    """Return each word with what is said of it in brackets, cut to a width."""
    room = max(map(cell_len, words))
    lines = []
    for word, about in zip(words, said, strict=True):
        padded = set_cell_size(word, room)
        line = f"{padded}  ({visible(about)})" if about else word
        lines.append(set_cell_size(line, min(cell_len(line), width - 1)))
    return lines
