"""What a specialist is told before a certificate ends. Mail says nothing of it."""

from datetime import UTC, datetime, time, timedelta

from django.urls import reverse

from matching.certificates.models import Certificate
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

DAYS_BEFORE = (60, 30, 7)
AT = time(15, tzinfo=UTC)  # a waking hour on both coasts of the Americas and in Europe
ENDS = Kind(
    key="matching.certificate_ends",
    line="Your certificate holds for {days} more days. Here is how to renew it. Until then, "
    "nothing changes.",
)


def plan_reminders(certificate: Certificate) -> None:
    """Write down the three reminders; a certificate of a few weeks needs fewer."""
    for days in DAYS_BEFORE:
        day = certificate.valid_through - timedelta(days=days)
        if day < certificate.issued_at.date():
            continue
        notifications.schedule(
            certificate.person,
            kind=ENDS.key,
            reference=_reference(certificate, days),
            due_at=datetime.combine(day, AT),
            url=reverse("matching:my_certificate"),
            context={"days": str(days)},
        )


def cancel_reminders(certificate: Certificate, *, now: datetime) -> None:
    """Say no more of a certificate that was renewed."""
    for days in DAYS_BEFORE:
        notifications.cancel(_reference(certificate, days), now=now)


def _reference(certificate: Certificate, days: int) -> str:
    return f"certificate:{certificate.pk}:{days}-days-before"
