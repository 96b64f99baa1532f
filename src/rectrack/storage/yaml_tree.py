"""Text → a tree of scalars, lists and mappings that know their places.

Every scalar stays the text that was written: what it means is for the reader of each field to
say. The tree is built from PyYAML's events rather than by its composer, because the
C composer overflows its stack on deep nesting, and because aliases must be bounded.
"""

import re
from bisect import bisect_right
from typing import Any, TypeAlias

import yaml
from msgspec import Struct

from rectrack.limits import MOST_ALIASED, excess
from rectrack.storage.yaml_events import Unparsable, events
from rectrack.storage.yaml_faults import DEEPEST, TOO_DEEP, explained

NULL = frozenset({"", "null", "Null", "NULL", "~"})
PLAIN_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq"})
PLAIN_TAGS |= {"tag:yaml.org,2002:map"}
ODD_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
CONFLICT = re.compile(r"^(<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)(?: |\r?$)", re.MULTILINE)


class Scalar(Struct, frozen=True):
    text: str
    plain: bool
    line: int
    column: int

    @property
    def given(self) -> bool:
        """Whether anything was written: empty and `null` both mean "not given"."""
        return not (self.plain and self.text in NULL)


class Sequence(Struct, frozen=True):
    items: "list[Node]"
    line: int
    column: int
    flow: bool = False


class Mapping(Struct, frozen=True):
    pairs: "list[tuple[Node, Node]]"
    line: int
    column: int
    flow: bool = False


Node: TypeAlias = Scalar | Sequence | Mapping


def named(node: Node | None) -> list[tuple[Scalar, Node]]:
    """Return the pairs of a mapping whose keys are single values; none of anything else."""
    pairs = node.pairs if isinstance(node, Mapping) else []
    return [(key, value) for key, value in pairs if isinstance(key, Scalar)]


class YamlFault(Exception):
    """The text is not the YAML that a plan may hold; line and column count from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


class _Places:
    """Turns PyYAML's marks into lines and columns as editors and `grep` count them.

    YAML also breaks lines at characters at which nothing else does; where a text has one of
    them, lines are counted anew from the offset.
    """

    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.first_line = text, first_line
        self.odd = ODD_BREAK.search(text) is not None
        self.starts: list[int] | None = None

    def of(self, mark: Any) -> tuple[int, int]:
        if not self.odd:
            return mark.line + self.first_line, mark.column + 1
        return self.at(mark.index)

    def at(self, offset: int) -> tuple[int, int]:
        """Return the place of a character; what lies behind the end is at the end."""
        if self.starts is None:
            self.starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        offset = min(offset, len(self.text))
        line = bisect_right(self.starts, offset)
        return line - 1 + self.first_line, offset - self.starts[line - 1] + 1


class _Builder:
    """Builds the tree from events, iteratively, so that no nesting can exhaust the stack."""

    def __init__(self, places: _Places, most: int | None) -> None:
        self.place = places.of
        self.most = most
        self.nodes = 0
        self.root: Node | None = None
        self.open: list[tuple[Sequence | Mapping, Any]] = []
        self.keys: list[Node | None] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.sizes: list[int] = []
        self.aliased = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(event.value, not event.style, *self.place(event.start_mark))
            self.check_tag(event, node)
            self.add(node, 1, event.anchor)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            kind = Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping
            opened = kind([], *self.place(event.start_mark), bool(event.flow_style))
            self.check_tag(event, opened)
            if len(self.open) >= DEEPEST:
                raise YamlFault(TOO_DEEP, opened.line, opened.column)
            self.open.append((opened, event))
            self.keys.append(None)
            self.sizes.append(1)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            closed, start = self.open.pop()
            self.keys.pop()
            self.add(closed, self.sizes.pop(), start.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self.alias(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            line, column = self.place(event.start_mark)
            raise YamlFault("a second document begins here; a plan is one document", line, column)

    @property
    def bracket(self) -> int | None:
        """Where the innermost list or mapping begins, if it is in brackets."""
        if not self.open or not self.open[-1][0].flow:
            return None
        return int(self.open[-1][1].start_mark.index)

    def check_tag(self, event: Any, node: Node) -> None:
        if event.tag not in PLAIN_TAGS:
            raise YamlFault(
                f"the tag {event.tag} is not allowed in a plan: write the value alone",
                node.line,
                node.column,
            )

    def alias(self, event: Any) -> None:
        line, column = self.place(event.start_mark)
        if event.anchor not in self.anchors:
            raise YamlFault(
                f"*{event.anchor} refers to an anchor that is not defined above", line, column
            )
        node, size = self.anchors[event.anchor]
        self.aliased += size
        if self.aliased > MOST_ALIASED:
            raise YamlFault("the aliases up to here expand without bound", line, column)
        self.add(node, size, None)

    def add(self, node: Node, size: int, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = node, size
        if not self.open:
            self.root = node
            return
        self.sizes[-1] += size
        parent = self.open[-1][0]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            self.bound(len(parent.items), node)
        elif self.keys[-1] is None:
            self.keys[-1] = node
        else:
            key, self.keys[-1] = self.keys[-1], None
            parent.pairs.append((key, node))
            self.bound(len(parent.pairs), key)

    def bound(self, items: int, node: Node) -> None:
        self.nodes += 1
        if self.most is not None and (said := excess(items, self.most, self.nodes)):
            raise YamlFault(said, node.line, node.column)


def parse(text: str, *, first_line: int = 1, most: int | None = None) -> Node | None:
    """Return the tree of a text, or None where there is nothing but comments.

    `first_line` is the number of the text's first line in its file, for the places. Where a list
    or mapping may have `most` items only, all of them together are bounded as well.
    Raises YamlFault at the first place that cannot be read.
    """
    places = _Places(text, first_line)
    builder = _Builder(places, most)
    try:
        for event in events(text):
            builder.take(event)
    except Unparsable as fault:
        message, offset = explained(text, fault, builder.bracket)
        raise YamlFault(message, *places.at(offset)) from None
    return builder.root
