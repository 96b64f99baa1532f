"""The list under a top-level key of a YAML text: where it ends, and whether only it has grown.

Both go by the events of the parser, which tell all that any reader of YAML is told, also what has
no place in a plan, such as tags.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import yaml

from rectrack.storage.yaml_events import Unparsable, events
from rectrack.storage.yaml_tree import NULL

DEEPEST = 1000
"""What nests deeper counts as no YAML here: PyYAML takes the square of the depth in time."""
LAYOUT = frozenset({"start_mark", "end_mark", "style", "flow_style"})
"""What of an event tells how a text is written and not what it says."""


def end_of_value(text: str, key: str) -> int | None:
    """Return the offset behind the last character of what a top-level key holds.

    None where there is no such key. Raises Unparsable where the text is not YAML.
    """
    end = None
    for event, _, inside in _walk(text, key):
        # The end of a list or mapping without brackets is told where something else begins.
        ends_there = isinstance(event, yaml.CollectionEndEvent) and not _width(event)
        if inside and not ends_there:
            end = event.end_mark.index
    return end


def only_gains(old: str, new: str, addition: str, key: str) -> bool:
    """Whether a new text says what the old one does and more items in the list under a key.

    `addition` is a text with nothing but this key and the items. Where the old text has no such
    key, or nothing under it, the list begins with them. The old text must be YAML.
    """
    try:
        wanted = _with_items(old, [_said(event) for event in events(addition)][3:-3], key)
        found = (_said(event) for event, _, _ in _walk(new, key))
        return all(one == other for one, other in zip_longest(wanted, found))
    except Unparsable:
        return False


def _with_items(text: str, pair: list[Any], key: str) -> Iterator[Any]:
    """Yield what the events of a text say, with more items in the list under a key.

    `pair` is what the events of the key say, and of a list with the items.
    """
    missing = True
    for event, depth, inside in _walk(text, key):
        if inside and depth == 1:
            missing = False
            if isinstance(event, yaml.SequenceEndEvent):
                yield from pair[2:-1]
            elif _says_nothing(event):
                yield from pair[1:]
                continue
        elif depth == 0 and isinstance(event, yaml.MappingEndEvent) and missing:
            missing = False
            yield from pair
        yield _said(event)


def _walk(text: str, key: str) -> Iterator[tuple[Any, int, bool]]:
    """Yield each event, how deep its node lies, and whether that belongs to the value of the key.

    The top-level mapping of the first document lies at 0, its keys and their values at 1.
    """
    depth = documents = 0
    is_key = named = found = inside = False
    for event in events(text):
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth == 0:
            inside = False
        elif depth == 1 and documents == 1 and isinstance(event, yaml.NodeEvent):
            is_key = not is_key
            inside = named
            named = (
                is_key and not found and isinstance(event, yaml.ScalarEvent) and event.value == key
            )
            found = found or named
        yield event, depth, inside
        depth += isinstance(event, yaml.CollectionStartEvent)
        if depth > DEEPEST:
            place = event.start_mark.index
            raise Unparsable(place, place, scanning=True)


def _said(event: Any) -> tuple[type, list[Any]]:
    return type(event), [value for name, value in vars(event).items() if name not in LAYOUT]


def _says_nothing(event: Any) -> bool:
    return (
        isinstance(event, yaml.ScalarEvent)
        and (event.anchor, event.tag, event.style or None) == (None, None, None)
        and event.value in NULL
    )


def _width(event: Any) -> int:
    return int(event.end_mark.index - event.start_mark.index)
