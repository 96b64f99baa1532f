"""Every change is made alike: pure, stamped, and what the file says once it is written."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from rectrack.changes.amend import AmendRequest, amend
from rectrack.changes.awards import AwardRequest, award
from rectrack.changes.change import Change
from rectrack.changes.decisions import DecisionRequest, decide
from rectrack.changes.imports import ImportRequest, import_rows
from rectrack.changes.log import LogRequest, log
from rectrack.changes.undo import UndoRequest, undo
from rectrack.errors import RequestError, UsageError
from rectrack.log.insertion import with_entries
from rectrack.log.rows import read_rows
from rectrack.log.yaml_loader import ENTRY
from rectrack.records import Records, read_records
from tests.conftest import ROOT
from tests.support import by_value

RAW = (ROOT / "plans" / "example.yaml").read_bytes()
NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
NEWEST = next(each.id or "" for each in reversed(read_records(RAW).entries) if each.value)
ROWS = read_rows(b"target,value\nbulletins,2\nresearch-reports,\n", ENTRY, str)

Make = Callable[[Records], Change]


@pytest.mark.parametrize(
    "make",
    [
        lambda records: log(records, LogRequest(target="bulletins", by="clerk", date="wed"), NOW),
        lambda records: import_rows(records, ImportRequest(rows=ROWS, writer=lambda: "clerk"), NOW),
        lambda records: amend(records, AmendRequest(id=NEWEST, by="clerk", note="Anew"), NOW),
        lambda records: undo(records, UndoRequest(NEWEST, "clerk"), NOW),
        lambda records: decide(
            records, DecisionRequest(event="claimed", subject="supervision", by="director"), NOW
        ),
        lambda records: award(
            records,
            AwardRequest(event="reward", person="clerk", value="1", note="Whole", by="director"),
            NOW,
        ),
    ],
    ids=["log", "import", "amend", "undo", "decide", "award"],
)
def test_after_is_what_the_file_says_and_before_stays_as_it_was(make: Make) -> None:
    before = read_records(RAW)
    made = make(before)
    assert made.before is before
    assert by_value(before.entries) == by_value(read_records(RAW).entries)
    written = read_records(with_entries(before.document, before.log, made.entries))
    assert by_value(made.entries) == by_value(written.log.entries[len(before.log.entries) :])
    assert by_value(made.after.entries) == by_value(written.entries)
    assert all(each.id and each.logged and each.logged >= NOW for each in made.entries)


def test_what_its_id_says_is_there_makes_no_entry() -> None:
    records = read_records(RAW)
    request = LogRequest(target="bulletins", by="clerk", id="nightly")
    there = log(records, request, NOW).after
    again = log(there, request, NOW)
    assert (again.entries, again.after) == ((), there)


def test_a_request_is_refused_in_one_sentence() -> None:
    records = read_records(RAW)
    with pytest.raises(RequestError, match="there is no target 'bulletin'; did you mean bulletins"):
        log(records, LogRequest(target="bulletin", by="clerk"), NOW)
    with pytest.raises(UsageError, match="what was done\\?"):
        log(records, LogRequest(by="clerk"), NOW)
    with pytest.raises(UsageError, match="penalty: why\\?"):
        award(records, AwardRequest(event="penalty", person="clerk", value="1"), NOW)
