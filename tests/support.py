"""Small plans for the tests: the one target under test stands beside the assertion."""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from hypothesis import settings
from msgspec.structs import astuple

from rectrack.log.entry import Entry
from rectrack.records import Records, read_records
from rectrack.reports.status import standing_of
from rectrack.targets.standing import Standing
from tests.conftest import EXAMPLES

HEAD = """\
rectrack: 1
title: A plan for tests
period: {{start: {start}, end: {end}}}
people:
  director: {{name: Director}}
  deputy: {{name: Deputy, reports_to: director}}
  head: {{name: Head of section, reports_to: deputy}}
  clerk: {{name: Clerk, reports_to: head}}
groups:
  team: [director, deputy]
problems:
  problem: {{title: A problem}}
measures:
  measure:
    title: A measure
    answers: [problem]
    lead: deputy
    targets:
      t: {target}
progress:
"""


def examples(many: int, **more: Any) -> settings:
    """Try a property with so many examples under `-m heavy`, and with a part of them otherwise."""
    share = settings().max_examples
    return settings(max_examples=max(many * share // EXAMPLES, 5), **more)


def plan_text(
    target: str = "{title: T, kind: total, goal: 10}",
    *entries: dict[str, Any] | str,
    start: str = "2026-01-01",
    end: str = "2026-12-31",
) -> str:
    """Return a plan of one target `t`, in flow style, and its entries.

    An entry is a mapping of its fields, of which `target: t` and `by: clerk` go without saying,
    or its text as it stands in the file behind `- `.
    """
    lines = [entry if isinstance(entry, str) else line(**entry) for entry in entries]
    head = HEAD.format(start=start, end=end, target=target)
    return head + "".join(f"  - {text}\n" for text in lines)


def edited(right: str, wrong: str) -> str:
    """Return the plan with one text in it replaced, the first time that it stands there."""
    text = plan_text()
    assert right in text
    return text.replace(right, wrong, 1)


def single_spaced(text: str) -> str:
    """Return text with one space between columns, however wide these are."""
    return re.sub(r"(?<=\S) +", " ", text)


def line(**fields: Any) -> str:
    """Return an entry as a line, on target `t` and by the clerk where nothing else is said."""
    subjects = {"target", "measure", "person", "voids"}
    if not subjects & fields.keys():
        fields = {"target": "t", **fields}
    return json.dumps({"by": "clerk", **fields}, ensure_ascii=False)


def records(text: str) -> Records:
    return read_records(text.encode())


def by_value(entries: Iterable[Entry]) -> list[tuple[Any, ...]]:
    """Return what entries say, to compare: by themselves each is equal to itself alone."""
    return list(map(astuple, entries))


def standing(
    target: str,
    *entries: dict[str, Any] | str,
    on: str,
    start: str = "2026-01-01",
    end: str = "2026-12-31",
) -> Standing:
    """Return where the target stands on a day; all of its entries must be in order."""
    found = records(plan_text(target, *entries, start=start, end=end))
    assert found.findings == ()
    day = date.fromisoformat(on)
    return standing_of(found.plan, "t", found.until(day), day)


def complaints(text: str) -> list[str]:
    """Return what `check` would say of the entries or the head, as "line:column message"."""
    from rectrack.errors import PlanError  # noqa: PLC0415

    try:
        found = records(text).findings
    except PlanError as error:
        found = error.findings
    return [f"{each.line}:{each.column} {each.message}" for each in found]
