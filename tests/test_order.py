"""What a plan shows does not depend on where in the file its entries stand, or how often."""

import random
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from rectrack.log.entry import encode
from rectrack.records import Records, read_records
from rectrack.render.json import status_json
from rectrack.reports.check import check
from rectrack.reports.status import status
from tests.conftest import ROOT
from tests.support import examples

EXAMPLE = read_records((ROOT / "plans" / "example.yaml").read_bytes())
HEAD = EXAMPLE.document.raw[: EXAMPLE.document.body]
days = st.dates(date(2025, 12, 25), date(2027, 1, 10))


def page(records: Records, day: date) -> str:
    return status_json(status(records, day), Path("plan"))


def rewritten(lines: list[bytes]) -> Records:
    return read_records(HEAD + b"".join(b"  - " + line + b"\n" for line in lines))


@given(st.randoms(use_true_random=False), days)
@examples(20)
def test_shuffling_the_entries_changes_no_reading(chance: random.Random, day: date) -> None:
    lines = [encode(entry) for entry in EXAMPLE.log.entries]
    chance.shuffle(lines)
    assert page(rewritten(lines), day) == page(EXAMPLE, day)


@given(st.randoms(use_true_random=False), days)
@examples(20)
def test_doubling_entries_that_have_an_id_changes_no_reading(
    chance: random.Random, day: date
) -> None:
    lines = [encode(entry) for entry in EXAMPLE.log.entries]
    again = [encode(entry) for entry in EXAMPLE.log.entries if entry.id is not None]
    lines += chance.sample(again, 100)
    found = rewritten(lines)
    assert page(found, day) == page(EXAMPLE, day)
    assert found.findings == ()


@given(days)
@examples(20)
def test_a_past_day_is_seen_as_it_was(day: date) -> None:
    """Entries dated after a day change nothing of what that day shows."""
    voided = {entry.corrects for entry in EXAMPLE.corrections}
    known = [
        encode(entry)
        for entry in EXAMPLE.log.entries
        if entry.date <= day or entry.corrects is not None or entry.id in voided
    ]
    assert page(rewritten(known), day) == page(EXAMPLE, day)


@given(st.integers(0, 700), st.binary(max_size=6), st.booleans())
@examples(80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_to_a_plan_makes_a_traceback(
    example: Path, line: int, junk: bytes, keep: bool
) -> None:
    """Whatever is done to a line, the plan is reckoned or refused with findings."""
    from rectrack.errors import PlanError  # noqa: PLC0415

    lines = example.read_bytes().split(b"\n")
    at = line * 53 % len(lines)
    middle = len(lines[at]) // 2
    lines[at] = lines[at][:middle] + junk + (lines[at][middle:] if keep else b"")
    try:
        records = read_records(b"\n".join(lines))
    except PlanError as error:
        messages = [finding.message for finding in error.findings]
    else:
        messages = [finding.message for finding in check(records, lambda _: True)]
        assert page(records, date(2026, 10, 31))
    assert all(messages)
