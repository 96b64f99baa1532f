"""What commands answer once something was written down: where its subject stands now."""

from datetime import date

from rectrack.log.entry import Entry
from rectrack.log.history import until
from rectrack.records import Records
from rectrack.render.confirmation import where_it_stands, where_measure_stands
from rectrack.reports.closing import closing
from rectrack.reports.signing_off import missing
from rectrack.reports.status import standing_of


def where_its_subject_stands(entry: Entry, records: Records, today: date) -> str:
    """Return where the target or measure of an entry stands; nothing of a person."""
    plan, history = records.plan, until(records.entries, today)
    if entry.target is not None:
        return where_it_stands(standing_of(plan, entry.target, history, today))
    if entry.measure is not None:
        measure = plan.measures[entry.measure]
        standing = closing(records, measure, history, today)
        return where_measure_stands(standing, missing(plan, measure, history, today), today)
    return ""
