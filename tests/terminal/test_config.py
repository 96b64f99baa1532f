"""The config file of a user, and `help config`: who says what is in force."""

import sys
from pathlib import Path

import pytest

from rectrack.errors import RequestError
from rectrack.terminal.settings import UserConfig
from rectrack.terminal.user_config import config_path, read_config
from tests.commands.process import Conversation, last, rectrack
from tests.support import plan_text

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal of Unix")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with a plan that is not in it, and no plan near."""
    (tmp_path / ".git").mkdir()
    home = tmp_path / "home"
    (tmp_path / "plans of mine").mkdir()
    home.mkdir()
    text = plan_text().replace("people:", "timezone: Asia/Shanghai\npeople:")
    (tmp_path / "plans of mine" / "mine.yaml").write_text(text, encoding="utf-8")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    return home


def config(home: Path, text: str) -> str:
    path = home / "config.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_who_logs_and_in_which_plan(home: Path) -> None:
    """What is said on the command line or in the environment goes before the config file."""
    mine = home.parent / "plans of mine" / "mine.yaml"
    own = config(home, f"by = \"clerk\"\nfile = '{mine}'\n")

    def by(*args: str, **env: str) -> object:
        found = rectrack("log", "t", *args, cwd=home, RECTRACK_CONFIG=own, **env)
        assert (found.returncode, found.stderr) == (0, "")
        return last(mine)["by"]

    assert by("1") == "clerk"
    assert by("2", RECTRACK_BY="deputy") == "deputy"
    assert by("3", "--by", "head", RECTRACK_BY="deputy") == "head"


def test_a_plan_that_is_near_goes_before_the_usual_one(home: Path) -> None:
    """Who changes into the folder of another plan means that one."""
    mine = home.parent / "plans of mine" / "mine.yaml"
    own = config(home, f"file = '{mine}'")
    (home / "near.yaml").write_text(plan_text().replace("A plan", "Near"), encoding="utf-8")
    shown = rectrack("status", cwd=home, RECTRACK_CONFIG=own).stdout
    assert shown.startswith("A plan for tests")
    shown = rectrack("status", cwd=home, RECTRACK_CONFIG=own, RECTRACK_FILE="near.yaml").stdout
    assert shown.startswith("Near for tests")
    (home / "near.yaml").rename(home / "rectification.yaml")
    shown = rectrack("status", cwd=home, RECTRACK_CONFIG=own).stdout
    assert shown.startswith("Near for tests")


def test_a_new_plan_does_not_go_where_the_usual_one_is(home: Path) -> None:
    own = config(home, 'file = "~/usual.yaml"')
    assert rectrack("init", cwd=home, RECTRACK_CONFIG=own).returncode == 0
    assert (home / "rectification.yaml").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('by = "clerk"\n\npagr = "less"', ":3: there is no setting 'pagr'; did you mean pager?; there are by, file, pager, cache"),
        ("[by]\nname = 1", ':1: by must be text in quotes, such as by = "…"'),
        ("# who\nby = 3", ':2: by must be text in quotes, such as by = "…"'),
        ('by = ""', ":1: by is empty: give it a value, or leave it out"),
        ('file = "plans/mine.yaml"', ':1: file must be a full path, such as "~/plans/rectification.yaml"'),
        ('cache = "off "', ':1: cache must be "off" or a full path, such as "~/.cache/rectrack"'),
        ("by = clerk", " is not valid TOML: Invalid value (at line 1, column 6)"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_it_is_said_at_its_place(home: Path, text: str, said: str) -> None:
    own = config(home, text)
    for command in (["help", "config"], ["log", "t"]):
        found = rectrack(*command, cwd=home, RECTRACK_CONFIG=own)
        assert (found.returncode, found.stdout) == (1, "")
        assert found.stderr == f"rectrack: {own}{said}\n"


def test_one_that_is_no_text_or_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    with pytest.raises(RequestError, match="does not exist"):
        read_config({"RECTRACK_CONFIG": str(path)})
    path.write_bytes(b"by = '\xff'")
    with pytest.raises(RequestError, match="is not UTF-8 text"):
        read_config({"RECTRACK_CONFIG": str(path)})
    path.write_bytes(b"\xef\xbb\xbfby = 'clerk'\r\npager = ''\r\n")
    assert read_config({"RECTRACK_CONFIG": str(path)}) == UserConfig(path, by="clerk", pager="")


def test_it_is_not_looked_at_where_nothing_is_left_to_say(home: Path) -> None:
    """A faulty one stops nobody who needs none of it."""
    mine = str(home.parent / "plans of mine" / "mine.yaml")
    own = config(home, "faulty")
    for command in (["status", "-f", mine], ["log", "t", "-f", mine, "--by", "clerk"], ["--help"]):
        assert rectrack(*command, cwd=home, RECTRACK_CONFIG=own).returncode == 0


def test_nothing_is_loaded_for_it_where_it_is_not_looked_at(example: Path) -> None:
    """What is typed most often starts no later."""
    found = rectrack("status", RECTRACK_FILE=str(example), PYTHONPROFILEIMPORTTIME="1")
    assert found.returncode == 0
    assert "rectrack.terminal.settings" in found.stderr
    for module in ("platformdirs", "tomllib", "rectrack.terminal.user_config"):
        assert f" {module}\n" not in found.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is where that system has it")
def test_its_usual_place(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    place = home / ".config" / "rectrack" / "config.toml"
    assert config_path({}) == place
    assert read_config({}) == UserConfig()
    place.parent.mkdir(parents=True)
    place.write_text("by = 'clerk'", encoding="utf-8")
    assert read_config({}) == UserConfig(place, by="clerk")
    assert config_path({"RECTRACK_CONFIG": ""}) is None
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "elsewhere"))
    assert config_path({}) == home / "elsewhere" / "rectrack" / "config.toml"


