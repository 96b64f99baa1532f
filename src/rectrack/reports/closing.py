"""Where a measure stands: its life cycle, followed word by word.

LIFE_CYCLE tells what each word makes of a measure. One that has no place at its point is passed
over, and so is an approval, a sign-off or a passed recheck, that breaks the rules of signing off,
however it came into the file. A closing that is taken back, by a failed recheck or a rejection,
is a rebound; withdrawn is withdrawn until that is undone.

An approval is judged as of its own day, on the entries that count now. It may have been right on
what had been logged when it was written down, and be wrong only by what was logged since: an
entry was corrected, or came in late. Then nobody broke a rule. The approval stands, and what it
lacks now is shown, until a recheck decides. Where the approval or what came after it does not
tell when it was logged, this cannot be claimed; and nothing excuses an approval by somebody who
had a part in the work.
"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.plan.model import Measure, later
from rectrack.records import Records
from rectrack.reports.life_cycle import CLOSED, OPEN, UNFINISHED, MeasureState, Step, step
from rectrack.reports.sign_off_rules import SignOffRules, is_sign_off, missing, no_evidence
from rectrack.targets.standing import Standing
from rectrack.wording import day as say_day
from rectrack.wording import times


class Word(Struct, frozen=True):
    """A word on a measure, and the state of the measure after it.

    `wrong` tells why it was passed over, or, where it `stands`, what it lacks by now.
    """

    entry: Entry
    state: MeasureState
    stands: bool
    wrong: tuple[str, ...] = ()


class MeasureStanding(Struct, frozen=True):
    """Where one measure stands at the end of a day.

    `recheck_due` is set while a sign-off stands. `lacks` is what such a one is no longer right
    in: targets that are outstanding, evidence that is gone.
    """

    measure: Measure
    state: MeasureState
    recheck_due: date | None
    lacks: tuple[str, ...]
    history: tuple[Word, ...]

    @property
    def rebounds(self) -> int:
        """How often a closing was taken back."""
        return self.rebounds_by(date.max)

    def state_on(self, day: date) -> MeasureState:
        """Return the state at the end of an earlier day, as it is known now."""
        words = [word for word in self.history if word.entry.date <= day]
        return words[-1].state if words else OPEN

    def rebounds_by(self, day: date) -> int:
        """Return how often a closing had been taken back by the end of a day."""
        states = [OPEN, *(word.state for word in self.history if word.entry.date <= day)]
        return sum(was in CLOSED and is_ in UNFINISHED for was, is_ in pairwise(states))

    @property
    def closed(self) -> bool:
        """Whether a sign-off stands, lapsed or not."""
        return self.recheck_due is not None

    @property
    def lapsed(self) -> bool:
        """Whether a sign-off stands although it no longer holds."""
        return bool(self.lacks)

    def wants_recheck(self, day: date) -> bool:
        """Whether a sign-off that stands is to be looked at again by a day."""
        return self.recheck_due is not None and (self.lapsed or self.recheck_due <= day)

    @property
    def refused(self) -> tuple[tuple[Entry, str], ...]:
        """The sign-offs that do not count, each with all that is wrong with it."""
        return tuple(
            (word.entry, "; ".join(word.wrong))
            for word in self.history
            if is_sign_off(word.entry) and not word.stands
        )


class SignOffCheck(Struct, frozen=True):
    """Where a measure stands on a day, and what is missing that day for a sign-off."""

    standing: MeasureStanding
    missing: tuple[str, ...]
    day: date


def closing(records: Records, measure: Measure, history: History, day: date) -> MeasureStanding:
    """Follow the words on a measure up to a day; `history` reaches up to it."""
    state: MeasureState = OPEN
    recheck_due: date | None = None
    lacks: tuple[str, ...] = ()
    words: list[Word] = []
    rules = SignOffRules(records, measure, history)
    for entry in history.words.get(measure.id, ()):
        word = _followed(rules, state, entry)
        words.append(word)
        if not word.stands:
            continue
        closed = word.state in CLOSED
        recheck_due = later(entry.date, measure.recheck_after) if closed else None
        state, lacks = word.state, _seen_now(word)
    if recheck_due is not None:
        lacks = missing(records.plan, measure, history, day) or lacks
    return MeasureStanding(measure, state, recheck_due, lacks, tuple(words))


def _followed(rules: SignOffRules, state: MeasureState, entry: Entry) -> Word:
    """Return a word with what it makes of a measure that is in a state."""
    does = step(entry)
    if state not in does.before:
        return Word(entry, state, stands=False, wrong=(_out_of_place(state, does),))
    wrong = rules.broken_by(entry) if does.after in CLOSED else ()
    if wrong and not rules.was_right_then(entry):
        return Word(entry, state, stands=False, wrong=wrong)
    return Word(entry, does.after, stands=True, wrong=wrong)


def _seen_now(word: Word) -> tuple[str, ...]:
    """Say what was missing on the day of an approval that stands, as it turned out since."""
    if not word.wrong:
        return ()
    return (f"on {say_day(word.entry.date)}, as is known by now: {'; '.join(word.wrong)}",)


def _out_of_place(state: MeasureState, does: Step) -> str:
    if state is does.after:
        return f"it is {state} already"
    *others, last = does.before
    return f"it is {state}, not {', '.join(others)} or {last}"


def sign_off_check(records: Records, measure: Measure, history: History, day: date) -> SignOffCheck:
    """Return where a measure stands and what is missing; `history` reaches up to the day."""
    standing = closing(records, measure, history, day)
    return SignOffCheck(standing, missing(records.plan, measure, history, day), day)


def ready(
    measures: Iterable[MeasureStanding], targets: Iterable[Standing], history: History
) -> list[MeasureStanding]:
    """Return the measures of which nothing is missing for a sign-off; `targets` are all of them."""
    unsettled = {
        each.target.measure for each in targets if each.outstanding and each.waived_until is None
    }
    return [
        each
        for each in measures
        if each.state in UNFINISHED
        and each.measure.targets
        and each.measure.id not in unsettled
        and not no_evidence(each.measure, history)
    ]


def withdrawal_in(words: list[Entry]) -> Entry | None:
    """Return the word by which a measure was withdrawn, which it stays until that is undone."""
    return next((word for word in words if word.event == "withdrawn"), None)


def state_of(standing: MeasureStanding, day: date) -> str:
    """Return the state of a measure with what is worth knowing of it, as seen on a day."""
    said: str = standing.state
    if standing.rebounds:
        before = "" if standing.state is MeasureState.REOPENED else f"{said}, "
        said = f"{before}reopened {times(standing.rebounds)}"
    if standing.state in UNFINISHED and standing.refused:
        said += ", a sign-off does not count"
    if standing.lapsed:
        said += ", no longer met: recheck"
    elif standing.recheck_due is not None:
        verb = "recheck was due" if standing.recheck_due < day else "recheck due"
        said += f", {verb} {say_day(standing.recheck_due, seen_from=day)}"
    return said
