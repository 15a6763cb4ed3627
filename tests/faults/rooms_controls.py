"""Negative controls: the judge must find what is broken on purpose, and nothing where nothing is.

Each runs in a room of its own, with a server of its own that really runs, through the same
clients and the same judge as the product.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.report import progress
from tests.faults.checker import Verdict, judge
from tests.faults.rooms_client import Client
from tests.faults.rooms_crowd import Crowd
from tests.faults.rooms_memory import Home, Timeline
from tests.faults.rooms_site import PRODUCT, RoomOfPeople, Server, Site
from tests.journeys.machine import eventually

PEOPLE = 8
SETTLED = 6.0  # seconds in which the last word must be seen
BETWEEN = 0.1  # seconds from one reload to the next
KILL, RELOAD = "kill", "reload"


class Careless(Timeline):
    """Takes a heartbeat for news: what came before it is not asked for."""

    def heartbeat(self, seq: int) -> None:
        """Believe that everything up to ``seq`` was seen."""
        self.last = max(self.last, seq)
        self._waiting.clear()


@dataclass(frozen=True)
class Control:
    """What is broken, and the count in which the judge must find it (none: nothing is broken)."""

    name: str
    finds: str = ""
    application: str = PRODUCT
    timeline: type[Timeline] = Timeline
    harm: str = KILL  # its server, once; or its people load the page again, one by one
    in_toy: bool = False

    @property
    def is_shared(self) -> bool:
        """Whether a server of the site will do."""
        return self.application == PRODUCT and self.harm != KILL


CONTROLS = (
    Control("nothing is broken"),
    Control("acknowledged before the commit", "lost", "tests.faults.broken:hasty", in_toy=True),
    Control(
        "clients that take heartbeats for news",
        "missing_views",
        timeline=Careless,
        harm=RELOAD,
        in_toy=True,
    ),
    Control("no id is known again", "duplicated", "tests.faults.broken:forgetful"),
    Control(
        "neither news nor places in heartbeats",
        "missing_views",
        "tests.faults.broken:mute",
        harm="",
    ),
)


@dataclass
class Trial:
    """One control, its server and its people."""

    control: Control
    server: Server
    room: RoomOfPeople
    clients: list[Client] = field(default_factory=list)

    @property
    def reloads(self) -> bool:
        """Whether its people load the page again."""
        return self.control.harm == RELOAD


def run_controls(
    site: Site,
    controls: Sequence[Control],
    rooms: Sequence[RoomOfPeople],
    *,
    talk: float,
    comes_back: bool,
) -> dict[Control, Verdict]:
    """All of them at the same time, each in a room of its own; gives what the judge said.

    Args:
        site: with its last web server up.
        controls: what to break.
        rooms: one for each.
        talk: seconds before the harm, and afterwards.
        comes_back: whether killed servers are started again.
    """
    trials = [
        Trial(control, _server(site, control), room)
        for control, room in zip(controls, rooms, strict=True)
    ]
    own = [trial.server for trial in trials if not trial.control.is_shared]
    try:
        _start(own)
        _talk(site, trials, talk, comes_back=comes_back)
        rows = site.rows()
    finally:
        for server in own:
            server.stop()
    verdicts = {}
    for trial in trials:
        verdicts[trial.control] = judge([one.log for one in trial.clients], rows)
        progress(f"control, {trial.control.name}: {verdicts[trial.control]}")
    return verdicts


def _server(site: Site, control: Control) -> Server:
    if control.is_shared:
        return site.webs[-1]
    return Server(site.folder, site.env, application=control.application)


def caught(verdicts: dict[Control, Verdict]) -> int:
    """How many broken ones were found out, in the count that they must show."""
    return sum(
        bool(control.finds) and getattr(verdict, control.finds) > 0
        for control, verdict in verdicts.items()
    )


def false_alarms(verdicts: dict[Control, Verdict]) -> int:
    """How many that are not broken were accused."""
    return sum(not control.finds and not verdict.holds for control, verdict in verdicts.items())


def _talk(site: Site, trials: Sequence[Trial], talk: float, *, comes_back: bool) -> None:
    crowd = Crowd()
    try:
        for trial in trials:
            home = Home(0, trial.server.address, trial.server.port)
            timeline = trial.control.timeline
            trial.clients = crowd.seat([trial.room], [home], timeline=timeline)
        crowd.talk(crowd.clients, every=1)
        time.sleep(talk)
        killed = [trial for trial in trials if trial.control.harm == KILL]
        for trial in killed:
            trial.server.kill()
        crowd.do(_reload([one for trial in trials for one in trial.clients if trial.reloads]))
        alive = [trial for trial in trials if comes_back or trial not in killed]
        if comes_back:
            _start([trial.server for trial in killed])
        people = [one for trial in alive for one in trial.clients]
        eventually(lambda: all(one.is_up for one in people), within=60, what="back")
        time.sleep(talk)
        crowd.hush()
        crowd.settle(site.places, SETTLED if comes_back else 1)
    finally:
        crowd.close()
    assert all(one.log.acked for one in crowd.clients)


async def _reload(clients: Sequence[Client]) -> None:
    for client in clients:
        await client.reload()
        await asyncio.sleep(BETWEEN)


def _start(servers: Sequence[Server]) -> None:
    for server in servers:
        server.begin()
    for server in servers:
        server.wait()