def in_force(*args: str, home: Path, **env: str) -> dict[str, list[str]]:
    """Return what `help config` shows: each setting with its value and source."""
    found = rectrack("help", "config", *args, cwd=home, **env)
    assert (found.returncode, found.stderr) == (0, "")
    rows = [line.split("  ") for line in found.stdout.splitlines()[1:]]
    return {row[1]: [each.strip() for each in row[2:] if each] for row in rows}


def test_help_config_tells_each_setting_and_its_source(home: Path) -> None:
    mine = home.parent / "plans of mine" / "mine.yaml"
    own = config(home, f"by = 'clerk'\nfile = '{mine}'\npager = 'less -S'\n")
    kept = {"RECTRACK_TODAY": "2026-10-31"}
    assert in_force(home=home, RECTRACK_CONFIG=own, **kept) == {
        "plan": [str(mine), own],
        "by": ["clerk", own],
        "pager": ["none", "RECTRACK_PAGER"],
        "color": ["off", "not a terminal"],
        "width": ["unlimited", "not a terminal"],
        "today": ["Sat 31 Oct 2026", "RECTRACK_TODAY"],
        "timezone": ["Asia/Shanghai", "the plan"],
        "cache": ["off", "RECTRACK_CACHE"],
        "config": [own, "RECTRACK_CONFIG"],
    }
    args = ("--width", "100", "--color", "never", "--no-pager", "-f", "no.yaml")
    env = {"RECTRACK_BY": "head", "RECTRACK_TODAY": ""}
    found = in_force(*args, home=home, **env)
    assert found.pop("today")[1] == "the clock"
    assert found == {
        "plan": ["no.yaml", "--file; cannot be read"],
        "by": ["head", "RECTRACK_BY"],
        "pager": ["none", "--no-pager"],
        "color": ["off", "--color"],
        "width": ["100", "--width"],
        "timezone": ["local", "the machine"],
        "cache": ["off", "RECTRACK_CACHE"],
        "config": ["none", "RECTRACK_CONFIG is empty"],
    }
    found = in_force(home=home, COLUMNS="120", FORCE_COLOR="0", **env)
    assert found["plan"] == ["none", "not found here or in a folder above"]
    assert (found["width"], found["color"]) == (["120", "COLUMNS"], ["off", "FORCE_COLOR"])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is where that system has it")
def test_where_the_cache_is_and_who_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """RECTRACK_CACHE goes before the config file, and that before the usual place."""
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    off, own = config(home, "cache = 'off'"), str(home / "own")
    usual = [str(home / ".cache" / "rectrack"), "its usual place"]
    found = [
        in_force(home=home, RECTRACK_CACHE=named, RECTRACK_CONFIG=file)["cache"]
        for named, file in (("", ""), ("", off), ("0", ""), (own, off), ("elsewhere", ""))
    ]
    named = [["off", "RECTRACK_CACHE"], [own, "RECTRACK_CACHE"], ["off", "RECTRACK_CACHE"]]
    assert found == [usual, ["off", off], *named]


@on_unix
def test_the_pager_of_the_config_file(home: Path) -> None:
    """It goes before PAGER; where the file is faulty, the page is shown and then the fault."""
    for text, code, said in (
        ("pager = 'echo ours;'", 0, "ours"),
        ("pager = 3", 1, "Usage: rectrack log"),
    ):
        env = {"RECTRACK_CONFIG": config(home, text), "PAGER": "false"}
        program = ("env", "-u", "RECTRACK_PAGER", sys.executable, "-m", "rectrack")
        line = ("log", "--help", "--color", "never")
        with Conversation(*line, rows=20, program=program, cwd=home, env=env) as found:
            assert found.end() == code
            assert found.shown.startswith(said)
            assert ("must be text" in found.shown) is bool(code)
