"""What moderators hear when screening does less than it should. No word of any text."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

DEGRADED = Kind(
    key="safety.screening_degraded",
    line="Texts are read by the rules alone at the moment, not by meaning. Please look into rooms"
    " more often. The queue says when it is over.",
    mail_line="Something in PeerHub needs your eyes more often today. Sign in to read what.",
)
LATE = Kind(
    key="safety.screening_late",
    line="Some texts have waited over 30 seconds for their second reading. The first reading found"
    " what it finds. Please look into rooms more often. The queue says when it is over.",
    mail_line="Something in PeerHub needs your eyes more often today. Sign in to read what.",
)


def tell_moderators(kind: Kind, *, since: datetime, now: datetime) -> int:
    """Tell everybody who works the queue, once for each time it happens; returns how many."""
    people = User.objects.holding(Role.MODERATOR) | User.objects.holding(Role.SUPERVISOR)
    told = list(people.distinct().order_by("pk"))
    for person in told:
        notifications.schedule(
            person,
            kind=kind.key,
            reference=f"{kind.key}:{since.isoformat()}:{person.pk}",
            due_at=now,
            url=reverse("safety:queue"),
        )
    return len(told)
