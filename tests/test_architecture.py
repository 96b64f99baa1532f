"""Data flows one way: each part knows only those before it, and each library has one home."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "rectrack"
ORDER = (
    ("__init__", "errors", "wording", "limits"),
    ("yaml_tree", "document", "atomic", "git"),
    ("lock",),
    ("store",),
    ("plan", "days"),
    ("log",),
    ("targets",),
    ("records",),
    ("reports",),
    ("render",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
"""Each part may import from its own row and from those above it."""

HOMES = {
    "yaml": {"yaml_tree"},
    "rich": {"render"},
    "typer": {"cli", "commands"},
    "filelock": {"lock"},
}
READERS_OF_YAML = {"plan", "log", "document"}
LONGEST = 265


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imports(path: Path) -> set[str]:
    """Return the full names of all that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by the full name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def row(part: str) -> int:
    return next(index for index, parts in enumerate(ORDER) if part in parts)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_from_its_own_part_and_those_before_it(path: Path) -> None:
    for name in imports(path):
        if not name.startswith("rectrack."):
            continue
        part = name.split(".")[1]
        part = part if (SOURCE / part).is_dir() or (SOURCE / f"{part}.py").exists() else "__init__"
        assert row(part) <= row(part_of(path)), f"{path.name} imports {name}"


@pytest.mark.parametrize("library", HOMES)
def test_each_library_is_known_to_one_part_only(library: str) -> None:
    users = {
        part_of(path)
        for path in modules()
        for name in imports(path)
        if name.split(".")[0] == library
    }
    assert users == HOMES[library]


def test_only_what_reads_files_knows_the_yaml_tree() -> None:
    users = {
        part_of(path)
        for path in modules()
        for name in imports(path)
        if name.startswith("rectrack.yaml_tree")
    }
    assert users <= READERS_OF_YAML


def test_only_the_command_line_reads_the_clock() -> None:
    """Everything shown is a pure function of the plan, the entries and the day."""
    clocks = {"now", "today", "utcnow", "time", "monotonic"}
    for path in modules():
        if part_of(path) == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in clocks:
                owner = ast.unparse(node.value)
                assert owner not in {"date", "datetime", "dt.date", "dt.datetime", "time"}, path


def test_modules_are_small() -> None:
    assert {
        p.name: n
        for p in modules()
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > LONGEST
    } == {}
