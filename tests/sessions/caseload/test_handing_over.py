"""A warm hand-over: Sam asks, Maya says to what, Tomasz takes it on; nothing moves before the last yes."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from peerhub.notifications.models import Notice
from sessions.bookings.models import Booking
from sessions.caseload import actions
from sessions.caseload.models import HandedItem, WarmHandOver, WorkingNote
from sessions.caseload.states import HandingState
from sessions.notes import actions as notes
from sessions.notes.models import NoteVersion, Promise
from tests.builders_matching import published_specialist
from tests.builders_notes import amended, held_session, signed

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
SHARED, KEPT, UNSHARED = "We read the list aloud.", "About her sister.", "About her phone."
WORD = "I am away for three months. Tomasz knows these nights, too."


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def taker(tomasz: User, now: datetime) -> SpecialistProfile:
    return published_specialist(tomasz, now=now - timedelta(days=60))


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile, sam: User, now: datetime) -> Booking:
    """Three notes, one of them not shared, a promise, and something that is Sam's alone."""
    first, second, third = (
        held_session(maya, peer, ended=timedelta(hours=hours), now=now) for hours in (20, 44, 68)
    )
    amended(signed(first, now=now, did="Before it was amended."), now=now, did=SHARED)
    # It ended about two days ago, more than that at some hours: then a note says why it is late.
    signed(second, now=now, did=KEPT, late_why="Ill.")
    signed(third, now=now, did=UNSHARED, shared=False, unshared_why="Read.", late_why="Ill.")
    notes.promise(peer, maya, words="Send the link.", due_on=None, by=sam, now=now)
    actions.keep_working_note(peer, maya, words="Mine.", by=sam, now=now)
    return first


@pytest.fixture
def asked(
    booking: Booking,
    maya: User,
    sam: User,
    peer: SpecialistProfile,
    taker: SpecialistProfile,
    now: datetime,
) -> WarmHandOver:
    could = actions.what_could_move(peer, maya)
    return actions.hand_over(peer, maya, taker=taker, words=WORD, offered=could, by=sam, now=now)


def item_of(made: WarmHandOver, did: str) -> HandedItem:
    return made.items.get(version__did=did)


def words_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def told(person: User) -> list[str]:
    kinds = Notice.objects.filter(person=person, kind__startswith="sessions.hand_over")
    return list(kinds.order_by("pk").values_list("kind", flat=True))


def test_only_wordings_that_stand_and_that_the_member_reads_and_open_promises_could_move(
    booking: Booking, maya: User, peer: SpecialistProfile
) -> None:
    could = actions.what_could_move(peer, maya)

    assert [each.did for each in could.versions] == [SHARED, KEPT]
    assert [each.words for each in could.promises] == ["Send the link."]


def test_the_member_is_asked_first_and_the_other_peer_finds_nothing(
    asked: WarmHandOver, maya: User, tomasz: User, client_of: ClientOf
) -> None:
    assert (told(maya), told(tomasz)) == (["sessions.hand_over"], [])
    page = words_of(client_of(maya).get(f"/sessions/hand-overs/{asked.public_id}/"))
    assert "Sam asks whether Tomasz may go on with you" in page
    for words in (WORD, SHARED, KEPT, "Send the link."):
        assert words in page
    for words in (UNSHARED, "Mine.", "Before it was amended."):
        assert words not in page
    assert (
        client_of(tomasz).get(f"/caseload/hand-overs/{asked.public_id}/taking/").status_code == 404
    )
    with pytest.raises(actions.NotYours):
        actions.take_on(asked, by=tomasz, now=timezone.now())


