"""``make run`` as a person meets it: it starts, says what is wrong, stops, and keeps the data."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from peerhub.stack.__main__ import main
from peerhub.stack.processes import free_port, is_free
from peerhub.stack.servers import running
from tests.journeys.machine import ROOT, clean_environment, eventually

START = 180  # seconds, beside other tests on a slow machine; alone it is some 15
MAKE = (
    "from django.utils import timezone; from peerhub.accounts.actions import create_person;"
    "create_person(email='maya@people.example', password=None, now=timezone.now())"
)
COUNT = "from peerhub.accounts.models import User; print('people:', User.objects.count())"


class Stack:
    """One ``python -m peerhub.stack`` in a folder of its own."""

    def __init__(self, var: Path, port: int, **env: str) -> None:
        var.mkdir(exist_ok=True)
        for folder in (var, *var.parents[:2]):
            folder.chmod(0o755)  # PostgreSQL may run under another uid than ours
        self.var, self.port, self.out = var, port, var / "out"
        self.env = clean_environment(PORT=str(port), VAR_DIR=str(var), DEMO="0", **env)

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run it to its end."""
        return subprocess.run(
            [sys.executable, "-m", "peerhub.stack", *arguments],
            cwd=ROOT, env=self.env, capture_output=True, text=True, check=False, timeout=START,
        )  # fmt: skip

    def people(self) -> str:
        """The number of people, as ``manage`` tells it."""
        return self.ask("manage", "shell", "--no-imports", "-c", COUNT).stdout.strip()

    def begin(self) -> subprocess.Popen[bytes]:
        """``run``, in the background."""
        with self.out.open("wb") as out:
            return subprocess.Popen(
                [sys.executable, "-m", "peerhub.stack", "run"],
                cwd=ROOT, env=self.env, stdout=out, stderr=out,
            )  # fmt: skip

    @contextmanager
    def running(self):
        """``run`` until the block ends; then Ctrl-C, and nothing is left."""
        process = self.begin()
        try:
            eventually(lambda: self.is_ready(process), within=START, what="it is ready")
            yield process
        finally:
            family = descendants(process.pid)
            process.send_signal(signal.SIGINT)
            code = process.wait(60)
        assert code == 0, self.out.read_text()
        assert family
        assert_gone(family)
        assert is_free(self.port)

    def is_ready(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether the site answers."""
        assert process.poll() is None, self.out.read_text()
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}/ready/", timeout=2) as page:
                return bool(page.status == 200)
        except OSError:
            return False


def descendants(pid: int) -> list[int]:
    """All processes below one, by /proc."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        children.setdefault(int(words[1]), []).append(int(stat.parent.name))
    found = list(children.get(pid, []))
    for child in found:
        found += children.get(child, [])
    return found


def assert_gone(pids: list[int]) -> None:
    """None of them lives; one that ended and waits for its parent does not."""

    def alive() -> list[int]:
        return [pid for pid in pids if _state(pid) not in {"", "Z"}]

    eventually(lambda: not alive(), within=5, what="every process of it has ended")


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def pid_of(pid: int, name: str) -> int:
    """That of Celery's ``name`` below ``pid``; 0: there is none."""
    for child in descendants(pid):
        try:
            line = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if name.encode() in line:
            return child
    return 0


def commands_below(pid: int) -> str:
    lines = []
    for child in descendants(pid):
        try:
            lines.append(Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return "\n".join(lines)


def test_it_starts_says_what_is_in_the_way_stops_and_keeps_the_data(tmp_path):
    stack = Stack(tmp_path / "var", free_port())
    others = {
        "already runs from this folder": Stack(stack.var, free_port()),
        f"port {stack.port} is taken by another program": Stack(tmp_path / "b", stack.port),
    }
    with stack.running() as process, ThreadPoolExecutor(3) as pool:
        made = pool.submit(stack.ask, "manage", "shell", "--no-imports", "-c", MAKE)
        for words, answer in [
            (why, pool.submit(other.ask, "run")) for why, other in others.items()
        ]:
            assert answer.result().returncode == 1
            assert words in one_line(answer.result().stderr)
        assert made.result().returncode == 0, made.result().stderr
        comes_back(process.pid, "beat")

    assert (
        f"beat ended by itself (-9), and is started again now: see {stack.var}"
        in stack.out.read_text()
    )
    assert stack.people() == "people: 1"  # with servers of its own
    assert not (stack.var / "servers.json").exists()


def comes_back(pid: int, name: str) -> None:
    """Kill what is ``name`` below ``pid``, and see another in its place."""
    killed = pid_of(pid, name)
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: pid_of(pid, name) not in {0, killed}, within=5, what=f"{name} is back")


def one_line(words: str) -> str:
    """The only line of ``words``: nobody should read a traceback."""
    lines = [line for line in words.splitlines() if line]
    assert len(lines) == 1, words
    return lines[0]


@pytest.mark.parametrize("arguments", [["run"], ["manage", "check"]])
def test_a_port_that_is_no_number_is_one_clear_line(tmp_path, arguments):
    stack = Stack(tmp_path / "var", free_port())
    stack.env["PORT"] = "eight thousand"

    answer = stack.ask(*arguments)

    assert answer.returncode == 1
    assert "PORT must be a number" in one_line(answer.stderr)


def test_ctrl_c_while_it_sets_up_stops_everything(tmp_path):
    stack = Stack(tmp_path / "var", free_port())
    process = stack.begin()
    eventually(
        lambda: "set_up" in commands_below(process.pid), within=START, what="tables are being made"
    )
    time.sleep(0.5)
    family = descendants(process.pid)

    process.send_signal(signal.SIGINT)

    assert process.wait(30) == 0
    assert_gone(family)
    assert "Traceback" not in stack.out.read_text()
    assert not (stack.var / "servers.json").exists()


def test_servers_that_the_environment_names_are_used(tmp_path, monkeypatch):
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    for folder in (tmp_path, tmp_path.parent):
        folder.chmod(0o755)
    with running(tmp_path / "own", durable=False) as servers:
        stack = Stack(tmp_path / "var", free_port(), **servers)
        process = stack.begin()
        eventually(lambda: "set_up" in commands_below(process.pid), within=START, what="set-up")
        below = descendants(process.pid)
        used = json.loads((stack.var / "servers.json").read_text())
        process.send_signal(signal.SIGINT)

        assert process.wait(30) == 0
        assert used == servers
        assert len(below) == 1  # the set-up: no server is among them
        assert not (stack.var / "postgres").exists()
        assert_gone(below)


@pytest.mark.parametrize("wanted", [["run", "now"], [], ["walk"]])
def test_anything_else_is_answered_with_what_there_is(wanted, capsys):
    assert main(wanted) == 2
    assert "usage:" in capsys.readouterr().err


def test_what_hears_a_cry_for_help_cannot_be_left_out(tmp_path):
    stack = Stack(tmp_path / "var", free_port())
    stack.env["LEAVE_OUT"] = "beat,screening"

    answer = stack.ask("run")

    assert answer.returncode == 1
    assert "LEAVE_OUT can name beat, outgoing, search, till, turn, with commas" in one_line(
        answer.stderr
    )
