"""What is for the specialist alone, and what their supervisor sees of it: numbers and a word."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure, Entry
from peerhub.notifications.models import Notice
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.caseload import actions
from sessions.caseload.carrying import exposure_of
from sessions.caseload.figures import figures_of
from sessions.caseload.models import DebriefAsked, WorkingNote
from sessions.notes import actions as notes
from sessions.notes.states import Risk
from tests.builders_notes import drafted, held_session, signed
from tests.builders_sessions import booked_session

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
OWN = "The brass kettle story. Ask about the sister only if she begins."
DAY = timedelta(days=1)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def met(maya: User, peer: SpecialistProfile, now: datetime) -> Booking:
    return held_session(maya, peer, ended=timedelta(hours=20), now=now)


@pytest.fixture
def kept(
    met: Booking, maya: User, sam: User, peer: SpecialistProfile, now: datetime
) -> WorkingNote:
    actions.keep_working_note(peer, maya, words=OWN, by=sam, now=now)
    return WorkingNote.objects.get()


def words_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_working_note_lies_sealed_and_sam_alone_reads_it(
    kept: WorkingNote, maya: User, noor: User, tomasz: User, sam: User, client_of: ClientOf
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT note::text FROM peer_sessions_workingnote AS note")
        assert "kettle" not in cursor.fetchone()[0]
    page = f"/caseload/{maya.pk}/own/"

    assert OWN in words_of(client_of(sam).get(page))
    for stranger in (tomasz, noor, maya):
        assert client_of(stranger).get(page).status_code == 404
    assert OWN not in words_of(client_of(sam).get(f"/caseload/{maya.pk}/"))


def test_their_supervisor_finds_it_nowhere(
    kept: WorkingNote, maya: User, publisher: User, client_of: ClientOf
) -> None:
    browser = client_of(publisher)

    for page in (f"/caseload/{maya.pk}/own/", f"/caseload/{maya.pk}/"):
        assert browser.get(page).status_code == 404
    for page in ("/supervision/caseloads/", "/supervision/notes/"):
        assert OWN not in words_of(browser.get(page))


def test_words_of_another_pair_do_not_open(
    kept: WorkingNote, noor: User, sam: User, peer: SpecialistProfile, now: datetime
) -> None:
    booked_session(noor, peer, now)
    actions.keep_working_note(peer, noor, words="Other.", by=sam, now=now)
    other = WorkingNote.objects.get(member=noor)
    other.sealed = kept.sealed

    with pytest.raises(Exception, match="changed, or belongs elsewhere"):
        _ = other.words


def test_emptied_it_is_gone_and_after_a_block_it_cannot_be_opened(
    kept: WorkingNote,
    maya: User,
    sam: User,
    peer: SpecialistProfile,
    now: datetime,
    client_of: ClientOf,
) -> None:
    page = f"/caseload/{maya.pk}/own/"
    assert "Deleted." in words_of(client_of(sam).post(page, {"words": ""}, follow=True))
    assert not WorkingNote.objects.exists()
    blocking.block(sam, by=maya, now=now)
    with pytest.raises(actions.NotMet):
        actions.keep_working_note(peer, maya, words=OWN, by=sam, now=now)
    assert client_of(sam).post(page, {"words": OWN}).status_code == 404


def test_it_goes_a_year_after_the_last_session_and_not_before(
    kept: WorkingNote, met: Booking, now: datetime
) -> None:
    year = met.ends_at + 365 * DAY
    assert actions.let_working_notes_go(now=year) == 0, "the words themselves are younger"
    WorkingNote.objects.update(saved_at=met.ends_at)
    assert actions.let_working_notes_go(now=year - timedelta(minutes=1)) == 0
    assert [actions.let_working_notes_go(now=year) for _ in range(2)] == [1, 0]
    assert Entry.objects.filter(verb="sessions.working_note_gone").count() == 1


def test_a_new_key_seals_it_anew(
    met: Booking, maya: User, sam: User, peer: SpecialistProfile, now: datetime
) -> None:
    with override_settings(TEXT_KEYS=["old"]):
        actions.keep_working_note(peer, maya, words=OWN, by=sam, now=now)
    with override_settings(TEXT_KEYS=["new", "old"]):
        call_command("rotate_keys")
    with override_settings(TEXT_KEYS=["new"]):
        assert WorkingNote.objects.get().words == OWN


def test_sam_marks_a_session_as_heavy_and_maya_does_not_see_it(
    met: Booking, maya: User, sam: User, client_of: ClientOf
) -> None:
    browser, page = client_of(sam), met.get_absolute_url()
    assert "Was it heavy?" in words_of(browser.get(page))
    answer = browser.post(f"{page}heavy/", {"heavy": "yes"}, follow=True)
    assert "You said that this session was heavy." in words_of(answer)
    assert "was heavy" not in words_of(client_of(maya).get(page))
    assert "Was it heavy" not in words_of(client_of(maya).get(page))
    assert client_of(maya).post(f"{page}heavy/", {"heavy": "yes"}).status_code == 404


def test_a_heavy_session_behind_which_somebody_comes_says_so(
    maya: User, noor: User, sam: User, peer: SpecialistProfile, now: datetime, client_of: ClientOf
) -> None:
    first = booked_session(maya, peer, now)
    booked_session(noor, peer, now, starts_at=first.ends_at)
    page = first.get_absolute_url()
    assert "Do you expect it to be heavy?" in words_of(client_of(sam).get(page))
    client_of(sam).post(f"{page}heavy/", {"heavy": "yes"})

    assert "Somebody has a session with you right behind it." in words_of(client_of(sam).get(page))


def test_the_week_counts_what_was_marked_and_what_a_note_told_our_team(
    met: Booking, noor: User, sam: User, peer: SpecialistProfile, now: datetime
) -> None:
    other = held_session(noor, peer, ended=3 * DAY, now=now)
    assert exposure_of(peer, now=now).points == 0

    bookings.mark_heavy(met, heavy=True, by=sam, now=now)
    drafted(met, now=now, risk=Risk.NOW, risk_done="She has a plan.")
    drafted(other, now=now, risk=Risk.SOME, risk_done="She does not sleep.")

    week = exposure_of(peer, now=now)
    assert (week.heavy_minutes, week.hard_cases, week.back_to_backs) == (60, 1, 0)
    assert week.points == 4


def test_sam_asks_for_a_talk_and_his_supervisor_names_a_time(
    sam: User, publisher: User, peer: SpecialistProfile, now: datetime, client_of: ClientOf
) -> None:
    browser, page = client_of(sam), "/caseload/load/"
    for _ in range(2):
        browser.post(f"{page}ask/")
    asked = DebriefAsked.objects.get()
    assert Notice.objects.filter(person=publisher, kind="sessions.debrief_asked").count() == 1

    desk, form = client_of(publisher), f"/supervision/talks/{asked.pk}/"
    assert "Who asks for a talk Sam, asked" in words_of(desk.get("/supervision/caseloads/"))
    assert desk.post(form, {"at": "2020-01-01T10:00"}).status_code == 422
    assert desk.post(form, {"at": "soon"}).status_code == 422
    desk.post(form, {"at": f"{now + 2 * DAY:%Y-%m-%dT%H:%M}"})

    assert "Your supervisor talks with you:" in words_of(browser.get(page))
    assert Notice.objects.filter(person=sam, kind="sessions.debrief_time").count() == 1
    browser.post(f"{page}{asked.pk}/back/")
    assert "Ask my supervisor for a talk" in words_of(browser.get(page))
    assert desk.get(form).status_code == 404


def test_nobody_else_names_a_time_or_takes_it_back(
    sam: User, tomasz: User, ade: User, peer: SpecialistProfile, now: datetime, client_of: ClientOf
) -> None:
    asked = actions.ask_for_debrief(by=sam, now=now)

    assert client_of(ade).get(f"/supervision/talks/{asked.pk}/").status_code == 404
    assert client_of(tomasz).post(f"/caseload/load/{asked.pk}/back/").status_code == 404
    with pytest.raises(actions.NotTheirs):
        actions.name_time(asked, at=now + DAY, by=ade, now=now)
    with pytest.raises(actions.NotTheirs):
        actions.take_back(asked, by=tomasz, now=now)
    with pytest.raises(actions.NobodyToAsk):
        actions.ask_for_debrief(by=tomasz, now=now)


def test_a_supervisor_sees_numbers_and_a_word_and_nobodys_name(
    met: Booking, maya: User, noor: User, sam: User, ade: User, publisher: User, peer: SpecialistProfile,
    now: datetime, client_of: ClientOf,
) -> None:  # fmt: skip
    booked_session(noor, peer, now)
    held_session(maya, peer, ended=4 * DAY, now=now)
    notes.promise(peer, maya, words="Send it.", due_on=(now - 3 * DAY).date(), by=sam, now=now)
    notes.ask_to_co_sign(sam, by=publisher, now=now)
    signed(met, now=now)

    found = figures_of(peer, now=now)
    assert (found.people, found.room, found.without_next) == (2, 10, 1)
    assert (found.late_notes, found.late_promises, found.to_co_sign) == (1, 1, 1)
    assert (found.band, found.is_nearly_full) == ("light", False)
    page = words_of(client_of(publisher).get("/supervision/caseloads/"))
    assert "Sam 2 of 10 1 1 1 1 light Co-sign no more" in page
    for name in ("Maya", "Noor", "Send it."):
        assert name not in page
    assert "Sam" not in words_of(client_of(ade).get("/supervision/caseloads/"))
    assert not Disclosure.objects.exists()


def test_a_supervisor_turns_co_signing_on_and_off_for_their_own_alone(
    sam: User, ade: User, publisher: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    page = f"/supervision/caseloads/{sam.pk}/co-signing/"

    assert client_of(ade).post(page, {"co_sign": "yes"}).status_code == 404
    said = client_of(publisher).post(page, {"co_sign": "yes"}, follow=True)
    assert "What Sam signs from now on waits for you." in words_of(said)
    said = client_of(publisher).post(page, {"co_sign": "no"}, follow=True)
    assert "Co-sign what they sign" in words_of(said)
