"""Where a person's mail goes: the one place that reads an e-mail address."""

from allauth.account.models import EmailAddress


def mail_address_of(person_id: int) -> str | None:
    """The person's confirmed primary address, or none."""
    address = (
        EmailAddress.objects.filter(user_id=person_id, verified=True, user__is_active=True)
        .order_by("-primary", "pk")
        .first()
    )
    return address.email if address else None
