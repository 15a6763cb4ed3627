"""What waits at the work places of safety, and to whom some of them are open at all."""

from datetime import datetime, timedelta

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from peerhub.ui import waits
from safety.appeals.policies import waiting_for
from safety.board.models import Switch
from safety.clinic.models import Standing
from safety.clinic.policies import practises
from safety.closing import rules
from safety.closing.models import CheckIn, Debrief
from safety.closing.policies import assesses, may_need_a_talk
from safety.flags.models import Flag
from safety.flags.policies import cases_for, works_the_queue
from safety.handover.reading import unread
from safety.letters.models import Correspondence
from safety.letters.notices import new_for
from safety.letters.policies import known_links
from safety.letters.states import Side
from safety.referrals.models import FollowUp, Referral
from safety.reveals.models import Reveal
from safety.reviews.policies import may_be_asked, places_for
from safety.reviews.states import Answer
from safety.rota.policies import on_the_rota
from safety.rota.reading import gaps, planned
from safety.sharing.policies import holds_something
from safety.upkeep.reading import stale_entries

SOON = timedelta(hours=48)  # in which a gap of the rota counts


def offer() -> None:
    """Speak for every place of safety at which something can wait."""
    for href, count in {
        "/queue/": _cases,
        "/queue/assessments/": _assessments,
        "/queue/caring/": _check_ins,
        "/queue/unmask/": _names,
        "/appeals/": lambda person, now: len(waiting_for(person, now=now)),
        "/queue/hand-over/": lambda person, now: len(unread(person, now=now)),
        "/referrals/": _referrals,
        "/clinic/checks/": lambda person, _now: (
            Standing.objects.to_check().exclude(person=person).count()
        ),
        "/rota/": lambda _person, now: len(gaps(planned(now=now, within=SOON))),
        "/debriefs/": _talks,
        "/rules/": lambda person, _now: Switch.objects.waiting().exclude(asked_by=person).count(),
        "/letters/for-me/": _letters,
        "/reviews/for-me/": _asked,
        "/directory/": lambda _person, now: len(stale_entries(on=now.date())),
    }.items():
        waits.offer(href, count)
    # The role of clinician alone opens none of these: those who refer people from outside hold it.
    waits.narrow("/queue/", works_the_queue)
    waits.narrow("/queue/assessments/", assesses)
    waits.narrow("/debriefs/", may_need_a_talk)
    for href in ("/rota/", "/queue/hand-over/"):
        waits.narrow(href, on_the_rota)
    waits.narrow("/sharing/for-me/", holds_something)
    # Not by whom a clinician is linked with: that there is somebody would say that they came.
    waits.narrow("/letters/for-me/", practises)
    waits.narrow("/reviews/for-me/", may_be_asked)


def _cases(person: User, now: datetime) -> int:
    return cases_for(person).unattended(now=now).count()


def _assessments(person: User, now: datetime) -> int:
    del now
    open_cases = Flag.objects.waiting().filter(level__gte=rules.ASSESS_FROM)
    return open_cases.exclude(author=person).count()


def _check_ins(person: User, now: datetime) -> int:
    del now
    return CheckIn.objects.to_do().exclude(flag__author=person).count()


def _names(person: User, now: datetime) -> int:
    others = Reveal.objects.of_others(person)
    alone = others.to_look_at_again().count() if is_supervisor(person) else 0
    return others.to_answer(now=now).count() + alone


def _referrals(person: User, now: datetime) -> int:
    del now
    waiting = Referral.objects.to_look_at(as_supervisor=is_supervisor(person))
    return waiting.count() + FollowUp.objects.to_do().count()


def _letters(person: User, now: datetime) -> int:
    """In how many correspondences something new is, as far as the clinician may know of them."""
    known = {link.member_id for link in known_links(person, now)}
    theirs = Correspondence.objects.filter(clinician=person, member__in=known)
    return sum(new_for(each, Side.CLINICIAN).exists() for each in theirs)


def _asked(person: User, now: datetime) -> int:
    return sum(each.answer == Answer.WAITING for each in places_for(person, now))


def _talks(person: User, now: datetime) -> int:
    """One's own offers without an answer; nobody sees from it who would like a talk."""
    del now
    return Debrief.objects.filter(person=person, held_at=None, answer="").count()
