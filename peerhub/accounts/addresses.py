"""Where a person's mail goes: the one place that reads an e-mail address."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress


def mail_address_of(person_id: int) -> str | None:
    """The person's confirmed primary address, or none."""
    address = (
        EmailAddress.objects.filter(user_id=person_id, verified=True, user__is_active=True)
        .order_by("-primary", "pk")
        .first()
    )
    return address.email if address else None


@dataclass(frozen=True)
class Held:
    """An address as it is held: whether its owner answered a mail to it."""

    email: str
    confirmed: bool


def held_of(person_id: int) -> list[Held]:
    """All addresses of a person, the one that mail goes to first; for break-glass access alone."""
    addresses = EmailAddress.objects.filter(user_id=person_id).order_by(
        "-verified", "-primary", "pk"
    )
    return [Held(one.email, one.verified) for one in addresses]
