"""Every setting that is in force, and where it comes from, for `rectrack help config`."""

import os
import sys

from rectrack.errors import RectrackError
from rectrack.plan.model import Plan
from rectrack.records import read_head
from rectrack.render.settings_page import Row
from rectrack.storage import files
from rectrack.storage.location import NoPlanError
from rectrack.terminal import console, settings
from rectrack.terminal.pager import NONE
from rectrack.terminal.session import Session
from rectrack.terminal.user_config import KEYS, config_path
from rectrack.wording import weekday_and_day


def in_force(session: Session) -> list[Row]:
    """Return what a run of the program goes by; raises RectrackError where a setting is wrong."""
    plan, plan_row = _plan(session)
    by = settings.writer(None, os.environ, session.config)
    pager = session.pager_setting()
    size = console.size_of(sys.stdout) if sys.stdout.isatty() else None
    width = settings.width(session.width, os.environ, size and size.columns)
    color = settings.color(session.color, os.environ, terminal=size is not None)
    zone = plan.timezone if plan else None
    clock = "RECTRACK_TODAY" if os.environ.get("RECTRACK_TODAY") else "the clock"
    return [
        plan_row,
        Row("by", by.value, by.source) if by else Row("by", "nobody", "not set"),
        Row("pager", "none" if pager.value.strip() in NONE else pager.value, pager.source),
        Row("color", "on" if color.value else "off", color.source),
        Row("width", "unlimited" if width.value is None else str(width.value), width.source),
        Row("today", weekday_and_day(session.today(plan)), clock),
        Row("timezone", zone or "local", "the plan" if zone else "the machine"),
        _cache(session),
        _config(session),
    ]


def _plan(session: Session) -> tuple[Plan | None, Row]:
    """Return the plan, if it can be read, and which file it is."""
    try:
        found = session.plan_setting()
    except NoPlanError:
        return None, Row("plan", "none", "not found here or in a folder above")
    row = Row("plan", str(found.value), found.source)
    try:
        return read_head(files.read(found.value))[1], row
    except RectrackError:
        return None, Row("plan", str(found.value), f"{found.source}; cannot be read")


def _cache(session: Session) -> Row:
    found = session.cache_setting()
    return Row("cache", "off" if found.value is None else str(found.value), found.source)


def _config(session: Session) -> Row:
    path = config_path(os.environ)
    if path is None:
        return Row("config", "none", "RECTRACK_CONFIG is empty")
    there = session.config().path is not None
    source = "RECTRACK_CONFIG" if "RECTRACK_CONFIG" in os.environ else "its usual place"
    return Row("config", str(path), source if there else f"not there; may set {', '.join(KEYS)}")
