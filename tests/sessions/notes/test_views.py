"""The pages of notes, as Sam, Maya, a supervisor and those see them who must see nothing."""

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
from sessions.bookings.models import Booking
from sessions.notes import actions
from sessions.notes.models import NoteVersion, SessionNote
from sessions.notes.states import NoteState
from tests.builders_notes import WHOLE, amended, drafted, held_session, signed

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
TYPED = {**{name: value for name, value in WHOLE.items() if isinstance(value, str)}, "risk": "0"}
TYPED |= {"shared": "yes", "seen": "0"}


@pytest.fixture
def later() -> datetime:
    return timezone.now()


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile, later: datetime) -> Booking:
    """Held yesterday, by the clock of the pages."""
    return held_session(maya, peer, ended=timedelta(hours=20), now=later)


def address(booking: Booking) -> str:
    return f"/sessions/{booking.public_id}/note/"


def words_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_sam_saves_a_draft_and_signs_it_and_maya_reads_it(
    booking: Booking, sam: User, maya: User, client_of: ClientOf
) -> None:
    browser, page = client_of(sam), address(booking)
    assert "Write the note" in words_of(browser.get(booking.get_absolute_url()))

    browser.post(page, {**TYPED, "response": "", "save": "yes"})
    assert "Draft, saved" in words_of(browser.get(page))
    assert list(client_of(maya).get("/sessions/notes/").context["page"]) == []

    answer = browser.post(page, {**TYPED, "seen": "1", "sign": "yes"}, follow=True)
    assert "Signed. It stays as it is" in words_of(answer)
    note = SessionNote.objects.get()
    assert note.state == NoteState.SIGNED
    read = words_of(client_of(maya).get(f"/sessions/notes/{note.public_id}/"))
    assert WHOLE["did"] in read
    assert "Read the note" in words_of(client_of(maya).get(booking.get_absolute_url()))


def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    booking: Booking, sam: User, client_of: ClientOf
) -> None:
    answer = client_of(sam).post(
        address(booking), {**TYPED, "response": "", "risk": "3", "sign": "yes"}
    )

    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["response", "risk_done"]
    assert NoteVersion.objects.get().did == TYPED["did"]
    assert 'name="seen" value="1"' in answer.content.decode()
    assert "Our team knows of what you saw" in words_of(answer)


