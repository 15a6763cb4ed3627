"""The two pages of a conversation."""

import re
import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.talk import actions
from safety.talk.models import Talk, TalkLine
from tests.safety.flags.texts import CALM, HIGH

ClientOf = Callable[[User], Client]
HELLO = "Hello. How are you now?"


@pytest.fixture
def talk(flag: Flag, ines: User) -> Talk:
    return actions.write(flag, HELLO, by=ines, now=timezone.now()).talk


def test_a_moderator_chooses_ready_words_changes_them_and_sends_them(
    flag: Flag, maya: User, ines: User, client_of: ClientOf
) -> None:
    browser = client_of(ines)
    url = f"/queue/{flag.pk}/write/"

    page = browser.get(f"{url}?ready=still-here").content.decode()
    assert "I am still here, until {time}." in page
    typed = "I am still here, until {time}. Take all the time you need."
    refused = browser.post(url, {"words": typed, "ready": "still-here", "claim": flag.claims})
    assert refused.status_code == 422
    assert "Fill this in first, or take it out: {time}" in refused.content.decode()
    assert typed in refused.content.decode()
    sent = browser.post(
        url, {"words": typed.replace("{time}", "nine"), "ready": "still-here"}, follow=True
    )

    assert b"Sent. They are told" in sent.content
    assert b"Not opened yet" in sent.content
    line = TalkLine.objects.get()
    assert (line.ready, line.words.partition(",")[2][:12]) == ("still-here", " until nine.")


def test_words_of_another_level_are_not_put_into_the_field(
    flag: Flag, ines: User, client_of: ClientOf
) -> None:
    page = client_of(ines).get(f"/queue/{flag.pk}/write/?ready=how-are-you")

    assert page.context["form"]["words"].value() in (None, "")


def test_an_old_page_sends_nothing_and_keeps_the_words(
    flag: Flag, ines: User, client_of: ClientOf
) -> None:
    page = client_of(ines).post(
        f"/queue/{flag.pk}/write/", {"words": HELLO, "claim": flag.claims - 1}
    )

    assert page.status_code == 409
    assert b"This case was taken since you opened this page" in page.content
    assert HELLO.encode() in page.content
    assert not TalkLine.objects.exists()


def test_an_empty_message_is_refused_kindly(flag: Flag, ines: User, client_of: ClientOf) -> None:
    page = client_of(ines).post(f"/queue/{flag.pk}/write/", {"words": " "})

    assert (page.status_code, b"Please fill this in." in page.content) == (422, True)


