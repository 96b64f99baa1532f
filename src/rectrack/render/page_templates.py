"""The templates of pages for a browser, and what they may use.

All that a template is given is escaped. What people wrote is isolated as well, so that words that
run from right to left turn nothing around them, and what acts or hides is spelt out.
"""

import base64
import hashlib
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from rectrack.render.page import visible
from rectrack.storage.package import packaged_text

FOLDER = "render/templates"


@cache
def environment() -> Environment:
    """Return what renders templates by their names."""
    found = Environment(
        loader=FunctionLoader(packaged),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["shown"] = visible
    found.filters["bdi"] = isolated
    return found


def packaged(name: str) -> str:
    """Return the text of a template, a style sheet or a script by its name."""
    return packaged_text(f"{FOLDER}/{name}")


def isolated(text: str) -> Markup:
    """Return what a person wrote so that it neither acts nor turns what stands around it."""
    return Markup(f"<bdi>{escape(visible(text))}</bdi>")  # noqa: S704  it is escaped


def as_it_stands(own: str) -> Markup:
    """Return a style or a script of our own, in which nobody else's words are."""
    return Markup(own)  # noqa: S704  it ships with the program


def allowed(text: str) -> str:
    """Return how a content security policy names a style or a script that it allows."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def as_data(json: str) -> Markup:
    """Return JSON as it may stand in a page: nothing in it ends the element that holds it."""
    return Markup(json.replace("<", "\\u003c"))  # noqa: S704  the only sign that could
