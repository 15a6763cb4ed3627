from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from safety.asking import duty
from safety.asking.models import WORDS, HelpRequest
from safety.flags import actions as flags
from safety.flags.models import CLAIM, Flag
from safety.flags.states import Outcome
from tests.safety.closing.acts import looked_after

ClientOf = Callable[[User], Client]


@pytest.fixture
def shifts() -> Iterator[dict[str, bool]]:
    """Somebody keeps shifts; a test says whether anybody is on one."""
    state = {"on": True}

    def lookup(now: datetime) -> bool:
        return state["on"]

    duty.offer(lookup)
    yield state
    duty._lookups.remove(lookup)


def test_one_press_is_enough_and_leads_to_where_it_stands(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    page = client_of(maya).post("/someone/", follow=True)

    request = HelpRequest.objects.get()
    assert page.redirect_chain == [(f"/someone/{request.public_id}/", 302)]
    text = page.content.decode()
    assert "We have told our team" in text
    assert 'href="tel:988"' in text


def test_looking_at_the_page_calls_nobody_and_the_lines_stand_there(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    text = client_of(maya).get("/someone/").content.decode()

    assert not Flag.objects.exists()
    assert 'href="tel:988"' in text
    assert text.index("Ask for a person now") < text.index("How safe are you right now?")
    assert "checked" not in text


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (True, "A person from our team is on duty now."),
        (False, "Nobody from our team is on duty right now."),
    ],
)
def test_the_page_says_whether_anybody_is_on_duty(
    on: bool, words: str, maya: User, ines: User, client_of: ClientOf, shifts: dict[str, bool]
) -> None:
    shifts["on"] = on

    assert words in client_of(maya).get("/someone/").content.decode()


def test_where_nobody_keeps_shifts_it_says_that_we_do_not_know(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    text = client_of(maya).get("/someone/").content.decode()

    assert "We cannot see from here whether somebody is at their desk" in text
    assert "<strong>15 minutes</strong>" in text


def test_where_nobody_could_answer_it_promises_nothing(
    maya: User, client_of: ClientOf, shifts: dict[str, bool]
) -> None:
    text = client_of(maya).post("/someone/", follow=True).content.decode()

    assert "Nobody from our team is on duty right now." in text
    assert "should read this within" not in text


def test_the_time_that_is_named_is_that_of_the_level(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    text = client_of(maya).post("/someone/", {"safe": "unsure"}, follow=True).content.decode()

    assert "<strong>5 minutes</strong>" in text


def test_the_page_tells_when_somebody_took_it_and_when_it_is_closed(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    maya_s = client_of(maya)
    maya_s.post("/someone/", {"words": "Please."})
    request, now = HelpRequest.objects.select_related("flag").get(), timezone.now()
    place = f"/someone/{request.public_id}/"
    assert 'data-state="waiting"' in maya_s.get(place).content.decode()

    flag = flags.claim(request.flag, by=ines, now=now)
    text = maya_s.get(place).content.decode()
    assert 'data-state="with somebody"' in text
    assert "Ines" not in text

    looked_after(flag, ines, now=now)
    flags.resolve(flag, by=ines, outcome=Outcome.REACHED, now=now)
    assert 'data-state="closed"' in maya_s.get(place).content.decode()


def test_when_whoever_took_it_went_silent_the_page_says_that_it_waits_again(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    maya_s = client_of(maya)
    maya_s.post("/someone/")
    request = HelpRequest.objects.select_related("flag").get()

    flags.claim(request.flag, by=ines, now=timezone.now() - CLAIM - timedelta(seconds=1))

    text = maya_s.get(f"/someone/{request.public_id}/").content.decode()
    assert 'data-state="waiting"' in text


def test_taking_it_back_is_one_press(maya: User, ines: User, client_of: ClientOf) -> None:
    maya_s = client_of(maya)
    maya_s.post("/someone/")
    place = f"/someone/{HelpRequest.objects.get().public_id}/"

    text = maya_s.post(f"{place}taken-back/", follow=True).content.decode()

    assert 'data-state="taken back"' in text
    assert "Somebody may still read what you wrote" in text
    # The way to ask again is open.
    assert maya_s.get("/someone/").status_code == 200


def test_whoever_waits_comes_back_to_where_it_stands_and_can_add_something(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    maya_s = client_of(maya)
    maya_s.post("/someone/")
    place = f"/someone/{HelpRequest.objects.get().public_id}/"
    assert maya_s.get("/someone/").headers["Location"] == place

    maya_s.post(place, {"words": "It is getting worse."})

    assert Flag.objects.get().notes.latest("pk").words == "It is getting worse."


def test_what_is_added_after_the_end_calls_somebody_again(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    maya_s = client_of(maya)
    maya_s.post("/someone/")
    now = timezone.now()
    first = HelpRequest.objects.select_related("flag").get()
    flag = flags.claim(first.flag, by=ines, now=now)
    looked_after(flag, ines, now=now)
    flags.resolve(flag, by=ines, outcome=Outcome.REACHED, now=now)

    page = maya_s.post(f"/someone/{first.public_id}/", {"words": "Again."}, follow=True)

    second = HelpRequest.objects.get(ended_at=None)
    assert second != first
    assert page.redirect_chain == [(f"/someone/{second.public_id}/", 302)]
    assert "We have told our team" in page.content.decode()


def test_a_stranger_or_a_moderator_finds_nothing_there(
    maya: User, noor: User, ines: User, client_of: ClientOf
) -> None:
    client_of(maya).post("/someone/")
    place = f"/someone/{HelpRequest.objects.get().public_id}/"

    for somebody in (noor, ines):
        assert client_of(somebody).get(place).status_code == 404
        assert client_of(somebody).post(f"{place}taken-back/").status_code == 404
    assert HelpRequest.objects.get().ended_at is None


def test_words_that_are_too_long_stay_and_nothing_is_lost(maya: User, client_of: ClientOf) -> None:
    long = "a" * (WORDS + 1)

    answer = client_of(maya).post("/someone/", {"words": long, "safe": "nonsense"})

    assert answer.status_code == 422
    assert long in answer.content.decode()


def test_help_right_now_leads_there_and_tells_a_visitor_what_to_do_instead(
    maya: User, client_of: ClientOf
) -> None:
    member, visitor = (page.get("/now/").content.decode() for page in (client_of(maya), Client()))

    assert '<a href="/someone/">Talk to someone now</a>' in member
    assert "sign in and talk to someone from our team" in visitor
    assert 'href="/plan/safety/"' in member
    assert 'href="/plan/safety/"' not in visitor
    assert Client().get("/someone/").headers["Location"].startswith("/account/login/")
