"""Profiles: who makes them, who shows them, who takes them away."""

from datetime import timedelta

import pytest

from matching.peers import actions
from matching.peers.actions import About, NotASpecialist, NotForYou, NothingToShow
from matching.peers.models import SpecialistProfile
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from tests.builders_matching import certified, published_specialist, told_story
from tests.cast import NOON

ABOUT = About(headline="I have been there.")


def shown() -> list[str]:
    return [profile.slug for profile in SpecialistProfile.objects.published()]


def test_a_profile_is_seen_once_a_supervisor_publishes_it(sam: User, ade: User) -> None:
    profile = told_story(sam, roots=("R7",), struggles=("S35",), now=NOON)
    certified(sam, now=NOON)
    assert shown() == []

    actions.publish(profile, by=ade, now=NOON)

    assert shown() == ["sam"]
    entry = Entry.objects.get(verb=Verb.PROFILE_PUBLISHED)
    assert (entry.actor_id, entry.subject_id) == (ade.pk, str(profile.pk))


def test_publishing_twice_changes_nothing(sam: User, ade: User) -> None:
    profile = told_story(sam, now=NOON)
    certified(sam, now=NOON)

    actions.publish(profile, by=ade, now=NOON)
    again = actions.publish(profile, by=ade, now=NOON + timedelta(days=1))

    assert again.published_at == NOON
    assert Entry.objects.filter(verb=Verb.PROFILE_PUBLISHED).count() == 1


def test_without_a_story_there_is_nothing_to_show(sam: User, ade: User) -> None:
    profile = actions.create_profile(sam, about=ABOUT)

    with pytest.raises(NothingToShow):
        actions.publish(profile, by=ade, now=NOON)


def test_a_draft_is_nothing_to_show(sam: User, ade: User) -> None:
    profile = told_story(sam, show=False, now=NOON)

    with pytest.raises(NothingToShow):
        actions.publish(profile, by=ade, now=NOON)


@pytest.mark.parametrize("who", ["sam", "ines", "noor"])
def test_only_a_supervisor_publishes(who: str, sam: User, ines: User, noor: User) -> None:
    profile = told_story(sam, now=NOON)

    with pytest.raises(NotForYou):
        actions.publish(profile, by={"sam": sam, "ines": ines, "noor": noor}[who], now=NOON)


def test_a_supervisor_never_publishes_themself(ade: User) -> None:
    accounts.grant_role(ade, Role.SPECIALIST, by=None, now=NOON)
    profile = told_story(ade, now=NOON)

    with pytest.raises(NotForYou):
        actions.publish(profile, by=ade, now=NOON)


def test_a_member_has_no_profile(noor: User) -> None:
    with pytest.raises(NotASpecialist):
        actions.create_profile(noor, about=ABOUT)


def test_a_pause_hides_and_the_comeback_shows_again(sam: User) -> None:
    profile = published_specialist(sam, now=NOON)

    actions.pause(profile, by=sam, now=NOON)
    actions.pause(profile, by=sam, now=NOON)
    assert shown() == []
    assert profile.pauses.count() == 1

    actions.comeback(profile, by=sam, now=NOON + timedelta(days=3))
    assert shown() == ["sam"]


def test_noor_pauses_nobody(sam: User, noor: User) -> None:
    profile = published_specialist(sam, now=NOON)

    with pytest.raises(NotForYou):
        actions.pause(profile, by=noor, now=NOON)
    with pytest.raises(NotForYou):
        actions.comeback(profile, by=noor, now=NOON)


def test_who_loses_the_role_is_not_shown(
    sam: User, ade: User, django_capture_on_commit_callbacks
) -> None:
    published_specialist(sam, now=NOON)

    with django_capture_on_commit_callbacks(execute=True):
        accounts.revoke_role(sam, Role.SPECIALIST, by=ade, now=NOON)

    assert shown() == []


def test_a_closed_account_is_not_shown(sam: User) -> None:
    published_specialist(sam, now=NOON)
    sam.is_active = False
    sam.save(update_fields=["is_active"])

    assert shown() == []


def test_free_times_come_from_above(sam: User) -> None:
    profile = published_specialist(sam, now=NOON)
    times = [NOON + timedelta(hours=5), NOON + timedelta(hours=6)]

    actions.set_free_times(profile, times[0], soon=times)
    profile.refresh_from_db()

    assert (profile.next_open_slot_at, profile.free_soon) == (times[0], times)
