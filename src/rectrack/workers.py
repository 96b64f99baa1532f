"""The same question asked of many things, in several processes at once, answered in their order."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from rectrack.errors import RequestError

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")
FEW = 16
"""To start processes for so few things costs more than it saves."""
AT_ONCE = 4
"""So many things are handed to a process at a time."""


def answers(
    ask: Callable[[Thing], Answer], things: Sequence[Thing], processes: int | None
) -> Iterator[Answer]:
    """Yield the answers in the order of the things, whatever the number of processes.

    By default as many as there are processors, of few things in this process alone. Raises
    RequestError where a process is gone before it has answered.
    """
    number = processes or (1 if len(things) <= FEW else (os.cpu_count() or 1))
    if number == 1:
        yield from map(ask, things)
        return
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(min(number, len(things)), context, _quietly) as pool:
        try:
            yield from pool.map(ask, things, chunksize=AT_ONCE)
        except BrokenProcessPool:
            raise RequestError(
                "a process that reads plans has ended before its time, perhaps for want of memory:"
                " try -j 1"
            ) from None
        except BaseException:  # an interrupt too: what is not begun is not waited for
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _quietly() -> None:
    """Leave an interrupt to the process that waits for the answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
