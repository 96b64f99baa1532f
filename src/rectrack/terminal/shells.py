"""How bash, zsh and fish ask with what a half-typed word may go on, and what they are answered.

Their scripts, in the folder `scripts`, ask through the variables that Typer's scripts set. They
are our own because those of Typer show no help in bash, break words at colons and spaces, and run
the program twice in fish.
"""

import contextlib
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from typer.core import TyperGroup

from rectrack.render.page import visible
from rectrack.terminal.choice import Choice
from rectrack.terminal.partial_line import completions
from rectrack.terminal.session import Session

FILES = "\tfiles"
"""What the scripts take for the request to complete the name of a file themselves."""
LISTS = frozenset({"33", "63", "64"})
"""What bash says in COMP_TYPE where it lists what there is, rather than typing it."""

Environ = Mapping[str, str]


class Asked(Struct, frozen=True):
    """What a shell asks for: how the last of some words goes on.

    `quote` is open in it. `kept` is its beginning, if any, that the shell takes for another word.
    """

    words: tuple[str, ...]
    half: str
    quote: str = ""
    kept: str = ""


class Shell(Struct, frozen=True):
    """How one shell asks, and how it is answered: a line for each word that there may be."""

    asked: Callable[[Environ], Asked]
    lines: Callable[[Sequence[Choice], Asked, Environ], Iterable[str]]


def answer(group: TyperGroup, session: Session, how: str, environ: Environ) -> int:
    """Answer the shell that asks, as complete_bash or the like; all is well whatever it is."""
    with contextlib.suppress(OSError):
        sys.stdout.buffer.write(answer_to(group, session, how, environ))
        sys.stdout.flush()
    return 0


def answer_to(group: TyperGroup, session: Session, how: str, environ: Environ) -> bytes:
    """Return what a shell is answered; what cannot be answered is answered with nothing."""
    try:
        lines = _answered(group, session, SHELLS[how.removeprefix("complete_")], environ)
        return "".join(f"{line}\n" for line in lines).encode(errors="replace")
    except Exception:  # noqa: BLE001  nothing may stand between a person and the next key
        return b""


def _answered(group: TyperGroup, session: Session, shell: Shell, environ: Environ) -> Iterable[str]:
    asked = shell.asked(environ)
    choices = completions(group, session, asked.words, asked.half)
    if choices is None:
        return [FILES]
    # What would act on a terminal cannot be typed for anybody.
    safe = [each for each in choices if each.value and visible(each.value) == each.value]
    return shell.lines(safe, asked, environ)


def split(line: str) -> tuple[list[str], str]:
    """Return the words of a line as a shell reads them, the last perhaps "", and its open quote."""
    words, quote, begun, escaped = [""], "", False, False
    for character in line:
        if escaped:
            words[-1] += character
            escaped = False
        elif character == "\\" and quote != "'":
            escaped = begun = True
        elif character == quote:
            quote = ""
        elif not quote and character in "'\"":
            quote, begun = character, True
        elif quote or not character.isspace():
            words[-1] += character
            begun = True
        elif begun:
            words.append("")
            begun = False
    return words, quote


def _asked(line: str) -> Asked:
    """Read the line that zsh and fish give, up to the cursor."""
    words, quote = split(line)
    return Asked(tuple(words[1:-1]), words[-1] if words[1:] else "", quote)


def _asked_by_bash(environ: Environ) -> Asked:
    """Read the line, and the word that bash completes, for which it parts words at `=` and `:`."""
    asked = _asked(environ["COMP_WORDS"])
    if "COMP_WORD" not in environ:
        return asked
    word = "".join(split(asked.quote + environ["COMP_WORD"])[0])
    known = asked.half.endswith(word)
    return replace(asked, kept=asked.half[: len(asked.half) - len(word)] if known else "")


def _lines_for_bash(choices: Sequence[Choice], asked: Asked, environ: Environ) -> list[str]:
    """Return the words as they are to be typed; with help where they are only listed."""
    words = [_typed(each.value.removeprefix(asked.kept), asked.quote) for each in choices]
    if len(words) < 2 or environ.get("COMP_TYPE") not in LISTS:
        return words
    from rectrack.render.descriptions import described  # noqa: PLC0415  loads Rich

    columns = environ.get("COLUMNS", "")
    width = int(columns) if re.fullmatch("[1-9][0-9]{0,2}", columns) else 80
    return described(words, [choice.said for choice in choices], width)


def _typed(word: str, quote: str) -> str:
    """Return a word as it is typed behind an open quote, or without one."""
    if quote == "'":
        typed = word.replace("'", r"'\''")
    else:
        typed = re.sub(r'(["$`\\])' if quote else r"([^\w@%+=:,./-])", r"\\\1", word)
    # bash closes the quote itself, except behind a quotation mark that belongs to the word.
    return typed + quote if quote and typed.endswith(quote) else typed


def _line_for_zsh(choice: Choice) -> str:
    """Return a word and its help as `_describe` takes them, separated by the first bare colon."""
    value = choice.value.replace("\\", r"\\").replace(":", r"\:")
    said = visible(choice.said).replace("\\", r"\\")
    return f"{value}:{said}" if said else value


SHELLS = {
    "bash": Shell(_asked_by_bash, _lines_for_bash),
    "zsh": Shell(
        lambda environ: _asked(environ["_TYPER_COMPLETE_ARGS"]),
        lambda choices, asked, environ: [_line_for_zsh(each) for each in choices],
    ),
    "fish": Shell(
        lambda environ: _asked(environ["_TYPER_COMPLETE_ARGS"]),
        lambda choices, asked, environ: [f"{each.value}\t{visible(each.said)}" for each in choices],
    ),
}
