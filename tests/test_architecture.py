"""Data flows one way: each part knows only those before it, and each library has one home."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "rectrack"
ORDER = (
    ("__init__", "errors", "wording", "limits", "memory", "workers"),
    ("storage.yaml_events",),
    ("storage.yaml_faults",),
    ("storage.yaml_tree",),
    ("storage.yaml_list", "storage.document"),
    (
        "storage.contents",
        "storage.git",
        "storage.location",
        "storage.folders",
        "storage.lock",
        "storage.access_list",
    ),
    ("storage.archive", "storage.cell_names"),
    ("storage.xml_scan",),
    ("storage.number_formats", "storage.workbook_parts", "storage.sheet_scan"),
    ("storage.small_workbook",),
    ("storage.ownership",),
    ("storage.atomic",),
    ("storage",),
    ("plan", "days"),
    ("log",),
    ("targets",),
    ("records",),
    ("proof",),
    ("reports",),
    ("changes",),
    ("render",),
    ("terminal",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
"""Each part may import from its own row and from those above it."""

HOMES = {
    "yaml": {"storage"},
    "rich": {"render"},
    "typer": {"cli", "commands", "terminal"},
    "fcntl": {"storage"},
    "platformdirs": {"terminal"},
    "holidays": {"plan"},
    "icalendar": {"render"},
    "openpyxl": {"storage"},
}
READERS_OF_YAML = {"storage", "plan", "log"}
LONGEST = 250

UNDERNEATH = {"lock", "atomic", "ownership", "access_list", "contents", "entered_folder"}
"""What writes safely is for the doors to use: nobody else can use it without the rest."""
DOORS = {"storage.files", "storage.export_folder"}
"""Who writes plans and files beside them, and who writes the tables of an export."""

OF_A_PATH = {
    "chmod", "exists", "glob", "hardlink_to", "is_dir", "is_fifo", "is_file", "is_mount",
    "is_symlink", "iterdir", "lchmod", "lstat", "mkdir", "open", "read_bytes", "read_text",
    "readlink", "rename", "resolve", "rglob", "rmdir", "samefile", "stat", "symlink_to", "touch",
    "unlink", "walk", "write_bytes", "write_text"
}  # fmt: skip
"""The methods of a path that go to the disk; `replace` is one of a text as well."""
HARMLESS = {
    "os": {
        "_exit",
        "close",
        "cpu_count",
        "devnull",
        "dup",
        "dup2",
        "environ",
        "fsdecode",
        "fsencode",
    }
    | {"get_terminal_size", "path", "terminal_size", "urandom", "write"},
    "os.path": {"expanduser", "expandvars"},
    "shutil": {"get_terminal_size"},
}
"""What has nothing to do with files in the libraries that otherwise go to the disk."""
STARTS_A_PROGRAM = {"terminal.pager": ["subprocess"]}
"""Who starts a program beside git: what it shows goes to a terminal."""
OTHER_WAYS = {
    "_winapi", "ctypes", "fcntl", "fileinput", "glob", "importlib.resources", "linecache", "mmap",
    "msvcrt", "pkgutil", "shelve", "sqlite3", "subprocess", "tempfile", "zipfile"
}  # fmt: skip


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


def part_of(path: Path) -> str:
    return module_of(path).partition(".")[0]


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Return all that a module is made of."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imports(path: Path) -> set[str]:
    """Return the full names of all that a module imports, wherever in it."""
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by the full name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def row(module: str) -> int:
    """Return how far down a module stands: where its own name is listed, or its part's."""
    own = [index for index, parts in enumerate(ORDER) if module in parts]
    return (own or [i for i, parts in enumerate(ORDER) if module.partition(".")[0] in parts])[0]


