"""``make faults NAME=worker``: workers are killed with SIGKILL while they send; nothing is lost.

Notices fall due while two workers are killed in turn. After the last kill every notice must have
been sent, and nobody may see one twice: a second copy carries the same Message-ID.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import django

from peerhub.stack.processes import start
from tests.bench.report import progress, report

PATIENCE = 150  # seconds for the next notice, and for all of them after the last kill
BIN = Path(sys.executable).parent


def main() -> int:
    """Kill, wait, count; returns the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--toy", action="store_true")
    toy = parser.parse_args().toy
    notices, kills = (200, 1) if toy else (3000, 6)
    with tempfile.TemporaryDirectory(prefix="peerhub-", ignore_cleanup_errors=True) as var:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "peerhub.settings.dev", "VAR_DIR": var}
        django.setup()
        _write(notices)
        seconds = _rage(kills)
        sent = _ids(Path(var) / "mail")
    return report(
        "worker",
        {
            "notices": notices,
            "kills": kills,
            "lost": notices - len(sent),
            "copies": sum(sent.values()) - len(sent),
            "seconds_after_the_last_kill": seconds,
        },
        {"lost": ("<=", 0), "kills": (">=", kills), "copies": ("<=", kills)},
    )


def _write(count: int) -> None:
    from django.core.management import call_command
    from django.utils import timezone

    from peerhub.accounts.actions import create_person
    from peerhub.notifications import actions

    call_command("migrate", verbosity=0)
    now = timezone.now()
    person = create_person(email="maya@people.example", password=None, now=now)
    for number in range(count):
        actions.schedule(person, kind="sessions.reminder", reference=f"fault:{number}", due_at=now)


def _rage(kills: int) -> float:
    beat = start([BIN / "celery", "-A", "peerhub", "beat", "-s", _in_var("beat"), "--pidfile="])
    workers = [_worker(0), _worker(1)]
    try:
        for number in range(kills):
            _see_one_sent()
            victim = workers[number % 2]
            os.killpg(victim.pid, signal.SIGKILL)  # the session that we started, nothing else
            victim.wait()
            progress(f"killed a worker ({number + 1} of {kills}), {_left()} notices left")
            workers[number % 2] = _worker(number % 2)
        return _wait()
    finally:
        for process in (*workers, beat):
            process.terminate()
        for process in (*workers, beat):
            process.wait(30)


def _see_one_sent() -> None:
    """Wait until somebody is at work: the next one is sent."""
    before, until = _left(), time.monotonic() + PATIENCE
    while _left() == before and time.monotonic() < until:
        time.sleep(0.01)


def _worker(number: int) -> subprocess.Popen[bytes]:
    return start(
        [
            *(BIN / "celery", "-A", "peerhub", "worker", "--concurrency=1", "-l", "error"),
            *("--without-mingle", "--without-gossip", "-n", f"worker{number}@here"),
        ]
    )


def _wait() -> float:
    began = time.monotonic()
    while (left := _left()) and time.monotonic() - began < PATIENCE:
        progress(f"{left} notices left")
        time.sleep(3)
    return time.monotonic() - began


def _left() -> int:
    from peerhub.notifications.models import Delivery, Notice

    return Notice.objects.filter(sent_at=None).count() + Delivery.objects.waiting().count()


def _in_var(name: str) -> Path:
    return Path(os.environ["VAR_DIR"]) / name


def _ids(folder: Path) -> Counter[str]:
    return Counter(
        str(message_from_bytes(path.read_bytes())["Message-ID"]) for path in folder.glob("*.eml")
    )


if __name__ == "__main__":
    sys.exit(main())
