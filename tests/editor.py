"""How an editor takes a plan: as YAML 1.2, whose core schema gives plain scalars types."""

import re
from typing import Any

import yaml

BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(BASE):  # type: ignore[misc]
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  PyYAML fills a class's own table

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
        """Take keys as text, as JSON knows no others."""
        pairs = ((key, self.construct_object(value, deep=True)) for key, value in node.value)
        return {key.value: value for key, value in pairs}


def _integer(text: str) -> int:
    return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))


TYPES: dict[str, tuple[str, Any]] = {
    "null": (r"~|null|Null|NULL|", lambda text: None),
    "bool": (r"true|True|TRUE|false|False|FALSE", lambda text: text.lower() == "true"),
    "int": (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", _integer),
    "float": (
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        lambda text: float(re.sub(r"\.(?=[inIN])", "", text)),
    ),
}
for name, (pattern, read) in TYPES.items():
    tag = f"tag:yaml.org,2002:{name}"
    _Loader.add_implicit_resolver(tag, re.compile(rf"^(?:{pattern})$"), None)
    _Loader.add_constructor(tag, lambda loader, node, read=read: read(node.value))


def as_editor_sees(text: str) -> Any:
    """Return a plan as the values that an editor checks against a schema."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506  it makes nothing but plain values
