"""The caseload and the page of a member, as Sam and those see them who must see nothing."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from matching.models import SpecialistProfile
from matching.peers import actions as peers
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from safety.plans import actions as plans
from safety.plans.states import Part
from sessions.bookings import actions as bookings
from sessions.bookings import openings
from sessions.bookings.models import Booking
from sessions.notes import actions as notes
from sessions.notes.models import Promise
from sessions.notes.states import PromiseState
from tests.builders_notes import held_session, signed
from tests.builders_sessions import booked_session, free_time
from tests.conftest import Person

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
CASELOAD = "/caseload/"
QUERIES = 22


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def met(maya: User, peer: SpecialistProfile, now: datetime) -> Booking:
    """Maya met Sam yesterday, and wrote something before."""
    return held_session(maya, peer, ended=timedelta(hours=20), now=now, note="Please go slowly.")


def page_of(member: User) -> str:
    return f"{CASELOAD}{member.pk}/"


def words_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def lines(person: User) -> list[tuple[str, str, str]]:
    return list(Disclosure.objects.about(person.pk).values_list("who", "what", "why"))


def test_sam_sees_whom_he_meets_what_is_needed_and_what_was_promised(
    met: Booking,
    maya: User,
    noor: User,
    sam: User,
    peer: SpecialistProfile,
    now: datetime,
    client_of: ClientOf,
) -> None:
    booked_session(noor, peer, now)
    notes.promise(peer, maya, words="Send the link.", due_on=now.date(), by=sam, now=now)

    page = words_of(client_of(sam).get(CASELOAD))

    assert "Your people (2 of 10)" in page
    assert "The note about your session with Maya is not written yet." in page
    assert "You promised Maya: “Send the link.”" in page
    assert "Noor none yet" in page


def test_the_first_week_has_words_of_its_own(
    peer: SpecialistProfile, sam: User, tomasz: User, client_of: ClientOf
) -> None:
    page = words_of(client_of(sam).get(CASELOAD))
    assert "Your people (0 of 10)" in page
    assert "Your first weeks" in page
    assert "Write your story" in words_of(client_of(tomasz).get(CASELOAD))


def test_the_list_is_for_specialists_alone(maya: User, ines: User, client_of: ClientOf) -> None:
    assert [client_of(who).get(CASELOAD).status_code for who in (maya, ines)] == [404, 404]


@pytest.mark.parametrize("count", [1, 15])
def test_the_page_asks_as_much_for_one_person_as_for_fifteen(
    peer: SpecialistProfile,
    sam: User,
    person: Person,
    now: datetime,
    client_of: ClientOf,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    peers.set_capacity(peer, 15, by=sam)
    first, *others = [person(f"Member {number}") for number in range(count)]
    starts = openings.coming_timetable(peer, now=now).all_free(now=now)
    for number, member in enumerate((first, *others)):
        booked_session(member, peer, now, starts_at=starts[number * 2])
        notes.promise(peer, member, words="Send it.", due_on=None, by=sam, now=now)
    for number, member in enumerate(others[:2]):
        held = held_session(member, peer, ended=timedelta(hours=20 + number), now=now)
        signed(held, now=held.ends_at)
    browser = client_of(sam)

    with django_assert_num_queries(QUERIES):
        page = browser.get(CASELOAD)
    assert len(page.context["people"]) == count


def test_the_list_can_be_narrowed(
    met: Booking,
    maya: User,
    noor: User,
    sam: User,
    peer: SpecialistProfile,
    now: datetime,
    client_of: ClientOf,
) -> None:
    booked_session(noor, peer, now)
    plan = plans.save({Part.ALONE: "Tea."}, member=noor, now=now).plan
    plans.share(plan, person=sam, by=noor, now=now)
    notes.promise(peer, maya, words="Send the link.", due_on=None, by=sam, now=now)
    browser = client_of(sam)

    def shown(key: str) -> list[str]:
        return [
            each.member.handle for each in browser.get(CASELOAD, {"show": key}).context["people"]
        ]

    assert [shown(key) for key in ("", "unbooked", "promised", "plan", "nonsense")] == [
        ["Maya", "Noor"], ["Maya"], ["Maya"], ["Noor"], ["Maya", "Noor"],
    ]  # fmt: skip


def test_at_four_fifths_and_when_full_the_page_says_so(
    met: Booking, sam: User, peer: SpecialistProfile, noor: User, now: datetime, client_of: ClientOf
) -> None:
    peers.set_capacity(peer, 2, by=sam)
    assert "little room" not in words_of(client_of(sam).get(CASELOAD))
    peers.set_capacity(peer, 1, by=sam)
    assert "as many people as you said" in words_of(client_of(sam).get(CASELOAD))


def test_today_has_the_sessions_of_today_on_sams_clock(
    maya: User, sam: User, peer: SpecialistProfile, now: datetime, client_of: ClientOf
) -> None:
    booked_session(maya, peer, now, starts_at=free_time(peer, now=now, number=40))

    assert list(client_of(sam).get(CASELOAD).context["today"]) == []
    Booking.objects.update(starts_at=now, ends_at=now + timedelta(minutes=30))
    assert [each.member for each in client_of(sam).get(CASELOAD).context["today"]] == [maya]


def test_the_members_page_shows_what_she_shares_and_leaves_a_line_for_each_look(
    met: Booking, maya: User, sam: User, now: datetime, client_of: ClientOf
) -> None:
    plan = plans.save({Part.ALONE: "The cup with the crack."}, member=maya, now=now).plan
    plans.share(plan, person=sam, by=maya, now=now)
    browser = client_of(sam)

    page = words_of(browser.get(page_of(maya)))
    assert "Maya can see that you opened this page." in page
    assert "Please go slowly." in page
    assert "Read their staying safe plan" in page
    assert "The cup with the crack." not in page
    assert lines(maya) == [("specialist", "member_page", "meets")]
    browser.get(page_of(maya))
    assert len(lines(maya)) == 2
    read = words_of(client_of(maya).get("/settings/who-looked/"))
    assert (
        "A peer specialist opened the page of what you share with them, because you meet each other"
        " in sessions." in read
    )


def test_a_note_that_is_held_and_a_plan_that_is_not_shared_are_not_there(
    met: Booking, maya: User, sam: User, now: datetime, client_of: ClientOf
) -> None:
    plans.save({Part.ALONE: "Tea."}, member=maya, now=now)
    Booking.objects.update(note_held=True)

    page = words_of(client_of(sam).get(page_of(maya)))
    assert "Please go slowly." not in page
    assert "No staying safe plan." in page


def test_nobody_but_her_own_specialist_opens_it_and_no_line_is_left(
    met: Booking, maya: User, noor: User, tomasz: User, sam: User, ines: User, client_of: ClientOf
) -> None:
    for stranger in (tomasz, noor, ines, maya):
        assert client_of(stranger).get(page_of(maya)).status_code == 404
    assert client_of(sam).get(page_of(noor)).status_code == 404
    assert client_of(sam).get(f"{CASELOAD}4711/").status_code == 404
    assert lines(maya) == []


def test_after_a_block_by_either_of_them_she_is_gone(
    met: Booking, maya: User, sam: User, now: datetime, client_of: ClientOf
) -> None:
    blocking.block(sam, by=maya, now=now)
    browser = client_of(sam)

    assert browser.get(page_of(maya)).status_code == 404
    assert "Maya" not in words_of(browser.get(CASELOAD))
    assert lines(maya) == []


def test_four_weeks_after_the_last_session_she_is_gone(
    met: Booking, maya: User, sam: User, now: datetime, client_of: ClientOf
) -> None:
    def shift(ends_at: datetime) -> None:
        Booking.objects.update(starts_at=ends_at - timedelta(minutes=30), ends_at=ends_at)

    browser = client_of(sam)
    shift(now - timedelta(weeks=4) + timedelta(minutes=1))
    assert browser.get(page_of(maya)).status_code == 200
    shift(now - timedelta(weeks=4))
    assert browser.get(page_of(maya)).status_code == 404


def test_a_cancelled_session_makes_nobody_known(
    maya: User, sam: User, peer: SpecialistProfile, now: datetime, client_of: ClientOf
) -> None:
    bookings.cancel(booked_session(maya, peer, now), by=maya, now=now)

    assert client_of(sam).get(page_of(maya)).status_code == 404
    assert "Your people (0 of 10)" in words_of(client_of(sam).get(CASELOAD))


def test_a_promise_is_made_and_settled_there_and_maya_reads_both(
    met: Booking, maya: User, sam: User, client_of: ClientOf
) -> None:
    browser = client_of(sam)
    assert browser.post(page_of(maya), {"words": ""}).status_code == 422
    late = browser.post(page_of(maya), {"words": "Send it.", "due_on": "2020-01-01"})
    assert (late.status_code, "Send it." in late.content.decode()) == (422, True)
    browser.post(page_of(maya), {"words": "Send it.", "due_on": ""})
    made = Promise.objects.get()
    assert "Send it." in words_of(client_of(maya).get("/sessions/notes/"))

    browser.post(f"{CASELOAD}promises/{made.pk}/", {"state": "done"})
    made.refresh_from_db()
    assert made.state == PromiseState.DONE
    assert "Done" in words_of(client_of(maya).get("/sessions/notes/"))


def test_nobody_settles_somebody_elses_promise(
    met: Booking,
    maya: User,
    sam: User,
    tomasz: User,
    peer: SpecialistProfile,
    now: datetime,
    client_of: ClientOf,
) -> None:
    made = notes.promise(peer, maya, words="Send it.", due_on=None, by=sam, now=now)
    page = f"{CASELOAD}promises/{made.pk}/"

    for stranger in (tomasz, maya):
        assert client_of(stranger).post(page, {"state": "done"}).status_code == 404
    assert client_of(sam).post(page, {"state": "kept"}).status_code == 404
    assert Promise.objects.get().state == PromiseState.OPEN
