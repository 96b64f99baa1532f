"""The least that many plans take: their bytes are read and their heads understood, no more."""

import gc
import sys
from pathlib import Path

from rectrack.records import read_head
from rectrack.storage import files, folders


def main() -> None:
    gc.disable()  # as the program itself does
    for plan in folders.plans(map(Path, sys.argv[1:])):
        read_head(files.read(plan))


if __name__ == "__main__":
    main()
