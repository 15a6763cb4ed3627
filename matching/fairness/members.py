"""Members as the report counts them: who told a topic and agreed to be counted. Nothing of who they are."""

from datetime import datetime

from matching import meetings
from matching.fairness.counting import Counted, Near, course_of, wait_of
from matching.intake.actions import to_be_counted
from matching.search.ranking import Wishes
from matching.search.reasons import wishes_in
from matching.search.shelf import Shelf, standing


def counted(*, now: datetime) -> list[Counted]:
    """Everybody who said yes to words that speak of counting, in as many queries as for one."""
    shelf, starts = standing(), meetings.starts_of_each()
    places = {row.person: place for place, row in enumerate(shelf.columns.rows)}
    return [
        Counted(
            wished=frozenset(told.facets),
            near=nearest(wishes_in(told), shelf, own=places.get(told.person_id), now=now),
            course=course_of(told.told_at, starts.get(told.person_id, ()), now=now),
            wait=wait_of(told.told_at, starts.get(told.person_id, ()), now=now),
        )
        for told in to_be_counted()
        if told.roots.all() or told.struggles.all()
    ]


def nearest(wishes: Wishes, shelf: Shelf, *, own: int | None, now: datetime) -> Near:
    """How near anybody comes who is shown, meets the musts and takes somebody new.

    ``own``: the member's own place on the shelf, if they are a specialist too.
    """
    columns = shelf.columns
    allowed = columns.meeting(wishes.musts) & columns.taking_new(now)
    if own is not None:
        allowed[own] = False
    roots = allowed & columns.having("roots", wishes.roots)
    struggles = allowed & columns.having("struggles", wishes.struggles)
    if (roots & struggles).any():
        return Near.BOTH
    return Near.ONE if (roots | struggles).any() else Near.NOBODY
