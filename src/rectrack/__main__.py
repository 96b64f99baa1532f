"""The program's beginning: `rectrack`, or `python -m rectrack`."""

import gc
import sys


def main() -> None:
    """Run the program; an interrupt is quiet from the first moment on, while it still loads."""
    gc.disable()  # one short command: collecting cycles slows loading, and large plans most
    try:
        from rectrack.cli import main as run  # noqa: PLC0415

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
