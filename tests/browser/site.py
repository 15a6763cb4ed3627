"""The whole of PeerHub, started as ``make run`` starts it, with the demo world, for a browser."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright

from peerhub.demo.cast import PASSWORD, Player
from peerhub.stack.processes import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240  # seconds for servers, tables and the demo world
# The one without windows takes half the time for a page.
CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
HOSTS_STAY = 120  # seconds; five minutes after the last sign of its host a room is quiet
# Violations of the content policy are written where the tests can read them.
WATCH_POLICY = """
window.__policy = [];
addEventListener('securitypolicyviolation',
  (event) => window.__looked || window.__policy.push(event.effectiveDirective + ' ' + event.blockedURI));
"""


@dataclass
class Site:
    """A running PeerHub, and browsers of its people."""

    address: str
    folder: Path
    process: subprocess.Popen[bytes]
    signed_in: dict[str, Any] = field(default_factory=dict)
    rooms: list[str] = field(default_factory=list)  # made for tests, not used yet
    shell: subprocess.Popen[str] | None = None  # does things inside, for all tests
    hosts_seen: float = field(default_factory=time.monotonic)  # when the demo's hosts gave a sign

    def room(self, **shape: Any) -> str:
        """The address of a staffed room in which nobody has said anything."""
        if shape:
            return self.made(1, **shape)[0]
        self.rooms = self.rooms or self.made(12)
        return self.rooms.pop()

    def keep_hosts(self) -> None:
        """Let the hosts of the demo give a sign again, as beat has them do, before theirs runs out."""
        if time.monotonic() - self.hosts_seen > HOSTS_STAY:
            self.inside("hosts_are_here")
            self.hosts_seen = time.monotonic()

    def made(self, count: int, **shape: Any) -> list[str]:
        """Addresses of fresh rooms; ``shape``: see ``rooms_site.made``."""
        told = self.inside("made", count, **shape)
        return [f"{self.address}/r/{public_id}/" for public_id in told]

    def inside(self, name: str, *args: Any, **given: Any) -> Any:
        """Do something of ``rooms_site`` in the running site; gives what it returned."""
        self.shell = self.shell or self._shell()
        assert self.shell.stdin
        assert self.shell.stdout
        self.shell.stdin.write(json.dumps([name, args, given]) + "\n")
        self.shell.stdin.flush()
        done, told = json.loads(self.shell.stdout.readline() or '[false, "it ended"]')
        assert done, told
        return told

    def _shell(self) -> subprocess.Popen[str]:
        code = "from tests.browser import rooms_site; rooms_site.serve()"
        return subprocess.Popen(
            [sys.executable, "-m", "peerhub.stack", "manage", "shell", "-v", "0", "-c", code],
            cwd=ROOT, env=_clean_env() | {"VAR_DIR": str(self.folder)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def close(self) -> None:
        """End what was begun inside."""
        if self.shell:
            self.shell.communicate()  # the end of its input is its end
            self.shell = None

    def context(
        self, browser: Browser, player: Player | None = None, **look: Any
    ) -> BrowserContext:
        """A browser context of ``player``, signed in the real way (once per person)."""
        if player and player.name not in self.signed_in:
            self.signed_in[player.name] = self._sign_in(browser, player)
        state = self.signed_in[player.name] if player else None
        context = browser.new_context(base_url=self.address, storage_state=state, **look)
        context.set_default_timeout(15_000)
        context.add_init_script(WATCH_POLICY)
        return context

    def _sign_in(self, browser: Browser, player: Player) -> Any:
        context = browser.new_context(base_url=self.address)
        page = context.new_page()
        page.goto("/account/login/")
        page.get_by_label("E-mail address").fill(player.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        if player.has_second_step:
            page.locator("input[name=code]").fill(player.code())
            page.locator("main form button.btn").first.click()
        page.wait_for_url(self.address + "/")
        state = context.storage_state()
        context.close()
        return state


@dataclass
class Watch:
    """What must never happen on a page: listens from its birth."""

    page: Page
    address: str
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen."""
        self.page.on("pageerror", self._failed)
        self.page.on("response", self._answered)
        self.page.on("request", self._asked)

    def check(self) -> None:
        """Fail on a script error, a missing file, another host, or a policy violation."""
        self.problems += self.page.evaluate("window.__policy || []")
        assert self.problems == []

    def _failed(self, error: Error) -> None:
        # The browser's own, where a page is left or the window changes while it still fades.
        if not str(error).startswith(("Transition was aborted", "Transition was skipped")):
            self.problems.append(f"script: {error}")

    def _answered(self, response: Any) -> None:
        if response.status >= 400 and "/static/" in response.url:
            self.problems.append(f"missing: {response.url}")

    def _asked(self, request: Any) -> None:
        parts = urlsplit(request.url)
        ours = urlsplit(self.address).netloc
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != ours:
            self.problems.append(f"asked another host: {request.url}")


@contextmanager
def running_site(folder: Path, world: str = "", *, left_out: str = "") -> Iterator[Site]:
    """``make run`` on a free port, with data in ``folder``, until the block ends.

    ``world``: a folder with data to begin with, as ``tests.browser.world`` makes it.
    ``left_out``: what is not started, as LEAVE_OUT says it.
    """
    if world:  # with owners: PostgreSQL may run under another uid than ours
        subprocess.run(["cp", "-a", f"{world}/.", folder], check=True)
    port = free_port()
    env = _clean_env() | {"PORT": str(port), "VAR_DIR": str(folder), "LEAVE_OUT": left_out}
    env["STATIC_BUILT"] = str(int((folder / "static").is_dir()))
    folder.chmod(0o755)  # PostgreSQL may run under another uid than ours
    with (folder / "run.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "peerhub.stack", "run"],
            cwd=ROOT, env=env, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        _wait(f"http://localhost:{port}/ready/", process, folder / "run.log")
        site = Site(f"http://localhost:{port}", folder, process)
        yield site
        site.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _clean_env() -> dict[str, str]:
    """Without the addresses of the tests' own servers."""
    own = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "TEST_DB"}
    return {name: value for name, value in os.environ.items() if name not in own}


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium, without its background talk."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
        if process.poll() is not None or time.monotonic() > until:
            raise AssertionError("PeerHub did not start:\n" + log.read_text()[-3000:])
