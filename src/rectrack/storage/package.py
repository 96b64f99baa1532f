"""The files that ship with the program."""

from importlib.resources import files

from rectrack.errors import RequestError


def packaged_text(name: str) -> str:
    """Return the text of a file of the package; raises RequestError where it cannot be read."""
    try:
        return files("rectrack").joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise RequestError(
            f"{name}, a part of rectrack itself, cannot be read ({error.strerror}):"
            " install rectrack again"
        ) from None
