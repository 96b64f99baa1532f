"""The README is true: its commands run, its plan reads, its picture is the program's own."""

import re
import runpy
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from rectrack.records import read_records
from rectrack.targets.kinds import KINDS
from tests.commands.process import TODAY, environment, rectrack
from tests.conftest import ROOT, Golden

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = {
    path.name: path for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
}
PICTURES = sorted(path.stem for path in (ROOT / "docs").glob("*.svg"))
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
CSV = re.compile(r"```csv\n(.*?)```", re.DOTALL)
SQL = re.compile(r"```sql\n(.*?)```", re.DOTALL)
QUERIES = {name: SQL.findall(path.read_text(encoding="utf-8")) for name, path in DOCUMENTS.items()}
CRONTAB = re.compile(r"```crontab\n(.*?)```", re.DOTALL)


def commands(document: str) -> list[str]:
    """Return what a document tells to type, in its order."""
    return [
        line.removeprefix("$ ")
        for block in CONSOLE.findall(DOCUMENTS[document].read_text(encoding="utf-8"))
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_commands_of_a_document_run_in_their_order(document: str, tmp_path: Path) -> None:
    """Each succeeds and has nothing to complain of; a job may find a target in trouble."""
    home, here = tmp_path / "home", tmp_path / "clone"
    home.mkdir()
    shutil.copytree(ROOT / "plans", here / "plans")
    settings = {"RECTRACK_BY": "clerk", "HOME": str(home), "USERPROFILE": str(home)}
    for command in commands(document):
        program, *args = shlex.split(command.replace("~", home.as_posix()))
        if program == "export":
            settings |= dict(word.split("=", 1) for word in args)
        elif program == "mkdir":
            Path(*args).mkdir()
        elif program == "cd":
            here = Path(*args)
        else:
            assert program == "rectrack"
            found = rectrack(*args, cwd=here, **settings)
            # A sign-off in the example breaks a rule, which is an error of `check`.
            codes = {0, 3} if "--fail-on" in args else {0, 1} if "check" in args else {0}
            assert found.returncode in codes, command
            assert found.stderr == "", command


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_tables_of_a_document_can_be_logged(document: str, plan: Path) -> None:
    for text in CSV.findall(DOCUMENTS[document].read_text(encoding="utf-8")):
        table = plan.with_name("week.csv")
        table.write_text(text, encoding="utf-8")
        found = rectrack("log", "-f", plan, "--by", "clerk", "--from", table)
        assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("document", [name for name, found in QUERIES.items() if found])
def test_the_queries_of_a_document_find_something(document: str, tmp_path: Path) -> None:
    """One after the other in DuckDB, of the plans here; what they find, `test_export` compares."""
    assert rectrack("export", tmp_path / "tables", "plans", cwd=ROOT).returncode == 0
    database = duckdb.connect()
    database.execute(f"SET file_search_path = '{tmp_path / 'tables'}'")
    database.execute((tmp_path / "tables" / "duckdb.sql").read_text(encoding="utf-8"))
    for query in QUERIES[document]:
        found = database.execute(query).fetchall()
        assert found or query.startswith("SET"), query


@pytest.mark.skipif(sys.platform == "win32", reason="cron is of Unix")
@pytest.mark.parametrize(
    ("document", "place", "said"),
    [
        ("README.md", 0, "Week 2026-W43: Mon 19 Oct 2026 to Sun 25 Oct 2026"),
        ("weekly.md", 0, "Week 2026-W43: Mon 19 Oct 2026 to Sun 25 Oct 2026"),
        ("weekly.md", 1, "Only what concerns documents-head"),
    ],
)
def test_the_line_of_the_crontab_works(
    document: str, place: int, said: str, tmp_path: Path
) -> None:
    """As cron runs it: by sh, with next to nothing in the environment, and nobody to answer."""
    text = CRONTAB.findall(DOCUMENTS[document].read_text(encoding="utf-8"))[place]
    [job] = [line for line in text.splitlines() if line[:1].isdigit()]
    program = tmp_path / "rectrack" / ".venv" / "bin" / "rectrack"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m rectrack "$@"\n')
    program.chmod(0o755)
    shutil.copy(ROOT / "plans" / "example.yaml", tmp_path / "rectrack" / "rectification.yaml")
    found = subprocess.run(
        ["/bin/sh", "-c", job.split(maxsplit=5)[5].replace("\\%", "%")],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "RECTRACK_TODAY": TODAY},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert said in found.stdout


def test_the_first_command_of_the_readme_is_what_it_says() -> None:
    """It shows the status of the example plan; the tests run in what it has set up."""
    [line] = [line.strip() for line in README.splitlines() if "-m venv" in line]
    words = shlex.split(line.split(" && ")[-1])
    assert words[0] == ".venv/bin/rectrack"
    found = rectrack(*words[1:], cwd=ROOT)
    assert (found.returncode, found.stderr) == (0, "")
    assert "Needs attention" in found.stdout


def test_the_second_command_of_the_readme_is_what_ci_runs() -> None:
    assert "    python3 check.py\n" in README
    assert "\npython3 check.py\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_plan_of_the_readme_reads_and_shows_every_kind() -> None:
    [text] = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    found = read_records(text.encode())
    assert found.findings == ()
    assert {target.kind for target in found.plan.targets.values()} == KINDS.keys()
    assert len(found.entries) == 2


def test_the_table_of_the_readme_has_a_row_for_every_kind() -> None:
    assert re.findall(r"^\| `([a-z]+)` \|", README, re.MULTILINE) == list(KINDS)


def test_the_page_of_keys_is_what_the_program_reads(golden: Golden) -> None:
    """Every key is on it, with an example that reads, whatever is added to the tables."""
    make = runpy.run_path(str(ROOT / "docs" / "make_keys.py"))
    golden(ROOT / "docs" / "keys.md", make["page"]())


@pytest.mark.skipif(sys.platform == "win32", reason="they are drawn on a terminal of Unix")
@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_what_the_program_draws(picture: str) -> None:
    """Drawn anew by `python docs/make_pictures.py`, it is the same, and a document shows it."""
    make = runpy.run_path(str(ROOT / "docs" / "make_pictures.py"))
    drawn: str = make["picture"](picture)
    assert drawn == (ROOT / "docs" / f"{picture}.svg").read_text(encoding="utf-8")
    texts = [path.read_text(encoding="utf-8") for path in DOCUMENTS.values()]
    assert any(f"{picture}.svg)" in text for text in texts)


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_can_be_read_on_a_light_and_on_a_dark_page(picture: str) -> None:
    """Each of its texts stands out from the background in both themes."""
    svg = (ROOT / "docs" / f"{picture}.svg").read_text(encoding="utf-8")
    light, _, rest = svg.partition("@media (prefers-color-scheme: dark)")
    dark, _, drawing = rest.partition("</style>")
    [background, *_] = re.findall(r'<rect fill="(#\w{6})"', drawing)
    [dark_background] = re.findall(rf'\[fill="{background}"\] {{ fill: (#\w{{6}})', dark)
    for theme, behind in ((light, background), (dark, dark_background)):
        texts = re.findall(r"-r\d+ { fill: (#\w{6})", theme)
        assert texts
        assert [text for text in texts if contrast(text, behind) < 3] == []


def contrast(one: str, other: str) -> float:
    """Return how far two colours stand apart, by the formula of WCAG: 1 for none, 21 at most."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def test_the_module_runs_like_the_program() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "rectrack", "--version"],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert re.fullmatch(r"rectrack \d+\.\d+\.\d+\n", found.stdout)


def test_an_unknown_command_is_answered_with_the_nearest() -> None:
    found = rectrack("stat")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == "rectrack: there is no command 'stat'; did you mean status?\n"


def test_a_wrong_option_leads_to_the_help_of_its_command() -> None:
    found = rectrack("log", "bulletins", "--evidnce", "x")
    assert found.returncode == 2
    assert found.stderr.endswith("Try 'rectrack log --help'.\n")
