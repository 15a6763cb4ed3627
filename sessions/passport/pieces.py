"""What a member can take along: one piece, one tick. What is not ticked is not read.

Each piece says the same twice: as lines, and as parts of FHIR. Days stand without their hours.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from peerhub.accounts.models import User
from peerhub.fhir.codes import ours
from peerhub.fhir.parts import Appointment, Communication, Observation, Part, Patient
from peerhub.ui.moments import in_words
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.checkins.models import DayCheckIn
from sessions.measures import as_fhir, instruments, saying
from sessions.measures.instruments.scoring import Move
from sessions.measures.instruments.shape import Change, Instrument
from sessions.measures.models import MeasureRun
from sessions.measures.reading import all_finished_of, drawn_scales, rows_of, sums_of
from sessions.wellness.as_fhir import goal, plan
from sessions.wellness.reading import Part as Heading
from sessions.wellness.reading import Said, goals_of, helps_of

BACK = timedelta(weeks=12)  # of check-ins
LATELY = "the last 12 weeks"
NAME = "name"


@dataclass(frozen=True)
class Written:
    """What a piece says."""

    lines: Sequence[str]
    parts: Sequence[Part] = ()


@dataclass(frozen=True)
class Piece:
    """One thing that can be ticked. ``read`` is called for what was ticked alone."""

    key: str
    label: str
    title: str  # above its lines
    read: Callable[[Patient], Written]


def pieces(member: User, *, now: datetime) -> list[Piece]:
    """All that there is of this member, in the order of a page."""
    return [
        Piece(NAME, "The name I use here", "Name", lambda _: Written([member.handle])),
        *_measures(member),
        *_plan(member),
        *_days(member, now),
        *_sessions(member),
    ]


def _measures(member: User) -> Iterator[Piece]:
    """Numbers, and answers; none of a set of questions that has no number (ASQ)."""
    every = all_finished_of(member)
    for instrument in (each for each in instruments.ALL if each.scales):
        runs, name = (
            every[instrument.key],
            f"{instrument.title.partition(':')[0]} ({instrument.name})",
        )
        if not runs:
            continue
        if any(sums_of(runs, instrument, scale) for scale in drawn_scales(instrument)):
            read = partial(_numbers, instrument, runs, member)
            yield Piece(f"numbers.{instrument.key}", f"{name}: my numbers, with dates", name, read)
        on = in_words(_finished(runs[-1]), "date", member.zone)
        label = f"{name}: every answer I gave on {on}"
        answers = partial(_answers, instrument, runs[-1], member)
        yield Piece(f"answers.{instrument.key}", label, f"{name}, answers of {on}", answers)


def _numbers(
    instrument: Instrument, runs: Sequence[MeasureRun], member: User, patient: Patient
) -> Written:
    lines: list[str] = []
    parts: list[Part] = []
    for scale in drawn_scales(instrument):
        sums = sums_of(runs, instrument, scale)
        name = f"{scale.name}, " if scale.key else ""
        says = (
            saying.in_short if not scale.key else (lambda _of, n, top=scale.high: f"{n} of {top}")
        )
        lines += [
            f"{name}{in_words(at, 'date', member.zone)}: {says(instrument, number)}"
            for at, number in sums
        ]
        totals = [number for _, number in sums]
        moves = {} if scale.key else _moves(instrument, totals)
        lines += [moves[len(totals) - 1]] if moves else []
        days = [(at.astimezone(member.zone).date(), number) for at, number in sums]
        parts += as_fhir.numbers(instrument, scale, days, patient=patient, notes=moves)
    return Written([*lines, how_much(instrument.change), saying.CAN_SAY], parts)


def _moves(instrument: Instrument, totals: Sequence[int]) -> dict[int, str]:
    """What each number says beside the one before, from the second on."""
    return {
        place: saying.change(instrument, totals[place - 1], totals[place])
        for place in range(1, len(totals))
    }


def how_much(change: Change | None) -> str:
    """From how many points on a difference is called what; no more than is known."""
    if change is None:
        return saying.MOVES[Move.UNKNOWN]
    real = f"From {change.possible} points on, a difference may be a real change."
    if change.reliable is None:
        return f"{real} Less can be chance."
    return f"{real} From {change.reliable} on it very likely is one. Less can be chance."


def _answers(instrument: Instrument, run: MeasureRun, member: User, patient: Patient) -> Written:
    answers, asked = run.answers, as_fhir.questionnaire(instrument)
    on = _finished(run).astimezone(member.zone).date()
    given = as_fhir.response(asked, instrument, answers, patient=patient, at=on)
    rows = [f"{words} – {said or 'No answer'}" for words, said in rows_of(instrument, answers)]
    return Written(rows, [asked, given])


def _plan(member: User) -> Iterator[Piece]:
    if goals_of(member):
        label = "My goals and small steps, in my own words"
        yield Piece("plan.goals", label, "Goals", partial(_goals, member))
    for part in helps_of(member):
        label = f"{part.kind.label}, in my own words"
        yield Piece(f"plan.{part.kind.value}", label, part.kind.label, partial(_helps, part))


def _goals(member: User, patient: Patient) -> Written:
    goals = goals_of(member)
    lines = [
        line
        for each in goals
        for line in (_line(each), *(f"– {_line(step)}" for step in each.steps))
    ]
    made = [goal(each, patient) for each in goals]
    return Written(lines, [*made, plan(goals, made, (), patient)])


def _helps(part: Heading, patient: Patient) -> Written:
    lines = [_line(each) for each in part.standing]
    return Written(lines, [plan((), (), [part.kind.label, *lines], patient)])


def _line(said: Said) -> str:
    return f"{said.words} ({said.item.stands.lower()})" if said.item.stands else said.words


def _days(member: User, now: datetime) -> Iterator[Piece]:
    since = (now - BACK).astimezone(member.zone).date()
    rows = DayCheckIn.objects.of(member).filter(on__gte=since)
    days = list(reversed(rows))
    if any(each.said for each in days):
        label = f"How my days have been: the numbers of {LATELY}"
        yield Piece("days.numbers", label, "Days", partial(_day_numbers, days))
    if any(each.sealed_line for each in days):
        label = f"The lines I wrote about my days in {LATELY}"
        yield Piece("days.lines", label, "Lines about days", partial(_day_lines, days, now))


def _day_numbers(days: Sequence[DayCheckIn], patient: Patient) -> Written:
    asked = {
        "value": ours("days", "How the day has been, 0 (very hard) to 10 (very good)"),
        "sleep": ours("sleep", "How they slept, 0 (hardly at all) to 10 (very well)"),
        "close": ours("closeness", "How close they felt to others, 0 to 10"),
    }
    parts = [
        Observation(patient=patient, what=what, value=number, at=each.on)
        for each in days
        for name, what in asked.items()
        if (number := getattr(each, name)) is not None
    ]
    lines = [f"{_day(each)}: {each.said}" for each in days if each.said]
    return Written(["From 0 to 10. Higher is lighter.", *lines], parts)


def _day_lines(days: Sequence[DayCheckIn], now: datetime, patient: Patient) -> Written:
    lines = [f"{_day(each)}: {each.line}" for each in days if each.sealed_line]
    topic = ours("days.lines", "Lines about days")
    said = Communication(patient=patient, topic=topic, lines=lines, sender=patient, sent_at=now)
    return Written(lines, [said])


def _day(each: DayCheckIn) -> str:
    return f"{each.on:%A} {each.on.day} {each.on:%B %Y}"


def _sessions(member: User) -> Iterator[Piece]:
    held = Booking.objects.filter(member=member, state=BookingState.HELD).order_by("starts_at")
    if not held.exists():
        return
    count = "How many sessions I went to, as a number"
    yield Piece("sessions.count", count, "Sessions", partial(_count, held.count()))
    when = "When my sessions were (not with whom, not about what)"
    yield Piece("sessions.when", when, "When sessions were", partial(_when, list(held), member))


def _count(many: int, patient: Patient) -> Written:
    what = ours("sessions", "Sessions of peer support that they went to")
    line = "One session with a peer." if many == 1 else f"{many} sessions with peers."
    return Written([line], [Observation(patient=patient, what=what, value=many, is_count=True)])


def _when(held: Sequence[Booking], member: User, patient: Patient) -> Written:
    zone = member.zone
    parts = [
        Appointment(
            patient=patient,
            begins=each.starts_at.astimezone(zone),
            ends=each.ends_at.astimezone(zone),
            status="fulfilled",
        )
        for each in held
    ]
    at = [
        f"{in_words(each.starts_at, 'date', zone)}, {in_words(each.starts_at, 'zoned', zone)}"
        for each in held
    ]
    return Written(at, parts)


def _finished(run: MeasureRun) -> datetime:
    """When it was; only finished ones come here."""
    return run.finished_at or run.started_at
