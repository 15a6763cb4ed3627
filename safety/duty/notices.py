"""What people hear when a time has passed: that something waits, never what or whose."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.duty.steps import CLIMB, POSTS, Group
from safety.flags.models import Deadline, Flag
from safety.flags.states import DeadlineKind
from safety.paging import actions as paging
from safety.paging.actions import Call
from safety.paging.states import Reason
from safety.rota import reading as rota
from safety.rota.states import Post

CALLED = Kind(
    key="safety.flag_called",
    line="Somebody needs a person from our team this minute. Please open it if you can.",
    mail_line="Something in your queue needs you now. Sign in to see it.",
    urgent=True,
)
OVERDUE = Kind(
    key="safety.flag_overdue",
    line="Something in the queue has waited longer than it should. Nobody is on it yet.",
    mail_line="Something in your queue has waited too long. Sign in to see it.",
    urgent=True,
)
NOT_REACHED = Kind(
    key="safety.flag_not_reached",
    line="Somebody is on a case in the queue, and the person has not been reached in time.",
    mail_line="Something in your queue has waited too long. Sign in to see it.",
    urgent=True,
)
KINDS = {
    DeadlineKind.CALL: CALLED,
    DeadlineKind.ACK: OVERDUE,
    DeadlineKind.CONTACT: NOT_REACHED,
}

AT = {Group.MODERATORS: Post.MODERATOR, Group.SUPERVISORS: Post.SUPERVISOR}
REASONS = {DeadlineKind.CALL: Reason.CALL, DeadlineKind.CONTACT: Reason.CONTACT}


def tell(deadline: Deadline, people: Sequence[User], *, now: datetime) -> int:
    """Write one notice to each person of a step; returns to how many."""
    return notifications.tell_each(
        people,
        kind=KINDS[DeadlineKind(deadline.kind)].key,
        reference=f"deadline:{deadline.pk}",
        due_at=now,
        url=reverse("safety:case", args=[deadline.flag_id]),
    )


def call_the_pager(deadline: Deadline, *, now: datetime) -> None:
    """Write a page for the step; also where nobody here can be told, and once for each step."""
    paging.page(
        Call(
            reference=f"deadline:{deadline.pk}",
            reason=REASONS.get(DeadlineKind(deadline.kind), Reason.ACK),
            level=deadline.flag.level,
            step=deadline.step,
            path=reverse("safety:case", args=[deadline.flag_id]),
        ),
        now=now,
    )


def groups(flag: Flag, kind: DeadlineKind, *, now: datetime) -> list[list[User]]:
    """The people of each group of a climb in which there is somebody to tell, in its order."""
    everyone = (people_of(flag, group, now=now) for group in CLIMB[kind])
    return [people for people in everyone if people]


def people_of(flag: Flag, group: Group, *, now: datetime) -> list[User]:
    """The people of a group at this moment. The author of the text is never among them."""
    match group:
        case Group.HOLDER:
            people = list(User.objects.filter(claimed_flags=flag, is_active=True))
        case Group.CALLED:
            people = _called(now=now)
        case Group.ON_SHIFT:
            people = _on_shift(POSTS[flag.level], now=now)
        case Group.NEXT:
            people = rota.next_on(POSTS[flag.level], now=now)
        case Group.MODERATORS | Group.SUPERVISORS:
            people = rota.on_shift_or_all(AT[group], now=now)
        case Group.MODERATING:
            people = _moderating()
        case Group.EVERYONE:
            people = _moderating() + rota.on_shift([Post.CLINICIAN], now=now)
    others = {person.pk: person for person in people if person.pk != flag.author_id}
    return [others[key] for key in sorted(others)]


def _moderating() -> list[User]:
    holding = User.objects.holding
    return list(holding(Role.MODERATOR) | holding(Role.SUPERVISOR))


def _on_shift(posts: Collection[Post], *, now: datetime) -> list[User]:
    """Who is on for ``posts``. Where the rota does not keep a post, the moderators stand for it."""
    kept = rota.kept(now=now)
    asked = {post if post in kept else Post.MODERATOR for post in posts}
    people = rota.on_shift(asked, now=now)
    return people if asked <= kept else people + list(User.objects.holding(Role.MODERATOR))


def _called(*, now: datetime) -> list[User]:
    """All who are on, where at least one of them answers people; else nobody: all are called."""
    if not rota.on_shift([Post.MODERATOR, Post.CLINICIAN], now=now):
        return []
    supervisors = User.objects.holding(Role.SUPERVISOR)
    is_kept = Post.SUPERVISOR in rota.kept(now=now)
    return rota.on_shift(list(Post), now=now) + ([] if is_kept else list(supervisors))
