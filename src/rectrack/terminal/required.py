"""What a decision cannot do without: asked for on a terminal where it is left out, else an error.

The commands load this before they know whether anything is to be asked, so what asks is loaded
by the one question that needs it.
"""

import sys
from collections.abc import Callable
from datetime import date
from typing import Literal, TypeVar

from rectrack.errors import UsageError
from rectrack.plan.written_days import written_day
from rectrack.records import read_head
from rectrack.storage import files
from rectrack.terminal.choice import Choice, Question
from rectrack.terminal.session import Session

T = TypeVar("T")


def the_subject(
    session: Session,
    name: str | None,
    sort: Literal["measure", "target", "target or measure"],
    usage: str,
) -> str:
    """Return the measure or target that something is said of."""
    if name:
        return name
    _check_may_ask(session, f"which {sort}? write rectrack {usage}")
    _, plan = read_head(files.read(session.path()))
    targets = plan.targets.values() if "target" in sort else ()
    measures = plan.measures.values() if "measure" in sort else ()
    things = (*targets, *measures)
    return _chosen(session, f"Which {sort}?", *(Choice(each.id, each.title) for each in things))


def the_outcome(session: Session, measure: str, *, passed: bool, failed: bool) -> bool:
    """Return whether a measure passed its recheck, which is said by one of two flags."""
    if passed is not failed:
        return passed
    question = f"did {measure} pass? give either --passed or --failed"
    if passed:
        raise UsageError(question)
    _check_may_ask(session, question)
    choices = Choice("passed", "it still holds"), Choice("failed", "it is reopened")
    return _chosen(session, f"Did {measure} pass?", *choices) == "passed"


def the_last_day(session: Session, text: str | None, option: str, about: str) -> date:
    """Return the day that an option names, which may be still to come."""
    if not text:
        _check_may_ask(session, f"until when? {option} names the last day, for {about}")
        return _asked("Until when? A day such as 2026-12-31:", lambda said: _day(session, said))
    return day_written(session, text, option)


def day_written(session: Session, text: str, option: str) -> date:
    """Return the day that an option names, which may be still to come."""
    try:
        return _day(session, text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None


def _day(session: Session, text: str) -> date:
    """Return a day that is written out: words such as "wed" mean days of the past."""
    return written_day(text, session.today().year)


def the_reason(session: Session, words: list[str] | None, usage: str) -> list[str]:
    """Return why something is decided."""
    return _the_words(session, words, "why", f"{usage} REASON")


def the_cause(session: Session, words: list[str] | None, usage: str) -> list[str]:
    """Return why something failed or is late."""
    return _the_words(session, words, "why", f"{usage} CAUSE --remedy TEXT")


def the_remedy(session: Session, text: str | None, usage: str) -> list[str]:
    """Return what will be done about it."""
    words = [text] if text else None
    return _the_words(session, words, "what will be done about it", f"{usage} CAUSE --remedy TEXT")


def the_remark(session: Session, words: list[str] | None, usage: str) -> list[str]:
    """Return what is to be said of something."""
    return _the_words(session, words, "what is there to say", f"{usage} TEXT")


def _the_words(session: Session, words: list[str] | None, question: str, usage: str) -> list[str]:
    if any(words or ()):
        return words or []
    _check_may_ask(session, f"{question}? write rectrack {usage}")
    return [_asked(f"{question.capitalize()}?", _some_text)]


def _some_text(answer: str) -> str:
    if not answer:
        raise ValueError("a text is needed here")
    return answer


def _check_may_ask(session: Session, message: str) -> None:
    if not session.may_ask:
        raise UsageError(message)


def _asked(prompt: str, read: Callable[[str], T]) -> T:
    from rectrack.terminal.prompts import ask  # noqa: PLC0415  for people only

    return ask(prompt, read)


def _chosen(session: Session, text: str, *choices: Choice) -> str:
    from rectrack.terminal.prompts import choose  # noqa: PLC0415  for people only

    return choose(Question(text=text, choices=choices), session.page(sys.stderr))[0]
