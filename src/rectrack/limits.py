"""How large a plan may be. No office means more, and everything is quick up to here."""

MOST = 10_000
"""Of anything: targets in all, and what stands in one list or mapping above `progress`."""
MOST_VALUES = 500_000
"""Of keys and values above `progress`, all together."""
MOST_ALIASED = 1_000_000
"""How many values aliases may stand for in one file."""
MOST_NAMED = 50_000
"""How many people and problems all targets together may have, counted for each target."""
MOST_PARTS = 500_000
"""Of all targets together: their windows, counted for each person, and steps and checkpoints."""
MOST_LEVELS = 50
"""How many people may stand above one another."""
MOST_HANDOVERS = 366
"""On how many days people may come to report to somebody else."""
MOST_FAULTS = 1_000
"""So many faults above `progress` are shown at once."""
LONGEST_LINE = 1 << 20
"""In bytes, with its line break: a line of the log that is longer is no entry."""


def too_many(what: str, most: int = MOST) -> str:
    """Say at the first that is too many how many there may be."""
    return f"more than {most} {what} up to here, which looks like a mistake"


def excess(items: int, most: int, values: int) -> str:
    """Say that a list or mapping has too many items, or all of them together; else nothing."""
    if items > most:
        return too_many("items in one list or mapping", most)
    return too_many("values", MOST_VALUES) if values > MOST_VALUES else ""


def too_long(size: int) -> str:
    """Say that a line of the log has too many bytes."""
    return f"a line of {size} bytes: an entry has {LONGEST_LINE} at most"


LONGEST_SHEET = 50_000
"""So many rows of a workbook's sheet may have something in them."""
WIDEST_SHEET = 256
"""So many columns of a workbook's sheet may have something in them."""
MOST_CELLS = 200_000
"""Of one sheet that have something in them; and as many that merged cells may stand for."""
MOST_MERGED = 50_000
"""So many merged cells a sheet may have."""
MOST_PARTS_OF_FILE = 5_000
"""So many parts a workbook may be packed of: sheets, pictures, whatever."""
LARGEST_PART = 1 << 25
"""In bytes, unpacked: of each part of a workbook that is read."""
MOST_ELEMENTS = 1_000_000
"""So many XML elements a part of a workbook may be made of."""
MOST_STYLES = 65_490
"""As many as a spreadsheet program takes, of cells of one workbook."""
LINES_WORTH_A_PROOF = 10_000
"""In a file of fewer lines it saves nobody any time to know what was proven once."""
