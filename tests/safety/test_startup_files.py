"""Setting up completion changes files of the user's own as safely as a plan is changed."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rectrack.errors import BusyError
from rectrack.storage import lock
from tests.commands.process import PROGRAM, environment, rectrack
from tests.safety.failing import Disk
from tests.safety.promises import names

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these shells are those of Unix")

BEFORE = b"PS1=x\n# \xff, CRLF\r\nalias a=b"
SCRIPT = ".local/share/rectrack/completion.bash"


def at_home(home: Path, shell: str = "bash") -> "subprocess.CompletedProcess[str]":
    return rectrack(
        "--install-completion",
        shell,
        HOME=str(home),
        ZDOTDIR="",
        XDG_CONFIG_HOME="",
        XDG_DATA_HOME="",
    )


def line(home: Path) -> bytes:
    return f"source {home / SCRIPT}".encode()


@pytest.fixture
def startup(tmp_path: Path) -> Path:
    path = tmp_path / ".bashrc"
    path.write_bytes(BEFORE)
    return path


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_one_line_is_added_once_and_all_else_stays(
    tmp_path: Path, startup: Path, mode: int
) -> None:
    startup.chmod(mode)
    for _ in range(2):
        found = at_home(tmp_path)
        assert (found.returncode, found.stderr) == (0, "")
        assert startup.read_bytes() == BEFORE + b"\n" + line(tmp_path) + b"\n"
        assert startup.stat().st_mode & 0o777 == mode
    assert names(tmp_path) == {".bashrc", ".local"}
    assert names(tmp_path / ".local/share/rectrack") == {"completion.bash"}


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_startup_file_that_is_missing_is_begun(tmp_path: Path, shell: str) -> None:
    assert at_home(tmp_path, shell).returncode == 0
    begun = (tmp_path / f".{shell}rc").read_bytes()
    assert begun == line(tmp_path).replace(b"bash", shell.encode()) + b"\n"


def test_a_link_to_a_startup_file_stays_one(tmp_path: Path, startup: Path) -> None:
    """As those have who keep these files together elsewhere."""
    kept = tmp_path / "dotfiles" / "bashrc"
    kept.parent.mkdir()
    startup.replace(kept)
    startup.symlink_to("dotfiles/bashrc")
    assert at_home(tmp_path).returncode == 0
    assert startup.is_symlink()
    assert kept.read_bytes().endswith(line(tmp_path) + b"\n")
    assert names(kept.parent) == {"bashrc"}


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / ".bashrc").symlink_to("gone")
    found = at_home(tmp_path)
    assert found.returncode == 1
    assert found.stderr == (
        f"rectrack: completion cannot be set up: {tmp_path}/.bashrc is a broken link:"
        " remove it, or name another file\n"
    )


def test_a_second_name_is_warned_of(tmp_path: Path, startup: Path) -> None:
    try:
        (tmp_path / "other").hardlink_to(startup)
    except OSError:
        pytest.skip("files have one name here")
    found = at_home(tmp_path)
    assert found.returncode == 0
    assert found.stderr == (
        f"warning: {startup} has been rewritten, and its other name (a hard link) still has"
        " the old text: make that a symbolic link to it\n"
    )
    assert (tmp_path / "other").read_bytes() == BEFORE


@pytest.mark.parametrize("number", [1, 10, 20, 30, 40])
def test_on_a_disk_that_fills_up_it_keeps_every_line(
    tmp_path: Path, startup: Path, number: int
) -> None:
    with Disk(number, 28, for_good=True) as disk:
        found = at_home(tmp_path)
    after = startup.read_bytes()
    if found.returncode == 0:
        assert disk.failed == [] or after != BEFORE
    assert after in {BEFORE, BEFORE + b"\n" + line(tmp_path) + b"\n"}
    assert found.returncode == (0 if after != BEFORE else 1)


def test_where_somebody_else_is_writing_nothing_is_changed(
    tmp_path: Path, startup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "SECONDS", 0)
    with lock.held(startup):
        found = at_home(tmp_path)
    assert found.returncode == BusyError.exit_code
    assert f"{startup} is in use" in found.stderr
    assert startup.read_bytes() == BEFORE


def test_set_up_twice_at_the_same_time_it_stands_there_once(tmp_path: Path, startup: Path) -> None:
    env = environment(HOME=str(tmp_path), XDG_DATA_HOME="")
    command = [*PROGRAM, "--install-completion", "bash"]
    with ThreadPoolExecutor(4) as pool:
        codes = pool.map(
            lambda _: subprocess.run(command, env=env, capture_output=True, check=False).returncode,
            range(4),
        )
    assert set(codes) == {0}
    assert startup.read_bytes() == BEFORE + b"\n" + line(tmp_path) + b"\n"
    assert names(tmp_path / ".local/share/rectrack") == {"completion.bash"}
