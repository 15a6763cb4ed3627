"""Which hand-overs somebody has to read, and when they write theirs."""

from collections.abc import Collection, Sequence
from datetime import datetime

from peerhub.accounts.models import User
from safety.handover.models import Handover
from safety.handover.states import BACK, EARLY, OVERLAP, STILL
from safety.rota.models import Shift
from safety.rota.reading import shift_of


def before(shift: Shift) -> list[Shift]:
    """The shifts from which whoever has ``shift`` takes over: the last at the same post."""
    earlier = Shift.objects.standing().filter(
        post=shift.post,
        person__isnull=False,
        starts_at__lt=shift.starts_at,
        ends_at__gt=shift.starts_at - BACK,
        ends_at__lte=min(shift.ends_at, shift.starts_at + OVERLAP),
    )
    shifts = list(earlier.order_by("ends_at", "pk"))
    if not shifts:
        return []
    # Those who went together, or an hour apart.
    last = shifts[-1].ends_at - OVERLAP
    return [one for one in shifts if one.ends_at > last and one.person_id != shift.person_id]


def newest(shifts: Collection[Shift]) -> list[Handover]:
    """The last version of each sheet that there is."""
    sheets = Handover.objects.filter(shift__in=shifts).select_related("shift__person", "written_by")
    return list(sheets.order_by("shift", "-version").distinct("shift"))


def unread(person: User, *, now: datetime) -> Sequence[Handover]:
    """The sheets that ``person`` opens before they go on; none where they are not on shift."""
    shift = shift_of(person, now=now)
    if shift is None:
        return ()
    over = [one for one in before(shift) if one.ends_at <= now]
    sheets = newest(over) if over else []
    if not sheets:
        return ()
    read = set(
        Handover.objects.filter(
            pk__in=[one.pk for one in sheets], reads__person=person
        ).values_list("pk", flat=True)
    )
    return [one for one in sheets if one.pk not in read]


def to_write(person: User, *, now: datetime) -> Shift | None:
    """The shift whose hand-over ``person`` can write now: it ends soon, or ended lately."""
    mine = Shift.objects.standing().filter(
        person=person, ends_at__lte=now + EARLY, ends_at__gt=now - STILL, starts_at__lt=now
    )
    return mine.order_by("-ends_at").first()


def is_written(shift: Shift) -> bool:
    """Whether somebody wrote a sheet, and it was not only made."""
    return Handover.objects.filter(shift=shift, written_by__isnull=False).exists()
