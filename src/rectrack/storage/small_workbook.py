"""A workbook of one sheet, packed of parts that are at hand."""

import zipfile
from io import BytesIO

from rectrack.storage.workbook_parts import OFFICE, PACKAGE
from rectrack.storage.xml_scan import MAIN

_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENTS = "http://schemas.openxmlformats.org/package/2006/content-types"


def packed(sheet: bytes, styles: bytes, texts: bytes, *, from_1904: bool) -> bytes:
    """Return the workbook, whose cells refer to these styles and texts."""
    parts: dict[str, str | bytes] = {
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": texts,
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="{from_1904:d}"/>'
            '<sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _links(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "_rels/.rels": _links(("officeDocument", "xl/workbook.xml")),
    }
    types = {
        "xl/workbook.xml": "sheet.main",
        "xl/worksheets/sheet1.xml": "worksheet",
        "xl/styles.xml": "styles",
        "xl/sharedStrings.xml": "sharedStrings",
    }
    declared = "".join(
        f'<Override PartName="/{part}" ContentType="{_TYPES}.{sort}+xml"/>'
        for part, sort in types.items()
    )
    parts["[Content_Types].xml"] = f'<Types xmlns="{_CONTENTS}">{declared}</Types>'
    with BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        return file.getvalue()


def _links(*links: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{sort}" Target="{place}"/>'
        for number, (sort, place) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'
