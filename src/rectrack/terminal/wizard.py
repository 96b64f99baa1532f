"""Asking the clerk for what a `log` command line leaves out: everything, or only what is needed."""

import os
import shlex
import sys
from functools import cached_property

from msgspec.structs import replace

from rectrack import days
from rectrack.changes.log import LogRequest, so_far
from rectrack.changes.steps_and_cases import no_such_stage
from rectrack.changes.value_and_note import NONE, value_of
from rectrack.errors import RequestError, check_among
from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.plan.model import Target
from rectrack.records import Records, read_head, read_records
from rectrack.render.page import visible
from rectrack.reports.status import standing_of, standings
from rectrack.storage import files
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import lacks, refusal
from rectrack.targets.progress import progress_of
from rectrack.targets.state import OUTSTANDING
from rectrack.terminal import settings
from rectrack.terminal.choice import Choice, Question
from rectrack.terminal.console import paste, tell
from rectrack.terminal.prompts import ask, choose
from rectrack.terminal.questions import question, whose
from rectrack.terminal.session import Session
from rectrack.wording import weekday_and_day


def complete(session: Session, request: LogRequest) -> LogRequest:
    """Return what a command line says together with what a person answers.

    Who names a target is asked only for what an entry on it cannot do without; who names none is
    asked for everything. Raises RequestError or UsageError for what was said wrongly, before the
    first question where that can be known.
    """
    whole = _Interview(session, request).whole()
    if whole != request:
        paste(f"next time: {visible(command_line(whole, session.file))}")
    return whole


def command_line(request: LogRequest, file: str | None) -> str:
    """Return the command line that says all of a request at once."""
    options = {
        "-f": (file,),
        "--case": (request.case,),
        "--event": (request.event,),
        "--step": (request.step,),
        "--date": (request.date,),
        "--note": (request.note,),
        "--evidence": request.evidence,
        "--by": (request.by,),
        "--for": request.for_,
    }
    told = [word for name, given in options.items() for it in given if it for word in (name, it)]
    flags = ["--allow-future"] if request.allow_future else []
    return shlex.join(["rectrack", "log", request.target or "", *request.words, *told, *flags])


class _Interview:
    """What has been said so far, and what the plan knows about it."""

    def __init__(self, session: Session, request: LogRequest) -> None:
        self.session, self.request = session, request
        self.raw = files.read(session.path())
        _, self.plan = read_head(self.raw)
        self.today = session.today(self.plan)
        self.page = session.page(sys.stderr)

    @cached_property
    def records(self) -> Records:
        """What the whole file says; read only once there is a question that needs it."""
        return read_records(self.raw)

    @cached_property
    def history(self) -> History:
        """What is logged up to today."""
        return self.records.until(self.today)

    @property
    def writer(self) -> str:
        named = settings.writer(self.request.by or None, os.environ, self.session.config)
        return named.value if named else ""

    def whole(self) -> LogRequest:
        self.check()
        from_scratch = self.request.target is None
        if from_scratch:
            self.add(target=self.which_target())
        target = self.plan.targets.get(self.request.target or "")
        if target is None:  # refused as it is where nobody can be asked, with the nearest ids
            return self.request
        self.particulars(target, from_scratch=from_scratch)
        if from_scratch and self.request.date is None:
            self.add(date=ask("On which day? [today]", self.a_day))
        if from_scratch:
            ask("A note, or Enter for none:", lambda text: self.take_note(target, text))
        if not self.writer:
            self.add(by=self.session.writer(None))
        asked = whose(self.plan, kind_of(target), self.entry(target))
        if asked is not None:
            self.add(for_=choose(asked, self.page))
        return self.request

    def check(self) -> None:
        """Raise for what is said wrongly already."""
        people = self.plan.people
        check_among(filter(None, [self.writer]), people)
        check_among(self.request.for_, {**people, **self.plan.groups}, "people and groups")
        self.session.day(self.request.date, self.plan, "--date")

    def add(self, **answers: object) -> None:
        self.request = replace(self.request, **answers)

    def entry(self, target: Target) -> Entry:
        """Return what was said so far as an entry, which may lack what it needs."""
        return so_far(replace(self.request, by=self.writer), target, self.today)

    def which_target(self) -> str | None:
        """Ask for one of the targets that take what was said; the settled go without saying."""
        from rectrack.render.target_text import figures  # noqa: PLC0415  loads Rich

        given = {
            name for name in ("step", "case", "event") if getattr(self.request, name) is not None
        }
        rank = {state: number for number, state in enumerate(OUTSTANDING)}
        fitting = sorted(
            (
                each
                for each in standings(self.plan, self.history, self.today)
                if (takes := kind_of(each.target).takes) and given <= set(takes)
            ),
            key=lambda each: (rank.get(each.state, len(rank)), each.span.end),
        )
        choices = tuple(
            Choice(each.target.id, each.target.title, (each.state, figures(each)))
            for each in fitting
        )
        if not choices:
            return None
        which = Question(
            text="What was done? A number, or part of an id or title.",
            choices=choices,
            offered=sum(each.outstanding for each in fitting),
        )
        [name] = choose(which, self.page)
        return name

    def particulars(self, target: Target, *, from_scratch: bool) -> None:
        """Ask for what the kind of a target needs, and from scratch for what it could guess."""
        kind = kind_of(target)
        guessed = from_scratch and "value" in kind.takes
        said = self.entry(target)
        particular = "value" if guessed else lacks(kind, said)
        if particular is None:
            return
        if wrong := no_such_stage(self.request.words, target, said, self.records):
            raise RequestError(wrong)
        standing = standing_of(self.plan, target.id, self.history, self.today)
        tell(f"{target.title}: {standing.reading.why}")
        progress = progress_of(self.plan, target, self.history, self.today)
        while particular is not None:
            entry = self.entry(target)
            answer = self.answer(question(particular, progress, entry), target, entry)
            none = answer.lower() in {NONE, "0"} and kind.states_none
            if particular == "value" or none:
                self.add(words=(answer, *self.request.words))
            else:
                self.add(**{particular: answer})
            particular = lacks(kind, self.entry(target))

    def answer(self, asked: Question, target: Target, entry: Entry) -> str:
        if not asked.choices and not asked.is_open:
            default = f" [{asked.default}]" if asked.default else ""
            return ask(
                asked.text + default,
                lambda text: self.a_value(text or asked.default or "", target, entry),
            )
        [answer] = choose(asked, self.page)
        return answer

    def a_value(self, text: str, target: Target, entry: Entry) -> str:
        """Return a value as it was typed; raises ValueError where the target does not take it."""
        if not text:
            raise ValueError("a number is needed here")
        try:
            value = value_of(text, target)
        except RequestError as error:
            raise ValueError(str(error)) from None
        if wrong := refusal(self.plan, target, replace(entry, value=value, by="")):
            raise ValueError(wrong)
        return text

    def a_day(self, text: str) -> str | None:
        """Return a day as it was typed, None for today; tells how it is understood."""
        if not text:
            return None
        day = days.understand(text, self.today)
        if day > self.today and not self.request.allow_future:
            raise ValueError(f"{day} is still to come")
        tell(weekday_and_day(day))
        return text

    def take_note(self, target: Target, text: str) -> None:
        """Add a note; raises ValueError for one that a command line would not take for one."""
        if not text or text.lower() == NONE:
            return
        before = self.request
        self.add(words=(*before.words, text))
        try:
            self.entry(target)
        except RequestError:
            self.request = before
            raise ValueError("begin the note with a word, not with a number or a day") from None
