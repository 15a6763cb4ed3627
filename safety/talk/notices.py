"""What people are told about conversations: that there is something, never what."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.flags.models import Flag
from safety.talk.models import Talk, TalkLine

WRITTEN = Kind(key="safety.talk_written", line="Somebody from our team wrote to you.")
ANSWERED = Kind(
    key="safety.talk_answered",
    line="Somebody has answered our team.",
    mail_line="There is something new in your queue. Sign in to see it.",
)


def tell_person(talk: Talk, line: TalkLine, *, due_at: datetime) -> None:
    """Tell the person that something waits for them; not again before they have opened it."""
    earlier = talk.lines.by_team().unseen().exclude(pk=line.pk)
    if earlier.exists():
        return
    notifications.schedule(
        talk.member,
        kind=WRITTEN.key,
        reference=f"talk:{talk.pk}:written:{line.pk}",
        due_at=due_at,
        url=reverse("safety:talk", args=[talk.public_id]),
    )


def tell_holder(flag: Flag, holder: User, line: TalkLine, *, now: datetime) -> None:
    """Tell whoever is on the case that the person answered."""
    notifications.schedule(
        holder,
        kind=ANSWERED.key,
        reference=f"talk:{line.talk_id}:answered:{line.pk}",
        due_at=now,
        url=reverse("safety:write", args=[flag.pk]),
    )
