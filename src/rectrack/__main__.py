"""The program's beginning: `rectrack`, or `python -m rectrack`."""

import gc
import os
import sys

from rectrack import memory


def main() -> None:
    """Run the program; an interrupt is quiet from the first moment on, while it still loads."""
    gc.disable()  # one short command: collecting cycles slows loading, and large plans most
    try:
        from rectrack.cli import main as run  # noqa: PLC0415

        run()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if not memory.is_lacking(error):
            raise
        memory.tell()
        os._exit(1)  # there may be no room to end in the usual way


if __name__ == "__main__":
    main()
