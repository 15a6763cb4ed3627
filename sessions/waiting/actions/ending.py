"""How an offer ends, and how a wait does. The two people's rows are locked by whoever calls."""

from datetime import datetime

from django.db.models import F

from peerhub.accounts.models import Pause, User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from sessions.bookings import actions as bookings
from sessions.bookings import openings
from sessions.bookings.actions import NotBookable, Wish
from sessions.bookings.models import Booking, BookingQuerySet
from sessions.bookings.states import BookingState
from sessions.waiting import notices
from sessions.waiting.models import Offer, Wait
from sessions.waiting.rule import UNANSWERED
from sessions.waiting.states import OfferState, WaitState


def see_list(wait: Wait, *, now: datetime) -> None:
    """What the list of free times shows the member at this moment is no news to them any more."""
    table = openings.coming_timetable(wait.profile, now=now, member=wait.member)
    zone, wanted = wait.member.zone, wait.wanted
    free = table.all_free(now=now, length=wanted.length)
    wait.keep_shown(
        (start for start in free if wanted.suits(start, zone)), now + table.rules.horizon
    )


def kept_offer(wait: Wait, *, now: datetime) -> Offer | None:
    """The offer that is good at this moment: open, not run out, and its minutes are kept."""
    offer = wait.open_offer
    if offer is None or (kept_until := _kept_until(wait, offer, now)) is None:
        return None
    offer.until = kept_until  # to be read: it is longer while they pay, and is not saved
    return offer


def _kept_until(wait: Wait, offer: Offer, now: datetime) -> datetime | None:
    """Until when its minutes are kept: for longer than the offer while its member pays; None: not now."""
    kept = _row_of(wait, offer).filter(kept_until__gt=now)
    return kept.values_list("kept_until", flat=True).first()


def settle(wait: Wait, *, now: datetime) -> None:
    """See what has become of a wait: booked, closed, not answered, or not free any more."""
    offer = wait.open_offer
    booked = booked_since(wait)
    if booked.exists():
        this = offer is not None and booked.filter(starts_at=offer.starts_at).exists()
        end(wait, WaitState.BOOKED, OfferState.BOOKED if this else OfferState.PASSED_ON, now=now)
    elif _is_closed(wait.member) or _is_closed(wait.profile.person):
        end(wait, WaitState.ENDED, OfferState.GONE, now=now)
    elif offer is not None and offer.until <= now and _kept_until(wait, offer, now) is None:
        _not_answered(wait, offer, now)
    elif offer is not None and not _holds(wait, offer, now):
        let_offer_go(wait, offer, OfferState.GONE, now=now)


def booked_since(wait: Wait) -> BookingQuerySet:
    """What the two have booked since the wait began; a talk that began at once was no appointment."""
    ours = Booking.objects.settled().filter(member=wait.member_id, specialist=wait.profile_id)
    return ours.filter(booked_at__gt=wait.since, starts_at__gt=F("booked_at"))


def let_offer_go(
    wait: Wait, offer: Offer, became: OfferState, *, by: User | None = None, now: datetime
) -> None:
    """End one offer; the place stays. What the list shows besides is no news from here on."""
    see_list(wait, now=now)  # while the time is kept still: those beside it are shown as well
    _close(offer, became, by=by, now=now)
    wait.state = WaitState.WAITING
    if became in (OfferState.PASSED_ON, OfferState.UNANSWERED):
        wait.unanswered = 0 if became == OfferState.PASSED_ON else wait.unanswered + 1
    wait.save(update_fields=["state", "shown", "shown_until", "unanswered"])


def end(
    wait: Wait,
    state: WaitState,
    became: OfferState = OfferState.PASSED_ON,
    *,
    by: User | None = None,
    now: datetime,
) -> None:
    """End the wait, and the offer that is open in it."""
    if offer := wait.open_offer:
        _close(offer, became, by=by, now=now)
    wait.state, wait.ended_at = state, now
    wait.save(update_fields=["state", "ended_at"])
    record(Verb.WAIT_ENDED, by=by, on=wait, how=state.value)


def _not_answered(wait: Wait, offer: Offer, now: datetime) -> None:
    let_offer_go(wait, offer, OfferState.UNANSWERED, now=now)
    if wait.unanswered >= UNANSWERED:
        end(wait, WaitState.ENDED, now=now)
        notices.tell_ended(wait, now=now)


def _close(offer: Offer, became: OfferState, *, by: User | None, now: datetime) -> None:
    offer.state = became
    offer.save(update_fields=["state"])
    record(Verb.OFFER_ENDED, by=by, on=offer, how=became.value)
    notices.call_off(offer, now=now)
    bookings.take_offer_back(offer.wait.member, offer.starts_at, now=now)


def _holds(wait: Wait, offer: Offer, now: datetime) -> bool:
    """Whether the time that is kept could be booked: hours, rules and people change."""
    wish = Wish(wait.profile, wait.member, offer.starts_at, offer.ends_at)
    try:
        profile = bookings.shown(wish, now)
    except NotBookable:
        return False
    table = openings.coming_timetable(profile, now=now, member=wait.member)
    free = table.is_free(offer.starts_at, now=now, length=wish.length)
    return free and _row_of(wait, offer).exists()


def _row_of(wait: Wait, offer: Offer) -> BookingQuerySet:
    rows = Booking.rows.filter(member=wait.member_id, specialist=wait.profile_id)
    return rows.filter(state=BookingState.OFFERED, starts_at=offer.starts_at)


def _is_closed(person: User) -> bool:
    """Whether the account is closed; one that is paused for some days opens again by itself."""
    return not person.is_active and not Pause.objects.holding().filter(person=person).exists()
