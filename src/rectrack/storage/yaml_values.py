"""Where each value of a YAML text stands, for whoever changes some and keeps the rest as it is."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import yaml
from msgspec import Struct

from rectrack.storage.yaml_events import events

Path: TypeAlias = tuple[str | int, ...]
"""The keys and places in lists that lead to a value."""


class Place(Struct, frozen=True):
    """Where a value stands: offsets of its key, its first character and behind its last one.

    `bracketed` says that it stands in a list or mapping in brackets, perhaps with others on its
    line; `said` is the text of a single value, None for lists, mappings and aliases.
    """

    path: Path
    key: int
    start: int
    end: int
    bracketed: bool
    said: str | None


class _Open(Struct):
    """A list or mapping that has begun, and what of it is expected next."""

    path: Path
    start: int
    bracketed: bool
    is_list: bool
    key_at: int = 0
    key: str | None = None
    items: int = 0
    end: int = 0

    def path_of_next(self, at: int) -> tuple[Path, int]:
        """Return the path of the value that begins now, and where its key stands."""
        if self.is_list:
            self.items += 1
            return (*self.path, self.items - 1), at
        name, self.key = self.key or "", None
        return (*self.path, name), self.key_at


def places(text: str) -> Iterator[Place]:
    """Yield where every value of a text stands, what is inside a list or mapping before itself.

    The text is YAML that has been read before.
    """
    stack: list[_Open] = []
    pending: list[tuple[Path, int]] = []
    for event in events(text):
        if isinstance(event, yaml.CollectionEndEvent):
            closed = stack.pop()
            path, key = pending.pop()
            # Without brackets its end is told where something else begins.
            end = _at(event.end_mark) if closed.bracketed else closed.end
            yield _place(path, key, closed.start, end, stack, None)
        elif isinstance(event, yaml.NodeEvent):
            start = _at(event.start_mark)
            above = stack[-1] if stack else None
            if above and not above.is_list and above.key is None:
                above.key, above.key_at = str(getattr(event, "value", "")), start
                continue
            path, key = above.path_of_next(start) if above else ((), start)
            if isinstance(event, yaml.CollectionStartEvent):
                is_list = isinstance(event, yaml.SequenceStartEvent)
                stack.append(_Open(path, start, bool(event.flow_style), is_list, end=start))
                pending.append((path, key))
            else:
                said = getattr(event, "value", None)
                yield _place(path, key, start, _at(event.end_mark), stack, said)


def _at(mark: Any) -> int:
    return int(mark.index)


def _place(path: Path, key: int, start: int, end: int, stack: list[_Open], said: Any) -> Place:
    if stack:
        stack[-1].end = max(stack[-1].end, end)
    return Place(path, key, start, end, bool(stack and stack[-1].bracketed), said)
