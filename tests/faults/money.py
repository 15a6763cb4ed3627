"""``make faults NAME=money``: the card company and our own parts fail; every cent is where it should be.

People begin to pay, pay, leave, cancel, want their money back and ask their banks. Meanwhile events
are told five times at once, in any order, three days late, forged, or never; the card company
answers with errors, or does what it was asked and its answer is lost; the web server, both that go
on with payments and the card company itself get SIGKILL, the two at work before and after each call
and each transaction. Somebody sends our web server a byte more than was signed, and ten megabytes.

Afterwards, in a process of its own, by the rows of PostgreSQL and by what the card company says:
``unbalanced``: entries or totals of the ledger. ``double_charges``: pages, takings or refunds of one
payment beyond the first. ``lost_free_sessions``: half hours that were given and lie nowhere.
``sums_differ``: cents. ``missing``, ``phantoms``: taken and not in the ledger, or the other way round.
``unborne``: sessions that nobody bears. ``kept``: cancelled ones whose money did not go back. ``left_held``: nothing is taken, and a card still promises.
``doubled_events``, ``forged_events``. ``controls_caught``: rows spoilt on purpose, and PeerHub with one
rule taken out, that the same judge found out. ``--toy`` takes a minute.

The card company is a stand-in of our own; no account at Stripe was ever reached.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from peerhub.stack.processes import start
from peerhub.stack.servers import Postgres, Valkey
from peerhub.stack.till.prepared import prepared
from tests.bench.report import Number, progress, report
from tests.faults import money_controls, money_judge
from tests.faults.flags_house import House
from tests.faults.money_people import control
from tests.journeys.machine import ROOT, clean_environment, eventually

SWEEPERS = ("sweeper", "another")
SETTLED = 180  # seconds in which everything must have been done when all is well again
DIES = "0.02"
SOUND = {
    "duplicate": 1, "reorder": False, "delay": 0.0, "older_by": 0,
    "drop": 0.0, "forge": 0.0, "api_500": 0.0, "lost_answer": 0.0,
}  # fmt: skip
FAULTS: dict[str, dict[str, Any]] = {
    "five times at once": {"duplicate": 5},
    "in any order": {"reorder": True, "delay": 0.5, "duplicate": 2},
    "three days late": {"older_by": 3 * 86400, "delay": 1.0},
    "forged": {"forge": 1.0},
    "never told": {"drop": 1.0},
    "errors": {"api_500": 0.4},
    "lost answers": {"lost_answer": 0.4},
}
KILLED = ("web", "till", *SWEEPERS)


@dataclass(frozen=True)
class Size:
    """How many, how long."""

    members: int = 24
    peers: int = 6
    rounds: int = 2
    each: float = 8.0  # seconds of each fault


TOY = Size(8, 3, 1, 3.0)


class Bank(House):
    """A house with the stand-in and the two that go on with payments."""

    till: Sequence[object] = ()
    dies = DIES

    def _command(self, name: str, *, broken: bool) -> Sequence[object]:
        if name == "till":
            return self.till
        if name in SWEEPERS:
            return [sys.executable, "-m", "tests.faults.money_sweeper", self.dies]
        return super()._command(name, broken=broken)


class Site:
    """Servers and processes."""

    def __init__(self, folder: Path, size: Size) -> None:
        folder.chmod(0o755)  # PostgreSQL may run under another uid than ours
        self.folder, self.size = folder, size
        self.postgres = Postgres(folder / "postgres")
        self.valkey = Valkey(folder / "valkey", durable=False)
        self.house: Bank | None = None

    def start(self) -> Bank:
        """Start all, with people who have done nothing yet."""
        env = clean_environment(
            DATABASE_URL=self.postgres.start(),
            REDIS_URL=self.valkey.start(),
            DJANGO_SETTINGS_MODULE="peerhub.settings.dev",
        )
        self.house = house = Bank(self.folder, env)
        till = prepared(self.folder / "till", house.address)
        assert till is not None
        house.till = till.command
        house.env |= till.environment
        os.environ |= till.environment  # our own questions to the stand-in
        self.run("tests.faults.money_world", f"{self.size.members}x{self.size.peers}")
        house.start("till", "web", *SWEEPERS)
        return house

    def run(self, module: str, *given: str) -> str:
        """A module in a process of its own; what it printed."""
        assert self.house is not None
        made = subprocess.run(
            [sys.executable, "-m", module, *given],
            cwd=ROOT, env=self.house.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr[-3000:]
        return made.stdout

    def judged(self) -> dict[str, Any]:
        """What the judge says at this moment."""
        path = self.folder / "state.json"
        path.write_text(json.dumps(control("state")))
        found: dict[str, Any] = json.loads(self.run("tests.faults.money_judge", str(path)))
        return found

    def stop(self) -> None:
        """Stop whatever of it runs."""
        if self.house:
            self.house.stop()
        self.valkey.stop()
        self.postgres.stop()


def main() -> int:
    """Pay, fail, judge; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make faults NAME=money")
    parser.add_argument("--toy", action="store_true")
    size = TOY if parser.parse_args().toy else Size()
    with tempfile.TemporaryDirectory(prefix="peerhub-", ignore_cleanup_errors=True) as folder:
        site = Site(Path(folder), size)
        try:
            figures = _figures(site, site.start())
        finally:
            site.stop()
    zero = (
        *("unbalanced", "double_charges", "lost_free_sessions", "sums_differ", "missing"),
        *("phantoms", "unborne", "kept", "left_held", "doubled_events", "forged_events"),
        *("bad_answers", "ended", "unfinished"),
    )
    goals = dict.fromkeys(zero, ("<=", 0)) | {
        "controls_caught": (">=", money_judge.CONTROLS + len(money_controls.CONTROLS)),
        "faults": (">=", size.rounds * len(FAULTS)),
        "captured": (">=", size.members // 2),
        "given_back": (">=", 1),
        "nonsense": (">=", 1),
        "deaths": (">=", size.rounds),
    }
    return report("money", figures, goals)


def _figures(site: Site, house: Bank) -> dict[str, Number]:
    acted, faults = _raged(site, house)
    house.dies = "0"  # whoever comes back now lives
    for name in SWEEPERS:
        house.kill(name)
        house.start(name)
    control("faults", **SOUND)
    control("hurry")
    left, seconds = _settled(site, house)
    verdict = site.judged()
    progress(f"{verdict}, settled in {seconds:.1f} s, {left} left")
    caught = verdict.pop("caught")
    bad = [status for status in control("state")["answers"] if status not in {0, 200, 400}]
    deaths = sum(name in SWEEPERS for name, _ in house.ended)
    ended = [words for name, words in house.ended if name not in SWEEPERS]
    for words in ended:
        progress(f"ended by itself: {words[-500:]}")
    for name in SWEEPERS:
        house.kill(name)
    found = [name for name in money_controls.CONTROLS if _shows(site, name)]
    missed = {*money_controls.CONTROLS, *money_judge.SPOILT_ROWS, *money_judge.SPOILT_STATES}
    progress(f"controls that were missed: {sorted(missed - {*found, *caught})}")
    return {
        "faults": faults,
        **acted,
        **verdict,
        "bad_answers": len(bad),
        "deaths": deaths,
        "ended": len(ended),
        "unfinished": left,
        "settled_s": seconds,
        "controls_caught": len(caught) + len(found),
    }


def _raged(site: Site, house: Bank) -> tuple[dict[str, Number], int]:
    """One fault after the other, with something killed in each; what people did meanwhile."""
    said = site.folder / "people.json"
    with said.open("wb") as log:
        command = [sys.executable, "-m", "tests.faults.money_people", "maya"]
        people = start(command, log=log, env=house.env, cwd=ROOT)
    number = 0
    time.sleep(site.size.each)
    for _ in range(site.size.rounds):
        for name, fault in FAULTS.items():
            control("faults", **{**SOUND, **fault})
            _mended_for(house, site.size.each)
            victim = KILLED[number % len(KILLED)]
            house.mend()
            house.kill(victim)
            house.start(victim)
            eventually(_answers, within=30, what="the stand-in answers")
            number += 1
            progress(f"{name}; {victim} killed")
    _mended_for(house, site.size.each)
    people.terminate()
    people.wait(60)
    acted: dict[str, Number] = json.loads(said.read_text().splitlines()[-1])
    named = {"send_nonsense": "nonsense", "have_it_back": "wanted_back"}
    return {named.get(key, f"did_{key}"): value for key, value in acted.items()}, number


def _mended_for(house: Bank, seconds: float) -> None:
    """What dies comes back, as under ``make run``."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        house.mend()
        time.sleep(0.2)


def _answers() -> bool:
    try:
        control("state")
    except OSError:
        return False
    return True


def _settled(site: Site, house: Bank) -> tuple[int, float]:
    """What is left when all is well again, and how long that took."""
    began = time.monotonic()
    with psycopg.connect(house.env["DATABASE_URL"], autocommit=True) as database:
        while time.monotonic() - began < SETTLED:
            house.mend()
            state = control("state")
            left = money_judge.unfinished(database, state) + state["waiting"]
            if not left:
                break
            time.sleep(0.5)
    return left, time.monotonic() - began


def _shows(site: Site, name: str) -> bool:
    """Whether PeerHub without this rule is found out, in the count that must show it."""
    shows, _ = money_controls.CONTROLS[name]
    before = site.judged()[shows]
    site.run("tests.faults.money_controls", name)
    return bool(site.judged()[shows] > before)


if __name__ == "__main__":
    sys.exit(main())
