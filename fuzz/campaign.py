"""One target of fuzzing: inputs are drawn for some time, and the first that fails is reduced."""

import traceback
from collections.abc import Callable, Iterator
from time import monotonic
from types import ModuleType
from typing import Any, cast

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from msgspec import Struct

NEAREST = 3
"""So many of the places at which an exception was on its way are told."""

Input = tuple[Any, ...]


class Crash(Struct, frozen=True):
    """A small input that breaks a promise, and how."""

    target: str
    input: Input
    story: str

    def as_test(self) -> str:
        """Return a test that fails as long as the fault is there, to be pasted."""
        lines = "".join(f"        {line}\n" for each in self.input for line in _written(each))
        return (
            f"from fuzz import {self.target}\n\n\n"
            "def test_found_by_fuzzing() -> None:\n"
            f"    {self.target}.check(\n{lines}    )\n"
        )


def campaign(target: ModuleType, seconds: float, first_seed: int) -> tuple[int, Crash | None]:
    """Draw inputs for a target for so long; return how many it was given, and the first crash.

    A target is a module with `inputs`, tuples, and `check`, which takes one and raises where a
    promise is broken.
    """
    end = monotonic() + seconds
    runs = 0
    last: Input = ()

    def one(drawn: Input) -> None:
        nonlocal runs, last
        runs += 1
        last = drawn
        target.check(*drawn)

    number = first_seed
    while monotonic() < end:
        try:
            _drawn(target.inputs, one, number)()
        except Exception:  # noqa: BLE001  whatever it raises is what is looked for
            # Hypothesis ends by giving the smallest input that fails once more.
            return runs, _crash(target, last)
        number += 1
    return runs, None


_BATCH = settings(
    max_examples=100,  # before the clock is looked at again
    deadline=None,
    database=None,
    verbosity=Verbosity.quiet,
    report_multiple_bugs=False,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


def _drawn(inputs: Any, one: Callable[[Input], None], number: int) -> Callable[[], None]:
    """Return what gives a batch of inputs, drawn from a seed."""
    feed, sow = cast(Any, given(inputs)), cast(Any, seed(number))
    return cast(Callable[[], None], sow(_BATCH(feed(one))))


def _crash(target: ModuleType, found: Input) -> Crash:
    small = _reduced(target, found)
    error = _fault(target, small) or _fault(target, found)
    where = traceback.format_tb(error.__traceback__)[-NEAREST:] if error else []
    said = f"{type(error).__name__}: {error}" if error else "it fails no more when tried again"
    return Crash(target.__name__.rpartition(".")[2], small, "".join([*where, said]))


def _fault(target: ModuleType, tried: Input) -> Exception | None:
    try:
        target.check(*tried)
    except Exception as error:  # noqa: BLE001  as above
        return error
    return None


def _reduced(target: ModuleType, found: Input) -> Input:
    """Leave out of the texts of an input whatever lines it fails without, and alike."""
    sort = type(_fault(target, found))
    for at, each in enumerate(found):
        if not isinstance(each, bytes):
            continue
        lines = each.splitlines(keepends=True)
        size = len(lines)
        while size:
            for fewer in _without(lines, size):
                tried = (*found[:at], b"".join(fewer), *found[at + 1 :])
                if type(_fault(target, tried)) is sort:
                    found, lines = tried, fewer
                    break
            else:
                size //= 2
    return found


def _without(lines: list[bytes], size: int) -> Iterator[list[bytes]]:
    for start in range(0, len(lines), size):
        yield lines[:start] + lines[start + size :]


def _written(value: Any) -> Iterator[str]:
    """Yield the lines by which a value is written down in a test."""
    if isinstance(value, bytes) and value.count(b"\n") > 1:
        *lines, last = value.splitlines(keepends=True)
        yield from map(repr, lines)
        yield f"{last!r},"
    else:
        yield f"{value!r},"
