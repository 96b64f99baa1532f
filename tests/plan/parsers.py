"""PyYAML's parsers, the one in C and the one in Python, and both of them without their words."""

from typing import Any

import pytest
import yaml

from rectrack.storage import yaml_events


def _without_words(parser: Any) -> type:
    """Return a parser whose errors tell the places alone: another release may word them anew."""

    class Speechless(parser):  # type: ignore[misc]  # whichever of the two was given
        def check_event(self, *choices: type) -> bool:
            try:
                return bool(super().check_event(*choices))
            except yaml.MarkedYAMLError as error:
                error.problem = error.context = error.note = "quux"
                raise

    return Speechless


_IN_C = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
PARSERS = {
    "C": _IN_C,
    "Python": yaml.BaseLoader,
    "C without words": _without_words(_IN_C),
    "Python without words": _without_words(yaml.BaseLoader),
}
each_parser = pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
"""What a user reads depends neither on which parser PyYAML was built with nor on what it says."""


def parse_with(monkeypatch: pytest.MonkeyPatch, parser: type) -> None:
    """Have plans read with one of the parsers for the rest of a test."""
    monkeypatch.setattr(yaml_events, "LOADER", parser)
