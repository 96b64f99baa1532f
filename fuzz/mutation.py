"""Plans and pieces of plans, damaged as people, tools, merges and attackers damage them."""

from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support import plan_text

SEEDS = (
    plan_text().encode(),
    *(path.read_bytes() for path in sorted((ROOT / "tests" / "plans").glob("*.yaml"))),
)
"""What is mutated; a plan put into the folder `tests/plans` is mutated too."""

TEXTS = (
    *"{}[]:,-?&*!|>'\"%@`#~=<+\\/. \t\n\r\v\f\0",
    *("- ", ": ", " #", "  - ", "\n  ", "\n  - ", "\n- ", "---\n", "...\n", "%YAML 1.2\n---\n"),
    *("&a ", "*a", "<<: *a", "!!str ", "!!python/name:os.system ", "? ", "|\n", ">-\n", "|2\n"),
    *("[]", "{}", "null", "true", "no", "0", "-1", "1e9", "NaN", "010", "1,420", "0.5", "9" * 20),
    *("2026-02-29", "2026-12-31", "0001-01-01", "9999-12-31", "2026-W10", "wed", "month", "90%"),
    *("\x1b[31m", "\x7f", "\x85", "\x9b", "\xad", "\u200b", "\u202e", "\u2028", "\ufeff"),
    *("\ufffe", "\ud800", "\U000e0001", "议", "😀", "é", "\\ud800", "\\u2028", "\\x00", "[bold]"),
    *("<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n", "progress:", "progress: []\n", "=1+1"),
    *("  junk\n", "# no\n", "  # yes\n", "title: ", '{"id":"', '"replaces":"r1",', '"for":[]'),
)
BYTES = (b"\xff", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", b"\xff\xfe")
SNIPPETS = (*(text.encode("utf-8", "surrogatepass") for text in TEXTS), *BYTES)
"""What is written into a plan: what means something to YAML, a terminal, git or a plan."""

lines = st.sampled_from([line for seed in SEEDS for line in seed.splitlines(keepends=True)])
snippets = st.sampled_from(SNIPPETS) | lines | st.binary(max_size=6)


@st.composite
def mutated(draw: st.DrawFn, seeds: tuple[bytes, ...] = SEEDS, most: int = 5) -> bytes:
    """A plan of the corpus after a few edits, perhaps with other line ends, or cut off."""
    raw = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, most))):
        raw = draw(_edited(raw))
    match draw(st.sampled_from(["as it is"] * 6 + ["windows", "mark", "cut", "unended"])):
        case "windows":
            raw = raw.replace(b"\n", b"\r\n")
        case "mark":
            raw = b"\xef\xbb\xbf" + raw
        case "cut":
            raw = raw[: draw(st.integers(0, len(raw)))]
        case "unended":
            raw = raw.rstrip(b"\r\n")
    return raw


@st.composite
def _edited(draw: st.DrawFn, raw: bytes) -> bytes:
    """A text with one of its lines lost, swapped, doubled, moved or written into."""
    rows = raw.splitlines(keepends=True) or [b""]
    one, two = (draw(st.integers(0, len(rows) - 1)) for _ in range(2))
    row = rows[one]
    at = draw(st.integers(0, len(row)))
    to = draw(st.integers(at, min(at + 12, len(row))))
    match draw(st.sampled_from(["write", "write", "write", "drop", "swap", "double", "shift"])):
        case "write":
            rows[one] = row[:at] + draw(snippets) + row[to:]
        case "drop":
            del rows[one : one + draw(st.integers(1, 3))]
        case "swap":
            rows[one], rows[two] = rows[two], row
        case "double":
            rows.insert(two, row)
        case _:
            rows[one] = b" " * draw(st.integers(0, 4)) + row.lstrip(b" ")
    return b"".join(rows)
