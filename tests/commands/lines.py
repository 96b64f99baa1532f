"""What hypothesis draws command lines from: such as a clerk types, and any words whatever."""

from functools import cache

from hypothesis import strategies as st

from rectrack.terminal.command_index import COMMANDS
from tests.commands.commands import command

Line = tuple[str, ...]

TARGETS = (
    *("reports", "visits", "articles", "study", "gifts", "costs", "staff", "days"),
    *("letters", "rules", "smiles", "blank", "t", "l", "nobody"),
)
MEASURES = ("faster", "kinder", "m", "nobody")
PEOPLE = ("director", "deputy", "clerk", "head", "team", "nobody")
DAYS = (
    "2026-03-04",
    "2026-10-01",
    "2026-12-31",
    "2027-02-01",
    "today",
    "last wed",
    "2026-02-30",
    "4 Mar",
    "tomorrow",
    "3/4/2026",
)
NUMBERS = ("1", "0", "none", "2.5", "-5", "1,5", "1420", "\N{MINUS SIGN}3")
NOTES = (
    *(
        "roads",
        "two words",
        "",
        "-",
        "--",
        "=1+1",
        "[bold]",
        "|",
        "#",
        "'",
        '"',
        "\\",
        "null",
        "议😀",
    ),
    *(
        "a\nb",
        "\t",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\ufffe",
        "\u200b",
        "\udcff",
    ),
)
IDS = (*(f"@{n}" for n in range(0, 30, 3)), "@-1", "x", "")
"""`@3` stands for the id of the third entry that the plan has at the time."""
ROWS = {
    "good.csv": "date,target,value,note\n2026-03-04,t,2,a\n2026-03-05,reports,1,\n2026-03-05,t,1,b\n",
    "wrong.csv": "date,target,value\n2026-03-04,t,2\n2026-03-04,nobody,1\n",
    "good.jsonl": '{"target":"t","value":1,"id":"row-1"}\n{"target":"reports","value":1,"id":"row-2"}\n',
    "wrong.jsonl": '{"target":"t","value":1}\n{"target":"t"\n',
}
"""Files that `log --from` is given."""

SHAPES = (
    *("log TARGET", "log TARGET NUMBER NOTE", "log TARGET NUMBER --for PERSON", "log TARGET -d DAY"),
    *("log letters --case NOTE --event opened", "log letters --case 2026-1 --event answered"),
    *("log rules --step drafted", "log rules --step NOTE", "log t --id key", "log t 2 --id key"),
    *("log TARGET NOTE --evidence NOTE", "log --from ROWS", "log --from ROWS --date DAY"),
    *("log letters NOTE opened --title NOTE --due DAY --asked-by NOTE", "amend ID --title NOTE --due DAY"),
    *("extend letters --case 2026-1 --to DAY NOTE", "log letters 2026-1 dropped NOTE"),
    *("log letters 2026-1 opened NOTE", "log letters NOTE answered", "log rules in force NOTE"),
    *("log TARGET --note NOTE", "note TARGET NOTE", "note MEASURE NOTE -d DAY", "amend --note NOTE"),
    *("undo", "undo ID", "amend ID --value NUMBER", "amend ID --note NOTE", "amend ID --date DAY"),
    *("amend ID --target TARGET", "amend ID --for PERSON --evidence NOTE", "claim MEASURE NOTE"),
    *("sign-off MEASURE", "sign-off MEASURE --evidence NOTE", "reject MEASURE NOTE"),
    *("recheck MEASURE --passed", "recheck MEASURE --failed NOTE", "withdraw MEASURE NOTE"),
    *("conclude MEASURE NOTE", "explain TARGET NOTE --remedy NOTE", "explain TARGET --done NOTE"),
    *("explain TARGET NOTE --remedy NOTE --due DAY", "explain gifts NOTE --remedy NOTE"),
    *("extend TARGET --to DAY NOTE", "extend TARGET --to DAY --asked DAY NOTE"),
    *("waive TARGET --until DAY NOTE", "reward PERSON NUMBER NOTE", "penalty PERSON NUMBER NOTE"),
)  # fmt: skip
"""What each word in capitals stands for is drawn from its table."""
TABLES = {
    "TARGET": TARGETS, "MEASURE": MEASURES, "PERSON": PEOPLE, "DAY": DAYS, "NUMBER": NUMBERS,
    "NOTE": NOTES, "ID": IDS, "ROWS": tuple(ROWS),
}  # fmt: skip
ENDINGS = ("", "", "", "-n", "--by director", "--by deputy", "--by nobody", "--allow-future")
WORDS = (
    *(word for table in TABLES.values() for word in table),
    *("opened", "handed", "drafted", "answered", "json", "csv", "md", "all", "last", "2026-W40"),
)

ACTING = frozenset(shape.split()[0] for shape in SHAPES)
"""The commands that add entries."""
LOOKING = frozenset(
    {
        *("status", "show", "summary", "entries", "check", "assess", "cases", "due", "schema"),
        *("export", "report", "rollup", "init", "help"),
    }
)
"""The commands that never do."""


@st.composite
def typed(draw: st.DrawFn) -> Line:
    """A line that adds entries, where the plan has what it names."""
    shape = f"{draw(st.sampled_from(SHAPES))} {draw(st.sampled_from(ENDINGS))}"
    return tuple(
        draw(st.sampled_from(TABLES[word])) if word in TABLES else word for word in shape.split()
    )


@cache
def options_of(name: str) -> tuple[tuple[str, bool], ...]:
    """Return the names of a command's own options, each with whether a value goes with it."""
    own = (each for each in command(name).params if each.param_type_name == "option")
    return tuple(
        (option, not each.is_flag)
        for each in own
        if each.name != "file"
        for option in (*each.opts, *each.secondary_opts)
    )


@st.composite
def wild(draw: st.DrawFn) -> Line:
    """Any command with any of its options and any words."""
    name = draw(st.sampled_from(COMMANDS))
    line = [name]
    for _ in range(draw(st.integers(0, 6))):
        if draw(st.booleans()):
            option, takes_value = draw(st.sampled_from(options_of(name)))
            line += [option, draw(st.sampled_from(WORDS))] if takes_value else [option]
        else:
            line.append(draw(st.sampled_from(WORDS)))
    return tuple(line)
