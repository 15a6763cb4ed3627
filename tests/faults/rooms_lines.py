"""Sockets that do not keep up, lines that go dead, and bad manners, while a crowd talks."""

import math
import time
from collections.abc import Sequence
from dataclasses import replace

from tests.faults import rooms_rude
from tests.faults.proxy import Line, Proxy
from tests.faults.rooms_client import Client
from tests.faults.rooms_faults import HEALED, Rage, in_words
from tests.faults.rooms_logs import errors
from tests.faults.rooms_memory import Home
from tests.faults.rooms_site import RoomOfPeople
from tests.faults.rooms_slow import KINDS, Slow
from tests.journeys.machine import eventually

PEOPLE = 34  # of the loud room
LOUD_EVERY, LOUD = 0.3, 1900  # seconds between long messages of one person; characters
DROPPED = 55  # seconds in which the server must have let go of a dead socket
NARROW = 40_000  # bytes a second on a slow line: about half of what the loud room says, or less
BEHIND = 125  # seconds in which those on slow lines must have everything
SILENT = 0  # close code of a socket that its client gave up


def dead_and_slow(rage: Rage, loud: RoomOfPeople) -> tuple[float, float]:
    """Half-open and slow lines, and sockets that never keep up, in a loud room.

    Gives the stretch of time in which people were loud.
    """
    began = time.monotonic()
    crowd, webs, keys = rage.crowd, rage.site.webs, loud.keys
    web = webs[0]
    homes = [Home(number, each.address, each.port) for number, each in enumerate(webs)]
    loudly = crowd.seat([RoomOfPeople(loud.room, keys[:6])], homes)
    fragile = crowd.proxy(web.port)
    through = [replace(homes[0], port=fragile.port)]
    cut_off = crowd.seat([RoomOfPeople(loud.room, keys[6:16])], through)
    narrow = [replace(home, port=crowd.proxy(home.port, NARROW).port) for home in homes]
    slow = crowd.seat([RoomOfPeople(loud.room, keys[28:])], narrow)
    crowd.talk(loudly, every=LOUD_EVERY, length=LOUD)
    crowd.talk(cut_off, every=5)
    sockets = [
        Slow(web.port, loud.room, key, takes=takes)
        for key, takes in zip(keys[16:28], [*KINDS.values()] * 4, strict=True)
    ]
    time.sleep(3)
    frozen = time.monotonic()
    lines = {line.port for line in crowd.do(_frozen(fragile))}
    _watch(rage, sockets, lines, began, frozen)
    ended = time.monotonic()
    crowd.hush(loudly)
    for each in sockets:
        each.close()
    _catch_up(rage, slow, loud.room, (began, ended))
    _come_back(rage, cut_off, frozen)
    crowd.hush(cut_off)
    crowd.do(_go_home(cut_off, homes))
    eventually(lambda: all(one.is_up for one in cut_off), within=HEALED, what="home again")
    return began, ended


def misbehave(rage: Rage, room: RoomOfPeople) -> None:
    """Malformed frames against both servers; nobody else may feel it."""
    felt, webs = rage.felt, rage.site.webs
    began, before = time.monotonic(), len(errors(webs))
    for web, key in zip(webs, room.keys, strict=True):
        work = rooms_rude.misbehave(web.port, room.room, key)
        felt.bad_answers |= rage.crowd.do(work, within=240)
    felt.disturbed = len(rage.crowd.drops(began))
    felt.complaints = len(errors(webs)) - before
    rage.tell("malformed frames", f"badly answered: {felt.bad_answers or 'none'}")


async def _go_home(clients: Sequence[Client], homes: Sequence[Home]) -> None:
    """Away from the proxy, to both servers as everybody else."""
    for client in clients:
        client.homes = homes
        await client.reload()


async def _frozen(proxy: Proxy) -> list[Line]:
    return proxy.freeze()


def _watch(
    rage: Rage, sockets: Sequence[Slow], lines: set[int], began: float, frozen: float
) -> None:
    """Note when the server lets go of each."""
    felt, web = rage.felt, rage.site.webs[0]
    stalled = {each.port for each in sockets}
    while time.monotonic() - frozen < DROPPED and (stalled or lines):
        for each in sockets:
            each.turn()
        open_now, now = web.peers(), time.monotonic()
        felt.slow += [now - began] * len(stalled - open_now)
        felt.half_open += [now - frozen] * len(lines - open_now)
        stalled, lines = stalled & open_now, lines & open_now
        time.sleep(1)
    felt.slow += [math.inf] * len(stalled)
    felt.half_open += [math.inf] * len(lines)


def _catch_up(rage: Rage, slow: Sequence[Client], room: str, stretch: tuple[float, float]) -> None:
    """Those on slow lines fell behind, and must get everything over the same lines."""
    felt, (began, ended) = rage.felt, stretch
    last = rage.site.places()[room]
    while time.monotonic() - ended < BEHIND and not all(one.timeline.last >= last for one in slow):
        time.sleep(0.2)
    felt.slow_caught_up = time.monotonic() - ended
    felt.slow_behind = max(rage.crowd.latencies(slow, began, math.inf), default=0.0)
    felt.slow_dropped = sum(
        any(drop.at > began and drop.why != SILENT for drop in one.watched.drops) for one in slow
    )
    words = f"{felt.slow_dropped} of {len(slow)} dropped, up to {felt.slow_behind:.1f} s behind"
    rage.tell("slow lines", f"{words}, all of it {felt.slow_caught_up:.1f} s after the last word")


def _come_back(rage: Rage, cut_off: Sequence[Client], frozen: float) -> None:
    """The browsers behind the dead lines find out by themselves."""
    eventually(
        lambda: all(one.watched.drops and one.watched.drops[-1].up for one in cut_off),
        within=HEALED,
        what="those behind dead lines are back",
    )
    rage.felt.noticed = [
        min(drop.at for drop in one.watched.drops if drop.at > frozen) - frozen for one in cut_off
    ]
    rage.count_drops(frozen)
    rage.tell("dead lines", f"noticed {in_words(rage.felt.noticed)} after they went dead")
