"""What is counted, where it can lie, and why it moved."""

from django.db.models import TextChoices


class Unit(TextChoices):
    """What an account counts, whole numbers of it."""

    HALVES = "halves", "half hours of a free session"
    CENTS = "cents", "US cents"


class Kind(TextChoices):
    """Where something lies. It moves from one place to another, and never comes from nowhere.

    Places outside of us may hold less than nothing: what came from there to us, and not back.
    """

    # Free time of a session. ``owner`` is the member, ``label`` the month.
    GIVEN = "given", "given by PeerHub"  # outside
    SEAT = "seat", "given by an organisation"  # outside
    SPONSOR = "sponsor", "given by sponsors"  # outside
    POOL = "pool", "in the sponsors' pool"
    FREE = "free", "free to use"
    KEPT = "kept", "kept for a session"
    USED = "used", "used for a session"
    # Money. ``owner`` is the member who pays, or the specialist who earns.
    PAYER = "payer", "what a member paid us, by card"  # outside
    DEPOSIT = "deposit", "paid for a session that is to come"
    PAY = "pay", "earned by a specialist, and not paid out"
    PAID_OUT = "paid_out", "paid out to a specialist"
    SHARE = "share", "kept by PeerHub"  # outside: it bears losses as well
    FEES = "fees", "taken by the card company"


OUTSIDE = (Kind.GIVEN, Kind.SEAT, Kind.SPONSOR, Kind.PAYER, Kind.SHARE)
_FREE = (Kind.GIVEN, Kind.SEAT, Kind.SPONSOR, Kind.POOL, Kind.FREE, Kind.KEPT, Kind.USED)


def unit_of(kind: Kind) -> Unit:
    """What is counted there: nothing moves between places that count other things."""
    return Unit.HALVES if kind in _FREE else Unit.CENTS
