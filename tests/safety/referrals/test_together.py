"""Drafted with the member, from local help; and a named person who goes with them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from peerhub.notifications.models import Notice
from safety import companions
from safety.companions import names_of
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.referrals import actions
from safety.referrals.models import Introduction, Referral
from safety.referrals.states import Company, Done, ReferralState, Said, Share
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.safety.directory.acts import listed
from tests.safety.flags.texts import HIGH, flagged
from tests.safety.referrals.acts import CONTACT, WISH, drafted, shared

ClientOf = Callable[[User], Client]
pytestmark = pytest.mark.django_db
WORDS = {"kind": "therapist", "to_whom": "Harbor Practice", "reason": "mood", "wish": WISH}
WHEN = "Tuesday at 3, by phone"


@pytest.fixture
def met(maya: User, sam: User) -> User:
    """Sam, who meets Maya in sessions."""
    booked_session(maya, bookable_specialist(sam, now=NOON), NOON)
    return sam


def test_what_is_wrong_stands_first_and_the_question_is_of_afterwards(
    maya: User, met: User, client_of: ClientOf
) -> None:
    going = actions.propose(
        shared(maya, company=Company.PEER, peer_id=met.pk), when=WHEN, by=met, now=NOON
    )
    actions.say(going, Said.YES, by=maya, now=NOON)

    page = client_of(met).post(f"/referrals/together/{going.public_id}/")

    text = page.content.decode().partition("<main")[2]
    places = [text.index(part) for part in ("There is a problem", "<h1>", "<h2>Afterwards</h2>")]
    assert (page.status_code, places) == (422, sorted(places))


def told(person: User) -> list[str]:
    return list(Notice.objects.filter(person=person).values_list("kind", flat=True))


def test_a_peer_drafts_and_the_member_alone_ticks_changes_and_decides(
    maya: User, met: User, client_of: ClientOf
) -> None:
    page = client_of(met).post(f"/referrals/for/{maya.pk}/", {**WORDS, "share": ["wish"]})
    assert page.status_code == 302

    referral = Referral.objects.get()
    assert (referral.member, referral.made_by, referral.state) == (maya, met, "drafted")
    assert (referral.fields_shared, referral.contact) == ([], "")
    assert "safety.referral_drafted_for" in told(maya)
    assert client_of(met).get(f"/referrals/{referral.public_id}/").status_code == 404
    own = client_of(maya)
    text = own.get(f"/referrals/{referral.public_id}/").content.decode()
    assert "Sam wrote this down for you." in text
    change = own.get(f"/referrals/{referral.public_id}/change/")
    assert b"checked" not in change.content.partition(b'name="share"')[2]

    own.post(
        f"/referrals/{referral.public_id}/change/",
        {**WORDS, "to_whom": "Anyone near me", "contact": CONTACT, "share": ["contact"]},
    )

    referral.refresh_from_db()
    assert (referral.to_whom, referral.fields_shared) == ("Anyone near me", [Share.CONTACT])
    assert WISH not in referral.letter


def test_nobody_drafts_for_whom_they_do_not_meet(
    maya: User, sam: User, noor: User, client_of: ClientOf
) -> None:
    for person in (sam, noor):
        for method in ("get", "post"):
            answer = getattr(client_of(person), method)(f"/referrals/for/{maya.pk}/", WORDS)
            assert answer.status_code == 404
    assert not Referral.objects.exists()


def test_whoever_is_on_a_case_drafts_for_its_person_without_a_name(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    flag = flagged(maya, text=HIGH)
    browser = client_of(ines)
    assert browser.get(f"/referrals/for/case/{flag.pk}/").status_code == 404
    flags.claim(flag, by=ines, now=timezone.now())
    page = browser.get(f"/referrals/for/case/{flag.pk}/").content.decode()
    assert "Maya" not in page

    browser.post(f"/referrals/for/case/{flag.pk}/", WORDS)

    assert Referral.objects.get().member == maya
    assert b"/referrals/for/case/" in browser.get(f"/queue/{flag.pk}/").content


def test_words_that_a_peer_writes_are_read_as_theirs(maya: User, met: User) -> None:
    draft = actions.Draft(**{**WORDS, "wish": f"She said: {HIGH}"})  # type: ignore[arg-type]

    actions.draft_for(draft, member=maya, by=met, now=NOON)

    assert Flag.objects.get().author == met


def test_changing_a_draft_reads_only_what_is_new_and_ends_with_the_decision(maya: User) -> None:
    referral = drafted(maya, wish=HIGH)
    given = actions.Draft(kind=referral.kind, to_whom="Elsewhere", reason="mood", wish=HIGH)  # type: ignore[arg-type]

    assert not actions.rewrite(referral, given, by=maya, now=NOON).show_help
    assert Flag.objects.count() == 1
    actions.consent(referral, by=maya, now=NOON)
    with pytest.raises(actions.TooLate):
        actions.rewrite(referral, given, by=maya, now=NOON)


def test_from_local_help_to_a_letter(maya: User, ines: User, client_of: ClientOf) -> None:
    service = listed(ines, now=timezone.now())
    own = client_of(maya)
    found = own.get("/local-help/?country=US&need=grief").content.decode()
    assert f"/referrals/new/?service={service.public_id}" in found

    begun = own.get(f"/referrals/new/?service={service.public_id}").context["form"]
    whom = begun["to_whom"].value()
    assert whom == "Lantern House: Talking about a loss"
    own.post(
        f"/referrals/new/?service={service.public_id}",
        {"kind": "service", "to_whom": whom, "reason": "other", "holds_days": "7"},
    )

    referral = Referral.objects.get()
    assert (referral.service, referral.asking, referral.company) == (service, "here", "nobody")
    actions.consent(referral, by=maya, now=NOON)
    assert referral.consent_until == (NOON + timedelta(days=7)).date()
    assert (
        "Talking about a loss"
        in client_of(ines).get(f"/referrals/{referral.public_id}/case/").content.decode()
    )
    for nothing in ("", "nonsense", "0" * 32):
        assert own.get(f"/referrals/new/?service={nothing}").status_code == 200


def test_what_is_passed_on_is_what_was_shown_word_for_word(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    referral = drafted(maya, share=(Share.HANDLE, Share.WISH))
    shown = client_of(maya).get(f"/referrals/{referral.public_id}/").context["letter"]
    actions.consent(referral, by=maya, now=timezone.now())
    User.objects.filter(pk=maya.pk).update(handle="Zirkonia")

    page = client_of(ines).get(f"/referrals/{referral.public_id}/case/")

    assert page.context["letter"] == shown
    assert "Zirkonia" not in page.content.decode()
    receipt = client_of(maya).get(f"/referrals/{referral.public_id}/").content.decode()
    assert "Receipt of your yes" in receipt
    assert actions.CONSENT_VERSION in receipt


def test_letters_are_sealed_anew_with_a_new_key(maya: User, settings) -> None:
    referral = shared(maya)
    letter, before = referral.letter, bytes(referral.sealed_letter)
    assert WISH.encode() not in before
    settings.TEXT_KEYS = ["a new key", *settings.TEXT_KEYS]

    assert (actions.seal_anew(), actions.seal_anew()) == (1, 0)

    referral.refresh_from_db()
    assert (referral.letter, bytes(referral.sealed_letter) == before) == (letter, False)


def test_a_moderator_goes_with_the_member_once_they_said_yes(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    referral = shared(maya)
    staff, own = client_of(ines), client_of(maya)
    staff.post(f"/referrals/{referral.public_id}/together/", {"when": WHEN})
    made = Introduction.objects.get()
    assert (made.companion, told(maya)) == (ines, ["safety.referral_together"])
    assert staff.get(f"/referrals/together/{made.public_id}/").status_code == 404  # no yes yet

    seen = own.get(f"/referrals/{referral.public_id}/").content.decode()
    assert f"<strong>Ines</strong> would go with you: {WHEN}." in seen
    own.post(f"/referrals/together/{made.public_id}/said/", {"said": "yes"})

    assert told(ines) == ["safety.referral_wanted"]
    before = Disclosure.objects.about(maya.pk).count()
    page = staff.get(f"/referrals/together/{made.public_id}/").content.decode()
    assert "Maya" not in page.partition("<main")[2]  # she did not tick her name
    assert Disclosure.objects.about(maya.pk).count() == before + 1
    staff.post(f"/referrals/together/{made.public_id}/", {"done": "done"})
    made.refresh_from_db()
    assert (made.done, made.done_by) == (Done.DONE, ines)


def test_the_member_says_no_also_after_a_yes_and_the_referral_stays(maya: User, ines: User) -> None:
    referral = shared(maya)
    made = actions.propose(referral, when=WHEN, by=ines, now=NOON)
    actions.say(made, Said.YES, by=maya, now=NOON)
    actions.say(made, Said.NO, by=maya, now=NOON)

    with pytest.raises(actions.TooLate):
        actions.write_down(made, Done.DONE, by=ines, now=NOON)
    with pytest.raises(actions.TooLate):
        actions.say(made, Said.YES, by=maya, now=NOON)
    referral.refresh_from_db()
    assert referral.state == ReferralState.CONSENTED
    again = actions.propose(referral, when="Friday", by=ines, now=NOON)
    with pytest.raises(actions.TooLate, match="proposed already"):
        actions.propose(referral, when="Saturday", by=ines, now=NOON)
    assert list(Introduction.objects.standing()) == [again]


def test_the_peer_whom_the_member_named_goes_while_they_meet(
    maya: User, met: User, ines: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert names_of(maya.pk) == {met.pk: "Sam"}
    referral = shared(maya, company=Company.PEER, peer_id=met.pk)
    made = actions.propose(referral, when=WHEN, by=ines, now=NOON)
    actions.say(made, Said.YES, by=maya, now=NOON)

    page = client_of(met).get(f"/referrals/together/{made.public_id}/").content.decode()

    assert (made.companion, "Maya said yes" in page, WISH in page) == (met, True, False)
    assert client_of(ines).get(f"/referrals/together/{made.public_id}/").status_code == 404
    monkeypatch.setattr(companions, "_lookups", [])
    assert actions.companion_for(referral) is None
    with pytest.raises(actions.NotMet):
        drafted(maya, company=Company.PEER, peer_id=met.pk)


def test_noor_and_a_peer_who_was_not_named_find_nothing_of_it(
    maya: User, sam: User, noor: User, ines: User, client_of: ClientOf
) -> None:
    made = actions.propose(shared(maya), when=WHEN, by=ines, now=NOON)
    actions.say(made, Said.YES, by=maya, now=NOON)
    page = f"/referrals/together/{made.public_id}/"

    for person in (noor, sam):
        browser = client_of(person)
        assert browser.get(page).status_code == 404
        assert browser.post(page, {"done": "done"}).status_code == 404
        assert browser.post(f"{page}said/", {"said": "no"}).status_code == 404
    made.refresh_from_db()
    assert (made.said, made.done) == ("yes", "")


def test_a_supervisor_sees_all_that_is_stuck_and_a_moderator_what_nobody_answered(
    maya: User, ines: User, ade: User, client_of: ClientOf
) -> None:
    shared(maya)
    late = shared(maya)
    actions.mark_sent(late, by=ines, now=NOON)
    actions.open_due_follow_ups(now=NOON + timedelta(days=40))

    def seen(person: User) -> set[str]:
        page = client_of(person).get("/referrals/")
        return {each.get_stuck_display() for each in page.context["stuck"]}

    assert seen(ade) == {"Not passed on within two working days", "Sent, and nobody answered"}
    assert seen(ines) == {"Sent, and nobody answered"}
    own = client_of(ade)
    page = f"/referrals/{late.public_id}/closing/"
    own.post(page, {"outcome": "unsaid", "again_on": ""})
    late.refresh_from_db()
    assert (late.state, late.stuck) == ("closed", "")


def test_stopping_the_questions_is_one_press(maya: User, ines: User, client_of: ClientOf) -> None:
    referral = shared(maya)
    actions.mark_sent(referral, by=ines, now=timezone.now())
    own = client_of(maya)
    assert (
        b"Do not ask me about this any more" in own.get(f"/referrals/{referral.public_id}/").content
    )

    page = own.post(f"/referrals/{referral.public_id}/quiet/", follow=True).content.decode()

    assert "We will not ask about this one any more." in page
    assert "We do not ask you how it went, as you wished." in page
