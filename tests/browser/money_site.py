"""What scenes about money do inside the site: whom one pays, free time that is used, what a card is owed."""


def asks_a_price(cents: int) -> str:
    """Let a peer with free times who can be met by text ask for this; gives their part of addresses."""
    from django.utils import timezone

    from matching.models import SpecialistProfile
    from matching.peers import actions
    from sessions.bookings import openings

    now = timezone.now()
    for profile in SpecialistProfile.objects.published().filter(price_cents__isnull=False):
        free = openings.coming_timetable(profile, now=now).all_free(now=now)
        if "text" in profile.ways and len(free) > 8 and profile.takes_new(now=now):
            actions.set_price(profile, cents)
            return profile.slug
    raise AssertionError("Nobody asks a price.")


def use_free_time(handle: str) -> None:
    """Let somebody have no free session left in the months to come."""
    from django.utils import timezone

    from peerhub.accounts.models import User
    from tests import builders_money

    builders_money.use_free_time(User.objects.get(handle=handle), now=timezone.now())


def paid_by(handle: str) -> int:
    """How many cents of somebody's card we have."""
    from peerhub.accounts.models import User
    from sessions.ledger.actions import Place, balance
    from sessions.ledger.states import Kind

    return -balance(Place(Kind.PAYER, User.objects.get(handle=handle).pk))
