"""What every command is given: where the plan is, what day it is, where output goes."""

import os
import sys
from collections.abc import Callable
from datetime import date, datetime, time, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct

from rectrack import days
from rectrack.errors import RectrackError, RequestError, UsageError
from rectrack.limits import LINES_WORTH_A_PROOF
from rectrack.plan import values
from rectrack.plan.model import Plan
from rectrack.render.page import Page, takes_signs
from rectrack.storage import files, location
from rectrack.terminal import console, settings
from rectrack.terminal.settings import Setting, UserConfig, When

if TYPE_CHECKING:
    from rectrack.records import Records


class Session(Struct):
    """One run of the program. `clock` returns the present moment with its offset."""

    clock: Callable[[], datetime]
    file: str | None = None
    color: When = "auto"
    width: int | None = None
    no_pager: bool = False
    no_input: bool = False
    kept: object = None
    """What was read last. To free a large log takes a tenth of the time, just before the end."""

    def path(self) -> Path:
        """Return the plan to work on; raises UsageError where none is to be found."""
        return self.plan_setting().value

    def records(self, path: Path) -> "Records":
        """Return what a plan file says; raises RequestError or PlanError where it cannot be read.

        Of a long log what was proven before is taken as proven, where the user's cache holds it.
        """
        return self.records_of(files.read(path), path)

    def records_of(self, raw: bytes, path: Path) -> "Records":
        """Return the same of a plan file's bytes."""
        from rectrack.records import read_records  # noqa: PLC0415  help needs no plan

        folder = self._cache() if raw.count(b"\n") >= LINES_WORTH_A_PROOF else None
        if folder is None:
            found = read_records(raw)
        else:
            from rectrack import proof  # noqa: PLC0415  only long logs pay for it
            from rectrack.storage import cache  # noqa: PLC0415  the same

            found, fresh = proof.read(raw, cache.load(folder, path), cache.program())
            if fresh is not None:
                cache.store(folder, path, fresh)
        self.kept = found
        return found

    def _cache(self) -> Path | None:
        try:
            return self.cache_setting().value
        except RectrackError:  # what is wrong in a config file, who needs it is told
            return None

    def cache_setting(self) -> Setting[Path | None]:
        """Return the folder of what is kept of long logs, None where nothing is."""
        return settings.cache(os.environ, self.config)

    def plan_setting(self) -> Setting[Path]:
        """Return the plan to work on, and who names it; raises UsageError for none."""
        try:
            return settings.plan(self.file, os.environ, Path.cwd(), self.config)
        except FileNotFoundError:
            if self.file:
                return Setting(Path(self.file), "--file")
            raise _no_folder() from None

    def config(self) -> UserConfig:
        """Return what the user's config file says; read only where it is asked for."""
        from rectrack.terminal.user_config import read_config  # noqa: PLC0415  rarely needed

        return read_config(os.environ)

    def place_for_plan(self, named: str | None) -> Path:
        """Return where a new plan goes; raises UsageError where two places are named."""
        if named is not None and self.file is not None:
            raise UsageError("use FILE or --file, not both")
        try:
            return location.place_for_plan(
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
            there = self.clock().astimezone(zone)
        except ValueError:
            machine = os.environ.get("TZ", "")
            raise UsageError(
                f"TZ: {machine} is not a time zone: write one such as Asia/Shanghai"
            ) from None
        if fixed := os.environ.get("RECTRACK_TODAY"):
            there = _fixed(fixed, zone)
        return values.in_whole_minutes(there)

    def today(self, plan: Plan | None = None) -> date:
        """Return the present day where the plan is."""
        return self.now(plan).date()

    def day(self, text: str | None, plan: Plan, option: str) -> date:
        """Return the day that an option names, today where it was left out."""
        return days.given(text, self.today(plan), option)

    def writer(self, by: str | None) -> str:
        """Return who writes an entry down; asks for it where somebody is there to answer."""
        named = settings.writer(by, os.environ, self.config)
        if named is not None and named.value:
            return named.value
        if not self.may_ask:
            raise UsageError("who writes this down? give --by PERSON, or set RECTRACK_BY")
        return self._asked_for_writer()

    def _asked_for_writer(self) -> str:
        from rectrack.records import read_head  # noqa: PLC0415  the same
        from rectrack.terminal.choice import Question  # noqa: PLC0415  the same
        from rectrack.terminal.prompts import choose  # noqa: PLC0415  for people only
        from rectrack.terminal.questions import people  # noqa: PLC0415  the same

        _, plan = read_head(files.read(self.path()))
        today = self.today(plan)
        here = (name for name, who in plan.people.items() if who.is_here(today))
        question = Question(text="Who writes this down?", choices=people(plan, here))
        return choose(question, self.page(sys.stderr))[0]

    @property
    def may_ask(self) -> bool:
        """Whether a person sits at the other end, who may be asked for what is missing."""
        return not self.no_input and all(
            stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)
        )

    def page(self, stream: TextIO | None = None) -> Page:
        """Return what is known of standard output, or of another stream."""
        stream = stream or sys.stdout
        size = console.size_of(stream) if stream.isatty() else None
        return Page(
            width=settings.width(self.width, os.environ, size and size.columns).value,
            height=size and size.lines,
            color=settings.color(self.color, os.environ, terminal=size is not None).value,
            unicode=takes_signs(stream.encoding),
        )

    def show(self, text: str) -> None:
        """Write a result, through a pager where it is longer than the screen of a terminal."""
        console.show(text, self.page(), lambda: self.pager_setting().value)

    def pager_setting(self) -> Setting[str]:
        """Return the program that shows what is longer than the screen, empty for none."""
        return settings.pager(os.environ, self.config, off=self.no_pager)


def _fixed(fixed: str, zone: tzinfo | None) -> datetime:
    """Return the moment at which the clock is fixed, noon where only a day is named, in a zone."""
    try:
        if "T" in fixed:
            moment = values.moment(fixed)
        else:
            moment = datetime.combine(values.day(fixed), time(12), zone)
    except ValueError as error:
        raise UsageError(f"RECTRACK_TODAY: {error}") from None
    try:
        return moment.astimezone(zone)
    except (ValueError, OverflowError):
        raise UsageError(f"RECTRACK_TODAY: there is no {fixed} in this time zone") from None


def _no_folder() -> RequestError:
    return RequestError("the current folder is gone: change to another one")


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo  # noqa: PLC0415  most plans name none

    return ZoneInfo(name)
