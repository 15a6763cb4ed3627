"""What measures bring to other pages: lines of progress, and what can be shared."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from peerhub.accounts.models import User
from peerhub.fhir.parts import Part, Patient
from peerhub.ui.moments import in_words
from safety.sharing.fields import Field
from sessions.measures import as_fhir, instruments, reading, saying
from sessions.measures.instruments.shape import Instrument, Scale
from sessions.progress.lines import Band, Line, Point


def numbers(member: User, now: datetime) -> Sequence[Line]:
    """The member's own numbers, a line for each scale; none of answers about dying."""
    del now
    every = reading.all_finished_of(member)
    return [
        _line(instrument, scale, reading.sums_of(every[instrument.key], instrument, scale))
        for instrument in instruments.ALL
        for scale in reading.drawn_scales(instrument)
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
        for scale in reading.drawn_scales(instrument)
        for at, value in reading.sums_of(runs, instrument, scale)
    ]


def _as_fhir(
    instrument: Instrument, member: User, now: datetime, patient: Patient
) -> Sequence[Part]:
    """The same numbers as resources; a day and no hour, as in the lines."""
    del now
    runs = reading.finished_of(member, instrument)
    return [
        part
        for scale in reading.drawn_scales(instrument)
        for part in as_fhir.numbers(
            instrument,
            scale,
            [
                (at.astimezone(member.zone).date(), n)
                for at, n in reading.sums_of(runs, instrument, scale)
            ],
            patient=patient,
        )
    ]


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
