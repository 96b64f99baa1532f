"""The lines of a plan that is made of something else: what cannot be read becomes a comment."""

from collections.abc import Iterator

from msgspec import Struct

from rectrack.errors import PlanError, RequestError
from rectrack.log.entry import encode_text
from rectrack.records import Records, read_records


class Line(Struct, frozen=True):
    """A line of a plan, with the target that it is of; `place` is where its value was said.

    One with a `blank` may be left so: that is what stands there where its value cannot be read,
    and then it is `refused`.
    """

    text: str
    target: str = ""
    place: str = ""
    said: str = ""
    blank: str | None = None
    refused: bool = False

    def left_blank(self, why: str) -> "Line":
        """Return the line without its value, which a comment keeps."""
        indent = " " * (len(self.text) - len(self.text.lstrip()))
        why = "  " + comment(self.place, f"{encode_text(self.said)}: {encode_text(why)[1:-1]}")
        text = f"{indent}{self.blank}{why}" if self.blank else indent + why.lstrip()
        return Line(text, self.target, self.place, refused=True)


def comment(place: str, text: str) -> str:
    """Return a comment on what stands in a cell, whatever the name of its sheet is."""
    return f"# {encode_text(place)[1:-1]}: {text}"


def field(indent: int, key: str, text: str) -> str:
    """Return the line of a key with a text, which means itself whatever it says."""
    return f"{' ' * indent}{key}: {encode_text(text)}"


class ReadLines(Struct, frozen=True):
    """Lines that make a plan, the plan, and the lines whose values are now comments."""

    raw: bytes
    records: Records
    refused: tuple[Line, ...]


def read_lines(lines: list[Line]) -> ReadLines:
    """Return the plan that lines make, with blanks for values that no plan takes.

    Raises RequestError where it cannot be read all the same.
    """
    lines = list(lines)
    while True:
        raw = "".join(f"{line.text}\n" for line in lines).encode()
        try:
            return ReadLines(raw, read_records(raw), tuple(each for each in lines if each.refused))
        except PlanError as error:
            blamed = dict(_blamed(lines, error))
            if not blamed:
                finding = error.findings[0]
                raise RequestError(
                    f"no plan can be made of it: {finding.message} (line {finding.line} of the"
                    f" plan: {lines[max(finding.line, 1) - 1].text.strip()[:60]})"
                ) from None
        for at, why in blamed.items():
            lines[at] = lines[at].left_blank(why)


def _blamed(lines: list[Line], error: PlanError) -> Iterator[tuple[int, str]]:
    """Yield the lines that a plan cannot have, each with the reason.

    Where a target lacks what its kind asks for, the kind is what cannot be had.
    """
    kinds = {line.target: at for at, line in enumerate(lines) if line.blank == "kind:"}
    for finding in error.findings:
        at = finding.line - 1
        if not 0 <= at < len(lines):
            continue
        if lines[at].blank is not None:
            yield at, finding.message
        elif lines[at].target in kinds:
            yield kinds[lines[at].target], finding.message
