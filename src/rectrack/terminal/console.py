"""Writing results to standard output, and messages to standard error."""

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from rectrack.errors import Finding, RectrackError
from rectrack.render.page import Page, visible

WIDEST = 1000
"""Columns of the widest page that is drawn; as many as COLUMNS may say would take all memory."""
NARROWEST = 20
"""A terminal narrower than this breaks the lines by itself, which reads no worse."""


def size_of(terminal: TextIO) -> os.terminal_size:
    """Return a terminal's size, also where standard output goes elsewhere; 80 × 24 if unknown.

    COLUMNS and LINES go before what the terminal says.
    """
    own = os.get_terminal_size(terminal.fileno())
    size = shutil.get_terminal_size((own.columns or 80, own.lines or 24))
    return os.terminal_size((min(size.columns, WIDEST), size.lines))


def out(text: str) -> None:
    """Write a result, if any; a reader of the pipe that has gone away is let go, as filters do."""
    try:
        sys.stdout.write(text if not text or text.endswith("\n") else text + "\n")
        sys.stdout.flush()
    except OSError as error:
        _let_go(sys.stdout)
        if _reader_is_gone(error):
            return
        raise RectrackError(f"the answer could not be written: {error.strerror}") from None
    except (KeyboardInterrupt, SystemExit):  # asked to end while nobody reads
        _let_go(sys.stdout)
        raise


def show(text: str, page: Page, pager: Callable[[], str]) -> None:
    """Write a result; through a pager where it goes to a terminal and is longer than the screen.

    `pager` is asked only there; where it raises, the result is shown all the same.
    """
    if page.height is None or not _is_longer(text, page.height):
        out(text)
        return
    try:
        name = pager()
    except RectrackError:
        out(text)
        raise
    if not _paged(text, name):
        out(text)


def _is_longer(text: str, height: int) -> bool:
    """Whether a text and the prompt of a shell below it take more than the rows of a terminal."""
    from rectrack.render.folding import rows  # noqa: PLC0415  for people only

    return rows(text, size_of(sys.stdout).columns) >= height


def _paged(text: str, pager: str) -> bool:
    from rectrack.terminal.pager import NONE, page_through  # noqa: PLC0415  rarely needed

    return pager.strip() not in NONE and page_through(text.rstrip("\n") + "\n", pager)


def confirm(text: str) -> None:
    """Write that something was added: it is, also where that cannot be written."""
    try:
        out(text)
    except RectrackError as error:
        tell(f"warning: {error}; what was logged stays logged")


def say(*sentences: str, whole: Iterable[str], write: Callable[[str], None]) -> None:
    """Write sentences, each on lines of its own, and below them lines that are never broken."""
    lines = [line for sentence in sentences for line in sentence.split("\n")]
    write("\n".join([*(_folded(line.split(" "), sys.stdout) for line in lines), *whole]))


def tell(*sentences: str) -> None:
    """Write messages; what a person wrote in them can neither act nor begin a line."""
    paste(*(_folded(visible(each).split(" "), sys.stderr) for each in sentences))


def paste(*lines: str) -> None:
    """Write lines as messages that are never broken, so that they can be copied."""
    try:
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()
    except OSError:  # nobody is left to be told
        _let_go(sys.stderr)


def _folded(words: list[str], stream: TextIO) -> str:
    """Break lines between words where they go to a terminal, and nowhere else."""
    if not stream.isatty():
        return " ".join(words)
    from rectrack.render.folding import folded  # noqa: PLC0415  for people only

    return folded(words, size_of(stream).columns)


def _reader_is_gone(error: OSError) -> bool:
    """Whether nobody reads the pipe any more, which Windows calls an invalid argument."""
    windows = sys.platform == "win32" and error.errno == errno.EINVAL
    return windows or isinstance(error, BrokenPipeError)


def _let_go(stream: TextIO) -> None:
    """Write no more to a stream: what is still in its buffer goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def line_of(finding: Finding, file: Path | str) -> str:
    """Return a finding as `file:line:column: severity: sentence`."""
    place = f"{file}:{finding.line}:{finding.column}" if finding.line else str(file)
    return f"{place}: {finding.severity}: {finding.message}"


def report(findings: Iterable[Finding], path: Path) -> bool:
    """Tell the errors among findings; whether there were any. Warnings are for `check`."""
    errors = [finding for finding in findings if finding.severity == "error"]
    for finding in errors:
        tell(line_of(finding, path))
    return bool(errors)
