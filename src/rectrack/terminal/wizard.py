"""Asking the clerk for what a `log` command line leaves out: everything, or only what is needed."""

import os
import shlex
import sys
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from rectrack import days
from rectrack.changes.log import Request, so_far
from rectrack.changes.value_and_note import NONE, value_of
from rectrack.errors import RequestError
from rectrack.log.entry import Entry
from rectrack.log.history import History, until
from rectrack.plan.model import Target
from rectrack.records import read_head, read_records
from rectrack.render.page import visible
from rectrack.reports.status import WORST_FIRST, standing_of, standings
from rectrack.storage import files
from rectrack.targets.kinds import kind_of
from rectrack.targets.questions import Choice, Question
from rectrack.targets.standing import SETTLED, State, progress_of
from rectrack.terminal.console import paste, tell
from rectrack.terminal.prompts import ask, choose
from rectrack.terminal.session import Session, known
from rectrack.wording import weekday_and_day

OFFERED: tuple[State, ...] = (*WORST_FIRST, "on track")


class Said(Struct, frozen=True, kw_only=True):
    """What a command line says, in its own words; None or nothing where it says nothing."""

    target: str | None
    words: tuple[str, ...] = ()
    by: str | None = None
    for_: tuple[str, ...] = ()
    date: str | None = None
    evidence: tuple[str, ...] = ()
    step: str | None = None
    case: str | None = None
    event: str | None = None
    allow_future: bool = False

    def as_command_line(self, file: str | None) -> str:
        """Return the command line that says all of it at once."""
        options = {
            "-f": (file,),
            "--case": (self.case,),
            "--event": (self.event,),
            "--step": (self.step,),
            "--date": (self.date,),
            "--evidence": self.evidence,
            "--by": (self.by,),
            "--for": self.for_,
        }
        told = [
            word for name, given in options.items() for it in given if it for word in (name, it)
        ]
        flags = ["--allow-future"] if self.allow_future else []
        return shlex.join(["rectrack", "log", self.target or "", *self.words, *told, *flags])


def complete(session: Session, said: Said) -> Said:
    """Return what a command line says together with what a person answers.

    Who names a target is asked only for what an entry on it cannot do without; who names none is
    asked for everything. Raises RequestError or UsageError for what was said wrongly, before the
    first question where that can be known.
    """
    whole = _Interview(session, said).whole()
    if whole != said:
        paste(f"next time: {visible(whole.as_command_line(session.file))}")
    return whole


