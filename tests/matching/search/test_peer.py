"""A specialist's page."""

import re
from collections.abc import Callable
from datetime import UTC, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from matching.certificates.models import Certificate
from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.peers import actions as peers
from matching.supervision import actions as supervision
from peerhub.accounts.models import User
from tests.builders_matching import published_specialist, told_story, topics
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]


def test_everybody_reads_a_published_story(client: Client, sam: User) -> None:
    published_specialist(
        sam,
        roots=("R7",),
        struggles=("S35",),
        next_open_slot_at=timezone.now() + timedelta(days=1),
        now=NOON,
    )

    page = client.get("/people/sam/")

    text = page.content.decode()
    assert page.status_code == 200
    for words in ("Peer specialist", "Before", "What helped", "Now", "What I can offer"):
        assert words in text
    assert "I do not give medical advice." in text
    assert "A parent who drank too much" in text
    assert "Next free:" in text
    assert "You both named" not in text


def test_the_page_says_that_somebody_looks_after_them_only_while_somebody_does(
    client: Client, sam: User
) -> None:
    published_specialist(sam, now=NOON)
    words = "Looked after by a supervisor."
    assert words in client.get("/people/sam/").content.decode()

    supervision.end_of(sam.pk, now=NOON)

    assert words not in client.get("/people/sam/").content.decode()


def test_content_notes_stand_before_the_story(client: Client, sam: User) -> None:
    published_specialist(sam, notes=("alcohol", "suicide"), now=NOON)

    text = client.get("/people/sam/").content.decode()

    cover = text.index("Mentions suicide and alcohol.")
    assert text.index('<details class="cover">') < cover < text.index("I used to lie awake")


def test_a_story_without_notes_is_not_covered(client: Client, sam: User) -> None:
    published_specialist(sam, now=NOON)

    assert '<details class="cover">' not in client.get("/people/sam/").content.decode()


def test_maya_reads_why_and_can_change_what_we_use(
    maya: User, sam: User, client_of: ClientOf
) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S35", "S7"), now=NOON)
    answers = Answers(roots=topics("R7"), struggles=topics("S7"))
    intake.keep(maya, answers, agrees=True, now=NOON)

    text = client_of(maya).get("/people/sam/").content.decode()

    assert "Why you see Sam" in text
    assert "You both named a parent who drank too much, and trouble sleeping." in text
    assert '<a href="/you/">Change what we use</a>' in text


def test_what_was_taken_back_is_not_used(maya: User, sam: User, client_of: ClientOf) -> None:
    published_specialist(sam, roots=("R7",), now=NOON)
    intake.keep(maya, Answers(roots=topics("R7")), agrees=True, now=NOON)

    intake.forget(maya, now=NOON)

    assert "You both named" not in client_of(maya).get("/people/sam/").content.decode()


def test_the_next_three_free_times_are_one_tap_away(
    maya: User, sam: User, client_of: ClientOf
) -> None:
    now = timezone.now().astimezone(maya.zone)
    days = [(now + timedelta(days=each)).replace(hour=12, minute=0) for each in (1, 2, 3, 4)]
    profile = published_specialist(sam, now=NOON)
    peers.set_free_times(profile, days[0], soon=[now - timedelta(minutes=5), *days])
    link = re.compile(r'<a class="btn second" href="/people/sam/times/([^/]+)/">([^<]+)<')
    # A member's button keeps the time while they confirm; a visitor signs in first.
    button = re.compile(
        r'type="submit" form="keep" formaction="/people/sam/times/([^/]+)/keep/">([^<]+)<'
    )

    found = button.findall(client_of(maya).get("/people/sam/").content.decode())

    stamps = [f"{each.astimezone(UTC):%Y-%m-%dT%H:%MZ}" for each in days]
    assert len(link.findall(Client().get("/people/sam/").content.decode())) == 3
    assert found == [
        (stamps[0], "Tomorrow 12:00 pm"),
        (stamps[1], f"On {days[1]:%A} 12:00 pm"),
        (stamps[2], f"On {days[2]:%A} 12:00 pm"),
    ]
    peers.set_free_times(profile, days[3], soon=[])  # none in the coming two days
    (alone,) = button.findall(client_of(maya).get("/people/sam/").content.decode())
    assert alone == (stamps[3], f"On {days[3]:%A} 12:00 pm")
    assert button.findall(client_of(sam).get("/people/sam/").content.decode()) == []  # his own


def test_the_page_says_until_which_month_its_certificate_holds(client: Client, sam: User) -> None:
    published_specialist(sam, now=NOON)
    through = Certificate.objects.get(person=sam).valid_through

    text = client.get("/people/sam/").content.decode()

    assert f"Certified until {through:%B %Y}." in text


@pytest.mark.parametrize("show", [True, False])
def test_a_page_that_is_not_published_is_404_for_noor(
    show: bool, sam: User, noor: User, client_of: ClientOf, client: Client
) -> None:
    told_story(sam, show=show, now=NOON)

    assert client_of(noor).get("/people/sam/").status_code == 404
    assert client.get("/people/sam/").status_code == 404


def test_sam_sees_the_own_page_before_others_do(sam: User, client_of: ClientOf) -> None:
    told_story(sam, show=False, now=NOON)

    page = client_of(sam).get("/people/sam/")

    assert page.status_code == 200
    assert "This page is not shown to others" in page.content.decode()


def test_a_supervisor_reads_what_waits_but_no_draft(
    sam: User, ade: User, ines: User, client_of: ClientOf
) -> None:
    told_story(sam, show=True, now=NOON)
    assert client_of(ade).get("/people/sam/").status_code == 200
    assert client_of(ines).get("/people/sam/").status_code == 404

    told_story(sam, show=False, now=NOON)
    assert client_of(ade).get("/people/sam/").status_code == 404


def test_nobody_by_that_name(client: Client) -> None:
    assert client.get("/people/nobody-here/").status_code == 404
