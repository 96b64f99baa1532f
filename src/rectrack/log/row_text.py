"""The bytes of a file of rows → its text; what is no text is named for what it is."""

from rectrack.errors import Finding

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SAVE_AS = "save it as UTF-8, which spreadsheets call 'CSV UTF-8'"
NO_TEXT = {
    b"%PDF": "a PDF",
}
"""What files are that begin so."""


class UnreadableError(Exception):
    """A row that cannot be read, nor anything behind it."""

    def __init__(self, line: int, *messages: str) -> None:
        super().__init__(*messages)
        self.findings = [row_error(line, message) for message in messages]


def row_error(line: int, message: str, column: int = 0) -> Finding:
    """Return what is wrong with the row that begins on a line, or with one cell of it."""
    return Finding("error", "row", message, line, column)


def decoded(raw: bytes) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 that says so.

    Raises UnreadableError with what the file is instead.
    """
    for beginning, what in NO_TEXT.items():
        if raw.startswith(beginning):
            raise UnreadableError(1, f"this is {what}, not a table in text: {SAVE_AS}")
    text = _text(raw)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableError(line, f"contains a zero byte: not text, or damaged: {SAVE_AS}")
    if text.lstrip().startswith("<"):
        raise UnreadableError(1, f"this is a web page or XML, not a table in text: {SAVE_AS}")
    return text.lstrip("\ufeff")


def _text(raw: bytes) -> str:
    if raw.startswith(UTF_16):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError:
            raise UnreadableError(1, f"this is damaged UTF-16: {SAVE_AS}") from None
    if raw.count(0) * 4 > len(raw):
        raise UnreadableError(1, f"this is UTF-16 or UTF-32, which does not say so: {SAVE_AS}")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8, but perhaps GBK or Latin-1: {SAVE_AS}"
        raise UnreadableError(line, message) from None
