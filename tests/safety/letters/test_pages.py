"""The pages of messages: who finds which, what they say, and what was typed stays."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from safety.flags.models import Flag, Report
from safety.letters.models import WORDS, Correspondence, Letter
from safety.letters.states import Side
from safety.sharing.words import NOTICE
from tests.cast import NOON
from tests.safety.flags.texts import HIGH
from tests.safety.letters.acts import lets_know, linked, wrote

ClientOf = Callable[[User], Client]
pytestmark = pytest.mark.django_db
MINE, FOR_ME = "/letters/", "/letters/for-me/"
KETTLE = "The blue kettle is on."


def page(answer: Any) -> str:
    text = answer.content.decode()
    return text.partition('<main id="main"')[2].partition("</main>")[0]


def begun(member: User, clinician: User, words: str = KETTLE) -> str:
    """Their correspondence, by its id; the member wrote today."""
    now = timezone.now()
    linked(member, clinician, now=NOON)
    return str(wrote(member, clinician, words, now=now).letter.correspondence.public_id)


def test_from_the_first_message_to_the_answer(maya: User, osei: User, client_of: ClientOf) -> None:
    linked(maya, osei)
    member, clinician = client_of(maya), client_of(osei)
    assert "Maya" not in page(clinician.get(FOR_ME))

    opened = member.post("/letters/begin/", {"who": osei.pk}, follow=True)
    assert "Maya" not in page(clinician.get(FOR_ME))
    mine = opened.redirect_chain[-1][0]
    assert "has not said how often they look" in page(opened)
    assert "Not for emergencies" in page(opened)
    member.post(mine, {"words": KETTLE})

    theirs = mine.replace("/letters/", "/letters/for-me/")
    assert f'<a href="{theirs}">Maya</a>' in page(clinician.get(FOR_ME))
    assert "Something new" in page(clinician.get(FOR_ME))
    asked = Letter.objects.get().public_id
    answering = page(clinician.get(f"{theirs}?reply={asked}"))
    assert "You answer:" in answering
    assert f'name="reply" value="{asked}"' in answering
    clinician.post(theirs, {"words": "Good.", "reply": str(asked)})
    clinician.post(FOR_ME, {"usual": "twice"})

    text = page(member.get(mine))
    assert f'<blockquote class="muted">{KETTLE}</blockquote>' in text
    assert "Dr Osei says that they look here about twice a week." in text
    assert "Opened" not in text


def test_a_clinician_whom_the_member_lets_know_can_begin(
    maya: User, osei: User, client_of: ClientOf
) -> None:
    linked(maya, osei)
    browser = client_of(osei)
    assert browser.post("/letters/for-me/begin/", {"who": maya.pk}).status_code == 404

    lets_know(maya, osei, now=timezone.now())

    assert browser.post("/letters/for-me/begin/", {"who": maya.pk}).status_code == 302


def test_noor_another_clinician_and_sam_find_nothing(
    maya: User, osei: User, lee: User, noor: User, sam: User, ade: User, client_of: ClientOf
) -> None:
    key = begun(maya, osei)
    letter = Letter.objects.get().public_id
    places = (f"{MINE}{key}/", f"{FOR_ME}{key}/", f"{MINE}{key}/{letter}/report/")

    for stranger in (noor, lee, sam, ade):
        browser = client_of(stranger)
        assert [browser.get(place).status_code for place in places] == [404] * 3
        assert browser.post(places[0], {"words": "Hello."}).status_code == 404
        assert browser.post(f"{MINE}{key}/choice/", {"open": "no"}).status_code == 404
        assert browser.post("/letters/begin/", {"who": osei.pk}).status_code == 404
        assert KETTLE not in page(browser.get(MINE))
    assert Letter.objects.count() == 1


def test_when_the_link_is_over_the_clinician_s_page_is_gone(
    maya: User, osei: User, client_of: ClientOf
) -> None:
    key = begun(maya, osei)
    browser = client_of(osei)
    assert browser.get(f"{FOR_ME}{key}/").status_code == 200
    maya.clinic_links.update(ended_at=timezone.now(), how="by_member")

    assert browser.get(f"{FOR_ME}{key}/").status_code == 404
    assert browser.post(f"{FOR_ME}{key}/", {"words": "Hello."}).status_code == 404
    assert "Maya" not in page(browser.get(FOR_ME))
    mine = page(client_of(maya).get(f"{MINE}{key}/"))
    assert KETTLE in mine
    assert "Nobody can write here now." in mine


def test_what_cannot_be_sent_stays_in_the_field_and_danger_in_it_is_heard(
    maya: User, osei: User, client_of: ClientOf
) -> None:
    key = begun(maya, osei)
    long = f"{HIGH} {'x' * WORDS}"

    answer = client_of(maya).post(f"{MINE}{key}/", {"words": long})

    assert answer.status_code == 422
    assert long in page(answer)
    assert "That is longer than 2,000 characters." in page(answer)
    assert "You matter here" in page(answer)
    assert Flag.objects.get().subject_kind == "safety.letter_unsent"


def test_switched_off_the_clinician_has_no_field(
    maya: User, osei: User, client_of: ClientOf
) -> None:
    key = begun(maya, osei)
    client_of(maya).post(f"{MINE}{key}/choice/", {"open": "no"})

    text = page(client_of(osei).get(f"{FOR_ME}{key}/"))

    assert "They would rather not be written to here at the moment." in text
    assert "<textarea" not in text
    assert Correspondence.objects.get().closed_at is not None


def test_the_notice_goes_with_what_touches_substances(
    maya: User, osei: User, lee: User, client_of: ClientOf
) -> None:
    drink, calm = begun(maya, osei, "I did not drink today."), begun(maya, lee)

    assert NOTICE in page(client_of(osei).get(f"{FOR_ME}{drink}/"))
    assert NOTICE not in page(client_of(lee).get(f"{FOR_ME}{calm}/"))
    assert NOTICE not in page(client_of(maya).get(f"{MINE}{drink}/"))


def test_either_of_the_two_tells_us_about_a_message(
    maya: User, osei: User, client_of: ClientOf
) -> None:
    key = begun(maya, osei)
    wrote(maya, osei, "Send me money.", side=Side.CLINICIAN, now=timezone.now())
    hers, his = (letter.public_id for letter in Letter.objects.order_by("pk"))

    told = client_of(maya).post(f"{MINE}{key}/{his}/report/", {"reason": "wants_contact"})

    assert told.headers["Location"] == f"{MINE}{key}/"
    assert Report.objects.get().snapshot == "Send me money."
    assert client_of(maya).get(f"{MINE}{key}/{hers}/report/").status_code == 404
    assert KETTLE in page(client_of(osei).get(f"{MINE}{key}/{hers}/report/"))
