"""Handing a person on: to one-to-one, to a moderator; and what the person says about a bound."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from matching.peers.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from rooms.bounds.models import Bound
from rooms.hosting import notices
from rooms.hosting.actions.bounding import BOUND_SUBJECT
from rooms.hosting.actions.refusals import NotThisPerson, NotYetShown, must_be_a_guest, must_keep
from rooms.live.actions import SUBJECT
from rooms.live.models import Message
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import Reason
from safety.subjects import SubjectRef

WRONG = "says_it_was_wrong"  # the kind of a case, as the queue words it
NOW, SOON = 5, 2  # levels of the ladder: at once; within the hour


@transaction.atomic
def offer_session(message: Message, *, by: User, now: datetime) -> None:
    """Let the person behind a message know that ``by`` would talk with them, one to one.

    Who it is stays unknown to the host. The same offer again does nothing.

    Raises:
        OffShift: this person does not look after the room now.
        NotThisPerson: it is a host; or a moderator offers, whom nobody can book.
        NotYetShown: nobody can see the host's page.
    """
    must_keep(by, message.room, now=now)
    must_be_a_guest(message.mask)
    profile = SpecialistProfile.objects.filter(person=by).first()
    if profile is None:
        raise NotThisPerson("Only peer specialists can offer a session.")
    if not SpecialistProfile.objects.published().filter(pk=profile.pk).exists():
        raise NotYetShown("Your page is not shown right now, so nobody could book you.")
    url = reverse("sessions:times", args=[profile.slug])
    if notices.offer_session(message.mask, by=by, url=url, now=now):
        record(Verb.SESSION_OFFERED, by=by, on=message, room=message.room_id)


@transaction.atomic
def call_moderator(message: Message, words: str, *, danger: bool, by: User, now: datetime) -> Flag:
    """Bring a message before the moderators, with the host's own words.

    Args:
        message: what it is about.
        words: what the host wants to say.
        danger: somebody may be in danger now: everyone on duty is told at once.
        by: a host on shift in that room.
        now: an aware instant.

    Raises:
        OffShift: this person does not look after the room now.
    """
    must_keep(by, message.room, now=now)
    worry = flags.Worry(Reason.WORRIED if danger else Reason.OTHER, words)
    subject = SubjectRef(kind=SUBJECT, id=message.public_id)
    # Another word about it joins the case while that is open; after its end, it is a new case.
    told = flags.report(subject, worry, by=by, now=now)
    flag = Flag.objects.get(pk=told.flag_id)
    level = NOW if danger else SOON
    if level > flag.level:
        flag = flags.raise_level(flag, level=level, by=by, now=now)
    record(Verb.MODERATOR_CALLED, by=by, on=message, flag=flag.pk, danger=danger)
    return flag


@transaction.atomic
def say_it_was_wrong(bound: Bound, words: str, *, now: datetime) -> Flag:
    """The person whom a bound holds asks that somebody else looks at it.

    It comes before the moderators, who can lift the bound.
    """
    seen = flags.watch(
        words,
        author=bound.mask.person,
        subject=SubjectRef(kind=BOUND_SUBJECT, id=str(bound.pk)),
        place=f"Room: {bound.mask.room.name}",
        now=now,
        # For the moderators alone: nobody else waits to see it.
        holding=flags.Holding(may=False, kind=WRONG),
    )
    return Flag.objects.get(pk=seen.flag_id or 0)
