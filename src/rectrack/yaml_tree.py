"""Text → a tree of scalars, lists and mappings that know their places.

Every scalar stays the text that was written: what it means is for the reader of each field to
say. The tree is built from PyYAML's event stream rather than by its composer, because the
C composer overflows its stack on deep nesting, and because aliases must be bounded.
"""

import re
from bisect import bisect_right
from typing import Any, TypeAlias

import yaml
from msgspec import Struct

from rectrack.limits import MOST_ALIASED, excess

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
DEEPEST = 50
"""No plan nests deeper than this many levels; only a mistake or an attack does."""

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
        self.open: list[tuple[Sequence | Mapping, str | None]] = []
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
                raise YamlFault(
                    f"nested more than {DEEPEST} levels deep; a plan needs no more than six",
                    opened.line,
                    opened.column,
                )
            self.open.append((opened, event.anchor))
            self.keys.append(None)
            self.sizes.append(1)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            closed, anchor = self.open.pop()
            self.keys.pop()
            self.add(closed, self.sizes.pop(), anchor)
        elif isinstance(event, yaml.AliasEvent):
            self.alias(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            line, column = self.place(event.start_mark)
            raise YamlFault("a second document begins here; a plan is one document", line, column)

    def check_tag(self, event: Any, node: Node) -> None:
        if event.tag not in PLAIN_TAGS:
            raise YamlFault(
                f"the tag {event.tag} has no place in a plan: write the bare value",
                node.line,
                node.column,
            )

    def alias(self, event: Any) -> None:
        line, column = self.place(event.start_mark)
        if event.anchor not in self.anchors:
            raise YamlFault(f"*{event.anchor} names no anchor above it", line, column)
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
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, places) from None
    except yaml.reader.ReaderError as error:
        raise _unreadable(error, places) from None
    except (ValueError, OverflowError):  # PyYAML without its C library, of "\UFFFFFFFF"
        beyond = re.search(BEYOND_UNICODE, text)
        raise YamlFault(_BACKSLASH, *places.at(beyond.start() if beyond else 0)) from None
    return builder.root


def _unreadable(error: Any, places: _Places) -> YamlFault:
    """Place PyYAML's word on a forbidden character, which it gives without a line."""
    if found := re.search(FORBIDDEN, places.text):
        code = f"U+{ord(found[0]):04X}"
        message = f"the character {code} cannot stand in a YAML file: remove it"
        return YamlFault(message, *places.at(found.start()))
    return YamlFault(f"cannot be read as YAML: {error.reason}", *places.at(0))


FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff"
"""Patterns as text: they are compiled, which takes milliseconds, once there is an error."""
BEYOND_UNICODE = r"\\U(?!000|0010)"
_MISFIT = "this line does not fit the lines above it: check the indentation and the quotation marks"
_BACKSLASH = "a backslash in \"...\" has a meaning: double it, or use '...'"
_QUOTE = "text that begins like this must be put in quotes"
EXPLANATIONS = (
    (
        "mapping values are not allowed",
        "a colon where none can stand: check the indentation, or put the text in quotes",
    ),
    ("found unexpected end of stream", "a quotation mark opened here is never closed"),
    ("did not find expected '-' indicator", _MISFIT),
    ("expected <block end>", _MISFIT),
    ("did not find expected key", _MISFIT),
    ("block sequence entries are not allowed", "a list begins on a line of its own: - one"),
    ("escape", _BACKSLASH),
    ("hexdecimal", _BACKSLASH),
    ("simple key", "a key is wanted here, with a colon and a blank behind it"),
    ("could not find expected ':'", "a key is wanted here, with a colon and a blank behind it"),
    ("alias", _QUOTE),
    ("anchor", _QUOTE),
    ("block scalar", _QUOTE),
    ("tag", _QUOTE),
    ("directive", _QUOTE),
)
"""Signs in PyYAML's own words, those of both of its parsers, and what to say instead."""

INVISIBLE = "[\u00a0\u2000-\u200f\u3000\ufeff]"
FLOW = "while parsing a flow"


def _explained(error: Any, places: _Places) -> YamlFault:
    """Say what PyYAML found wrong in words that tell what to do."""
    said = f"{error.context or ''} {error.problem or ''}".strip()
    message = next((plain for sign, plain in EXPLANATIONS if sign in said), None)
    at = (error.problem_mark or error.context_mark).index
    if error.context_mark and ("opened here" in (message or "") or "simple key" in said):
        at = error.context_mark.index
    elif FLOW in said and "\n" not in places.text[error.context_mark.index : at]:
        message = "a comma is missing before this, or text with a colon in it needs quotes"
    elif FLOW in said:
        message = "a bracket opened here is never closed, or a comma is missing in it"
        at = error.context_mark.index
    line, column = places.at(at)
    written = places.text.split("\n")[line - places.first_line]
    before = written[:column]
    if before.endswith("\t") or ("\t" in before and not before.strip(" \t-?:")):
        return YamlFault("a tab: YAML is indented with spaces only", line, before.index("\t") + 1)
    if found := re.search(INVISIBLE, written):
        code = f"U+{ord(found[0]):04X}"
        return YamlFault(f"an invisible character, {code}: write a blank", line, found.start() + 1)
    if "\uff1a" in written and ": " not in written:
        wide = written.index("\uff1a") + 1
        return YamlFault("a wide colon: write a plain one and a blank behind it", line, wide)
    if "cannot start any token" in said:
        message = f"{before[-1:]!r} cannot begin a value: put the text in quotes"
    return YamlFault(message or f"cannot be read as YAML here: {said}", line, column)
