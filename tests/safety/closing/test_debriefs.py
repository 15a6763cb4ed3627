"""After a hard case whoever was part of it is offered a talk, and nothing of the case is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from safety.closing import actions
from safety.closing.models import Debrief
from safety.closing.states import DebriefAnswer
from safety.flags import actions as flags
from safety.flags.actions import NotThisWay
from safety.flags.models import Flag
from safety.flags.states import Outcome
from tests.cast import NOON
from tests.safety.closing.acts import WHOLE, looked_after

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def closed(flag: Flag, by: User) -> None:
    looked_after(flag, by)
    flags.resolve(flag, by=by, outcome=Outcome.REACHED, now=NOON)


def offered(flag: Flag, by: User) -> Debrief:
    closed(flag, by)
    actions.offer_debriefs(now=LATER)
    return Debrief.objects.get(person=by)


def test_everyone_who_worked_on_it_is_offered_one_once(high: Flag, ines: User, osei: User) -> None:
    kept = actions.save(high, WHOLE, after=0, by=osei, now=NOON)
    actions.sign(kept, by=osei, now=NOON)
    closed(high, ines)

    assert actions.offer_debriefs(now=LATER) == 2
    assert actions.offer_debriefs(now=LATER) == 0

    told = Notice.objects.filter(kind="safety.debrief_offer").order_by("person")
    assert {notice.person_id for notice in told} == {ines.pk, osei.pk}


def test_after_a_raised_case_none_is_offered(raised: Flag, ines: User) -> None:
    closed(raised, ines)

    assert actions.offer_debriefs(now=LATER) == 0


def test_a_supervisor_sees_only_who_wants_one(
    high: Flag, ines: User, ade: User, client_of: Callable[[User], Client]
) -> None:
    offer = offered(high, ines)
    page = client_of(ade).get("/debriefs/").content.decode()
    assert "Ines" not in page

    actions.answer_debrief(offer, DebriefAnswer.YES, by=ines, now=LATER)
    page = client_of(ade).get("/debriefs/").content.decode()

    assert "Ines" in page
    assert f"ase {high.pk}" not in page
    assert [n.person_id for n in Notice.objects.filter(kind="safety.debrief_wanted")] == [ade.pk]


@pytest.mark.parametrize("said", [DebriefAnswer.NO, DebriefAnswer.LATER])
def test_a_no_or_later_is_told_to_nobody_and_can_become_a_yes(
    high: Flag, ines: User, ade: User, client_of: Callable[[User], Client], said: DebriefAnswer
) -> None:
    offer = offered(high, ines)
    actions.answer_debrief(offer, said, by=ines, now=LATER)
    assert "Ines" not in client_of(ade).get("/debriefs/").content.decode()

    client_of(ines).post(f"/debriefs/{offer.pk}/answer/", {"answer": "yes"})

    assert [each.person for each in Debrief.objects.wanted()] == [ines]


def test_a_talk_is_held_once_and_not_with_oneself(high: Flag, ines: User, ade: User) -> None:
    offer = offered(high, ines)
    with pytest.raises(NotThisWay, match="Nobody waits"):
        actions.hold_debrief(offer, by=ade, now=LATER)
    actions.answer_debrief(offer, DebriefAnswer.YES, by=ines, now=LATER)
    with pytest.raises(NotThisWay, match="for you"):
        actions.hold_debrief(offer, by=ines, now=LATER)

    actions.hold_debrief(offer, by=ade, now=LATER)

    assert not Debrief.objects.wanted().exists()
    with pytest.raises(NotThisWay, match="had this talk"):
        actions.answer_debrief(offer, DebriefAnswer.NO, by=ines, now=LATER)


def test_nobody_answers_for_another(
    high: Flag, ines: User, ade: User, noor: User, client_of: Callable[[User], Client]
) -> None:
    offer = offered(high, ines)

    for someone in (ade, noor):
        answer = client_of(someone).post(f"/debriefs/{offer.pk}/answer/", {"answer": "yes"})
        assert answer.status_code == 404
    assert client_of(noor).get("/debriefs/").status_code == 404