@cache
def module_named(name: str) -> str:
    """Return the module that a full name is of: "rectrack.plan.model.Plan" is of "plan.model"."""
    parts = name.split(".")[1:]
    while parts and not (
        SOURCE.joinpath(*parts).is_dir() or SOURCE.joinpath(*parts).with_suffix(".py").exists()
    ):
        parts.pop()
    return ".".join(parts) or "__init__"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_from_its_own_part_and_those_before_it(path: Path) -> None:
    for name in imports(path):
        if name.startswith("rectrack."):
            assert row(module_named(name)) <= row(module_of(path)), f"{path.name} imports {name}"


@pytest.mark.parametrize("library", HOMES)
def test_each_library_is_known_to_one_part_only(library: str) -> None:
    users = {
        part_of(path)
        for path in modules()
        for name in imports(path)
        if name.split(".")[0] == library
    }
    assert users == HOMES[library]


def at_the_disk(text: str) -> list[str]:
    """Return what in the text of a module goes to the disk; the null device is no file."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            owner, _, last = name.rpartition(".")
            if "os.devnull" in map(ast.unparse, node.args[:1]):
                continue
            if owner in HARMLESS:
                goes = last not in HARMLESS[owner]
            elif owner:
                renames = last == "replace" and len(node.args) == 1 and not node.keywords
                goes = owner != "files" and (last in OF_A_PATH or renames)
            else:
                goes = last == "open"
            found += [name] if goes else []
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name in OTHER_WAYS]
        elif isinstance(node, ast.ImportFrom) and node.module in OTHER_WAYS | HARMLESS.keys():
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "open('a')",
        "Path('a').write_text('b')",
        "os.stat('a')",
        "os.open('a', os.O_RDONLY)",
        "os.path.isfile('a')",
        "place.parent.mkdir()",
        "here.replace(there)",
        "shutil.copy('a', 'b')",
        "import tempfile",
        "from os import remove",
        "from os.path import exists",
        "from importlib.resources import files",
    ],
)
def test_each_way_to_the_disk_is_noticed(text: str) -> None:
    assert at_the_disk(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "open(os.devnull)",
        "'a'.replace('b', 'c')",
        "day.replace(day=1)",
        "files.exists(path, 'a')",
        "os.environ.get('A')",
        "shutil.get_terminal_size()",
    ],
)
def test_what_is_no_file_is_left_alone(text: str) -> None:
    assert at_the_disk(text) == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_storage_goes_to_the_disk(path: Path) -> None:
    found = at_the_disk(path.read_text(encoding="utf-8"))
    assert part_of(path) == "storage" or found == STARTS_A_PROGRAM.get(module_of(path), [])


def test_files_are_written_through_the_doors_alone() -> None:
    users = {
        module_of(path)
        for path in modules()
        for name in imports(path)
        if module_named(name) in {f"storage.{each}" for each in UNDERNEATH}
    }
    assert users <= {*DOORS, *(f"storage.{each}" for each in UNDERNEATH)}


def test_only_what_loads_files_knows_the_yaml_tree() -> None:
    users = {
        part_of(path)
        for path in modules()
        for name in imports(path)
        if name.startswith("rectrack.storage.yaml_")
    }
    assert users <= READERS_OF_YAML


def test_only_the_command_line_reads_the_clock() -> None:
    """Everything shown is a pure function of the plan, the entries and the day."""
    clocks = {"now", "today", "utcnow", "time", "monotonic"}
    for path in modules():
        if part_of(path) == "cli":
            continue
        for node in nodes(path):
            if isinstance(node, ast.Attribute) and node.attr in clocks:
                owner = ast.unparse(node.value)
                assert owner not in {"date", "datetime", "dt.date", "dt.datetime", "time"}, path


def test_modules_are_small() -> None:
    assert {
        p.name: n
        for p in modules()
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > LONGEST
    } == {}


def test_nothing_goes_by_the_address_of_an_object() -> None:
    """Entries are equal to themselves alone, so that sets and dicts tell them apart."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in modules()
        for node in nodes(path)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "id"
    ]
    assert found == []
