"""The config file of a user: who they are, which plan is theirs, and their pager."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from rectrack.errors import RequestError, suggest
from rectrack.storage import files, location
from rectrack.terminal.settings import UserConfig

KEYS = ("by", "file", "pager", "cache")
OFF = "off"


def config_path(environ: Mapping[str, str]) -> Path | None:
    """Return where the config file lies, or would lie; None where RECTRACK_CONFIG is empty."""
    named = environ.get("RECTRACK_CONFIG")
    if named is not None:
        return Path(named) if named else None
    from platformdirs import user_config_path  # noqa: PLC0415  only where it is looked for

    return user_config_path("rectrack", appauthor=False) / "config.toml"


def read_config(environ: Mapping[str, str]) -> UserConfig:
    """Return what the user's config file says. Raises RequestError, with the place, if it is bad.

    One that RECTRACK_CONFIG names must be there.
    """
    path = config_path(environ)
    if path is None or not ("RECTRACK_CONFIG" in environ or location.is_there(path)):
        return UserConfig()
    try:
        text = files.read(path).decode("utf-8-sig")
        found = tomllib.loads(text)
    except UnicodeDecodeError:
        raise RequestError(f"{path} is not UTF-8 text: save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise RequestError(f"{path} is not valid TOML: {error}") from None
    for key, value in found.items():
        if wrong := _wrong(key, value):
            raise RequestError(f"{path}{_line_of(key, text)}: {wrong}")
    return UserConfig(path, **found)


def _wrong(key: str, value: object) -> str:
    """Return what is wrong with a setting, if anything."""
    if key not in KEYS:
        return f"there is no setting {key!r}{suggest(key, KEYS)}; there are {', '.join(KEYS)}"
    if not isinstance(value, str):
        return f'{key} must be text in quotes, such as {key} = "…"'
    if not value and key != "pager":
        return f"{key} is empty: give it a value, or leave it out"
    # Unlike Path's own, this one leaves the text as it is where no home is known.
    if key == "file" and not Path(os.path.expanduser(value)).is_absolute():  # noqa: PTH111  as above
        return 'file must be a full path, such as "~/plans/rectification.yaml"'
    if key == "cache" and value != OFF and not Path(os.path.expanduser(value)).is_absolute():  # noqa: PTH111  as above
        return 'cache must be "off" or a full path, such as "~/.cache/rectrack"'
    return ""


def _line_of(key: str, text: str) -> str:
    """Return ":" and the line on which a key is set, as far as it is plainly written."""
    found = re.search(rf"""^\s*\[*\s*["']?{re.escape(key)}\b""", text, re.MULTILINE)
    return f":{text.count(chr(10), 0, found.end()) + 1}" if found else ""