def test_yes_to_some_moves_that_alone_after_the_other_peers_yes(
    asked: WarmHandOver,
    maya: User,
    sam: User,
    tomasz: User,
    taker: SpecialistProfile,
    client_of: ClientOf,
) -> None:
    mine, desk = (
        f"/sessions/hand-overs/{asked.public_id}/",
        f"/caseload/hand-overs/{asked.public_id}/taking/",
    )
    promise = asked.items.get(promise__isnull=False)
    ticked = [item_of(asked, SHARED).pk, promise.pk]
    client_of(maya).post(mine, {"items": ticked, "yes": "yes"})

    browser = client_of(tomasz)
    before = words_of(browser.get(desk))
    assert WORD in before
    for words in (SHARED, KEPT, "Maya"):
        assert words not in before
    assert Promise.objects.get().specialist_id != taker.pk
    assert Disclosure.objects.about(maya.pk).count() == 0
    assert "A peer would like to hand somebody over to you." in words_of(browser.get("/caseload/"))

    after = words_of(browser.post(desk, {"yes": "yes"}, follow=True))
    assert SHARED in after
    for words in (KEPT, UNSHARED, "Mine.", "Before it was amended."):
        assert words not in after
    assert Promise.objects.get().specialist == taker
    assert not WorkingNote.objects.exists()
    line = Disclosure.objects.about(maya.pk).get()
    assert (line.who, line.what, line.why) == ("specialist", "session_note", "handed_over")
    assert told(sam) == ["sessions.hand_over_answered"]


def test_yes_to_nothing_is_a_yes_and_a_strange_item_is_none(
    asked: WarmHandOver, maya: User, tomasz: User, now: datetime, client_of: ClientOf
) -> None:
    page = f"/sessions/hand-overs/{asked.public_id}/"
    assert client_of(maya).post(page, {"items": ["4711"], "yes": "yes"}).status_code == 422
    client_of(maya).post(page, {"yes": "yes"})
    actions.take_on(asked, by=tomasz, now=now)

    desk = words_of(client_of(tomasz).get(f"/caseload/hand-overs/{asked.public_id}/taking/"))
    assert "They handed on no notes." in desk
    assert Promise.objects.get().specialist == asked.giver


def test_a_no_ends_it_and_the_other_peer_never_hears_of_it(
    asked: WarmHandOver, maya: User, tomasz: User, now: datetime, client_of: ClientOf
) -> None:
    client_of(maya).post(f"/sessions/hand-overs/{asked.public_id}/", {"no": "no"})

    asked.refresh_from_db()
    assert asked.state == HandingState.REFUSED
    assert told(tomasz) == []
    with pytest.raises(actions.NotYours):
        actions.agree(asked, [], by=maya, now=now)


def test_the_member_ends_it_afterwards_and_nothing_is_read_any_more(
    asked: WarmHandOver, maya: User, tomasz: User, now: datetime, client_of: ClientOf
) -> None:
    actions.agree(asked, [item_of(asked, SHARED).pk], by=maya, now=now)
    actions.take_on(asked, by=tomasz, now=now)
    desk = f"/caseload/hand-overs/{asked.public_id}/taking/"
    assert client_of(tomasz).get(desk).status_code == 200

    client_of(maya).post(f"/sessions/hand-overs/{asked.public_id}/", {"no": "no"})
    assert client_of(tomasz).get(desk).status_code == 404


@pytest.mark.parametrize("days", [27, 28])
def test_what_was_handed_over_is_read_for_four_weeks(
    asked: WarmHandOver, maya: User, tomasz: User, now: datetime, client_of: ClientOf, days: int
) -> None:
    actions.agree(asked, [], by=maya, now=now)
    actions.take_on(asked, by=tomasz, now=now - timedelta(days=days))

    answer = client_of(tomasz).get(f"/caseload/hand-overs/{asked.public_id}/taking/")
    assert answer.status_code == (200 if days < 28 else 404)


