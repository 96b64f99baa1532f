"""What is compared with what, and the marks that are wanted: all of it is data, and stands here."""

from dataclasses import dataclass, replace
from typing import Literal

Quantity = Literal["time", "memory"]


@dataclass(frozen=True)
class Command:
    """One command of a program. `{file}` in its words is the file of `kind`.

    A plan to `entries` of 0 has none. A command that `writes` has a copy of its own, which grows
    by what it writes.
    """

    label: str
    program: str
    args: tuple[str, ...]
    kind: str = "plan"
    entries: int = 0
    writes: bool = False
    environ: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Comparison:
    """`mark` is the highest ratio that is wanted, if one is."""

    subject: Command
    reference: Command
    mark: float | None = None
    quantity: Quantity = "time"


@dataclass(frozen=True)
class Group:
    """Comparisons whose commands run in turn, so many rounds of them."""

    name: str
    rounds: int
    comparisons: tuple[Comparison, ...]
    warm_up: bool = True


def quick(group: Group) -> Group:
    """Return the same in small: a thousandth of the entries, but ten at least, and one round."""

    def small(command: Command) -> Command:
        return replace(command, entries=command.entries and max(command.entries // 1000, 10))

    comparisons = tuple(
        replace(each, subject=small(each.subject), reference=small(each.reference))
        for each in group.comparisons
    )
    return replace(group, rounds=1, comparisons=comparisons, warm_up=False)


def rectrack(entries: int, *args: str, kind: str = "plan", label: str = "") -> Command:
    command, *options = args
    words = (command, "-f", "{file}", *options)
    return Command(label or " ".join(args), "rectrack", words, kind, entries)


def status(entries: int) -> Command:
    return rectrack(entries, "status")


def log(entries: int, kind: str = "plan") -> Command:
    words = ("log", "-f", "{file}", "bulletins", "Bulletin 3: road repairs")
    return Command("log", "rectrack", words, kind, entries, writes=True)


def known(command: Command) -> Command:
    """Return the same command where what was proven of its plan is kept from an earlier run."""
    environ = (*command.environ, ("RECTRACK_CACHE", "{file}-cache"))
    return replace(command, label=f"{command.label}, known", environ=environ)


def ledger(entries: int) -> Command:
    return Command("ledger balance", "ledger", ("-f", "{file}", "balance"), "journal", entries)


def hledger(entries: int) -> Command:
    return Command("hledger balance", "hledger", ("-f", "{file}", "balance"), "journal", entries)


def task_count(entries: int) -> Command:
    return Command("task count", "task", ("count",), "tasks", entries)


def task_add(entries: int) -> Command:
    words = ("add", "project:supervision.bulletins", "Bulletin 3: road repairs")
    return Command("task add", "task", words, "tasks", entries, writes=True)


def rollup(plans: int, processes: int) -> Command:
    """Many plans at a glance; `entries` are then plans, of 400 entries each."""
    words = ("rollup", "{file}", "-j", str(processes), "--format", "csv")
    label = f"rollup of plans, -j {processes}"
    return Command(label, "rectrack", words, "county", plans)


def heads(plans: int) -> Command:
    return Command("bytes and heads of the plans alone", "heads", ("{file}",), "county", plans)


EMPTY = Command("an empty Typer app", "empty", ("first",), "shipped")
FLOOR = Command("a lazy Typer app, YAML, msgspec", "floor", ("first",), "shipped")
COMPLETION = Command(
    "completion of log bul…",
    "rectrack",
    (),
    "shipped",
    environ=(
        ("RECTRACK_FILE", "{file}"),
        ("_RECTRACK_COMPLETE", "complete_fish"),
        ("_TYPER_COMPLETE_ARGS", "rectrack log bul"),
    ),
)
BY_HAND = rectrack(100_000, "status", kind="plan_by_hand", label="status, 1 % written by hand")
ONE_POSTING = Command(
    "ledger balance, of single postings",
    "ledger",
    ("-f", "{file}", "balance"),
    "journal_of_one_posting",
    100_000,
)


def beside_all(entries: int) -> tuple[Comparison, ...]:
    """Compare with every other program that can be asked for the same."""
    return (
        Comparison(status(entries), ledger(entries)),
        Comparison(status(entries), hledger(entries)),
        Comparison(status(entries), task_count(entries)),
        Comparison(log(entries), task_add(entries)),
    )


GROUPS = (
    Group(
        "start",
        40,
        (
            Comparison(rectrack(0, "status", "--format", "json", kind="shipped"), EMPTY, 1.42),
            Comparison(rectrack(0, "status", "--format", "json", kind="shipped"), FLOOR, 1.1),
            Comparison(rectrack(0, "status", kind="shipped"), EMPTY, 2.0),
            Comparison(log(0, "shipped"), EMPTY, 1.5),
            Comparison(COMPLETION, EMPTY, 1.35),
        ),
    ),
    Group("10", 20, beside_all(10)),
    Group("1,000", 20, beside_all(1_000)),
    Group("10,000", 12, beside_all(10_000)),
    Group(
        "100,000",
        12,
        (
            Comparison(status(100_000), ledger(100_000), 0.85),
            Comparison(known(status(100_000)), ledger(100_000), 0.35),
            Comparison(status(100_000), ONE_POSTING),
            Comparison(status(100_000), hledger(100_000), 0.15),
            Comparison(status(100_000), hledger(100_000), quantity="memory"),
            Comparison(BY_HAND, status(100_000), 2.0),
            *(
                Comparison(known(rectrack(100_000, *words)), known(status(100_000)), 2.0)
                for words in (("summary",), ("assess",), ("show", "deputy-affairs"))
            ),
            Comparison(
                rectrack(100_000, "report", "{file}.html", label="report"), status(100_000), 3.0
            ),
            Comparison(log(100_000), log(10), 3.5),
            Comparison(known(log(100_000)), log(10), 1.8),
        ),
    ),
    Group(
        "1,000 plans",
        2,
        (
            Comparison(rollup(1_000, 1), heads(1_000)),
            Comparison(rollup(1_000, 2), heads(1_000)),
            Comparison(rollup(1_000, 2), rollup(1_000, 1)),
        ),
        warm_up=False,
    ),
    Group(
        "1,000,000",
        6,
        (
            Comparison(status(1_000_000), ledger(1_000_000), 0.6),
            Comparison(known(status(1_000_000)), ledger(1_000_000), 0.15),
            Comparison(status(1_000_000), ledger(1_000_000), 0.3, "memory"),
            Comparison(status(1_000_000), status(100_000), 10.0),
        ),
    ),
)
