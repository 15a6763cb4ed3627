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
    LAPSED = "lapsed", "Your yes has ended"


ALLOWED = {
    ReferralState.DRAFTED: frozenset({ReferralState.CONSENTED, ReferralState.WITHDRAWN}),
    ReferralState.CONSENTED: frozenset(
        {ReferralState.SENT, ReferralState.WITHDRAWN, ReferralState.LAPSED}
    ),
    ReferralState.SENT: frozenset(
        {ReferralState.CONNECTED, ReferralState.CLOSED, ReferralState.WITHDRAWN}
    ),
    ReferralState.CONNECTED: frozenset({ReferralState.CLOSED, ReferralState.WITHDRAWN}),
    ReferralState.CLOSED: frozenset[ReferralState](),
    ReferralState.WITHDRAWN: frozenset[ReferralState](),
    ReferralState.LAPSED: frozenset[ReferralState](),
}


class Kind(models.TextChoices):
    """What a person wishes to be put in touch with. No side: others read it, too."""

    THERAPIST = "therapist", "A therapist"
    MEDICATION = "medication", "Someone who can talk about medication"
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


# The same in a letter, which somebody else writes about the person.
IN_A_LETTER = {
    Share.HANDLE: "The name they use here",
    Share.REASON: "What it is about, in one line",
    Share.WISH: "In their own words",
    Share.CONTACT: "How to reach them",
}


class Until(models.IntegerChoices):
    """For how many days a yes holds: after it nothing is passed on any more."""

    WEEK = 7, "One week"
    MONTH = 30, "One month"
    QUARTER = 90, "Three months"


class Asking(models.TextChoices):
    """How a person wants to be asked how it went."""

    HERE = "here", "Only here, on my page of updates"
    MAIL = "mail", "Here, and by a mail that only says there is something new"
    PUSH = "push", "Here, and by a notification of my browser that says no more"
    NOT = "not", "Please do not ask me"


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


# Outcomes after which nothing has ended, and the days after which somebody asks again.
GOES_ON = {Outcome.WAITLISTED: 30, Outcome.COULD_NOT_REACH: 14}
# Outcomes after which we offer to look for somebody else.
ANOTHER = frozenset({Outcome.NOT_ELIGIBLE, Outcome.NO_CAPACITY, Outcome.UNSAFE})


class Due(models.TextChoices):
    """What falls due with a row."""

    SEND_BY = "send_by", "It should have been passed on"
    STOP_BY = "stop_by", "They should have been told to stop"
    DAY_3 = "day_3", "After 3 days"
    DAY_14 = "day_14", "After 14 days"
    DAY_30 = "day_30", "After 30 days"
    AGAIN = "again", "Once more"
    ANSWER_BY = "answer_by", "Nobody answered"


ASKS = (Due.DAY_3, Due.DAY_14, Due.DAY_30, Due.AGAIN)  # the member is asked


class Stuck(models.TextChoices):
    """Why a supervisor looks."""

    NOT_SENT = "not_sent", "Not passed on within two working days"
    NOT_STOPPED = "not_stopped", "Taken back, and they were not told within two working days"
    NO_ANSWER = "no_answer", "Sent, and nobody answered"
    NOT_REACHED = "not_reached", "Not reached twice"
    UNSAFE = "unsafe", "It did not feel safe"


class Company(models.TextChoices):
    """Who goes with the person to the first talk."""

    NOBODY = "nobody", "Nobody, I go alone"
    TEAM = "team", "A moderator"
    PEER = "peer", "A peer specialist"


class Said(models.TextChoices):
    """The person's answer to going together."""

    YES = "yes", "Yes"
    NO = "no", "No, thank you"


class Done(models.TextChoices):
    """What came of going together."""

    DONE = "done", "We went together"
    NOT_DONE = "not_done", "It did not happen"
