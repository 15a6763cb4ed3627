"""A clinician asks to be one here; another person checks; some day it ends."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure, Entry
from peerhub.notifications.models import Notice
from safety.clinic import actions
from safety.clinic.models import Standing
from safety.clinic.policies import practises_at
from safety.clinic.states import State
from safety.sharing.models import Sharing
from tests.cast import NOON
from tests.safety.clinic.acts import OSEI, YEAR, checked, said_yes, ticked

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_the_role_comes_with_the_check_and_goes_with_its_end(person, ade):
    lee = person("Lee")
    asked = actions.apply(lee, OSEI, now=NOON)
    assert not lee.has_role(Role.CLINICIAN)
    assert Notice.objects.filter(kind="clinic.asked").get().person == ade

    actions.verify(asked, said="Called.", until=NOON + YEAR, by=ade, now=NOON)
    lee = type(lee).objects.get(pk=lee.pk)
    assert lee.has_role(Role.CLINICIAN)
    assert practises_at(lee, NOON)
    assert not practises_at(lee, NOON + YEAR)

    assert actions.end_expired(now=NOON + YEAR - DAY) == 0
    assert actions.end_expired(now=NOON + YEAR) == 1
    assert actions.end_expired(now=NOON + YEAR) == 0
    assert not type(lee).objects.get(pk=lee.pk).has_role(Role.CLINICIAN)
    verbs = Entry.objects.filter(verb__startswith="safety.clinician").order_by("pk")
    assert [each.verb for each in verbs] == [
        "safety.clinician_asked",
        "safety.clinician_verified",
        "safety.clinician_ended",
    ]


def test_who_is_of_our_team_keeps_the_role_when_it_ends(osei, ade):
    standing = checked(osei, by=ade)

    actions.leave(standing, by=osei, now=NOON)

    assert type(osei).objects.get(pk=osei.pk).has_role(Role.CLINICIAN)
    assert not practises_at(osei, NOON)


def test_nobody_checks_themselves_and_not_everybody_checks(ade, ines, osei):
    own = actions.apply(ade, OSEI, now=NOON)
    theirs = actions.apply(osei, OSEI, now=NOON)
    said = {"said": "It is me.", "until": NOON + YEAR, "now": NOON}

    for standing, by in ((own, ade), (theirs, ines), (theirs, osei)):
        with pytest.raises(actions.NotForYou):
            actions.verify(standing, by=by, **said)
        with pytest.raises(actions.NotForYou):
            actions.look_at(standing, by=by, now=NOON)
    assert set(Standing.objects.values_list("state", flat=True)) == {State.ASKED}


@pytest.mark.parametrize("until", [NOON, NOON + timedelta(days=1200)])
def test_a_check_holds_from_now_on_and_not_for_ever(osei, ade, until):
    asked = actions.apply(osei, OSEI, now=NOON)

    with pytest.raises(actions.NotNow):
        actions.verify(asked, said="Called.", until=until, by=ade, now=NOON)


def test_what_was_changed_after_it_was_read_is_read_again(osei, ade, client_of):
    read = actions.apply(osei, OSEI, now=NOON)
    actions.apply(osei, replace(OSEI, licence_number="A-4712"), now=NOON + DAY)

    with pytest.raises(actions.NotNow, match="Please read it once more"):
        actions.verify(read, said="Called.", until=NOON + YEAR, by=ade, now=NOON + DAY)
    page = f"/clinic/checks/{read.public_id}/"
    until = (timezone.now() + DAY).date().isoformat()
    yes = {"answer": "verify", "said": "Called.", "until": until}
    answer = client_of(ade).post(page, {**yes, "seen": NOON.isoformat()}, follow=True)
    assert ["A-4712" in answer.content.decode(), Standing.objects.get().state] == [True, "asked"]


def test_a_no_says_why_and_they_can_ask_again(person, ade):
    lee = person("Lee")
    asked = actions.apply(lee, OSEI, now=NOON)

    refused = actions.refuse(asked, said="The number is not in the register.", by=ade, now=NOON)
    with pytest.raises(actions.NotNow):
        actions.verify(refused, said="Called.", until=NOON + YEAR, by=ade, now=NOON)

    again = actions.apply(lee, OSEI, now=NOON + DAY)
    assert (again.pk, again.state, again.said) == (asked.pk, State.ASKED, "")
    with pytest.raises(actions.NotNow):
        actions.apply(checked_again(again, ade).person, OSEI, now=NOON + DAY)


def checked_again(standing, by):
    return actions.verify(standing, said="Found.", until=NOON + YEAR, by=by, now=NOON + DAY)


def test_what_they_say_of_their_license_lies_sealed_and_each_look_is_a_line(osei, ade):
    asked = actions.apply(osei, OSEI, now=NOON)

    assert b"A-4711" not in bytes(asked.sealed)
    licence = actions.look_at(asked, by=ade, now=NOON)

    assert licence == {
        "body": "State Medical Board",
        "number": "A-4711",
        "address": "osei@harbor.example",
    }
    assert Disclosure.objects.about(osei.pk).count() == 1


def test_without_the_role_all_links_and_all_that_is_shared_end(
    maya, person, ade, django_capture_on_commit_callbacks
):
    lee = person("Lee")
    standing = checked(lee, by=ade)
    link = said_yes(maya, type(lee).objects.get(pk=lee.pk))
    ticked(maya, type(lee).objects.get(pk=lee.pk), ["clinic.accepted"])

    with django_capture_on_commit_callbacks(execute=True):
        actions.leave(standing, by=ade, now=NOON)

    link.refresh_from_db()
    assert link.how == "no_clinician"
    assert [each.how for each in Sharing.objects.all()] == ["work_over"]
