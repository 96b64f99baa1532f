"""The free words of a `log` command line → the value and the note that they mean."""

import re
import shlex
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from rectrack import days
from rectrack.errors import RequestError
from rectrack.plan import values
from rectrack.plan.model import Target
from rectrack.plan.number_faults import IN_LARGE_UNITS
from rectrack.plan.number_words import in_digits, in_words, says_number
from rectrack.targets.base import Kind
from rectrack.targets.kinds import kind_of
from rectrack.wording import quoted

_LIKE_A_NUMBER = re.compile(
    r"\s*(?:[^\w\s#]{0,3}|x|rmb|cny|usd|eur|gbp)\s*[0-9]|nan$|inf$", re.IGNORECASE
)
_GOES_ON = re.compile(r"[0-9]{3}(?:[.,][0-9]+)?|[0-9]+/[0-9]+|[\u00bc-\u00be]")
"""A word that belongs to the number before it: the next three digits, or a fraction."""
NONE = "none"


def says_none(word: str) -> bool:
    """Whether a word states that there was nothing."""
    return word.lower() == NONE or re.fullmatch(r"0+(?:\.0+)?", word) is not None


def value_and_note(
    words: Sequence[str], target: Target, given: Sequence[str | None]
) -> tuple[Decimal | None, str]:
    """Return the value that the words begin with, or the kind's own, and the rest as a note.

    `given` are the particulars that options name. Raises RequestError where the first words
    name a number, a day or a particular but are not to be understood as one: as a note they would
    count as something else.
    """
    kind = kind_of(target)
    value, note = _parted(words, target, kind)
    if value is None:
        _refuse_what_is_no_note(words, target, kind, given)
        return kind.value_by_default if "value" in kind.takes else None, note
    if value == 0 and not kind.takes_readings:
        if kind.states_none and any(given):
            raise RequestError("none says that there was nothing: leave it out, or what there was")
        return statement_of_none(target, words[0]), note
    if "value" not in kind.takes:
        takes = " and ".join(kind.takes)
        raise RequestError(f"{target.id} takes no VALUE, only {takes} and a note")
    return value, note


def note_of(words: Sequence[str] | None) -> str | None:
    """Return the note that words of a command line are, if any.

    Raises RequestError where they begin with a day, which a note would hide.
    """
    said = list(words or ())
    if _begins_with_day(said):
        raise RequestError(
            f"{quoted(' '.join(said))} begins with a day: give that as --date DAY;"
            " a note says more than that, in quotation marks"
        )
    return " ".join(said).strip() or None


def _begins_with_day(words: Sequence[str]) -> bool:
    """Whether the first words name a day and nothing else, or all of them a month."""
    beginnings = (" ".join(words[:many]) for many in (1, 2, 3))
    return any(map(days.says_day, beginnings)) or days.says_month(" ".join(words))


def value_of(text: str, target: Target | None, name: str = "") -> Decimal:
    """Return the value that a text says of a target, 0 for a statement of none.

    `name` is what a RequestError calls it, if anything.
    """
    if target is not None and text.lower() == NONE:
        return statement_of_none(target)
    try:
        value = values.number(text if target is None else values.in_unit(text, target.unit))
    except ValueError as error:
        raise RequestError(f"{name}: {error}" if name else str(error)) from None
    if target is not None and value == 0 and not kind_of(target).takes_readings:
        return statement_of_none(target, text)
    return value


def statement_of_none(target: Target, said: str = NONE) -> Decimal:
    """Return the value that states that there was nothing, `said` so or as 0.

    Raises RequestError where the target asks for no such statement: there it would say nothing.
    """
    kind = kind_of(target)
    if kind.states_none:
        return Decimal(0)
    hint = "log only what was done"
    if kind.takes_readings:
        hint = "log a reading of nothing as 0"
    elif said.lower() != NONE:
        raise RequestError(f"{said} adds nothing to {target.id}: {hint}")
    raise RequestError(f'"none" is not used for {target.id}: {hint}')


def _parted(words: Sequence[str], target: Target, kind: Kind) -> tuple[Decimal | None, str]:
    """Return the number or `none` that the words begin with, and the rest."""
    first, *rest = words or ("",)
    if first.lower() == NONE:
        if kind.takes_readings:
            statement_of_none(target)
        return Decimal(0), " ".join(rest)
    may_be_case = "case" in kind.takes and not says_none(first)
    is_note = "value" not in kind.takes and len(first.split()) > 1
    if is_note or may_be_case or not _LIKE_A_NUMBER.match(unicodedata.normalize("NFKC", first)):
        return None, " ".join(words)
    if days.says_month(first) or _begins_with_day(words):
        raise RequestError(_says_a_day(words, target, kind))
    if rest and rest[0] in values.PER_CENT and target.unit in values.PER_CENT:
        first, *rest = first + rest[0], *rest[1:]
    two = " ".join([first, *rest[:1]])
    if rest and _GOES_ON.fullmatch(rest[0]):
        raise RequestError(f"VALUE: {two} is two numbers: write one, without spaces")
    try:
        said = two if IN_LARGE_UNITS.fullmatch(two) else first
        return values.number(values.in_unit(said, target.unit)), " ".join(rest)
    except ValueError as error:
        hint = _as_a_note(words, target, kind) if any(map(str.isalpha, first)) else ""
        raise RequestError(f"VALUE: {error}{hint}") from None


def _refuse_what_is_no_note(
    words: Sequence[str], target: Target, kind: Kind, given: Sequence[str | None]
) -> None:
    """Raise RequestError where the first words name a number, a day, a step or an event."""
    beginnings = [" ".join(words[:many]) for many in (1, 2)]
    whole = " ".join(words)
    hint = _as_a_note(words, target, kind)
    for said in beginnings:
        if says_number(said, target.unit):
            digits = in_digits(said) if said == whole else ""
            raise RequestError(f"VALUE: {quoted(said)} {in_words(digits)}{hint}")
    if _begins_with_day(words):
        raise RequestError(_says_a_day(words, target, kind))
    here = {beginnings[0].casefold(), whole.casefold()} - {
        (each or "").casefold() for each in given
    }
    for particular in kind.takes:
        for word in kind.words(particular):
            if word.casefold() in here:
                raise RequestError(f"{quoted(word)} is another {particular}: log one alone{hint}")


def _says_a_day(words: Sequence[str], target: Target, kind: Kind) -> str:
    hint = _as_a_note(words, target, kind)
    return f"{quoted(' '.join(words))} begins with a day: give that as --date DAY{hint}"


def _as_a_note(words: Sequence[str], target: Target, kind: Kind) -> str:
    """Say how words that are taken for something else are written as a note."""
    if "value" not in kind.takes:
        return "; a note says more than that, in quotation marks"
    note = shlex.quote(" ".join(words))
    return f"; put a note after the amount: rectrack log {target.id} VALUE {note}"
