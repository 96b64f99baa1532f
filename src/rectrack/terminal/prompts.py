"""Asking a person on a terminal. Questions go to standard error, where no answer of ours goes.

Who gives no answer, by Ctrl-C or by ending the input, interrupts the program.
"""

import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from io import TextIOWrapper
from typing import TypeVar, cast

from msgspec.structs import astuple

from rectrack.render.page import Page, visible
from rectrack.terminal.choice import Choice, Question, Taken, understand
from rectrack.terminal.console import tell

T = TypeVar("T")

LEAVE = "(Ctrl-C to give up)"
AROUND_A_LIST = 5
"""The rows that a question takes beside its list: itself, what is not shown, the answer."""
FEWEST_ROWS = 3
SETTINGS = (
    *("set input-meta on", "set output-meta on", "set convert-meta off"),
    *("set enable-meta-key off", "set enable-bracketed-paste off", "set bell-style none"),
)
"""How readline is set up: take any letter in any locale, and write nothing but the line."""


def ask(prompt: str, read: Callable[[str], T]) -> T:
    """Ask until `read` takes the answer, one line of text; a ValueError tells why it does not."""
    while True:
        answer = _answer(prompt)
        try:
            return read(_as_text(answer))
        except ValueError as error:
            tell(f"{error} {LEAVE}")


def _answer(prompt: str) -> str:
    if sys.stdin.errors != "replace":  # what is half a character is asked for again
        cast(TextIOWrapper, sys.stdin).reconfigure(errors="replace")
    try:
        with _arrow_keys():
            return input(f"{visible(prompt)} ").strip()
    except (EOFError, KeyboardInterrupt, OSError):  # OSError: the terminal is gone
        sys.stderr.write("\n")
        raise KeyboardInterrupt from None


@contextlib.contextmanager
def _arrow_keys() -> Iterator[None]:
    """Let a line be edited as in a shell, where there is a library for it; Windows does so itself.

    It writes where standard output goes, which is the terminal of the question meanwhile.
    """
    with contextlib.suppress(ImportError):
        import readline  # noqa: PLC0415  for people only

        for setting in SETTINGS:
            readline.parse_and_bind(setting)
        readline.set_completer(lambda text, state: None)
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(sys.stderr.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _as_text(answer: str) -> str:
    if re.search("[\x00-\x1f\x7f-\x9f\N{REPLACEMENT CHARACTER}]", answer):
        raise ValueError(f"some of that is not text, perhaps from the arrow keys: {answer}")
    return answer


def choose(question: Question, page: Page) -> tuple[str, ...]:
    """Ask until one of the choices is taken, or several, or another answer, where that may be."""
    from rectrack.render.choices import question_line  # noqa: PLC0415  loads Rich

    how = " Separate several with spaces." if question.takes_several else ""
    sys.stderr.write(question_line(question.text + how, page))
    left = question.choices
    shown = _show(left[: question.offered], len(left), page)
    narrowed_by = ""
    while True:
        prompt = f"[{shown[0].value}] >" if len(shown) == 1 else ">"
        answer = ask(prompt, str)
        found = understand(answer, question, shown, left)
        if isinstance(found, Taken):
            return tuple(choice.value for choice in found.choices)
        if question.is_open and answer and (not found.choices or answer == narrowed_by):
            return (answer,)
        if not found.choices:
            if answer:
                tell(f"{answer!r} is not one of these {LEAVE}")
            continue
        narrowed_by, left = answer, found.choices
        shown = _show(left, len(left), page)
        if question.is_open and len(shown) == 1:
            tell(f"press Enter to use it, or type {answer} again to create a new one")


def _show(choices: Sequence[Choice], of: int, page: Page) -> Sequence[Choice]:
    """List as many choices as fit; return those listed."""
    from rectrack.render.choices import choices_list  # noqa: PLC0415  loads Rich

    room = None if page.height is None else max(page.height - AROUND_A_LIST, FEWEST_ROWS)
    shown = choices[:room]
    sys.stderr.write(choices_list(map(astuple, shown), page))
    if of > len(shown):
        tell(f"and {of - len(shown)} more: type part of a name")
    return shown
