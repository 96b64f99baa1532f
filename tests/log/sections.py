"""What hypothesis draws progress sections from that people wrote in any style of YAML."""

from hypothesis import strategies as st

from rectrack.log.entry import encode
from tests.log.strategies import entries

words = st.sampled_from(
    ["one", "two", "# three", "- four", "five: 5", "...", "'six", "", " ", "\t"]
)
headers = st.builds(
    "{}{}{}{}".format,
    st.sampled_from("|>"),
    st.sampled_from(["", "", "1", "2"]),
    st.sampled_from(["", "-", "+"]),
    st.sampled_from(["", "", " # a comment"]),
)
short = st.sampled_from(
    [
        "", "1", "~", "text", "'quoted'", '"double"  # a comment', "[a, b]", "{a: b}", "[]", "{}",
        "!odd text", "!odd {a: b}", "!odd", "!!str 1", "&a text", "&a", "*a", "&b [x, *a]",
    ]
)  # fmt: skip


@st.composite
def values(draw: st.DrawFn, indent: str) -> str:
    """What may stand behind a key whose line is so far indented, with its line breaks."""
    style = draw(st.sampled_from(["short", "block scalar", "lines", "flow", "mapping", "list"]))
    if style == "short":
        return " " + draw(short) + "\n"
    inner = draw(st.lists(words, min_size=1, max_size=4))
    deeper = indent + "  "
    if style == "block scalar":
        lines = "".join(f"{deeper if word.strip() else ''}{word}\n" for word in inner)
        return f" {draw(headers)}\n{lines}"
    plain = [word.strip("#-.': \t").replace(":", "") or "x" for word in inner]
    if style == "lines":
        quote = draw(st.sampled_from(["", "'", '"']))
        return f" {quote}" + f"\n{deeper}".join(plain) + f"{quote}\n"
    if style == "flow":
        return (
            " ["
            + f",\n{deeper}".join(plain)
            + draw(st.sampled_from(["]", "\n  ]", f"\n{deeper}]"]))
            + "\n"
        )
    if style == "list":
        lead = draw(st.sampled_from([indent, deeper])) + "- "
        return "\n" + "".join(f"{lead}{word}\n" for word in plain)
    return "\n" + "".join(f"{deeper}k{number}: {word}\n" for number, word in enumerate(plain))


@st.composite
def items(draw: st.DrawFn, indent: str) -> str:
    """An item of the list: as the program writes it, by hand, or set aside."""
    if draw(st.booleans()):
        return f"{indent}- {encode(draw(entries())).decode()}\n"
    keys = draw(
        st.sampled_from([["date", "target", "value", "by", "note"], ["valeu", "note"], ["note"]])
    )
    good = {
        "date": " 2026-01-05\n",
        "target": " t\n",
        "value": " 1\n",
        "by": " clerk\n",
        "valeu": " 1\n",
    }
    inner = indent + "  "
    lines = [key + (good.get(key) or draw(values(inner))) for key in keys]
    mark = draw(
        st.sampled_from(["", "", "", "&a\n" + inner, "!odd\n" + inner, "# by hand\n" + inner])
    )
    return f"{indent}- {mark}" + inner.join(lines)


beside = st.sampled_from(
    ["", "", "", "  # what was done", " &log", " !odd", " !!seq", " |", " []", " ~"]
)
gaps = st.sampled_from(
    [
        "",
        "",
        "",
        "\n",
        "# at the edge\n",
        "   # a comment\n",
        "        # deep\n",
        "   \n",
        "\n\n",
        "\t# tab\n",
    ]
)
ends = st.sampled_from(
    [
        "",
        "",
        "",
        "...\n",
        "...",
        "... # the end\n",
        "---\nanother: 1\n",
        "...\n---\n- another\n",
        "other: 1\n",
    ]
)


@st.composite
def sections(draw: st.DrawFn) -> str:
    """A progress section, most of them valid YAML, from its key to the end of the file."""
    indent = draw(st.sampled_from(["  ", "  ", "", "    "]))
    parts = draw(st.lists(st.tuples(items(indent), gaps), max_size=4))
    body = "".join(item + gap for item, gap in parts) + draw(gaps)
    text = f"progress:{draw(beside)}\n{body}{draw(ends)}"
    return draw(st.sampled_from([text, text, text, text.removesuffix("\n")]))
