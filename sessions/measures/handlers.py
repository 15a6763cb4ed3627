"""What measures bring to other pages: lines of progress, and what can be shared."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from peerhub.accounts.models import User
from peerhub.fhir.parts import Part, Patient
from peerhub.ui.moments import in_words
from safety.sharing.fields import Field
from sessions.measures import as_fhir, instruments, reading, saying
from sessions.measures.instruments.scoring import score
from sessions.measures.instruments.shape import Instrument, Scale
from sessions.measures.models import MeasureRun
from sessions.progress.lines import Band, Line, Point


def _sum_of(run: MeasureRun, instrument: Instrument, scale: Scale) -> int | None:
    """A total lies beside the answers; other sums are made of them."""
    if not scale.key:
        return run.total
    return score(instrument, run.answers).sums.get(scale.key)


def _sums(
    runs: Sequence[MeasureRun], instrument: Instrument, scale: Scale
) -> list[tuple[datetime, int]]:
    """When, and how much, the oldest first; what has no number is left out."""
    return [
        (run.finished_at, value)
        for run in runs
        if run.finished_at is not None and (value := _sum_of(run, instrument, scale)) is not None
    ]


def numbers(member: User, now: datetime) -> Sequence[Line]:
    """The member's own numbers, a line for each scale; none of answers about dying."""
    del now
    every = reading.all_finished_of(member)
    return [
        _line(instrument, scale, _sums(every[instrument.key], instrument, scale))
        for instrument in instruments.ALL
        for scale in _drawn(instrument)
    ]


def _line(instrument: Instrument, scale: Scale, sums: Sequence[tuple[datetime, int]]) -> Line:
    says = saying.in_short if not scale.key else (lambda _of, value: f"{value} of {scale.high}")
    return Line(
        key=f"{instrument.key}-{scale.key}" if scale.key else instrument.key,
        name=f"{scale.name} ({instrument.name})" if scale.key else _name(instrument),
        low=scale.low,
        high=scale.high,
        better="Lower is lighter.",
        points=[Point(at, value, says(instrument, value)) for at, value in sums],
        bands=[Band(band.low, band.high, band.name) for band in instrument.bands],
        sentence=saying.over_time(instrument, [value for _, value in sums]),
    )


def _read(instrument: Instrument, member: User, now: datetime) -> Sequence[str]:
    """The numbers and dates, for somebody with whom the member shares them; no answer."""
    del now
    runs = reading.finished_of(member, instrument)
    return [
        f"{scale.name if scale.key else instrument.name}, {in_words(at, 'date', member.zone)}: "
        f"{value} of {scale.high}"
        for scale in _drawn(instrument)
        for at, value in _sums(runs, instrument, scale)
    ]


def _as_fhir(
    instrument: Instrument, member: User, now: datetime, patient: Patient
) -> Sequence[Part]:
    """The same numbers as resources; a day and no hour, as in the lines."""
    del now
    runs = reading.finished_of(member, instrument)
    return [
        part
        for scale in _drawn(instrument)
        for part in as_fhir.numbers(
            instrument,
            scale,
            [(at.astimezone(member.zone).date(), n) for at, n in _sums(runs, instrument, scale)],
            patient=patient,
        )
    ]


def _drawn(instrument: Instrument) -> tuple[Scale, ...]:
    """The total; where there is none, the parts."""
    return (instrument.total,) if instrument.total else instrument.scales


def _name(instrument: Instrument) -> str:
    return f"{instrument.title.partition(':')[0]} ({instrument.name})"


FIELDS: tuple[Field, ...] = tuple(
    Field(
        key=f"measures.{instrument.key}",
        label=f"How my {instrument.name} number moved: the numbers and dates",
        read=partial(_read, instrument),
        as_fhir=partial(_as_fhir, instrument),
    )
    for instrument in instruments.ALL
    if instrument.scales
)
