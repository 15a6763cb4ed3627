"""Maya asks for someone, Sam answers, and Maya decides."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from matching.requests import actions
from matching.requests.actions import Asking, NotShown, NotYours, TooLate
from matching.requests.models import MatchRequest, Proposal
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure, Entry
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.notifications.models import Notice
from safety.flags import actions as flags
from safety.flags.models import Flag
from tests.builders_matching import published_specialist, topics
from tests.cast import NOON
from tests.matching.requests.acts import LATER, WORDS, proposal
from tests.safety.flags.texts import HIGH

ClientOf = Callable[[User], Client]
Person = Callable[..., User]


def told(person: User) -> list[str]:
    return [each.kind for each in Notice.objects.filter(person=person).order_by("pk")]


def test_a_yes_ends_the_request_and_leads_to_times(
    maya: User, shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    made = proposal(asked, shown)
    page = client_of(maya).get(f"/ask/{asked.public_id}/").content.decode()
    assert "I know that kitchen." in page
    assert '<a href="/people/sam/">Read Sam’s story</a>' in page

    answer = client_of(maya).post(f"/proposals/{made.pk}/yes/")

    assert answer.headers["Location"] == "/people/sam/times/"
    asked.refresh_from_db()
    made.refresh_from_db()
    assert (asked.state, made.state) == ("matched", "accepted")
    assert told(shown) == ["matching.proposal_accepted"]


def test_a_no_is_told_in_neutral_words_and_the_request_goes_on(
    maya: User, shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    made = proposal(asked, shown)

    client_of(maya).post(f"/proposals/{made.pk}/no/")

    asked.refresh_from_db()
    assert asked.state == "open"
    assert told(shown) == ["matching.proposal_closed"]
    page = client_of(shown).get("/requests/").content.decode()
    assert "Not this time. It says nothing about you." in page
    # A no is respected: it cannot be asked again by the same person, and the page says so.
    with pytest.raises(TooLate):
        proposal(asked, shown)
    own = client_of(shown).get(f"/requests/{asked.public_id}/").content.decode()
    assert "You answered this one." in own
    assert "Send it" not in own


def test_taken_back_every_specialist_hears_the_same_words(
    maya: User, shown: User, asked: MatchRequest, person: Person, client_of: ClientOf
) -> None:
    rosa = person("Rosa", Role.SPECIALIST)
    published_specialist(rosa, struggles=("S35",), now=NOON)
    for one in (shown, rosa):
        proposal(asked, one)

    client_of(maya).post(f"/ask/{asked.public_id}/taking-back/")

    assert told(shown) == told(rosa) == ["matching.proposal_closed"]
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    with pytest.raises(TooLate):
        proposal(asked, shown)


def test_the_list_of_specialists_has_struggles_and_neither_roots_nor_words_nor_name(
    shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    page = client_of(shown).get("/requests/").content.decode()

    assert "Alcohol" in page
    assert "A parent who drank too much" not in page
    assert WORDS not in page
    assert "Maya" not in page
    assert not Disclosure.objects.exists()


def test_opening_a_request_is_written_down_for_its_member(
    maya: User, shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    page = client_of(shown).get(f"/requests/{asked.public_id}/").content.decode()

    assert WORDS in page
    assert "Maya" not in page
    assert [(line.person_id, line.sentence) for line in Disclosure.objects.all()] == [
        (
            maya.pk,
            "A peer specialist read what you asked for, because you asked for someone who fits.",
        )
    ]
    assert Entry.objects.filter(verb=Verb.REQUEST_READ, actor_id=shown.pk).count() == 1


def test_whoever_waits_is_listed_for_the_supervisor_without_words_and_name(
    ade: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    page = client_of(ade).get("/requests/waiting/").content.decode()

    assert '<td data-label="About">Alcohol</td>' in page
    assert "We do not know yet how long it takes." in page
    assert WORDS not in page
    assert "Maya" not in page


def test_words_of_danger_reach_a_person_and_wait_for_them(
    maya: User, ines: User, shown: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    page = browser.post("/ask/", {"words": HIGH}, follow=True).content.decode()
    assert page.index("You matter here") < page.index("<h1>")
    asked = MatchRequest.objects.get()
    assert HIGH not in client_of(shown).get(f"/requests/{asked.public_id}/").content.decode()

    flag = flags.claim(Flag.objects.get(), by=ines, now=NOON)
    flags.let_out(flag, by=ines, now=LATER)

    assert HIGH in client_of(shown).get(f"/requests/{asked.public_id}/").content.decode()


def test_a_held_proposal_is_seen_once_a_person_let_it_out(
    maya: User, ines: User, shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    made = proposal(asked, shown, HIGH)
    assert HIGH not in client_of(maya).get(f"/ask/{asked.public_id}/").content.decode()
    assert "matching.proposed" not in told(maya)
    with pytest.raises(TooLate):
        actions.accept(made, by=maya, now=LATER)

    flag = flags.claim(Flag.objects.get(), by=ines, now=LATER)
    flags.let_out(flag, by=ines, now=LATER)

    assert HIGH in client_of(maya).get(f"/ask/{asked.public_id}/").content.decode()
    assert "matching.proposed" in told(maya)


def test_a_topic_page_where_nobody_is_fills_the_question_in_without_an_address_that_tells(
    maya: User, client_of: ClientOf
) -> None:
    topics("S35", "R7")
    browser = client_of(maya)
    page = browser.get("/topics/r7-s35/").content.decode()
    assert '<input type="hidden" name="roots" value="R7">' in page
    assert "/ask/?" not in page

    filled = browser.post("/ask/", {"fill": "1", "roots": ["R7"], "struggles": ["S35"]})

    assert (filled.status_code, filled.content.decode().count(" checked")) == (200, 2)
    assert browser.get("/ask/?root=R7&struggle=S35").content.decode().count(" checked") == 0
    assert not MatchRequest.objects.exists()


def test_where_it_started_alone_is_nothing_that_somebody_could_answer(
    maya: User, client_of: ClientOf
) -> None:
    topics("R7")

    answer = client_of(maya).post("/ask/", {"roots": ["R7"]})

    assert answer.status_code == 422
    assert "Where it started is shown to nobody." in answer.content.decode()
    assert not MatchRequest.objects.exists()


def test_a_second_window_is_told_that_she_had_asked_already(
    maya: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    page = client_of(maya).post("/ask/", {"words": "Another."}, follow=True).content.decode()

    assert WORDS in page
    assert "Another." not in page
    assert MatchRequest.objects.count() == 1


def test_nothing_asked_is_said_and_kept_as_typed(maya: User, client_of: ClientOf) -> None:
    browser = client_of(maya)
    assert browser.post("/ask/", {}).status_code == 422
    long = browser.post("/ask/", {"words": "x" * 1001})
    assert long.status_code == 422
    assert "x" * 1001 in long.content.decode()
    assert not MatchRequest.objects.exists()


def test_she_asks_for_one_at_a_time_and_again_after_taking_back(
    maya: User, asked: MatchRequest
) -> None:
    again = actions.ask(Asking(words="Again."), by=maya, now=LATER)
    assert (again.request, again.new) == (asked, False)

    actions.withdraw(asked, by=maya, now=LATER)

    assert actions.ask(Asking(words="Again."), by=maya, now=LATER).new


def test_who_is_not_shown_cannot_answer(sam: User, asked: MatchRequest) -> None:
    with pytest.raises(NotShown):
        proposal(asked, sam)


def test_a_specialist_takes_a_proposal_back_and_may_make_another(
    maya: User, shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    made = proposal(asked, shown)

    client_of(shown).post(f"/proposals/{made.pk}/back/")

    assert (
        "I know that kitchen." not in client_of(maya).get(asked.get_absolute_url()).content.decode()
    )
    assert proposal(asked, shown, "Another try.") != made


def test_noor_finds_nothing_and_decides_nothing(
    noor: User, shown: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    made, browser = proposal(asked, shown), client_of(noor)

    for place in (asked.get_absolute_url(), "/requests/", "/requests/waiting/"):
        assert browser.get(place).status_code == 404
    assert browser.get(f"/requests/{asked.public_id}/").status_code == 404
    for deed in ("yes", "no", "back"):
        assert browser.post(f"/proposals/{made.pk}/{deed}/").status_code == 404
    assert browser.post(f"/ask/{asked.public_id}/taking-back/").status_code == 404
    for act in (actions.accept, actions.decline):
        with pytest.raises(NotYours):
            act(made, by=noor, now=LATER)
    with pytest.raises(NotYours):
        actions.withdraw(asked, by=noor, now=LATER)


def test_every_step_is_in_the_audit(maya: User, shown: User, asked: MatchRequest) -> None:
    actions.accept(proposal(asked, shown), by=maya, now=LATER)

    verbs = [Verb.REQUEST_ASKED, Verb.PROPOSAL_MADE, Verb.PROPOSAL_ACCEPTED]
    done = Entry.objects.filter(verb__in=verbs).order_by("pk").values_list("verb", "actor_id")
    assert list(done) == [(verbs[0], maya.pk), (verbs[1], shown.pk), (verbs[2], maya.pk)]


@pytest.mark.django_db(transaction=True)
def test_two_yeses_at_the_same_moment_make_one_match(maya: User, person: Person) -> None:
    asked = actions.ask(Asking(words="Someone."), by=maya, now=NOON).request
    made = []
    for name in ("Rosa", "Ann"):
        someone = person(name, Role.SPECIALIST)
        published_specialist(someone, now=NOON)
        made.append(proposal(asked, someone))
    start = Barrier(2)

    def yes(one: Proposal) -> str:
        try:
            start.wait(timeout=20)
            return str(actions.accept(one, by=maya, now=LATER).state)
        except DomainError as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        got = sorted(pool.map(yes, made))

    assert got == ["accepted", "too_late"]
    assert sorted(Proposal.objects.values_list("state", flat=True)) == ["accepted", "declined"]
