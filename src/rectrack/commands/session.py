"""What every command is given: where the plan is, what day it is, where output goes."""

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Literal, TextIO

from msgspec import Struct

from rectrack import days, store
from rectrack.errors import Finding, RectrackError, RequestError, UsageError, suggest
from rectrack.plan import values
from rectrack.plan.model import Plan
from rectrack.render.page import Page, takes_signs, visible

When = Literal["auto", "always", "never"]
NARROWEST = 20
"""A terminal narrower than this breaks the lines by itself, which reads no worse."""


class Session(Struct):
    """One run of the program. `clock` returns the present moment with its offset."""

    clock: Callable[[], datetime]
    file: str | None = None
    color: When = "auto"
    no_input: bool = False

    def path(self) -> Path:
        """Return the plan to work on; raises UsageError where none is to be found."""
        try:
            return store.find_plan(self.file, os.environ, Path.cwd())
        except FileNotFoundError:
            if self.file:
                return Path(self.file)
            raise _no_folder() from None

    def place_for_plan(self, named: str | None) -> Path:
        """Return where a new plan goes; raises UsageError where two places are named."""
        if named is not None and self.file is not None:
            raise UsageError("FILE and --file name one plan twice: leave one of them out")
        try:
            return store.place_for_plan(
                self.file if named is None else named, os.environ, Path.cwd()
            )
        except FileNotFoundError:
            raise _no_folder() from None

    def now(self, plan: Plan | None = None) -> datetime:
        """Return the present moment, as RECTRACK_TODAY fixes it, in the plan's time zone.

        The machine's time zone is taken where there is no plan, or none in it. The offset is
        fixed: a zone would be lost where an hour comes twice.
        """
        zone: tzinfo | None = _zone(plan.timezone) if plan and plan.timezone else None
        try:
            there = self._moment(zone).astimezone(zone)
            return there.astimezone(timezone(there.utcoffset() or timedelta()))
        except (ValueError, OverflowError) as error:
            raise UsageError(f"RECTRACK_TODAY: {error}") from None

    def _moment(self, zone: tzinfo | None) -> datetime:
        fixed = os.environ.get("RECTRACK_TODAY")
        if not fixed:
            return self.clock()
        if "T" in fixed:
            return values.moment(fixed)
        return datetime.combine(values.day(fixed), time(12), zone)

    def today(self, plan: Plan | None = None) -> date:
        """Return the present day where the plan is."""
        return self.now(plan).date()

    def day(self, text: str | None, plan: Plan, option: str) -> date:
        """Return the day that an option names, today where it was left out."""
        today = self.today(plan)
        if text is None:
            return today
        try:
            return days.understand(text, today)
        except ValueError as error:
            raise UsageError(f"{option}: {error}") from None

    def writer(self, by: str | None) -> str:
        """Return who writes an entry down; asks for it where somebody is there to answer."""
        name = by if by is not None else os.environ.get("RECTRACK_BY")
        if name:
            return name
        if not self.may_ask:
            raise UsageError("who writes this down? give --by PERSON, or set RECTRACK_BY")
        from rectrack.commands.asking import ask_writer  # noqa: PLC0415  for people only

        return ask_writer(self)

    @property
    def may_ask(self) -> bool:
        """Whether a person sits at the other end, who may be asked for what is missing."""
        return not self.no_input and all(
            stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)
        )

    def page(self, stream: TextIO | None = None) -> Page:
        """Return what is known of standard output, or of another stream."""
        stream = stream or sys.stdout
        terminal = stream.isatty()
        size = _size_of(stream) if terminal else None
        return Page(
            width=max(size.columns, NARROWEST) if size else None,
            height=size.lines if size else None,
            color=self._wants_color(terminal=terminal),
            unicode=takes_signs(stream.encoding),
        )

    def _wants_color(self, *, terminal: bool) -> bool:
        """--color > NO_COLOR > FORCE_COLOR or CLICOLOR_FORCE > TERM=dumb > is it a terminal."""
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
            if value := os.environ.get(name):
                return value != "0"
        return terminal and os.environ.get("TERM") != "dumb"


def _no_folder() -> RequestError:
    return RequestError("the current folder is gone: change to another one")


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo  # noqa: PLC0415  most plans name none

    return ZoneInfo(name)


def _size_of(terminal: TextIO) -> os.terminal_size:
    """Return a terminal's size, also where standard output goes elsewhere; 80 × 24 if unknown.

    COLUMNS and LINES go before what the terminal says.
    """
    own = os.get_terminal_size(terminal.fileno())
    return shutil.get_terminal_size((own.columns or 80, own.lines or 24))


def out(text: str) -> None:
    """Write a result, if any; a reader of the pipe that has gone away is let go, as filters do."""
    try:
        sys.stdout.write(text if not text or text.endswith("\n") else text + "\n")
        sys.stdout.flush()
    except OSError as error:
        _let_go(sys.stdout)
        if _reader_is_gone(error):
            return
        message = f"the answer could not be written: {error.strerror}; what was logged stays logged"
        raise RectrackError(message) from None
    except (KeyboardInterrupt, SystemExit):  # asked to end while nobody reads
        _let_go(sys.stdout)
        raise


def say(sentence: str, command: str = "") -> None:
    """Write a sentence as a result, and behind it a command, which is never broken."""
    words = [*sentence.split(" "), command] if command else sentence.split(" ")
    out(_folded(words, sys.stdout))


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

    return folded(words, _size_of(stream).columns)


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


def known(names: Iterable[str], ids: Iterable[str], what: str = "nothing in the plan") -> None:
    """Raise RequestError for the first of the names that is not among the ids."""
    all_ids = set(ids)
    for name in names:
        if name not in all_ids:
            raise RequestError(f"{name!r} is {what}{suggest(name, all_ids)}")