def test_too_long_a_field_is_said_and_nothing_typed_is_lost(
    booking: Booking, sam: User, client_of: ClientOf
) -> None:
    answer = client_of(sam).post(address(booking), {**TYPED, "goal": "x" * 401, "save": "yes"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["goal"])
    assert "x" * 401 in answer.content.decode()
    assert TYPED["did"] in answer.content.decode()


def test_the_second_of_two_windows_keeps_its_words_and_may_save_again(
    booking: Booking, sam: User, client_of: ClientOf
) -> None:
    browser, page = client_of(sam), address(booking)
    browser.post(page, {**TYPED, "did": "One window.", "save": "yes"})
    answer = browser.post(page, {**TYPED, "did": "The other.", "save": "yes"})

    assert answer.status_code == 422
    assert "The other." in answer.content.decode()
    assert NoteVersion.objects.get().did == "One window."
    browser.post(page, {**TYPED, "did": "The other.", "seen": "1", "save": "yes"})
    assert NoteVersion.objects.get().did == "The other."


def test_words_of_a_diagnosis_are_asked_about_and_block_nothing(
    booking: Booking, sam: User, client_of: ClientOf
) -> None:
    browser, page = client_of(sam), address(booking)
    browser.post(page, {**TYPED, "did": "She seems paranoid.", "save": "yes"})
    assert "“paranoid”" in words_of(browser.get(page))

    browser.post(page, {**TYPED, "did": "She seems paranoid.", "seen": "1", "sign": "yes"})
    assert SessionNote.objects.get().state == NoteState.SIGNED


def test_sam_amends_and_both_read_both_versions(
    booking: Booking, sam: User, maya: User, client_of: ClientOf, later: datetime
) -> None:
    note = signed(booking, now=later)
    browser = client_of(sam)
    answer = browser.post(f"{address(booking)}amend/", follow=True)
    assert "Why do you change it?" in words_of(answer)
    browser.post(address(booking), {**TYPED, "did": "Work.", "amended_why": "It was.", "sign": "1"})

    for reader, page in ((sam, address(booking)), (maya, f"/sessions/notes/{note.public_id}/")):
        read = words_of(client_of(reader).get(page))
        assert "Work." in read
        assert WHOLE["did"] in read
        assert "Version 1, as it was before" in read


def test_maya_adds_how_she_remembers_it_and_finds_that_sam_read_it(
    booking: Booking, maya: User, sam: User, client_of: ClientOf, later: datetime
) -> None:
    note = signed(booking, now=later)
    page = f"/sessions/notes/{note.public_id}/"
    answer = client_of(maya).post(page, {"words": "It was the street."}, follow=True)
    assert "It was the street." in words_of(answer)
    assert client_of(maya).post(page, {"words": ""}).status_code == 422

    assert "It was the street." in words_of(client_of(sam).get(address(booking)))
    assert "A peer specialist read a note about a session of yours" in words_of(
        client_of(maya).get("/settings/who-looked/")
    )


def test_after_a_block_sam_reads_his_note_and_not_what_she_added(
    booking: Booking, maya: User, sam: User, client_of: ClientOf, later: datetime
) -> None:
    note = signed(booking, now=later)
    actions.remember(note, words="It was the street.", by=maya, now=later)
    blocking.block(sam, by=maya, now=later)

    page = words_of(client_of(sam).get(address(booking)))
    assert WHOLE["did"] in page
    assert "It was the street." not in page


def test_a_note_that_is_not_shared_is_named_and_its_words_are_not_shown(
    booking: Booking, maya: User, client_of: ClientOf, later: datetime
) -> None:
    why = "Her phone is read by somebody."
    note = signed(booking, now=later, shared=False, unshared_why=why)
    browser = client_of(maya)

    assert "Not shared" in words_of(browser.get("/sessions/notes/"))
    page = words_of(browser.get(f"/sessions/notes/{note.public_id}/"))
    assert "did not share it here" in page
    assert "How I remember it" not in page
    for words in (WHOLE["did"], why):
        assert words not in page


def test_what_was_shared_before_and_is_not_any_more_is_not_shown(
    booking: Booking, maya: User, client_of: ClientOf, later: datetime
) -> None:
    note = amended(signed(booking, now=later), now=later, shared=False, unshared_why="Her phone.")

    page = words_of(client_of(maya).get(f"/sessions/notes/{note.public_id}/"))
    assert WHOLE["did"] not in page


def test_what_was_not_shared_before_stays_so_when_a_later_version_is(
    booking: Booking, maya: User, client_of: ClientOf, later: datetime
) -> None:
    note = signed(
        booking, now=later, did="About her phone.", shared=False, unshared_why="Her phone."
    )
    note = amended(note, now=later, did="About her sleep.", shared=True)

    page = words_of(client_of(maya).get(f"/sessions/notes/{note.public_id}/"))
    assert "About her sleep." in page
    assert "About her phone." not in page


def test_nobody_else_finds_a_note(
    booking: Booking,
    maya: User,
    noor: User,
    tomasz: User,
    ines: User,
    client_of: ClientOf,
    later: datetime,
) -> None:
    note = signed(booking, now=later)
    pages = (
        address(booking),
        f"/sessions/notes/{note.public_id}/",
        f"/supervision/notes/{note.public_id}/",
    )

    for stranger in (noor, tomasz, ines):
        assert [client_of(stranger).get(page).status_code for page in pages] == [404, 404, 404]
    assert client_of(maya).get(address(booking)).status_code == 404


def test_the_supervisor_reads_what_waits_and_signs_it_and_the_list_names_no_member(
    booking: Booking,
    maya: User,
    sam: User,
    ade: User,
    publisher: User,
    client_of: ClientOf,
    later: datetime,
) -> None:
    actions.ask_to_co_sign(sam, by=publisher, now=later)
    note = signed(booking, now=later, shared=False, unshared_why="Her phone.")
    page = f"/supervision/notes/{note.public_id}/"
    browser = client_of(publisher)

    listed = words_of(browser.get("/supervision/notes/"))
    assert "Sam, session on" in listed
    assert "Maya" not in listed
    assert "Sam, session on" not in words_of(client_of(ade).get("/supervision/notes/"))
    assert client_of(ade).get(page).status_code == 404
    read = words_of(browser.get(page))
    assert "Her phone." in read
    assert "Maya can see that you opened this" in read
    assert "Co-signed" in words_of(browser.post(page, follow=True))
    assert browser.get(page).status_code == 404, "nothing waits any more"


@pytest.mark.parametrize("count", [1, 4])
def test_the_members_list_asks_as_much_for_one_note_as_for_four(
    maya: User,
    peer: SpecialistProfile,
    client_of: ClientOf,
    later: datetime,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        held = held_session(maya, peer, ended=timedelta(hours=20 + 24 * number), now=later)
        note = signed(held, now=held.ends_at)
        actions.remember(note, words="I remember.", by=maya, now=later)
        actions.promise(peer, maya, words=f"{number}", due_on=None, by=peer.person, now=later)
    browser = client_of(maya)

    with django_assert_num_queries(11):
        assert browser.get("/sessions/notes/").status_code == 200


def test_a_draft_stands_on_the_session_page_of_sam_alone(
    booking: Booking, maya: User, sam: User, client_of: ClientOf, later: datetime
) -> None:
    drafted(booking, now=later)

    assert "A draft is saved" in words_of(client_of(sam).get(booking.get_absolute_url()))
    assert "note" not in words_of(client_of(maya).get(booking.get_absolute_url())).replace(
        "Notes about your sessions", ""
    ).lower().replace("a short note", "")
