"""What runs beside the servers: started together, started again when it ends, stopped in order."""

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from peerhub.stack.processes import start

STOP_TIME = 15  # seconds a process may take to end
LONGEST_WAIT = 30  # seconds before something that keeps ending is tried again
STEADY = 60  # seconds after which a start counts as a good one


@dataclass
class Child:
    """One program, and how often it ended soon after its start."""

    name: str
    command: Sequence[object]
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    failures: int = 0
    again_at: float | None = None  # it ended, and is started again then


@dataclass
class Children:
    """All of them, started in the order of ``commands``; ``say`` tells the person.

    None may end by itself. Yet one can: Celery's worker gives up on some moments of a lost Redis.
    So whatever ends is started again, after 0, 1, 2, 4 … 30 seconds, for ever.
    """

    commands: Mapping[str, Sequence[object]]
    env: Mapping[str, str]
    folder: Path
    logs: Path
    say: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    _children: list[Child] = field(default_factory=list)

    def start(self) -> None:
        """Start each; what it prints goes to a log of its name."""
        self._children = [Child(name, command) for name, command in self.commands.items()]
        for child in self._children:
            self._begin(child)

    def runs(self, name: str) -> bool:
        """Whether it has not ended."""
        (child,) = (child for child in self._children if child.name == name)
        return child.process is not None and child.process.poll() is None

    def mend(self) -> None:
        """Start again whatever ended by itself and has waited long enough."""
        for child in self._children:
            if child.again_at is None:
                self._notice(child)
            if child.again_at is not None and self.clock() >= child.again_at:
                self._begin(child)

    def stop(self) -> None:
        """End them, the last that was started first, and by force what does not end in time."""
        begun = reversed(self._children)
        running = [(child.name, child.process) for child in begun if child.process]
        for _, process in running:
            if process.poll() is None:
                process.terminate()
        for name, process in running:
            try:
                process.wait(STOP_TIME)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                self.say(f"{name} did not end in {STOP_TIME} s and was killed")

    def _begin(self, child: Child) -> None:
        with (self.logs / f"{child.name}.log").open("ab") as log:
            child.process = start(child.command, log=log, env=self.env, cwd=self.folder)
        child.began, child.again_at = self.clock(), None

    def _notice(self, child: Child) -> None:
        if child.process is None or (code := child.process.poll()) is None:
            return
        if self.clock() - child.began > STEADY:
            child.failures = 0
        wait = min(2 ** (child.failures - 1), LONGEST_WAIT) if child.failures else 0
        child.failures, child.again_at = child.failures + 1, self.clock() + wait
        when = f"in {wait} s" if wait else "now"
        log = self.logs / f"{child.name}.log"
        self.say(f"{child.name} ended by itself ({code}), and is started again {when}: see {log}")
