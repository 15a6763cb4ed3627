"""A code says who invites; a yes shares nothing, and a no tells nobody."""

from datetime import timedelta

import pytest

from peerhub.accounts import blocking
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from safety.clinic import actions, codes
from safety.clinic.models import Invitation, Link
from safety.clinic.policies import linked
from safety.sharing.models import Sharing
from tests.cast import NOON
from tests.safety.clinic.acts import REPLY, WISHES, checked, invited, said_yes, ticked

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def standing(osei, ade):
    return checked(osei, by=ade)


def test_a_code_is_kept_as_something_that_opens_nothing(osei):
    made, code = invited(osei)

    kept = Invitation.objects.values().get()
    plain = code.replace("-", "")
    assert plain not in str(kept).replace("-", "")
    assert b"long nights" not in bytes(made.sealed)
    assert made.said == {"wishes": WISHES, "reply_to": REPLY}
    assert made.code_hash == codes.fingerprint(f" {plain.lower()} ")
    assert len({codes.make() for _ in range(50)}) == 50


def test_a_yes_links_the_two_and_shares_nothing(maya, osei, standing):
    made, code = invited(osei)
    Notice.objects.all().delete()

    assert actions.look_up(code, by=maya, now=NOON) == (made, standing)
    link = actions.say_yes(code.lower(), by=maya, now=NOON)

    assert linked(maya, osei, NOON) == link
    assert (link.invitation, Sharing.objects.count()) == (made, 0)
    assert not Notice.objects.exists()


def test_a_no_leaves_no_link_and_not_who_said_it(maya, osei):
    _, code = invited(osei)

    actions.say_no(code, by=maya, now=NOON)

    assert not Link.objects.exists()
    closed = Entry.objects.get(verb="safety.invitation_closed")
    assert closed.actor_id is None


def _wrong(code, made, osei, ade, maya):
    return "K7QF-2MXR-9TBC"


def _withdrawn(code, made, osei, ade, maya):
    actions.withdraw(made, by=osei, now=NOON)
    return code


def _used(code, made, osei, ade, maya):
    actions.say_no(code, by=maya, now=NOON)
    return code


def _blocked(code, made, osei, ade, maya):
    blocking.block(maya, by=osei, now=NOON)
    return code


def _unchecked(code, made, osei, ade, maya):
    actions.leave(osei.clinical_standing, by=ade, now=NOON)
    return code


@pytest.mark.parametrize("turned", [_wrong, _withdrawn, _used, _blocked, _unchecked])
def test_what_opens_nothing_opens_it_with_the_same_words(maya, osei, ade, turned):
    made, code = invited(osei)
    tried = turned(code, made, osei, ade, maya)

    for answer in (actions.look_up, actions.say_yes, actions.say_no):
        with pytest.raises(actions.NotThere, match="opens nothing now"):
            answer(tried, by=maya, now=NOON)


def test_it_holds_for_thirty_days_and_not_for_its_clinician(maya, osei):
    _, code = invited(osei)

    assert actions.look_up(code, by=maya, now=NOON + 29 * DAY)
    with pytest.raises(actions.NotThere):
        actions.look_up(code, by=maya, now=NOON + 30 * DAY)
    with pytest.raises(actions.NotThere):
        actions.look_up(code, by=osei, now=NOON)


def test_a_clinician_who_was_named_before_and_invites_is_linked_once(
    maya, osei, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        ticked(maya, osei, ["clinic.accepted"])
    link = Link.objects.get()
    assert link.invitation is None

    said_yes(maya, osei)

    assert Link.objects.get().invitation == Invitation.objects.get()


def test_words_go_when_nobody_needs_them(maya, osei):
    said_yes(maya, osei)

    assert actions.forget_words(now=NOON + 100 * DAY) == 0
    assert actions.forget_words(now=NOON + 120 * DAY) == 1
    assert Invitation.objects.get().said == {"wishes": "", "reply_to": ""}


def test_the_end_of_an_account_ends_its_links_and_takes_the_words_along(maya, osei):
    said_yes(maya, osei)

    actions.end_all_of(maya, by=maya, now=NOON)

    assert (Link.objects.get().how, Invitation.objects.get().sealed) == ("gone", None)


def test_a_new_key_seals_licenses_and_words_anew(maya, osei, settings):
    invited(osei)
    settings.TEXT_KEYS = ["another-key-for-words-of-32-bytes!", *settings.TEXT_KEYS]

    assert (actions.seal_anew(), actions.seal_licences_anew()) == (1, 1)
    assert (actions.seal_anew(), actions.seal_licences_anew()) == (0, 0)
    assert Invitation.objects.get().said["wishes"] == WISHES
