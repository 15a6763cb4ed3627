"""When an instrument is offered, and until when one that was begun can be gone on with."""

from datetime import datetime, timedelta

from django.conf import settings

from peerhub.accounts.models import User
from sessions.measures.instruments.ptsd import HIGHEST_CUT, LOWEST_CUT, PCL_5
from sessions.measures.instruments.shape import Instrument
from sessions.measures.models import MeasureRun

# Questions about the last days mean other days after that.
GOES_ON = timedelta(days=7)


def next_from(instrument: Instrument, last: datetime | None) -> datetime | None:
    """From when on it is offered after it was finished last; None: now."""
    if last is None or instrument.every is None:
        return None
    return last + instrument.every


def last_finished(member: User) -> dict[str, datetime]:
    """When a member finished each of the instruments last, by its key."""
    rows = MeasureRun.objects.of(member).finished().order_by("instrument", "-finished_at")
    found = rows.distinct("instrument").values_list("instrument", "finished_at")
    return {key: at for key, at in found if at is not None}


def is_stale(run: MeasureRun, *, now: datetime) -> bool:
    """Whether it was begun too long ago to be gone on with."""
    return run.finished_at is None and now >= run.started_at + GOES_ON


def cut_of(instrument: Instrument) -> int | None:
    """From which total on something more is offered; PCL-5's is the installation's, within bounds."""
    if instrument is not PCL_5:
        return instrument.cut
    return min(max(settings.PCL5_CUT, LOWEST_CUT), HIGHEST_CUT)
