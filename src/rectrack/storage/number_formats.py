"""How a spreadsheet shows numbers: which formats there are, and a style for each of them alone."""

import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

from rectrack.storage.xml_scan import MAIN

DAY, MOMENT_OF_DAY = "yyyy-mm-dd", "h:mm"
EAST_ASIAN = {
    **dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), DAY),
    **dict.fromkeys((*range(32, 36), 55, 56), MOMENT_OF_DAY),
}
"""What Chinese, Japanese and Korean spreadsheets mean by these numbers, and declare nowhere."""
_NO_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What is shown as it stands in a format, or not at all."""
_BUILT_IN = range(164)
"""The numbers that need no declaration; a file declares others."""


def is_percentage(shown_as: str) -> bool:
    """Whether a number in this format is shown a hundredfold, with % behind it."""
    return "%" in _NO_FORMAT.sub("", shown_as or "")


def sanitized(of_style: Sequence[int], named: Mapping[int, str]) -> tuple[bytes, dict[int, int]]:
    """Return a part of styles with nothing but formats of numbers, and which style is which there.

    `of_style` are the formats of the styles of a file, `named` the codes of those it declares.
    """
    used = list(dict.fromkeys([0, *of_style]))
    codes = {each: named.get(each) or EAST_ASIAN.get(each) for each in used}
    declared = "".join(
        f'<numFmt numFmtId="{each}" formatCode={quoteattr(code)}/>'
        for each, code in codes.items()
        if code
    )
    cells = "".join(
        f'<xf numFmtId="{each if each in _BUILT_IN or codes[each] else 0}"/>' for each in used
    )
    part = (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{declared}</numFmts>'
        "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills>"
        "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        f"<cellXfs>{cells}</cellXfs></styleSheet>"
    )
    places = {each: place for place, each in enumerate(used)}
    return part.encode(), {style: places[each] for style, each in enumerate(of_style)}
