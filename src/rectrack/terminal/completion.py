"""What a word of a command line may be completed to, when its writer presses Tab.

A command says it where it names its argument or option:

    typer.Argument(metavar="TARGET", autocompletion=completion.targets)

Each function here takes the context, of which `obj` is the session and `params` are the values
typed before the word; one that must know how the word begins takes that as `incomplete`. It
returns words, each with what is said beside it; those that do not begin like the word are left
out later. It may raise what it likes, which completes to nothing. A list of fixed words, the
type of an option, needs no function.

A function reads as little as it can: the head of a plan takes milliseconds, its log may take a
second.
"""

from typing import cast

import typer

from rectrack import days
from rectrack.log.corrections import when_logged
from rectrack.log.entry import Entry
from rectrack.plan.model import Plan, Target
from rectrack.records import read_head, read_records
from rectrack.storage import files
from rectrack.targets.base import Kind
from rectrack.targets.kinds import kind_of
from rectrack.targets.progress import progress_of
from rectrack.targets.state import State
from rectrack.terminal.command_index import PANELS
from rectrack.terminal.session import Session
from rectrack.wording import weekday_and_day

Words = list[tuple[str, str]]

DAYS = ("today", "yesterday", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_ENTRIES = 30


class FileName(str):
    """A word that the shell is to complete by itself, as the name of a file."""

    __slots__ = ()


def file_names(incomplete: str) -> list[str]:
    """Names of files, which every shell knows best."""
    return [FileName(incomplete)]


def topics() -> Words:
    """What `help` explains."""
    commands = (each for panel in PANELS.values() for each in panel.items())
    return [*commands, ("config", "the settings in force")]


def targets(ctx: typer.Context) -> Words:
    return [(each.id, each.title) for each in _plan(ctx).targets.values()]


def measures(ctx: typer.Context) -> Words:
    return [(each.id, each.title) for each in _plan(ctx).measures.values()]


def targets_and_measures(ctx: typer.Context) -> Words:
    return targets(ctx) + measures(ctx)


def people(ctx: typer.Context) -> Words:
    return [(each.id, each.name) for each in _plan(ctx).people.values()]


def people_and_groups(ctx: typer.Context) -> Words:
    plan = _plan(ctx)
    groups = [(name, ", ".join(members)) for name, members in plan.groups.items()]
    return [*((each.id, each.name) for each in plan.people.values()), *groups]


def everything(ctx: typer.Context) -> Words:
    """Every id of a plan, the targets first."""
    plan = _plan(ctx)
    found = [(each.id, each.title) for each in plan.targets.values()]
    found += [(each.id, each.title) for each in plan.measures.values()]
    found += [(each.id, each.title) for each in plan.problems.values()]
    return found + people_and_groups(ctx)


def steps(ctx: typer.Context) -> Words:
    """The steps of the target that is named before."""
    return [(word, "") for word in _kind(ctx).words("step")]


def events(ctx: typer.Context) -> Words:
    """What may happen to a case of the target that is named before."""
    return [(word, "") for word in _kind(ctx).words("event")]


def cases(ctx: typer.Context) -> Words:
    """The open cases of the target that is named before."""
    from rectrack.terminal.questions import question  # noqa: PLC0415  only a shell asks for it

    session = _session(ctx)
    records = read_records(files.read(session.path()))
    today = session.today(records.plan)
    target = _target(ctx, records.plan)
    progress = progress_of(records.plan, target, records.until(today), today)
    asked = question("case", progress, Entry(date=today, by=""))
    return [(choice.value, choice.said) for choice in asked.choices]


def value_or_note(ctx: typer.Context) -> Words:
    """The word "none" where the target that is named before asks for that statement."""
    return [("none", "there was nothing")] if _kind(ctx).states_none else []


def entries(ctx: typer.Context, incomplete: str) -> Words:
    """The ids of the newest entries, the latest first, with what they say."""
    from rectrack.render.answer import what_happened  # noqa: PLC0415  only a shell asks for it

    records = read_records(files.read(_session(ctx).path()))
    named = [
        each
        for each in (*records.entries, *records.corrections)
        if each.id is not None and each.id.startswith(incomplete)
    ]
    newest = sorted(named, key=when_logged, reverse=True)[:MOST_ENTRIES]
    return [(each.id or "", what_happened(each, records.plan)) for each in newest]


def past_days(ctx: typer.Context) -> Words:
    """Words for days, with the days that they mean."""
    session = _session(ctx)
    today = session.today(_plan(ctx))
    return [(word, weekday_and_day(days.understand(word, today))) for word in DAYS]


def states(incomplete: str) -> Words:
    """States of targets, of which one word may hold several, separated by commas."""
    before, comma, _ = incomplete.rpartition(",")
    named = before.split(",")
    return [(f"{before}{comma}{each.option}", "") for each in State if each.option not in named]


def _session(ctx: typer.Context) -> Session:
    return cast(Session, ctx.obj)


def _plan(ctx: typer.Context) -> Plan:
    _, plan = read_head(files.read(_session(ctx).path()))
    return plan


def _target(ctx: typer.Context, plan: Plan) -> Target:
    return plan.targets[ctx.params["target"]]


def _kind(ctx: typer.Context) -> Kind:
    return kind_of(_target(ctx, _plan(ctx)))
