"""A status as Markdown: for a mail, or a page that a git host shows."""

from rectrack.render.markdown import escaped, table
from rectrack.render.status_wording import (
    as_of,
    expected_by_now,
    figures,
    next_steps,
    nothing_shown,
    ready,
    rechecks,
    tally,
    title_and_reason,
    troubles,
)
from rectrack.reports.sections import Section
from rectrack.reports.status import Status

DEEPEST = 6
"""Markdown has no heading below this level."""


def status_markdown(status: Status, sections: list[Section]) -> str:
    """Return the whole page; headings are as deep as the responsibility is."""
    parts = [f"# {escaped(status.plan.title)}\n", f"{as_of(status)}\n", f"{tally(status.totals)}\n"]
    if status.attention or status.rechecks:
        parts += ["## Needs attention\n", f"{troubles(status)}\n", _attention(status)]
    if status.ready:
        parts.append(f"Ready to be signed off: {escaped(ready(status))}\n")
    if not status.targets:
        parts.append(f"{nothing_shown(status)}\n")
    for section in sections:
        depth = min(2 + section.level, DEEPEST)
        parts.append(f"{'#' * depth} {escaped(section.title)}\n")
        parts.append(f"{escaped(' · '.join((section.id, *section.details)))}\n")
        if section.targets:
            parts.append(_targets(section))
    return "\n".join(parts)


def _attention(status: Status) -> str:
    steps = [*next_steps(status), *(("recheck", *each) for each in rechecks(status))]
    rows = [(state, escaped(subject), escaped(step)) for state, subject, step in steps]
    return table(("state", "target", "next step"), rows)


def _targets(section: Section) -> str:
    rows = [
        (
            escaped(standing.target.id),
            figures(standing),
            expected_by_now(standing),
            standing.state,
            escaped(title_and_reason(standing, section.id)),
        )
        for standing in section.targets
    ]
    return table(("target", "figures", "by now", "state", "what and why"), rows)
