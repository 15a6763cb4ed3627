"""What people are told about referrals: never which kind, never to whom."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.actions import Telling
from peerhub.notifications.kinds import Kind
from peerhub.notifications.models import Notice
from safety.referrals.models import FollowUp, Introduction, Referral
from safety.referrals.states import Asking, Stuck
from safety.referrals.timetable import awake

QUEUE_MAIL = "Something in your queue needs you. Sign in to see it."
QUESTION = Kind(
    key="safety.referral_question",
    line="A while ago you asked to be put in touch with someone. Did it work out?",
)
DRAFTED = Kind(
    key="safety.referral_drafted_for",
    line="Somebody whom you know here wrote something down for you to look at. Nobody else sees it.",
)
LAPSED = Kind(
    key="safety.referral_lapsed",
    line="Your yes to being put in touch with someone has ended. Nothing was passed on.",
    by_mail=False,
)
TOGETHER = Kind(
    key="safety.referral_together",
    line="Somebody of ours would go with you. Say yes, or no, as you like.",
)
WANTED = Kind(
    key="safety.referral_wanted",
    line="Somebody said yes to your going with them. Have a look at when.",
)
OFF = Kind(
    key="safety.referral_off",
    line="Somebody whom you were to go with would rather not now. You need not go.",
)
STUCK = Kind(
    key="safety.referral_stuck",
    line="Something that was to be passed on, or asked about, has come to a stop. Please look.",
    mail_line=QUEUE_MAIL,
)
UNSAFE = Kind(
    key="safety.referral_unsafe",
    line="Somebody told us that the help we sent them to did not feel safe. Please look today.",
    mail_line="Something in your queue needs you today. Sign in to see it.",
    urgent=True,
)
KINDS = (QUESTION, DRAFTED, LAPSED, TOGETHER, WANTED, OFF, STUCK, UNSAFE)


def ask(follow_up: FollowUp, *, now: datetime) -> Notice | None:
    """Ask the person how it went, once for each question, on the ways they chose and not at night.

    None for who does not want to be asked, or has left.
    """
    referral = follow_up.referral
    member = referral.member
    if referral.asking == Asking.NOT or not member.is_active:
        return None
    reference = f"{name(referral)}:{follow_up.pk}:question"
    telling = Telling(
        person=member,
        kind=QUESTION.key,
        reference=reference,
        due_at=awake(now, member.zone),
        url=reverse("safety:referral_answer", args=[referral.public_id]),
        by_mail=referral.asking == Asking.MAIL,
        by_push=referral.asking == Asking.PUSH,
    )
    notifications.schedule_all([telling])
    return Notice.objects.get(reference=reference)


def ask_no_more(referral: Referral, *, now: datetime) -> None:
    """Call off questions that wait for the morning."""
    notifications.cancel(f"{name(referral)}:", now=now)


def tell_of_draft(referral: Referral, *, now: datetime) -> None:
    """Tell the member that there is something to look at."""
    _tell_member(referral, DRAFTED, "drafted", now=now)


def tell_of_end(referral: Referral, *, now: datetime) -> None:
    """Tell the member that their yes has ended; here alone, for it is no news that hurries."""
    _tell_member(referral, LAPSED, "lapsed", now=now)


def propose(introduction: Introduction, *, now: datetime) -> None:
    """Tell the member that somebody would go with them."""
    referral = introduction.referral
    _tell_member(referral, TOGETHER, f"together-{introduction.pk}", now=now)


def tell_companion(introduction: Introduction, *, now: datetime) -> None:
    """Tell who goes with them that it is a yes."""
    notifications.schedule(
        introduction.companion,
        kind=WANTED.key,
        reference=f"introduction:{introduction.pk}:wanted",
        due_at=now,
        url=reverse("safety:introduction", args=[introduction.public_id]),
    )


def tell_companion_off(introduction: Introduction, *, now: datetime) -> None:
    """Tell who was to go with them that they need not; nothing of why."""
    reference = f"introduction:{introduction.pk}:"
    notifications.cancel(reference, now=now)
    notifications.schedule(
        introduction.companion,
        kind=OFF.key,
        reference=f"{reference}off",
        due_at=now,
        url=reverse("notifications:updates"),
    )


def tell_supervisors(row: FollowUp, why: Stuck, *, now: datetime) -> int:
    """Tell every supervisor but the person themselves, once for each row; returns how many."""
    referral = row.referral
    kind = UNSAFE if why == Stuck.UNSAFE else STUCK
    return notifications.tell_each(
        _supervisors(but=referral.member_id),
        kind=kind.key,
        reference=f"referral-stuck:{row.pk}:{why.value}",
        due_at=now,
        url=reverse("safety:referrals"),
    )


def name(referral: Referral) -> str:
    """Begins the names of all notices to its member."""
    return f"referral:{referral.public_id}"


def _supervisors(*, but: int) -> Iterable[User]:
    return User.objects.holding(Role.SUPERVISOR).exclude(pk=but).order_by("pk")


def _tell_member(referral: Referral, kind: Kind, what: str, *, now: datetime) -> None:
    notifications.schedule(
        referral.member,
        kind=kind.key,
        reference=f"referral-told:{referral.public_id}:{what}",
        due_at=awake(now, referral.member.zone),
        url=referral.get_absolute_url(),
    )
