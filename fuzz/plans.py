"""Any bytes in the place of a plan: every command that looks at it answers or refuses, cleanly."""

import json
import tempfile
from pathlib import Path

from hypothesis import strategies as st

from fuzz.mutation import mutated
from rectrack.errors import PlanError
from rectrack.records import read_records
from rectrack.render.page import visible
from tests.commands.process import rectrack

LOOKS = (
    *("status", "status -g person", "status -g problem", "status --format md"),
    *("status --format csv", "status --format json", "status --as-of 2027-02-01"),
    *("status --as-of 2025-12-31", "summary", "summary --month last --as-known"),
    *("summary --since 2026-01-01 --until 2026-12-31", "summary --format md"),
    *("summary --format json", "check", "check --format json", "entries", "entries --all"),
    *("entries --all --format json", "entries --all --format jsonl", "entries --format csv"),
    *("assess", "assess --format json", "assess --format csv", "assess --format md"),
    *("assess director", "show reports", "show articles", "show study", "show gifts"),
    *("show costs", "show staff", "show days", "show letters", "show rules", "show blank"),
    *("show t", "show faster", "show slow", "show director", "show team"),
    *("show days --format json", "show letters --format json"),
)

inputs = st.tuples(mutated(), st.sampled_from(LOOKS).map(str.split).map(tuple))


def check(raw: bytes, look: tuple[str, ...]) -> None:
    """Raise AssertionError, or whatever the program raised, where a promise is broken."""
    try:
        findings = read_records(raw).findings
    except PlanError as error:
        findings = error.findings
        assert findings
    for finding in findings:
        assert finding.message
        assert 0 <= finding.line <= raw.count(b"\n") + 1
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.yaml"
        plan.write_bytes(raw)
        found = rectrack(*look, "-f", plan, RECTRACK_DEBUG="1")
        assert plan.read_bytes() == raw
    assert found.returncode in {0, 1}
    for said in (found.stdout, found.stderr):
        for line in said.split("\n"):
            assert visible(line) == line
    if found.stdout and look[-1] == "json":
        json.loads(found.stdout)
