"""Any text below `progress`: both readers agree, and an entry is added safely or not at all."""

from hypothesis import strategies as st

from fuzz.mutation import SEEDS, mutated
from rectrack.errors import PlanError, RequestError
from rectrack.log.insertion import with_entries
from rectrack.log.loader import read_log
from rectrack.log.model import Log
from rectrack.storage.document import Document, take_apart
from tests.log.strategies import bodies
from tests.support import by_value, plan_text
from tests.survival import NEW, added

HEAD = plan_text()


def body_of(seed: bytes) -> bytes:
    return seed[take_apart(seed).body :]


bodies_of_people = bodies().map(lambda body: body.encode("utf-8", "surrogatepass"))
inputs = st.tuples(bodies_of_people | mutated(tuple(body_of(seed) for seed in SEEDS)))


def check(body: bytes) -> None:
    """Raise AssertionError, or whatever the program raised, where a promise is broken."""
    raw = HEAD.encode() + body
    try:
        document = take_apart(raw)
    except PlanError:
        return
    fast, slow = read_log(document), read_log(document, fast=False)
    assert said(fast) == said(slow)
    survives(document, fast)


def said(log: Log) -> object:
    """Return all that a log says, with the places."""
    places = [log.place(index) for index in range(len(log.entries))]
    unread = {
        name: (by_value([each.entry]), each.lacking, each.findings)
        for name, each in log.unread.items()
    }
    return by_value(log.entries), places, log.findings, log.misplaced, unread


def survives(document: Document, log: Log) -> None:
    if log.misplaced:
        return
    try:
        raw = with_entries(document, log, [NEW])
    except RequestError:
        return
    assert by_value(added(document.raw, raw)) == by_value([NEW])
    after = read_log(take_apart(raw))
    assert by_value(after.entries) == by_value([*log.entries, NEW])
    assert [each.message for each in after.findings] == [each.message for each in log.findings]
