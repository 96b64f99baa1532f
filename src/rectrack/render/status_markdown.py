"""A status as Markdown: for a mail, or a page that a git host shows."""

from rectrack.render.case_tables import CASES_IN_HAND, cases_table
from rectrack.render.markdown import escaped, rows_of, titled
from rectrack.render.status_tables import (
    as_of,
    attention,
    decisions,
    measures,
    nothing_shown,
    outstanding,
    selection,
    settled,
    targets,
    time_gone,
)
from rectrack.reports.sections import Section
from rectrack.reports.status import Status
from rectrack.wording import plural

DEEPEST = 6
"""Markdown has no heading below this level."""


def status_markdown(status: Status, sections: list[Section] | None) -> str:
    """Return the whole page, at a glance or by sections, with headings as deep as these are."""
    day = f"{as_of(status)} · {time_gone(status.plan.period, status.day)}"
    sums = status.totals
    lines = [
        day,
        ", ".join(settled(sums, plural(sums.targets, "target"))),
        " ".join(outstanding(sums)),
        selection(status),
    ]
    parts = [f"# {escaped(status.plan.title)}\n"]
    parts += [f"{escaped(line)}\n" for line in lines if line]
    if sections is None:
        return "\n".join([*parts, titled(attention(status)), titled(measures(status))])
    if not status.targets:
        parts.append(f"{nothing_shown(status)}\n")
    if not status.wanted.states and (due := decisions(status)).rows:
        parts.append(titled(due))
    for section in sections:
        depth = min(2 + section.level, DEEPEST)
        parts.append(f"{'#' * depth} {escaped(section.title)}\n")
        parts.append(f"{escaped(' · '.join((section.id, *section.details)))}\n")
        if section.targets:
            parts.append(rows_of(targets(section)))
    if status.cases:
        parts.append(titled(cases_table(CASES_IN_HAND, status.cases)))
    return "\n".join(parts)
