"""The files that ship with the program."""

from importlib.resources import files


def packaged_text(name: str) -> str:
    """Return the text of a file of the package."""
    return files("rectrack").joinpath(name).read_text(encoding="utf-8")
