"""What every way can do."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from peerhub.notifications.kinds import Kind
from peerhub.notifications.models import Delivery, Notice


class Gone(Exception):
    """Nobody is at this address any more; trying again is of no use."""


class Way(Protocol):
    """One way to reach a person."""

    waits: Sequence[timedelta]  # after a failed attempt; after the last one it is given up

    def reach(self, notice: Notice, kind: Kind, *, now: datetime) -> Sequence[Delivery]:
        """Deliveries to write in the transaction that shows the notice, unsaved.

        Nothing where the person is not reached this way, or is reached by the row itself.
        """

    def send(self, parcel: Delivery, *, now: datetime) -> None:
        """Hand one over, within a few seconds.

        Raises:
            Gone: nobody is there any more.
            Exception: it is tried again later.
        """
