"""The one place that adds to a plan: what every command that writes does with its change."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Generic, TypeVar

from msgspec.structs import replace

from rectrack.changes.change import Change
from rectrack.errors import BusyError, NotWrittenError, RectrackError
from rectrack.log.entry import Entry, encode
from rectrack.log.insertion import with_entries
from rectrack.log.validation import is_looked_up
from rectrack.records import Records, read_records
from rectrack.render.answer import Answer
from rectrack.render.entry_answer import measure_warnings
from rectrack.render.page import Page, visible
from rectrack.storage import files
from rectrack.terminal.console import confirm, line_of, out, say, tell
from rectrack.terminal.session import Session
from rectrack.wording import listed, plural

C = TypeVar("C", bound=Change)
R = TypeVar("R")
Read = Callable[[bytes], Records]


def write(
    session: Session,
    make: Callable[[Records, R, datetime], C],
    request: R,
    answer: Callable[[C, date], Answer],
    *,
    dry_run: bool = False,
    anew: bool = False,
) -> int:
    """Append the change that a request makes, or only show it; answer, warn, return the exit code.

    With `anew` all of the plan is proven, whatever is known of it from before.
    `make` is given what the plan says now, the request, and the moment in the plan's time zone.
    Raises whatever it raises, and NotWrittenError where the plan cannot be written.
    """
    path = session.path()

    def made(records: Records) -> C:
        return make(records, request, session.now(records.plan))

    def read(raw: bytes) -> Records:
        return read_records(raw) if anew else session.records_of(raw, path)

    change = made(read(files.read(path))) if dry_run else append(path, made, read)
    session.kept = change
    today = session.today(change.after.plan)
    answered = answer(change, today)
    if not change.entries:
        out(answered.said)
        return 0
    _say(answered, change.entries, session.page(), dry_run=dry_run)
    tell(
        *answered.warnings,
        *measure_warnings(change, answered.about, today),
        *_evidence_warnings(change, path),
    )
    _warn_of_set_aside(change, path)
    return 0


class _Attempt(Generic[C]):
    """A change that is made anew wherever the plan has changed underneath."""

    change: C

    def __init__(self, make: Callable[[Records], C], read: Read) -> None:
        self._make, self._read = make, read
        self.lines: tuple[str, ...] = ()

    def bytes_after(self, raw: bytes) -> bytes | None:
        """Make the change of a plan, and return its new bytes; None where there are none."""
        self.lines = ()  # those of an earlier attempt may no longer be right
        records = self._read(raw)
        self.change = self._make(records)
        if not self.change.entries:
            return None
        self.lines = tuple(encode(entry).decode() for entry in self.change.entries)
        return with_entries(records.document, records.log, self.change.entries)


def append(path: Path, make: Callable[[Records], C], read: Read = read_records) -> C:
    """Add the entries of the change that `make` makes, all or none, and return it.

    Raises NotWrittenError with the lines to paste where the plan cannot be written.
    """
    attempt = _Attempt(make, read)
    try:
        warnings = files.update(path, attempt.bytes_after)
    except (BusyError, OSError) as error:
        if not attempt.lines:
            attempt.bytes_after(files.read(path))
        code = error.exit_code if isinstance(error, RectrackError) else 1
        reason = str(error) if code != 1 else f"{path} cannot be written: {_reason(error)}"
        raise NotWrittenError(f"{reason}; nothing was logged", attempt.lines, code) from None
    except RectrackError as error:
        if not attempt.lines:
            raise
        raise NotWrittenError(f"{path}: {error}; nothing was logged", attempt.lines) from None
    tell(*(f"warning: {each}" for each in warnings))
    return attempt.change


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error)


def _say(answer: Answer, entries: tuple[Entry, ...], page: Page, *, dry_run: bool) -> None:
    """Write what was done and how to undo it; of a dry run what would be, and its lines."""
    done = answer.would if dry_run else answer.done
    sentences = [page.signs(each) for each in (f"{done}: {answer.said}", *answer.lines)]
    if dry_run:
        say(*sentences, whole=[visible(encode(each).decode()) for each in entries], write=out)
        return
    name = entries[0].batch or entries[0].id
    say(*sentences, whole=[f"{answer.undo}: rectrack undo {name}"], write=confirm)


def _evidence_warnings(change: Change, path: Path) -> Iterator[str]:
    """Yield a warning of the evidence of new entries that is not there.

    An address is not looked up; a path is one from the plan's folder.
    """
    named = change.before.named
    references: dict[str, None] = {}
    for entry in change.entries:
        old = named.get(entry.replaces or "")
        known = () if old is None else old.evidence
        references |= dict.fromkeys(each for each in entry.evidence if each not in known)
    missing = [each for each in references if is_looked_up(each) and not files.exists(path, each)]
    if missing:
        do = "does" if len(missing) == 1 else "do"
        said = f"the evidence {listed(missing)} {do} not exist"
        yield f"warning: {said} (looked for in the plan's folder)"


def _warn_of_set_aside(change: Change, path: Path) -> None:
    """Warn once that entries are set aside; of one that the new entries unsettle before others.

    It is no failure: what was to be added is in the file, and must not be added again.
    """
    errors = [finding for finding in change.after.findings if finding.severity == "error"]
    if not errors:
        return
    known = set(change.before.findings)
    first, *rest = sorted(errors, key=known.__contains__)
    more = f"; rectrack check names {plural(len(rest), 'more error')}" if rest else ""
    tell(line_of(replace(first, severity="warning", message=first.message + more), path))
