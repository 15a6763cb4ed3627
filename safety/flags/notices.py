"""What moderators are told about flags: that one waits, never what it says."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.flags import ladder
from safety.flags.models import Flag, Report
from safety.flags.states import Fate
from safety.rota.reading import on_shift
from safety.rota.states import Post

URGENT = Kind(
    key="safety.flag_urgent",
    line="Something in the queue needs an answer now.",
    mail_line="Something in your queue needs you now. Sign in to see it.",
)

REPORT_HIDDEN = Kind(
    key="safety.report_hidden",
    line="We looked at what you told us about on {day}. We hid it. Thank you for telling us.",
)
REPORT_LEFT = Kind(
    key="safety.report_left",
    line="We looked at what you told us about on {day}. We left it where it is. You can hide that"
    " person for yourself, or tell us more. Thank you for telling us.",
)


def tell_reporter(report: Report, fate: Fate, *, now: datetime) -> None:
    """Tell who reported a text what became of it: of the text, never of the person."""
    kind = REPORT_HIDDEN if fate == Fate.HIDDEN else REPORT_LEFT
    notifications.schedule(
        report.reporter,
        kind=kind.key,
        reference=f"report:{report.pk}:outcome",
        due_at=now,
        context={"day": f"{report.made_at:%-d %B}"},
    )


def tell_urgent(flag: Flag, *, now: datetime) -> int:
    """Tell those on duty of a case that is urgent; returns how many.

    From the level on at which people are called (``safety.duty``), the call is the one notice.
    """
    if not ladder.holds(flag.level) or ladder.calls(flag.level):
        return 0
    return tell_moderators(flag, URGENT, now=now)


def tell_moderators(flag: Flag, kind: Kind, *, now: datetime) -> int:
    """Write one notice to everyone on duty; returns to how many people.

    On duty is who is on shift. Where nobody is, or nobody keeps shifts, it is every moderator;
    where no other person is a moderator, the supervisors: a flag never waits for nobody, nor for
    its own author. Said again about the same flag at the same level and claim, it changes nothing.
    """
    people = (
        _on_shift(flag, now=now)
        or _others(flag, User.objects.holding(Role.MODERATOR))
        or _others(flag, User.objects.holding(Role.SUPERVISOR))
    )
    for person in people:
        notifications.schedule(
            person,
            kind=kind.key,
            reference=f"flag:{flag.pk}:{kind.key}:{flag.level}:{flag.claims}:{person.pk}",
            due_at=now,
            url=reverse("safety:case", args=[flag.pk]),
        )
    return len(people)


def _on_shift(flag: Flag, *, now: datetime) -> list[User]:
    """The moderators on shift; for a high case also the clinician on call."""
    moderators = [each for each in on_shift([Post.MODERATOR], now=now) if each.pk != flag.author_id]
    if not moderators or not ladder.holds(flag.level):
        return moderators
    clinicians = on_shift([Post.CLINICIAN], now=now)
    return moderators + [
        each for each in clinicians if each.pk != flag.author_id and each not in moderators
    ]


def _others(flag: Flag, people: QuerySet[User]) -> list[User]:
    return list(people.exclude(pk=flag.author_id).order_by("pk"))
