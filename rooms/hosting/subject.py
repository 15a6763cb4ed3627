"""What moderators see of a bound that somebody calls wrong: the host's words, and to whom."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from rooms.bounds import actions as bounds
from rooms.bounds.models import Bound
from safety.subjects import Line, Subject


class BoundSubject(Subject):
    """A bound, for the people on duty: masks, never persons."""

    def context(self, subject_id: str) -> Sequence[Line]:
        """What the person was told, and until when it holds."""
        bound = Bound.objects.filter(pk=subject_id).select_related("mask", "set_by").first()
        if bound is None:
            return ()
        told = f"To {bound.mask.name}, who {bound.get_kind_display()} for a while: {bound.reason}"
        return [Line(who=bound.set_by.handle, words=told, at=bound.set_at)]

    def place(self, subject_id: str) -> str:
        """The room by name."""
        names = Bound.objects.filter(pk=subject_id).values_list("mask__room__name", flat=True)
        return "".join(f"Room: {name}" for name in names)

    def unmute(self, subject_id: str, by_id: int, now: datetime) -> None:
        """A second person ends it before its time."""
        by = User.objects.get(pk=by_id)
        for bound in Bound.objects.select_related("mask__room").filter(pk=subject_id):
            bounds.lift(bound, by=by, now=now)
