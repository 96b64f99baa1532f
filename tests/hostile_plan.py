"""A plan that attacks whoever shows it, beside one that says the same in plain words.

Every field of text, found in the tables that read a plan, holds `hostile(n)` in the one and
`tame(n)` in the other. A field of text that is added to a table is in both plans from then on.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from rectrack.log.entry import Entry, encode, encode_text
from rectrack.log.yaml_loader import ENTRY
from rectrack.plan import schema
from rectrack.plan.record_loader import Field, Fields
from rectrack.plan.shapes import TEXT
from rectrack.targets.kinds import KINDS

CONTROLS = "".join(map(chr, (*range(1, 0x20), *range(0x7F, 0xA0))))
INVISIBLE = (
    "\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\u2064\ufeff\ufff9\ufffb"
)
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
BLANK = "\u034f\u115f\u1160\u17b4\u180b\u2800\u3164\ufe00\ufe0f\uffa0\U000e0100"
MARKS = "\u0301\u0302 \u0303" + "z" + "\u0310" * 20
BEYOND = "\U0001d173\U000e0001\U000e0041\U000e007f"
ATTACKS = (
    "=cmd|'/c calc'!A1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "\uff1d1",
    "\x1b[5m\x1b]0;owned\x07\x1b[2J", "[link=x]y[/link] :smile:",
    "# h\n- l\n1. l\n> q\n\n```\n---\n", "| a | b |\n|---|---|", "<script>x</script> <!-- &amp;",
    "[x](javascript:x) ![x](y) <x:y> [x]: y", "*a* **b** _c_ ~~d~~ `e` \\", "a,b;c\"d\"'e'",
    "%s {0} {} $(x) `x` $x", "议😀e\u0301", '  - {"id":"x"}\n', "\n\nprogress: []\n", "' \" \\",
    CONTROLS, INVISIBLE + BLANK, MARKS + TURNING, BEYOND,
)  # fmt: skip
"""What acts on terminals, Rich, spreadsheets, Markdown, pages, shells, templates and plans."""

Text = Callable[[int], str]


def hostile(number: int) -> str:
    """Return the text of a field in the plan that attacks: each begins with another attack."""
    at = number % len(ATTACKS)
    return f"{ATTACKS[at]}<{number}>[bold]x[/bold]{''.join((*ATTACKS[at + 1 :], *ATTACKS[:at]))}"


def tame(number: int) -> str:
    """Return the text of the same field in the plan of plain words."""
    return f"words of field {number}"


def is_text(shape: Mapping[str, Any]) -> bool:
    """Whether a field takes any text; a list of texts counts, and a mapping by texts."""
    return any(
        each.get("pattern") == TEXT["pattern"]
        for each in (shape, shape.get("items", {}), shape.get("propertyNames", {}))
    )


def _of_shape(field: Field, texts: Iterator[str]) -> Any:
    """Return a value of text for a field: two of them where it takes several."""
    types = field.shape["type"]
    if "array" in types or "object" in types:
        return [next(texts), next(texts)]
    return next(texts)


def filled(fields: Fields, given: dict[str, Any], texts: Iterator[str]) -> dict[str, Any]:
    """Return a record with a text in every field of text that is not given."""
    return {
        key: given[key] if key in given else _of_shape(field, texts)
        for key, field in fields.items()
        if key in given or is_text(field.shape)
    }


PEOPLE = ("director", "deputy", "clerk")
TERMS: dict[str, dict[str, Any]] = {
    "total": {"goal": 10}, "each": {"goal": 2, "who": "team"}, "limit": {"goal": 5},
    "cadence": {"every": "week", "who": "team"}, "level": {"min": 1}, "cases": {"within": 5},
    "change": {"baseline": 8, "goal": 5}, "steps": {},
}  # fmt: skip


def head(text: Text) -> dict[str, Any]:
    """Return the head of a plan with every field of text filled, and a target of every kind."""
    texts = map(text, count(1))
    people = {
        name: filled(schema.PERSON, {} if name == "director" else {"reports_to": "director"}, texts)
        for name in PEOPLE
    }
    targets = {
        kind: filled(
            {**schema.TARGET, **KINDS[kind].fields}, {"kind": kind, **TERMS.get(kind, {})}, texts
        )
        for kind in KINDS
    }
    measure = {"answers": ["problem"], "lead": "deputy"}
    measures = {
        "measure": filled(schema.MEASURE, {**measure, "targets": targets}, texts),
        "done": filled(
            schema.MEASURE,
            {**measure, "targets": {"made": filled(schema.TARGET, {"kind": "total"}, texts)}},
            texts,
        ),
    }
    measures["done"]["targets"]["made"]["goal"] = 1
    given = {
        "rectrack": 1,
        "period": {"start": "2026-01-01", "end": "2026-12-31"},
        "people": people,
        "groups": {"team": ["director", "deputy"]},
        "problems": {"problem": filled(schema.PROBLEM, {}, texts)},
        "measures": measures,
    }
    return filled(schema.PLAN, given, texts)


def entries(text: Text, plan: dict[str, Any]) -> Iterator[Entry]:
    """Yield entries of every sort, with a text wherever one may stand."""
    numbers = count(1)
    texts = map(text, count(500))
    start = datetime(2026, 10, 1, tzinfo=UTC)

    def entry(**fields: Any) -> Entry:
        number = next(numbers)
        fields = {"by": "clerk", "date": date(2026, 3, 4), "value": Decimal(1), **fields}
        return Entry(
            id=f"e{number}",
            note=next(texts),
            evidence=(next(texts), next(texts)),
            logged=start.replace(minute=number),
            **{key: value for key, value in fields.items() if value is not None},
        )

    targets = plan["measures"]["measure"]["targets"]
    for target in ("total", "limit", "level", "change"):
        yield entry(target=target)
    for target in ("each", "cadence"):
        yield entry(target=target, for_="director")
    case = next(texts)
    yield entry(target="cases", case=case, event="opened", value=None)
    yield entry(target="cases", case=next(texts), event="opened", value=None)
    yield entry(target="cases", case=case, event=targets["cases"]["stages"][0], value=None)
    yield entry(target="steps", step=targets["steps"]["steps"][0], value=None)
    yield entry(target="made", by="deputy")
    yield entry(measure="done", event="claimed", by="deputy", value=None)
    yield entry(measure="done", event="signed-off", by="director", value=None)
    yield entry(measure="done", event="rechecked", passed=True, by="director", value=None)
    yield entry(measure="measure", event="claimed", value=None)
    yield entry(measure="measure", event="rejected", by="director", value=None)
    days = {"to": date(2027, 2, 1), "asked": date(2026, 3, 1)}
    yield entry(target="total", event="extended", by="director", value=None, **days)
    yield entry(target="level", event="waived", by="director", value=None, until=date(2026, 12, 24))
    yield entry(person="clerk", event="reward", by="director")
    yield entry(person="deputy", event="penalty", by="director")
    yield entry(target="total", value=Decimal(2), replaces="e1")
    yield entry(value=None, voids="e2")
    yield entry(target="level", value=Decimal(-5))
    yield entry(target="level", event="remedied", value=None)
    yield entry(measure="measure", event="concluded", value=None)
    yield entry(target="total", event="remark", value=None, batch="week")
    yield entry(measure="measure", event="remark", value=None, batch="week")
    due = date(2026, 12, 24)
    about = {"case": next(texts), "title": next(texts), "asked_by": next(texts), "due": due}
    yield entry(target="cases", event="opened", value=None, **about)
    why = {"cause": next(texts), "remedy": next(texts), "due": due}
    yield entry(target="cadence", event="explained", value=None, **why)


def faulty(text: Text) -> Iterator[str]:
    """Yield entries of which one field each is what it must not be; and one with a key too many."""
    texts = map(text, count(700))
    sound = {"date": "2026-03-04", "by": "clerk", "value": "1"}
    for key in (*ENTRY, next(texts)):
        about = {} if key in {"measure", "person", "voids"} else {"target": "total"}
        yield written({"id": f"bad-{key}", **sound, **about, key: next(texts)})


def plan_of(text: Text) -> bytes:
    """Return the whole plan."""
    plan = head(text)
    lines = [f"{key}: {written(value)}\n" for key, value in plan.items()]
    log = [b"  - " + encode(entry) + b"\n" for entry in entries(text, plan)]
    log += [f"  - {each}\n".encode() for each in faulty(text)]
    return "".join(lines).encode() + b"progress:\n" + b"".join(log)


def written(value: Any) -> str:
    """Return a value in flow style, with every text in quotation marks."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{encode_text(key)}: {written(value[key])}' for key in value)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return encode_text(value) if isinstance(value, str) else json.dumps(value)
