"""`claim`, `sign-off`, `reject`, `recheck`, `withdraw`, `conclude`, `extend` and `waive`."""

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any, Literal, cast

import typer
from msgspec import Struct

from rectrack.changes.decisions import DecisionRequest, decide
from rectrack.changes.value_and_note import note_of
from rectrack.commands.write import write
from rectrack.render.entry_answer import entry_answer
from rectrack.terminal import options
from rectrack.terminal.required import the_last_day, the_outcome, the_reason, the_subject
from rectrack.terminal.session import Session

Passed = Annotated[bool, typer.Option("--passed", help="It still holds.")]
Failed = Annotated[
    bool, typer.Option("--failed", help="It no longer holds; the measure is reopened.")
]
To = Annotated[
    str | None, options.option("--to", metavar="DAY", text="The new deadline: 2026-09-30.")
]
Asked = Annotated[
    str | None,
    options.option(
        "--asked",
        metavar="DAY",
        text="When the extension was requested (default: the decision day).",
    ),
]
Until = Annotated[
    str | None,
    options.option("--until", metavar="DAY", text="The last day of the waiver: 2026-11-30."),
]


class Decision(Struct, frozen=True, kw_only=True):
    """One of the commands: what it writes down, on what, and what its own options are.

    `last_day` is the option that names one, and `usage` what is to be typed behind the command.
    """

    event: str
    on: Literal["measure", "target"] = "measure"
    usage: str = "MEASURE"
    needs_reason: bool = False
    last_day: Literal["to", "until"] | None = None
    own: dict[str, Any] = {}
    help: str


DECISIONS = {
    "claim": Decision(
        event="claimed",
        help="""Report a measure as complete and ready for sign-off.

        That is for whoever did the work, and a sign-off can do without it. Somebody else, who had
        no part in the work, signs off. rectrack status lists the measures that are ready.

        Examples:
        rectrack claim supervision "All bulletins are out"
        """,
    ),
    "sign-off": Decision(
        event="signed-off",
        help="""Close a measure whose targets are all met or waived, with evidence.

        Each target needs an entry with evidence (rectrack log --evidence). The sign-off needs
        none, nor a claim before it. rectrack status lists the measures that are ready. Whoever
        signs off must not lead the measure, own a target of it or have worked on it.

        Examples:
        rectrack sign-off supervision "Files seen" --by discipline-officer
        """,
    ),
    "reject": Decision(
        event="rejected",
        help="""Reject a claim or a sign-off.

        Anybody in the plan may do that. The measure is open again, and can be claimed or signed off
        once what is missing is there.

        Examples:
        rectrack reject three-services "Two sheets are missing" --by director
        """,
    ),
    "recheck": Decision(
        event="rechecked",
        usage="MEASURE --passed or --failed",
        own={"passed": Passed, "failed": Failed},
        help="""Record a recheck: does the signed-off measure still hold?

        A passed recheck sets the next one; a failed one reopens the measure. Whoever passes it
        must not lead the measure, own a target of it or have worked on it; anybody may fail it.

        Examples:
        rectrack recheck work-procedures --passed --by discipline-officer
        rectrack recheck three-services --failed "None since May" --by director
        """,
    ),
    "withdraw": Decision(
        event="withdrawn",
        needs_reason=True,
        help="""Withdraw a measure, with the reason; it never counts as done.

        Neither its lead nor an owner of its targets may decide that.

        Examples:
        rectrack withdraw thrift "The county buys for all offices" --by director
        """,
    ),
    "conclude": Decision(
        event="concluded",
        usage="MEASURE REASON",
        needs_reason=True,
        help="""Conclude a measure whose outstanding targets have failed and are explained.

        Only after its last day, by whoever could sign it off: nobody who leads the measure, owns a
        target of it or has worked on it. It never counts as done.

        Examples:
        rectrack conclude clean-hands "The year is over" --by discipline-officer
        """,
    ),
    "extend": Decision(
        event="extended",
        on="target",
        usage="TARGET --to DAY REASON",
        needs_reason=True,
        last_day="to",
        own={"to": To, "asked": Asked, "case": options.Case},
        help="""Extend a deadline, with the reason; the original day stays visible.

        Neither the target's owner nor the measure's lead may decide that. With --case, it is the
        deadline of that case of the target.

        Examples:
        rectrack extend existing-rules --to 2026-11-30 "Two left" --by director
        rectrack extend decisions-done --case fee-review --to 2026-11-30 "Late data"
        """,
    ),
    "waive": Decision(
        event="waived",
        on="target",
        usage="TARGET --until DAY REASON",
        needs_reason=True,
        last_day="until",
        own={"until": Until},
        help="""Temporarily accept that a target is not met, until a given day.

        After that day it is assessed again. A limit cannot be waived. Neither the target's owner
        nor the measure's lead may decide that.

        Examples:
        rectrack waive staff-drive --until 2026-12-15 "Not yet" --by county-inspector
        """,
    ),
}


def _run(name: str, decision: Decision) -> Callable[..., int]:
    """Return the function of a command; its signature and docstring tell Typer what it takes."""

    def run(ctx: typer.Context, **typed: Any) -> int:
        return _decide(cast(Session, ctx.obj), name, decision, typed)

    parameters = {
        "ctx": typer.Context,
        decision.on: options.Measure if decision.on == "measure" else options.Target,
        "note": options.Reason if decision.needs_reason else options.Note,
        **decision.own,
        "by": options.By,
        "date": options.Date,
        "evidence": options.Evidence,
        "dry_run": options.DryRun,
    }
    flags = {"passed", "failed", "dry_run"}
    run.__doc__ = decision.help
    run.__signature__ = Signature(  # type: ignore[attr-defined]
        [
            Parameter(
                each,
                Parameter.KEYWORD_ONLY,
                annotation=annotation,
                default=False if each in flags else None,
            )
            for each, annotation in parameters.items()
        ]
    )
    return run


def _decide(session: Session, name: str, decision: Decision, typed: dict[str, Any]) -> int:
    """Ask for what is missing, where somebody is there to answer, and write the decision down."""
    subject = the_subject(session, typed[decision.on], decision.on, f"{name} {decision.usage}")
    begun = f"{name} {subject}"
    given: dict[str, Any] = {"event": decision.event, "subject": subject}
    if decision.event == "rechecked":
        passed, failed = typed["passed"], typed["failed"]
        given["passed"] = the_outcome(session, subject, passed=passed, failed=failed)
    if decision.last_day:
        option = f"--{decision.last_day}"
        day = the_last_day(session, typed[decision.last_day], option, subject)
        given[decision.last_day] = day
        begun += f" {option} {day}"
    words = typed["note"]
    if decision.needs_reason:
        words = the_reason(session, words, begun)
    request = DecisionRequest(
        **given,
        by=session.writer(typed["by"]),
        note=note_of(words),
        date=typed["date"],
        evidence=tuple(typed["evidence"] or ()),
        asked=typed.get("asked"),
        case=typed.get("case"),
    )
    return write(session, decide, request, entry_answer, dry_run=typed["dry_run"], anew=True)


RUN = {name: _run(name, decision) for name, decision in DECISIONS.items()}
"""The functions of the commands, by their names."""
