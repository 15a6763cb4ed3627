"""What people are told about cases and caring contacts. Mail says nothing of it."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.closing import paces, rules
from safety.closing.models import CheckIn, CheckInWish, Debrief, Incident, Owed
from safety.closing.states import WishWay, Words
from safety.duty.notices import people_of
from safety.duty.steps import Group
from safety.flags.models import Flag
from safety.flags.policies import moderates

QUEUE_MAIL = "Something in your queue needs you. Sign in to see it."
HELLO = Kind(key="safety.check_in_hello", line="{words} {who}")
HELLO_HERE = Kind(key="safety.check_in_hello_here", line="{words} {who}", by_mail=False)
DUE = Kind(
    key="safety.check_in_due",
    line="It is time to ask somebody how they are.",
    mail_line=QUEUE_MAIL,
)
MISSED = Kind(
    key="safety.check_in_missed",
    line="Somebody was not reached twice. A supervisor looks at what comes next.",
    mail_line=QUEUE_MAIL,
)
TALK = Kind(
    key="safety.check_in_talk",
    line="Somebody answered a caring contact: they would like to talk.",
    mail_line="Something in your queue needs you now. Sign in to see it.",
)
REVIEW = Kind(
    key="safety.incident_review",
    line="An incident record waits for a supervisor. Please read it within a day.",
    mail_line=QUEUE_MAIL,
)
DEBRIEF = Kind(
    key="safety.debrief_offer",
    line="That was a hard one. Would you like to talk it over with somebody?",
)
DEBRIEF_WANTED = Kind(
    key="safety.debrief_wanted",
    line="Somebody of the team would like to talk a hard case over with you.",
)
LATE = Kind(
    key="safety.check_in_late",
    line="Somebody was to be asked how they are, and nobody has written down yet that it was done.",
    mail_line=QUEUE_MAIL,
)
REVIEW_SOON = Kind(
    key="safety.incident_review_soon",
    line="An incident record still waits for a supervisor. Its time is over in a few hours.",
    mail_line=QUEUE_MAIL,
)
REVIEW_LATE = Kind(
    key="safety.incident_review_late",
    line="An incident record has waited longer than a day. Please read it now.",
    mail_line="Something in your queue has waited too long. Sign in to see it.",
)
REVIEW_LOST = Kind(
    key="safety.incident_review_lost",
    line="Something that a supervisor reads within a day was not read. Please see that one is there.",
    mail_line="Something needs you. Sign in to see it.",
)
KINDS = (
    *(HELLO, HELLO_HERE, DUE, MISSED, TALK, LATE, DEBRIEF, DEBRIEF_WANTED),
    *(REVIEW, REVIEW_SOON, REVIEW_LATE, REVIEW_LOST),
)
A_PERSON = "A person from our team will be in touch with you today."
NO_ANSWER_NEEDED = "You can answer with one press, or not at all."


def say_hello(check_in: CheckIn, *, now: datetime) -> None:
    """Say hello in the words that the person chose, where they chose; not to who said no.

    From level 3 on it is never only this message: it says that a person will be in touch.
    """
    person = check_in.flag.author
    wish = CheckInWish.of(person)
    if wish.way == WishWay.NOT or not person.is_active:
        return
    kind = HELLO_HERE if wish.way == WishWay.HERE else HELLO
    needs_person = check_in.flag.level >= rules.ASSESS_FROM
    notifications.schedule(
        person,
        kind=kind.key,
        reference=f"check-in:{check_in.pk}:hello",
        due_at=now,
        url=reverse("safety:my_check_in", args=[check_in.public_id]),
        context={
            "words": str(Words(wish.words).label),
            "who": A_PERSON if needs_person else NO_ANSWER_NEEDED,
        },
    )


def tell_staff(check_in: CheckIn, *, now: datetime) -> int:
    """Tell whoever does it that it is time; returns how many people."""
    flag = check_in.flag
    if check_in.for_supervisor:
        return _tell(_others(flag, Role.SUPERVISOR), MISSED, check_in, now=now)
    if check_in.assigned is not None and moderates(check_in.assigned):
        return _tell([check_in.assigned], DUE, check_in, now=now)
    return _tell(_on_duty(flag), DUE, check_in, now=now)


def tell_that_they_want_to_talk(check_in: CheckIn, *, now: datetime) -> int:
    """Tell everyone who works the queue, whoever it is assigned to: it does not wait."""
    return _tell(_on_duty(check_in.flag), TALK, check_in, now=now)


def ask_supervisors_to_review(incident: Incident, *, now: datetime) -> None:
    """Ask every supervisor to read a record."""
    notifications.tell_each(
        _others(incident.flag, Role.SUPERVISOR),
        kind=REVIEW.key,
        reference=f"incident:{incident.pk}",
        due_at=now,
        url=reverse("safety:closing", args=[incident.flag_id]),
    )


def tell_that_it_is_late(owed: Owed, *, now: datetime) -> int:
    """Tell the people of one step of what is owed; returns how many.

    A group without anybody is no reason to tell nobody: then everyone who works the queue is told.
    """
    return _of_check_in(owed, now=now) if owed.check_in is not None else _of_review(owed, now=now)


def _of_check_in(owed: Owed, *, now: datetime) -> int:
    assert owed.check_in is not None  # noqa: S101 - the caller asked
    group = paces.group_of(owed.step, for_supervisor=owed.check_in.for_supervisor)
    people = people_of(owed.flag, group, now=now)
    people = people or people_of(owed.flag, Group.MODERATING, now=now)
    return _say(people, LATE, owed, reverse("safety:check_in", args=[owed.check_in_id]), now=now)


def _of_review(owed: Owed, *, now: datetime) -> int:
    page = reverse("safety:closing", args=[owed.flag_id])
    kind = REVIEW_SOON if owed.step < paces.LATE else REVIEW_LATE
    told = _say(_others(owed.flag, Role.SUPERVISOR), kind, owed, page, now=now)
    if owed.step > paces.LATE or not told:
        # They do not see cases: of this one they learn nothing but that it waits.
        told += _say(_others(owed.flag, Role.ADMINISTRATOR), REVIEW_LOST, owed, "", now=now)
    return told


def _say(people: Iterable[User], kind: Kind, owed: Owed, url: str, *, now: datetime) -> int:
    reference = f"owed:{owed.pk}:{kind.key}"
    return notifications.tell_each(people, kind=kind.key, reference=reference, due_at=now, url=url)


def offer_debrief(debrief: Debrief, *, now: datetime) -> None:
    """Offer a talk to somebody of the team."""
    notifications.schedule(
        debrief.person,
        kind=DEBRIEF.key,
        reference=f"debrief:{debrief.pk}:offer",
        due_at=now,
        url=reverse("safety:debriefs"),
    )


def tell_that_a_debrief_is_wanted(debrief: Debrief, *, now: datetime) -> None:
    """Tell the supervisors, once for each offer; of the case they learn nothing."""
    notifications.tell_each(
        User.objects.holding(Role.SUPERVISOR).exclude(pk=debrief.person_id),
        kind=DEBRIEF_WANTED.key,
        reference=f"debrief:{debrief.pk}:wanted",
        due_at=now,
        url=reverse("safety:debriefs"),
    )


def _on_duty(flag: Flag) -> list[User]:
    return _others(flag, Role.MODERATOR) or _others(flag, Role.SUPERVISOR)


def _others(flag: Flag, role: Role) -> list[User]:
    return list(User.objects.holding(role).exclude(pk=flag.author_id).order_by("pk"))


def _tell(people: Iterable[User], kind: Kind, check_in: CheckIn, *, now: datetime) -> int:
    return notifications.tell_each(
        people,
        kind=kind.key,
        reference=f"check-in:{check_in.pk}:{kind.key}",
        due_at=now,
        url=reverse("safety:check_in", args=[check_in.pk]),
    )
