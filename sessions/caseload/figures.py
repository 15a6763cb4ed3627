"""The caseload of a specialist as their supervisor sees it: numbers, and nobody's name."""

from dataclasses import dataclass
from datetime import date, datetime

from matching.models import SpecialistProfile
from sessions.caseload import overview
from sessions.caseload.carrying import exposure_of
from sessions.caseload.exposure import Band
from sessions.caseload.needs import NOTE_WITHIN
from sessions.notes.models import NoteVersion


@dataclass(frozen=True)
class Figures:
    """What one caseload comes to.

    Attributes:
        people: whom they meet, or met within four weeks; of ``room``.
        without_next: of those, how many have nothing booked.
        late_notes: sessions whose note is not signed after two days.
        late_promises: promises whose day is over.
        to_co_sign: signed notes that wait for the supervisor.
        band: how much the last seven days were, in words.
    """

    people: int
    room: int
    without_next: int
    late_notes: int
    late_promises: int
    to_co_sign: int
    band: Band

    @property
    def is_nearly_full(self) -> bool:
        """From four fifths on."""
        return self.people * 5 >= self.room * 4


def figures_of(profile: SpecialistProfile, *, now: datetime) -> Figures:
    """The numbers of one specialist, in a fixed number of queries."""
    people = overview.people_of(profile, now=now)
    today = now.astimezone(profile.person.zone).date()
    late = [each for one in people for each in one.unwritten if each.ends_at + NOTE_WITHIN < now]
    waiting = NoteVersion.objects.to_co_sign().filter(note__booking__specialist=profile)
    return Figures(
        people=len(people),
        room=profile.capacity,
        without_next=sum(each.next is None for each in people),
        late_notes=len(late),
        late_promises=sum(_late(each, today) for each in people),
        to_co_sign=waiting.count(),
        band=exposure_of(profile, now=now).band,
    )


def _late(one: overview.Person, today: date) -> int:
    return sum(each.is_late(today=today) for each in one.promises)
