"""Any bytes in the place of a workbook: they are read, or refused in a sentence."""

import zipfile
from datetime import date
from io import BytesIO

from hypothesis import strategies as st

from fuzz.mutation import snippets
from rectrack.changes.ledger_rows import read_ledger
from rectrack.changes.plan_from_ledger import plan_from_ledger
from rectrack.errors import RequestError
from rectrack.log.row_loader import load_rows
from rectrack.log.rows import read_rows
from rectrack.log.yaml_loader import ENTRY
from rectrack.records import read_records
from rectrack.render.csv import unguarded
from rectrack.storage.workbook import read_workbook
from tests.workbooks import packed, workbook

TODAY = date(2026, 3, 4)
SEEDS = (
    workbook(
        ["日期", "target", "value"],
        [TODAY, "bulletins", 0.5],
        [None, "x", True],
        merged=["A2:A3"],
        formats={"C2": "0%"},
    ),
    workbook(
        ["序号", "问题", "整改措施", "类型", "目标值", "整改时限"],
        [1, "p", "m", "total", 12, TODAY],
        [2, None, "n", "limit", "about 3", "soon"],
        merged=["B2:B3"],
    ),
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A workbook of the seeds with a few edits in its parts, or in the file as a whole."""
    raw = draw(st.sampled_from(SEEDS))
    edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 8), snippets), max_size=4)
    if draw(st.integers(0, 3)) == 0:
        return _edited(raw, draw(edits))
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in draw(st.lists(st.sampled_from(sorted(parts)), max_size=2)):
        parts[name] = _edited(parts[name], draw(edits))
    return packed(parts)


def _edited(raw: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for share, gone, text in edits:
        at = int(share * len(raw))
        raw = raw[:at] + text + raw[at + gone :]
    return raw


inputs = st.tuples(mutated())


def check(raw: bytes) -> None:
    """Raise AssertionError, or whatever the program raised, where a promise is broken."""
    rows = read_rows(raw, ENTRY, unguarded)
    load_rows(rows, TODAY)
    assert all(each.message for each in rows.findings)
    try:
        ledger = read_ledger(read_workbook(raw))
        made = plan_from_ledger(ledger, "A plan", "Made by the fuzzer.", TODAY, lambda _: "")
    except RequestError:
        return
    assert read_records(made.read.raw).findings == ()
