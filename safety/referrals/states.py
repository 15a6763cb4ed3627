"""The life of a referral, and how it can work out."""

from django.db import models


class ReferralState(models.TextChoices):
    """Where a referral stands."""

    DRAFTED = "drafted", "Not shared yet"
    CONSENTED = "consented", "Waiting to be sent"
    SENT = "sent", "Sent"
    CONNECTED = "connected", "They met"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Taken back"


ALLOWED = {
    ReferralState.DRAFTED: frozenset({ReferralState.CONSENTED, ReferralState.WITHDRAWN}),
    ReferralState.CONSENTED: frozenset({ReferralState.SENT, ReferralState.WITHDRAWN}),
    ReferralState.SENT: frozenset({ReferralState.CONNECTED, ReferralState.CLOSED}),
    ReferralState.CONNECTED: frozenset({ReferralState.CLOSED}),
    ReferralState.CLOSED: frozenset[ReferralState](),
    ReferralState.WITHDRAWN: frozenset[ReferralState](),
}


class Kind(models.TextChoices):
    """What a person wishes to be put in touch with."""

    THERAPIST = "therapist", "A therapist"
    MEDICATION = "medication", "Someone who can talk with me about medication"
    SERVICE = "service", "Another service (housing, money, legal help, a group)"


class Reason(models.TextChoices):
    """Why, coarsely: enough to find the right door, no story."""

    AFTER_TRAUMA = "after_trauma", "Help with something that happened"
    MOOD = "mood", "Low mood or worry"
    SUBSTANCES = "substances", "Alcohol, drugs or another habit"
    EVERYDAY = "everyday", "Everyday things: housing, money, law"
    OTHER = "other", "Something else"


class Share(models.TextChoices):
    """One thing that may be passed on. Each is its own yes."""

    HANDLE = "handle", "The name I use here"
    REASON = "reason", "What it is about, in one line"
    WISH = "wish", "My own words"
    CONTACT = "contact", "How to reach me"


class Outcome(models.TextChoices):
    """How a referral worked out."""

    CONNECTED = "connected", "Yes, I am in touch with them"
    WAITLISTED = "waitlisted", "I am on a waiting list"
    NOT_ELIGIBLE = "not_eligible", "They said they cannot take me"
    COULD_NOT_REACH = "could_not_reach", "I could not reach them"
    DECLINED = "declined", "I decided not to go"
    NO_CAPACITY = "no_capacity", "They have no room"
    UNSAFE = "unsafe", "It did not feel safe"
    OTHER = "other", "Something else"
    UNSAID = "unsaid", "I would rather not say"