def test_the_person_reads_and_answers_and_help_is_on_the_page(
    talk: Talk, flag: Flag, maya: User, ines: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    url = f"/talk/{talk.public_id}/"

    page = browser.get(url).content.decode()
    assert HELLO in page
    assert "988" in page
    assert "Ines" not in page
    answered = browser.post(url, {"words": CALM}, follow=True)

    assert CALM.encode() in answered.content
    assert b"They answered" in client_of(ines).get("/queue/").content
    assert b"They answered" in client_of(ines).get(f"/queue/{flag.pk}/").content
    seen = client_of(ines).get(f"/queue/{flag.pk}/write/").content.decode()
    assert CALM in seen
    assert len(re.findall(r"Opened <time", seen)) == 1
    assert "Maya" not in seen
    assert b"They answered" not in client_of(ines).get("/queue/").content


def test_only_a_real_look_counts_as_seen(talk: Talk, maya: User, client_of: ClientOf) -> None:
    client_of(maya).head(f"/talk/{talk.public_id}/")

    assert talk.lines.unseen().count() == 1
    client_of(maya).get(f"/talk/{talk.public_id}/")
    assert talk.lines.unseen().count() == 0


def test_an_answer_in_danger_shows_where_help_is(
    talk: Talk, maya: User, client_of: ClientOf
) -> None:
    page = client_of(maya).post(f"/talk/{talk.public_id}/", {"words": HIGH}, follow=True)

    assert b"You matter here" in page.content


def test_an_empty_answer_says_so(talk: Talk, maya: User, client_of: ClientOf) -> None:
    page = client_of(maya).post(f"/talk/{talk.public_id}/", {"words": ""})

    assert (page.status_code, b"Please fill this in." in page.content) == (422, True)


def test_quiet_leaving_and_coming_back_are_one_button_each(
    talk: Talk, flag: Flag, maya: User, ines: User, client_of: ClientOf
) -> None:
    browser, url = client_of(maya), f"/talk/{talk.public_id}/"

    assert b"For a day we do not tell you" in browser.post(f"{url}not-now/", follow=True).content
    assert b"You said" in browser.get(url).content
    assert (
        b"They would rather not talk now" in client_of(ines).get(f"/queue/{flag.pk}/write/").content
    )
    assert b"You left. Nobody writes" in browser.post(f"{url}leave/", follow=True).content
    left = client_of(ines).get(f"/queue/{flag.pk}/write/").content
    assert b"They left this conversation" in left
    assert b"Send it" not in left
    assert b"Good to have you here" in browser.post(f"{url}back/", follow=True).content
    assert b"Send it" in client_of(ines).get(f"/queue/{flag.pk}/write/").content


def test_the_timeline_names_the_person_nowhere(
    talk: Talk, flag: Flag, maya: User, ines: User, client_of: ClientOf
) -> None:
    actions.answer(talk, CALM, by=maya, now=timezone.now())

    page = client_of(ines).get(f"/queue/{flag.pk}/").content.decode()

    assert "<strong>The person</strong> answered" in page
    assert "Maya" not in page


def test_a_colleague_reads_and_does_not_write(
    talk: Talk, flag: Flag, ade: User, client_of: ClientOf
) -> None:
    url = f"/queue/{flag.pk}/write/"

    page = client_of(ade).get(url)
    refused = client_of(ade).post(url, {"words": "Hello"})

    assert b"Only whoever took the case writes here." in page.content
    assert (refused.status_code, talk.lines.count()) == (409, 1)


def test_a_closed_case_can_still_be_read(
    talk: Talk, flag: Flag, ines: User, client_of: ClientOf
) -> None:
    flags.release(flag, by=ines, now=timezone.now())

    assert client_of(ines).get(f"/queue/{flag.pk}/write/").status_code == 200


def test_asking_whether_there_is_something_new_opens_nothing(
    talk: Talk, maya: User, noor: User, client_of: ClientOf
) -> None:
    url = f"/talk/{talk.public_id}/news/"

    assert client_of(maya).get(url).content == b"1"
    assert talk.lines.unseen().count() == 1
    assert client_of(noor).get(url).status_code == 404


@pytest.mark.parametrize("path", ["", "not-now/", "leave/", "back/"])
def test_noor_finds_nothing_of_mayas(
    path: str, talk: Talk, noor: User, client_of: ClientOf
) -> None:
    browser, url = client_of(noor), f"/talk/{talk.public_id}/{path}"

    assert browser.post(url, {"words": "x"}).status_code == 404
    assert browser.get(f"/talk/{talk.public_id}/").status_code == 404
    assert browser.get(f"/queue/{talk.flag_id}/write/").status_code == 404
    assert browser.get(f"/talk/{uuid.uuid4()}/").status_code == 404
    assert str(talk.public_id) not in browser.get("/talk/").content.decode()


def test_nobody_writes_to_themselves(maya: User, ines: User, client_of: ClientOf) -> None:
    from tests.safety.flags.texts import flagged

    own = flagged(ines, now=timezone.now())

    assert client_of(ines).get(f"/queue/{own.pk}/write/").status_code == 404
    assert (
        f"/queue/{own.pk}/write/" not in client_of(ines).get(f"/queue/{own.pk}/").content.decode()
    )


def test_maya_finds_her_conversations(talk: Talk, maya: User, client_of: ClientOf) -> None:
    page = client_of(maya).get("/talk/").content.decode()

    assert f"/talk/{talk.public_id}/" in page
