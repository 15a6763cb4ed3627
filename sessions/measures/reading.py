"""What is read of measures: by their member, and as totals where somebody may have them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from peerhub.accounts.models import User
from safety.flags.models import Flag
from safety.flags.states import MEASURE, FlagState
from sessions.measures import instruments, policies, saying
from sessions.measures.instruments.itq import ITQ, Criteria, criteria
from sessions.measures.instruments.life import HRQOL_4
from sessions.measures.instruments.scoring import Score, reaches, score
from sessions.measures.instruments.shape import Answers, Instrument, Scale
from sessions.measures.models import MeasureRun
from sessions.measures.saying import Said

RESULTS = 50  # on the page


@dataclass(frozen=True)
class Told:
    """Whether an answer of one reached our team, and whether somebody has to see to it still."""

    ever: bool
    waits: bool


@dataclass(frozen=True)
class Offered:
    """An instrument as the page lists it."""

    instrument: Instrument
    begun: MeasureRun | None  # and can be gone on with
    again_from: datetime | None  # None: now


@dataclass(frozen=True)
class Kept:
    """A finished one in the list."""

    run: MeasureRun
    instrument: Instrument
    short: str


@dataclass(frozen=True)
class Result:
    """All that the page of a result says."""

    said: Said
    before: MeasureRun | None  # the last one with a number
    change: str
    further: Instrument | None  # a longer one that may be worth it
    talk: bool  # whether it may help to talk it over with somebody
    rows: list[tuple[str, str]]  # each question, and what was answered


def offered(member: User, *, now: datetime) -> list[Offered]:
    """Everything that can be taken, in order."""
    begun = {run.instrument: run for run in MeasureRun.objects.of(member).begun()}
    last = policies.last_finished(member)
    found = []
    for instrument in instruments.ALL:
        run, start = (
            begun.get(instrument.key),
            policies.next_from(instrument, last.get(instrument.key)),
        )
        found.append(
            Offered(
                instrument,
                begun=None if run is None or policies.is_stale(run, now=now) else run,
                again_from=start if start is not None and now < start else None,
            )
        )
    return found


def kept(member: User) -> list[Kept]:
    """What they finished, the newest first."""
    found = []
    for run in MeasureRun.objects.of(member).finished()[:RESULTS]:
        instrument = instruments.find(run.instrument)
        if instrument is not None:
            short = saying.in_short(instrument, run.total)
            if instrument.total and run.total is None:
                short = "No number: something was left out"
            found.append(Kept(run, instrument, short))
    return found


def told(run: MeasureRun) -> Told:
    """What of it reached our team."""
    cases = Flag.objects.filter(subject_kind=MEASURE, subject_id__startswith=f"{run.public_id}:")
    states = set(cases.values_list("state", flat=True))
    return Told(bool(states), bool(states - {FlagState.RESOLVED}))


def result(run: MeasureRun, *, told: bool = False) -> Result:
    """What a finished one says to its member; ``told``: an answer of it reached our team."""
    instrument, answers = run.questions, run.answers
    found = score(instrument, answers)
    before = _before(run) if run.total is not None else None
    return Result(
        said=saying.result(instrument, found, answers, told=told),
        before=before,
        change=_change(instrument, before, run),
        further=_further(instrument, found),
        talk=_may_help_to_talk(instrument, found, answers),
        rows=rows_of(instrument, answers),
    )


def rows_of(instrument: Instrument, answers: Answers) -> list[tuple[str, str]]:
    """Each question that was asked, with the answer in words."""
    return [(item.words, item.label(answers.get(item.key))) for item in instrument.asked(answers)]


def totals_of(
    member_ids: Collection[int], instrument: str, since: datetime, until: datetime
) -> dict[int, list[tuple[datetime, int]]]:
    """The totals of several people in one instrument, each oldest first; those without are left out.

    For whoever may have them: nothing here asks for a consent.

    Args:
        member_ids: of whom.
        instrument: its key, such as "phq-4".
        since: finished from then on.
        until: and before then.
    """
    rows = MeasureRun.objects.filter(
        member__in=member_ids,
        instrument=instrument,
        finished_at__gte=since,
        finished_at__lt=until,
        total__isnull=False,
    ).order_by("finished_at", "pk")
    found: defaultdict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for member_id, at, total in rows.values_list("member_id", "finished_at", "total"):
        if at is not None and total is not None:
            found[member_id].append((at, total))
    return dict(found)


def finished_of(member: User, instrument: Instrument) -> list[MeasureRun]:
    """All that they finished of one, in its wording of now, the oldest first."""
    mine = MeasureRun.objects.of(member).finished()
    rows = mine.filter(instrument=instrument.key, version=instrument.version)
    return list(rows.order_by("finished_at", "pk"))


def all_finished_of(member: User) -> dict[str, list[MeasureRun]]:
    """The same of every instrument, by its key, in one query."""
    found: dict[str, list[MeasureRun]] = {each.key: [] for each in instruments.ALL}
    worded = {each.key: each.version for each in instruments.ALL}
    for run in MeasureRun.objects.of(member).finished().order_by("finished_at", "pk"):
        if worded.get(run.instrument) == run.version:
            found[run.instrument].append(run)
    return found


def drawn_scales(instrument: Instrument) -> tuple[Scale, ...]:
    """The total; where there is none, the parts."""
    return (instrument.total,) if instrument.total else instrument.scales


def sums_of(
    runs: Sequence[MeasureRun], instrument: Instrument, scale: Scale
) -> list[tuple[datetime, int]]:
    """When, and how much, the oldest first; what has no number is left out."""
    return [
        (run.finished_at, value)
        for run in runs
        if run.finished_at is not None and (value := _sum_of(run, instrument, scale)) is not None
    ]


def _sum_of(run: MeasureRun, instrument: Instrument, scale: Scale) -> int | None:
    """A total lies beside the answers; other sums are made of them."""
    if not scale.key:
        return run.total
    return score(instrument, run.answers).sums.get(scale.key)


def _before(run: MeasureRun) -> MeasureRun | None:
    """The last one before it that has a number, in the same words."""
    same = MeasureRun.objects.of(run.member).finished()
    same = same.filter(instrument=run.instrument, version=run.version, language=run.language)
    return same.filter(finished_at__lt=run.finished_at, total__isnull=False).first()


def _change(instrument: Instrument, before: MeasureRun | None, run: MeasureRun) -> str:
    if before is None or before.total is None or run.total is None:
        return ""
    return saying.change(instrument, before.total, run.total)


def _further(instrument: Instrument, found: Score) -> Instrument | None:
    return instruments.find(instrument.further) if _reaches(instrument, found) else None


def _may_help_to_talk(instrument: Instrument, found: Score, answers: Answers) -> bool:
    """Where a rule of an instrument's authors says that somebody trained should look; not which."""
    if instrument is ITQ:
        return criteria(answers) in {Criteria.PTSD, Criteria.COMPLEX}
    if instrument is HRQOL_4:
        return bool(found.heavy)
    return not instrument.further and _reaches(instrument, found)


def _reaches(instrument: Instrument, found: Score) -> bool:
    return reaches(instrument, found, cut=policies.cut_of(instrument))