class _Interview:
    """What has been said so far, and what the plan knows about it."""

    def __init__(self, session: Session, said: Said) -> None:
        self.session, self.said = session, said
        self.raw = files.read(session.path())
        _, self.plan = read_head(self.raw)
        self.today = session.today(self.plan)
        self.page = session.page(sys.stderr)

    @cached_property
    def history(self) -> History:
        """What is logged; read only once there is a question that needs it."""
        return until(read_records(self.raw).entries, self.today)

    @property
    def writer(self) -> str:
        return self.said.by or os.environ.get("RECTRACK_BY") or ""

    def whole(self) -> Said:
        self.check()
        from_scratch = self.said.target is None
        if from_scratch:
            self.add(target=self.which_target())
        target = self.plan.targets.get(self.said.target or "")
        if target is None:  # refused as it is where nobody can be asked, with the nearest ids
            return self.said
        self.particulars(target, from_scratch=from_scratch)
        if from_scratch and self.said.date is None:
            self.add(date=ask("On which day? [today]", self.a_day))
        if from_scratch:
            ask("A note, or Enter for none:", lambda text: self.take_note(target, text))
        if not self.writer:
            self.add(by=self.session.writer(None))
        question = kind_of(target).whose(self.plan, self.entry(target))
        if question is not None:
            self.add(for_=choose(question, self.page))
        return self.said

    def check(self) -> None:
        """Raise for what is said wrongly already."""
        people = self.plan.people
        known(filter(None, [self.writer]), people, "not among the people")
        known(self.said.for_, {*people, *self.plan.groups}, "not among the people and groups")
        self.session.day(self.said.date, self.plan, "--date")

    def add(self, **answers: object) -> None:
        self.said = replace(self.said, **answers)

    def entry(self, target: Target) -> Entry:
        """Return what was said so far as an entry, which may lack what it needs."""
        said = self.said
        request = Request(
            target=target.id,
            words=said.words,
            by=self.writer,
            day=self.today,
            for_=said.for_,
            step=said.step,
            case=said.case,
            event=said.event,
        )
        return so_far(request, target)

    def which_target(self) -> str | None:
        """Ask for one of the targets that take what was said; the settled go without saying."""
        from rectrack.render.target_text import figures  # noqa: PLC0415  loads Rich

        given = {name for name in ("step", "case", "event") if getattr(self.said, name) is not None}
        rank = {state: number for number, state in enumerate(OFFERED)}
        fitting = sorted(
            (
                each
                for each in standings(self.plan, self.history, self.today)
                if given <= set(kind_of(each.target).takes)
            ),
            key=lambda each: (rank.get(each.state, len(rank)), each.span.end),
        )
        choices = tuple(
            Choice(each.target.id, each.target.title, (each.state, figures(each)))
            for each in fitting
        )
        if not choices:
            return None
        question = Question(
            text="What was done? A number, or part of an id or title.",
            choices=choices,
            offered=sum(each.state not in SETTLED for each in fitting),
        )
        [name] = choose(question, self.page)
        return name

    def particulars(self, target: Target, *, from_scratch: bool) -> None:
        """Ask for what the kind of a target needs, and from scratch for what it could guess."""
        kind = kind_of(target)
        guessed = from_scratch and "value" in kind.takes
        particular = "value" if guessed else kind.lacks(self.entry(target))
        if particular is None:
            return
        standing = standing_of(self.plan, target.id, self.history, self.today)
        tell(f"{target.title}: {standing.reading.why}")
        progress = progress_of(self.plan, target, self.history, self.today)
        while particular is not None:
            entry = self.entry(target)
            answer = self.answer(kind.question(particular, progress, entry), target, entry)
            none = answer.lower() in {NONE, "0"} and kind.states_none
            if particular == "value" or none:
                self.add(words=(answer, *self.said.words))
            else:
                self.add(**{particular: answer})
            particular = kind.lacks(self.entry(target))

    def answer(self, question: Question, target: Target, entry: Entry) -> str:
        if not question.choices and not question.is_open:
            default = f" [{question.default}]" if question.default else ""
            return ask(
                question.text + default,
                lambda text: self.a_value(text or question.default or "", target, entry),
            )
        [answer] = choose(question, self.page)
        return answer

    def a_value(self, text: str, target: Target, entry: Entry) -> str:
        """Return a value as it was typed; raises ValueError where the target does not take it."""
        kind = kind_of(target)
        if not text:
            raise ValueError("a number is needed here: Ctrl-C gives up, and nothing is logged")
        try:
            value = value_of(text, target)
        except RequestError as error:
            raise ValueError(str(error)) from None
        if wrong := kind.refuses(self.plan, target, replace(entry, value=value, by="")):
            raise ValueError(wrong)
        return text

    def a_day(self, text: str) -> str | None:
        """Return a day as it was typed, None for today; tells how it is understood."""
        if not text:
            return None
        day = days.understand(text, self.today)
        if day > self.today and not self.said.allow_future:
            raise ValueError(f"{day} is still to come")
        tell(weekday_and_day(day))
        return text

    def take_note(self, target: Target, text: str) -> None:
        """Add a note; raises ValueError for one that a command line would not take for one."""
        if not text or text.lower() == NONE:
            return
        before = self.said
        self.add(words=(*before.words, text))
        try:
            self.entry(target)
        except RequestError:
            self.said = before
            raise ValueError("begin the note with a word, not with a number or a day") from None
