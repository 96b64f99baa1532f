"""A status as Markdown: for a mail, or a page that a git host shows."""

from rectrack.render.markdown import escaped, rows_of
from rectrack.render.status_tables import as_of, attention, nothing_shown, ready, tally, targets
from rectrack.reports.sections import Section
from rectrack.reports.status import Status

DEEPEST = 6
"""Markdown has no heading below this level."""


def status_markdown(status: Status, sections: list[Section]) -> str:
    """Return the whole page; headings are as deep as the responsibility is."""
    parts = [f"# {escaped(status.plan.title)}\n", f"{as_of(status)}\n", f"{tally(status.totals)}\n"]
    urgent = attention(status)
    if urgent.rows:
        parts += [f"## {urgent.title}\n", f"{urgent.details}\n", rows_of(urgent)]
    if status.ready:
        parts.append(f"Ready to be signed off: {escaped(ready(status))}\n")
    if not status.targets:
        parts.append(f"{nothing_shown(status)}\n")
    for section in sections:
        depth = min(2 + section.level, DEEPEST)
        parts.append(f"{'#' * depth} {escaped(section.title)}\n")
        parts.append(f"{escaped(' · '.join((section.id, *section.details)))}\n")
        if section.targets:
            parts.append(rows_of(targets(section)))
    return "\n".join(parts)
