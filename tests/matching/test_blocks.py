"""Maya blocks Sam, or Sam blocks Maya: the two are not shown to each other and do not meet."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.test import Client

from matching.models import SpecialistProfile
from matching.rematch import actions as rematch
from matching.requests import actions as requests
from matching.requests.actions import Asking
from matching.requests.fitting import may_answer, to_tell
from peerhub.accounts import blocking
from peerhub.accounts.models import Block, User
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from safety.companions import companions_of
from safety.plans.actions import share
from safety.plans.policies import plans_for
from sessions.bookings.actions import NotBookable
from sessions.bookings.states import BookingState
from tests.builders_matching import topics
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.safety.plans.acts import written
from tests.together import together

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture(params=["the member blocks", "the specialist blocks"])
def parted(request: pytest.FixtureRequest, maya: User, sam: User) -> Callable[[], None]:
    """Either of the two says so."""
    by, whom = (maya, sam) if request.param == "the member blocks" else (sam, maya)
    return lambda: blocking.block(whom, by=by, now=NOON)  # type: ignore[return-value]


def test_they_are_not_shown_to_each_other_and_everybody_else_is_as_before(
    maya: User,
    noor: User,
    client: Client,
    peer: SpecialistProfile,
    client_of: ClientOf,
    parted: Callable[[], None],
) -> None:
    parted()

    def listed(reader: Client) -> bool:
        return 'id="name-sam"' in reader.get("/people/").content.decode()

    assert [listed(client_of(maya)), listed(client_of(noor)), listed(client)] == [False, True, True]
    assert rematch.next_suggestions(maya, now=NOON) == []
    assert [card.profile.slug for card in rematch.next_suggestions(noor, now=NOON)] == ["sam"]
    assert "nobody new at the moment" not in client_of(maya).get("/people/").content.decode()
    assert client_of(maya).get("/people/sam/times/").status_code == 404
    assert client_of(noor).get("/people/sam/times/").status_code == 200


def test_a_request_does_not_reach_whom_its_member_does_not_meet(
    maya: User, peer: SpecialistProfile, parted: Callable[[], None]
) -> None:
    asked = requests.ask(Asking(struggles=topics("S35"), roots=topics("R7")), by=maya, now=NOON)
    assert to_tell(asked.request, most=3, now=NOON) == [peer]

    parted()

    assert to_tell(asked.request, most=3, now=NOON) == []
    assert may_answer([asked.request], peer) == []


def test_what_they_have_together_ends_and_the_other_hears_that_it_is_cancelled_not_why(
    maya: User, sam: User, noor: User, peer: SpecialistProfile, parted: Callable[[], None]
) -> None:
    coming = booked_session(maya, peer, NOON)
    plan = written(maya)
    share(plan, person=sam, by=maya, now=NOON)
    others = booked_session(noor, peer, NOON)

    parted()

    coming.refresh_from_db()
    others.refresh_from_db()
    assert (coming.state, others.state) == (BookingState.CANCELLED, BookingState.BOOKED)
    assert list(plans_for(sam)) == []
    assert [each.person_id for each in companions_of(maya.pk)] == []
    heard = Notice.objects.filter(cancelled_at=None, kind__contains="cancel")
    assert sorted(heard.values_list("person__handle", flat=True)) == ["Maya", "Sam"]
    with pytest.raises(NotBookable) as said:
        booked_session(maya, peer, NOON)
    assert said.value.message == "This person cannot be booked here at the moment."


def test_who_blocked_sees_it_and_takes_it_back_and_the_other_one_is_not_told(
    maya: User, sam: User, noor: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    asked = client_of(maya).get("/people/sam/block/").content.decode()
    assert "<h1>Block Sam?</h1>" in asked
    assert Block.objects.count() == 0

    done = client_of(maya).post("/people/sam/block/", follow=True).content.decode()
    assert "You blocked Sam. They are not told." in done

    assert "You blocked Sam." in client_of(maya).get("/people/sam/").content.decode()
    assert "You blocked nobody." in client_of(sam).get("/settings/blocked/").content.decode()
    mine = Block.objects.get()
    assert client_of(noor).post(f"/settings/blocked/{mine.pk}/undo/").status_code == 404
    assert client_of(sam).post(f"/settings/blocked/{mine.pk}/undo/").status_code == 404
    assert "<strong>Sam</strong>" in client_of(maya).get("/settings/blocked/").content.decode()

    client_of(maya).post(f"/settings/blocked/{mine.pk}/undo/")

    assert Block.objects.count() == 0
    assert [card.profile.slug for card in rematch.next_suggestions(maya, now=NOON)] == ["sam"]
    verbs = Entry.objects.filter(verb__startswith="accounts.person_").order_by("pk")
    assert list(verbs.values_list("verb", "actor_id")) == [
        ("accounts.person_blocked", maya.pk),
        ("accounts.person_unblocked", maya.pk),
    ]


def test_whom_a_specialist_blocked_reads_neutral_words_on_their_page(
    maya: User, sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    booking = booked_session(maya, peer, NOON)
    address = f"/sessions/{booking.public_id}/block/"
    assert "<h1>Block Maya?</h1>" in client_of(sam).get(address).content.decode()

    client_of(sam).post(address)

    page = client_of(maya).get("/people/sam/").content.decode()
    assert "Meeting Sam is not possible at the moment. It says nothing about you." in page
    assert "You blocked" not in page
    assert "See times" not in page
    assert client_of(maya).get("/settings/blocked/").context["blocks"].count() == 0


def test_nobody_blocks_themselves_nor_a_session_of_others(
    sam: User, noor: User, maya: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    booking = booked_session(maya, peer, NOON)

    assert client_of(sam).get("/people/sam/block/").status_code == 404
    assert client_of(noor).get(f"/sessions/{booking.public_id}/block/").status_code == 404
    with pytest.raises(blocking.NotOneself):
        blocking.block(sam, by=sam, now=NOON)
    assert blocking.block(sam, by=maya, now=NOON) == blocking.block(sam, by=maya, now=NOON)


@pytest.mark.django_db(transaction=True)
def test_of_a_booking_and_a_block_at_once_no_session_is_left(
    maya: User, sam: User, peer: SpecialistProfile
) -> None:
    def booked() -> None:
        with suppress(NotBookable):
            booked_session(maya, peer, NOON)

    together(booked, lambda: blocking.block(sam, by=maya, now=NOON))

    left = peer.bookings.exclude(state=BookingState.CANCELLED)
    assert left.count() == 0
