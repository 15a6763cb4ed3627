"""What people of the team hear about shifts: when and of what kind, nothing of any case."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from safety.rota.models import Shift, Swap
from safety.rota.policies import who_can_take
from safety.rota.states import Post

CHANGED = "Your timetable has changed. Sign in to see it."
GAP = Kind(
    key="safety.rota_gap",
    line="Nobody has this shift yet: {post}, {when}. Can you take it?",
    mail_line="A shift is open. Sign in to see whether you can take it.",
)
ASSIGNED = Kind(
    key="safety.rota_assigned",
    line="You have a new shift: {post}, {when}. If it does not suit you, tell a supervisor.",
    mail_line=CHANGED,
)
TAKEN_FROM = Kind(
    key="safety.rota_taken_from",
    line="You need not come: {post}, {when}.",
    mail_line=CHANGED,
)
SWAP_ASKED = Kind(
    key="safety.rota_swap_asked",
    line="A colleague asks whether you would take a shift: {post}, {when}.",
    mail_line="A colleague asks you about a shift. Sign in to see it.",
)
SWAPPED = Kind(
    key="safety.rota_swapped",
    line="Somebody agreed, and the shift is theirs: {post}, {when}.",
    mail_line=CHANGED,
)
KINDS = (GAP, ASSIGNED, TAKEN_FROM, SWAP_ASKED, SWAPPED)


def tell_gap(shift: Shift, *, now: datetime) -> int:
    """Tell supervisors and all who can take it; returns how many."""
    people = {each.pk: each for each in User.objects.holding(Role.SUPERVISOR)}
    people |= {each.pk: each for each in who_can_take(shift)}
    _tell(shift, GAP, list(people.values()), f"gap:{shift.opened}:{shift.told}", now=now)
    return len(people)


def tell_assigned(shift: Shift, person: User, *, now: datetime) -> None:
    """Tell somebody that a shift is theirs."""
    _tell(shift, ASSIGNED, [person], f"assigned:{now.isoformat()}", now=now)


def tell_taken_from(shift: Shift, person: User, *, now: datetime) -> None:
    """Tell somebody that a shift is theirs no more."""
    _tell(shift, TAKEN_FROM, [person], f"taken-from:{now.isoformat()}", now=now)


def tell_asked(swap: Swap, *, now: datetime) -> None:
    """Tell whoever could agree: the one who was asked, or all who can take it."""
    if swap.for_shift is not None and swap.for_shift.person is not None:
        people = [swap.for_shift.person]
    else:
        people = [each for each in who_can_take(swap.shift) if each.pk != swap.asked_by_id]
    _tell(swap.shift, SWAP_ASKED, people, f"swap:{swap.pk}", now=now)


def tell_accepted(swap: Swap, *, now: datetime) -> None:
    """Tell whoever asked."""
    _tell(swap.shift, SWAPPED, [swap.asked_by], f"swapped:{swap.pk}", now=now)


def _tell(shift: Shift, kind: Kind, people: Sequence[User], what: str, *, now: datetime) -> None:
    post = Post(shift.post).label.lower()
    notifications.tell_each(
        people,
        kind=kind.key,
        reference=f"rota:{shift.pk}:{what}",
        due_at=now,
        url=reverse("safety:rota_shift", args=[shift.pk]),
        context=lambda person: {
            "post": post,
            "when": in_words(shift.starts_at, "full", person.zone),
        },
    )