def test_the_other_peer_says_no_and_nothing_has_moved(
    asked: WarmHandOver, maya: User, sam: User, tomasz: User, peer: SpecialistProfile, now: datetime
) -> None:
    actions.agree(asked, list(asked.items.values_list("pk", flat=True)), by=maya, now=now)
    actions.decline(asked, by=tomasz, now=now)

    assert Promise.objects.get().specialist == peer
    assert WorkingNote.objects.exists()
    assert (told(sam), told(maya)[-1]) == (
        ["sessions.hand_over_answered"],
        "sessions.hand_over_answered",
    )


def test_after_a_block_it_is_neither_taken_on_nor_read(
    asked: WarmHandOver, maya: User, tomasz: User, now: datetime, client_of: ClientOf
) -> None:
    actions.agree(asked, [], by=maya, now=now)
    blocking.block(tomasz, by=maya, now=now)

    with pytest.raises(actions.NotPossible):
        actions.take_on(asked, by=tomasz, now=now)
    assert (
        client_of(tomasz).get(f"/caseload/hand-overs/{asked.public_id}/taking/").status_code == 404
    )


def test_sam_takes_it_back_and_may_ask_again_one_at_a_time(
    asked: WarmHandOver,
    maya: User,
    sam: User,
    peer: SpecialistProfile,
    taker: SpecialistProfile,
    now: datetime,
) -> None:
    nothing = actions.Handing([], [])
    given: dict[str, Any] = {
        "taker": taker,
        "words": WORD,
        "offered": nothing,
        "by": sam,
        "now": now,
    }
    with pytest.raises(actions.NotPossible):
        actions.hand_over(peer, maya, **given)
    actions.take_hand_over_back(asked, by=sam, now=now)

    assert actions.hand_over(peer, maya, **given).state == HandingState.ASKED


def test_nobody_else_answers_and_nobody_hands_to_themself_or_what_is_not_theirs(
    asked: WarmHandOver, maya: User, noor: User, sam: User, tomasz: User, peer: SpecialistProfile,
    taker: SpecialistProfile, now: datetime, client_of: ClientOf,
) -> None:  # fmt: skip
    for stranger in (noor, sam, tomasz):
        with pytest.raises(actions.NotYours):
            actions.agree(asked, [], by=stranger, now=now)
        assert (
            client_of(stranger).get(f"/sessions/hand-overs/{asked.public_id}/").status_code == 404
        )
    with pytest.raises(actions.NotYours):
        actions.take_hand_over_back(asked, by=tomasz, now=now)
    assert client_of(tomasz).get(f"/caseload/hand-overs/{asked.public_id}/").status_code == 404
    with pytest.raises(actions.NotMet):
        could = actions.Handing([], [])
        actions.hand_over(taker, maya, taker=peer, words=WORD, offered=could, by=tomasz, now=now)
    actions.take_hand_over_back(asked, by=sam, now=now)
    unshared = actions.Handing([NoteVersion.objects.get(did=UNSHARED)], [])
    for to, offered in ((peer, actions.Handing([], [])), (taker, unshared)):
        with pytest.raises(actions.NotPossible):
            actions.hand_over(peer, maya, taker=to, words=WORD, offered=offered, by=sam, now=now)
    assert WarmHandOver.objects.count() == 1


def test_sam_asks_on_a_page_and_sees_where_it_stands(
    booking: Booking,
    maya: User,
    sam: User,
    taker: SpecialistProfile,
    publisher: User,
    client_of: ClientOf,
) -> None:
    browser, page = client_of(sam), f"/caseload/{maya.pk}/hand-over/"
    assert browser.post(page, {"words": ""}).status_code == 422
    typed = {"taker": taker.pk, "words": WORD, "items": [f"p{Promise.objects.get().pk}"]}
    answer = words_of(browser.post(page, typed, follow=True))
    assert "Maya: from you to Tomasz Waits for the member" in answer
    assert "Send the link." in answer
    assert "may go on with you" in words_of(client_of(maya).get(booking.get_absolute_url()))

    desk = words_of(client_of(publisher).get("/supervision/caseloads/"))
    assert "From Sam to Tomasz Waits for the member" in desk
    assert "Maya" not in desk
