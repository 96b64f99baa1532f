"""The program's beginning: `rectrack`, or `python -m rectrack`."""

import sys


def main() -> None:
    """Run the program; an interrupt is quiet from the first moment on, while it still loads."""
    try:
        from rectrack.cli import main as run  # noqa: PLC0415

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
