"""What safety sees of a card whose words were flagged."""

from collections.abc import Sequence

from safety.subjects import Subject
from sessions.bookings.models import Booking
from sessions.pacing import actions


class CardSubject(Subject):
    """A member's own words on a card; its specialist reads them at once."""

    def place(self, subject_id: str) -> str:
        """The same for all: the flag's author says whose it is."""
        del subject_id
        return actions.PLACE

    def companions(self, subject_id: str) -> Sequence[int]:
        """The specialist, who could read it."""
        booking = Booking.objects.filter(pk=int(subject_id))
        return list(booking.values_list("specialist__person", flat=True))
