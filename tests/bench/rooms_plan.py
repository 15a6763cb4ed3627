"""How much is measured: the whole, a part, or a toy."""

import argparse
from dataclasses import dataclass, replace

PARTS = ("equal", "saturation", "path")


@dataclass(frozen=True)
class Plan:
    """Sizes of one run."""

    rounds: int = 5
    crowds: tuple[tuple[int, float], ...] = ((200, 20.0), (1000, 40.0))  # sockets, posts a second
    flying: int = 64  # posts in flight at saturation, for all
    equal: float = 4.0  # seconds of one measurement
    saturation: float = 2.0
    path: float = 3.0
    drain: float = 4.0  # seconds for what is late
    settle: float = 0.4  # seconds after opening
    parts: tuple[str, ...] = PARTS
    is_toy: bool = False

    @property
    def largest(self) -> int:
        """The most sockets at once."""
        return max(sockets for sockets, _ in self.crowds)

    def does(self, part: str) -> bool:
        """Whether a part is measured."""
        return part in self.parts


TOY = Plan(
    rounds=1,
    crowds=((8, 10.0),),
    flying=4,
    equal=0.6,
    saturation=0.6,
    path=0.6,
    settle=0.1,
    is_toy=True,
)


def asked(arguments: list[str]) -> Plan:
    """The plan that the arguments ask for."""
    parser = argparse.ArgumentParser(prog="make bench NAME=rooms")
    parser.add_argument("--toy", action="store_true", help="seconds long, without npm")
    parser.add_argument("--only", choices=PARTS, nargs="+", help="these comparisons alone")
    parser.add_argument("--rounds", type=int, help="how often each is measured (5)")
    parser.add_argument("--flying", type=int, help="posts in flight at saturation (64)")
    given = parser.parse_args(arguments)
    plan = TOY if given.toy else Plan()
    if given.only:
        plan = replace(plan, parts=tuple(given.only))
    if given.flying:
        plan = replace(plan, flying=given.flying)
    return replace(plan, rounds=given.rounds) if given.rounds else plan
