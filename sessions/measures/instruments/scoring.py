"""What answers come to. Pure. A score is made of complete answers alone: nothing is guessed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sessions.measures.instruments.shape import Answers, Area, Band, Instrument, Scale


@dataclass(frozen=True)
class Score:
    """What somebody's answers come to.

    Attributes:
        total: None where something that counts was left out, or where there is no total.
        band: where the total lies.
        sums: of all scales, by key; empty where something was left out.
        heavy: the areas that are heavy; empty where something was left out.
        left_out: keys of the questions that count and have no answer.
    """

    total: int | None = None
    band: Band | None = None
    sums: Mapping[str, int] = field(default_factory=dict)
    heavy: tuple[Area, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether nothing that counts was left out."""
        return not self.left_out


class Move(StrEnum):
    """Whether a difference between two totals may be real."""

    NONE = "none"  # the same number
    SMALL = "small"  # can be chance
    POSSIBLE = "possible"
    RELIABLE = "reliable"
    UNKNOWN = "unknown"  # nobody says how much is a real change


def score(instrument: Instrument, answers: Answers) -> Score:
    """Score the questions that were asked."""
    numbers = {key: given for key, given in answers.items() if isinstance(given, int)}
    asked = instrument.asked(answers)
    left_out = tuple(item.key for item in asked if item.counts and item.key not in numbers)
    if left_out:
        return Score(left_out=left_out)
    numbers = {item.key: numbers[item.key] for item in asked if item.key in numbers}
    sums = {scale.key: _sum(scale, numbers) for scale in instrument.scales}
    total = sums.get("")
    return Score(
        total=total,
        band=band_of(instrument, total),
        sums=sums,
        heavy=tuple(area for area in instrument.areas if _is_heavy(area, numbers)),
    )


def band_of(instrument: Instrument, total: int | None) -> Band | None:
    """Where a total lies; None where there are no bands."""
    if total is None:
        return None
    return next((band for band in instrument.bands if band.low <= total <= band.high), None)


def move(instrument: Instrument, before: int, now: int) -> Move:
    """Whether the difference may be real, up or down. Never more than what is known."""
    difference, change = abs(now - before), instrument.change
    if not difference:
        return Move.NONE
    if change is None:
        return Move.UNKNOWN
    if change.reliable is not None and difference >= change.reliable:
        return Move.RELIABLE
    return Move.POSSIBLE if difference >= change.possible else Move.SMALL


def reaches(instrument: Instrument, found: Score, *, cut: int | None = None) -> bool:
    """Whether something more is offered: the total is at the cut, or every area is heavy.

    The second is the rule of clusters, for an instrument with a cut and areas (PCL-5).

    Args:
        instrument: which one.
        found: its score.
        cut: another cut than the usual one.
    """
    at = instrument.cut if cut is None else cut
    if found.total is None or at is None:
        return False
    clusters = bool(instrument.areas) and found.heavy == instrument.areas
    return found.total >= at or clusters


def _sum(scale: Scale, numbers: Mapping[str, int]) -> int:
    return min(scale.high, sum(numbers.get(key, 0) for key in scale.items))


def _is_heavy(area: Area, numbers: Mapping[str, int]) -> bool:
    return sum(numbers.get(key, 0) >= area.at for key in area.items) >= area.least
