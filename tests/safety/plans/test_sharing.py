from datetime import timedelta

import pytest

from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure, Entry
from peerhub.notifications.models import Notice
from safety.companions import companions_of
from safety.plans import actions
from safety.plans.models import PlanShare
from safety.plans.policies import plans_for
from safety.plans.states import Part
from sessions.bookings import actions as bookings
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.safety.plans.acts import ALONE, REASON, shared, written

pytestmark = pytest.mark.usefixtures("vocabulary")
LATER = NOON + timedelta(minutes=5)


def again(person: User) -> User:
    """The person as the next request sees them."""
    return User.objects.get(pk=person.pk)


def test_nobody_reads_a_plan_that_is_not_shared(
    maya: User, sam: User, ines: User, noor: User
) -> None:
    plan = written(maya)

    assert [list(plans_for(each)) for each in (sam, ines, noor, maya)] == [[], [], [], []]
    for each in (sam, ines, noor):
        with pytest.raises(actions.NotShared):
            actions.read_shared(plan, by=each, now=NOON)


def test_a_specialist_whom_the_member_meets_can_be_chosen_and_told(maya: User, sam: User) -> None:
    plan = shared(maya, sam)

    assert [each.person_id for each in companions_of(maya.pk)] == [sam.pk]
    assert list(plans_for(sam)) == [plan]
    told = Notice.objects.get(person=sam, kind="safety.plan_shared")
    assert told.url == f"/plans/{plan.public_id}/"


def test_a_look_is_a_line_in_the_ledger_of_the_member(maya: User, sam: User) -> None:
    plan = shared(maya, sam)

    words = actions.read_shared(plan, by=sam, now=LATER)

    assert (words[Part.ALONE], words[Part.REASON]) == (ALONE, REASON)
    assert [line.sentence for line in Disclosure.objects.about(maya.pk)] == [
        "A peer specialist read your plan, because you shared it."
    ]
    assert Entry.objects.filter(verb="safety.plan_read", actor_id=sam.pk).count() == 1


def test_sharing_ends_at_once(maya: User, sam: User) -> None:
    plan = shared(maya, sam)

    actions.unshare(plan, person_id=sam.pk, by=maya, now=LATER)

    assert list(plans_for(sam)) == []
    with pytest.raises(actions.NotShared):
        actions.read_shared(plan, by=sam, now=LATER)
    assert PlanShare.objects.get().ended_at == LATER


def test_a_share_is_with_the_team_or_with_one_person(
    maya: User, sam: User, ines: User, ade: User, osei: User, noor: User
) -> None:
    plan = shared(maya, None)

    readers = [each for each in (sam, ines, ade, osei, noor) if list(plans_for(each)) == [plan]]
    assert readers == [ines, ade]


def test_a_moderator_who_shares_their_own_plan_does_not_find_it_among_others(
    ines: User, ade: User
) -> None:
    plan = shared(ines, None)

    assert (list(plans_for(ines)), list(plans_for(ade))) == ([], [plan])


def test_a_stranger_a_moderator_by_name_or_a_cancelled_peer_cannot_be_chosen(
    maya: User, sam: User, ines: User, noor: User
) -> None:
    plan = written(maya)
    booking = booked_session(maya, bookable_specialist(sam, now=NOON), NOON)
    bookings.cancel(booking, by=maya, now=NOON)

    for person in (noor, ines, sam):
        with pytest.raises(actions.NotWithThem):
            actions.share(plan, person=person, by=maya, now=NOON)
    assert not PlanShare.objects.exists()


def test_sharing_twice_is_sharing_once_and_can_begin_again(maya: User, sam: User) -> None:
    plan = shared(maya, sam)
    actions.share(plan, person=sam, by=maya, now=NOON)
    actions.unshare(plan, person_id=sam.pk, by=maya, now=LATER)
    actions.unshare(plan, person_id=sam.pk, by=maya, now=LATER)
    actions.share(plan, person=sam, by=maya, now=LATER)

    assert sorted(PlanShare.objects.values_list("ended_at", flat=True), key=str) == [LATER, None]
    verbs = Entry.objects.filter(verb__startswith="safety.plan_").order_by("pk")
    assert [entry.verb for entry in verbs] == [
        "safety.plan_saved",
        "safety.plan_shared",
        "safety.plan_unshared",
        "safety.plan_shared",
    ]


def test_who_is_no_specialist_any_more_reads_nothing(maya: User, sam: User, client_of) -> None:
    plan = shared(maya, sam)
    accounts.revoke_role(sam, Role.SPECIALIST, by=sam, now=LATER)

    assert client_of(again(sam)).get(f"/plans/{plan.public_id}/").status_code == 404
