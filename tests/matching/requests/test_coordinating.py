"""A supervisor looks for somebody for one who waits, and learns no more than its member allowed."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.test import Client

from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.peers import actions as peers
from matching.rematch import actions as rematch
from matching.requests import actions
from matching.requests.actions import Asking, NotYours, TooLate, coordinating
from matching.requests.actions.coordinating import Came, NotNow, TakenAlready
from matching.requests.fitting import ONE_NOTICE, askable
from matching.requests.models import Care, MatchRequest, Outreach, RequestNote
from peerhub.accounts import actions as accounts
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure, Entry
from peerhub.notifications.models import Notice
from tests.builders_matching import published_specialist, topics
from tests.cast import NOON
from tests.conftest import Person
from tests.matching.requests.acts import LATER, WORDS, proposal
from tests.safety.flags.texts import HIGH
from tests.together import together

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
ROOT = "A parent who drank too much"
MUSTS = Answers(languages=("es",), musts=("language:es",))


@pytest.fixture
def rosa(person: Person) -> User:
    """Rosa, who knows what it is like now, for another reason."""
    return published_specialist(person("Rosa"), struggles=("S35",), now=NOON).person


@pytest.fixture
def wren(person: Person) -> User:
    """Wren, who shares where it started, and nothing else."""
    return published_specialist(person("Wren"), roots=("R7",), struggles=("S7",), now=NOON).person


def names(request: MatchRequest) -> list[str]:
    return [profile.name for profile, _ in askable(request, now=LATER)]


def heard() -> list[str]:
    told = Notice.objects.filter(kind="matching.asked", cancelled_at=None).order_by("pk")
    return list(told.values_list("person__handle", flat=True))


def test_ade_sees_what_it_is_like_now_and_maya_reads_that_she_looked(
    maya: User, ade: User, asked: MatchRequest, rosa: User, client_of: ClientOf
) -> None:
    browser = client_of(ade)
    place = f"/requests/waiting/{asked.public_id}/"
    assert f'href="{place}"' in browser.get("/requests/waiting/").content.decode()

    page = browser.get(place).content.decode()

    assert "Alcohol" in page
    assert [each for each in ("Maya", WORDS, ROOT, "R7") if each in page] == []
    line = Disclosure.objects.get()
    assert (line.person_id, line.who, line.what, line.why) == (
        maya.pk,
        "supervisor",
        "request",
        "fits",
    )


def test_where_it_started_decides_neither_who_is_in_the_list_nor_the_order(
    maya: User, noor: User, asked: MatchRequest, rosa: User, wren: User
) -> None:
    without = actions.ask(Asking(struggles=topics("S35")), by=noor, now=NOON).request

    assert names(asked) == names(without) == ["Rosa", "Wren"]
    assert [shared for _, shared in askable(asked, now=LATER)] == [["Alcohol"], []]


def test_musts_are_read_only_where_maya_said_yes(
    maya: User, ade: User, rosa: User, client_of: ClientOf
) -> None:
    intake.keep(maya, MUSTS, agrees=True, now=NOON)
    alcohol = topics("S35")
    closed = actions.ask(Asking(struggles=alcohol), by=maya, now=NOON).request
    place = "/requests/waiting/{}/"

    page = client_of(ade).get(place.format(closed.public_id)).content.decode()
    assert "Español" not in page
    assert "Ask this specialist" not in page  # Rosa does not speak it
    actions.withdraw(closed, by=maya, now=NOON)
    opened = actions.ask(Asking(struggles=alcohol, musts_shown=True), by=maya, now=NOON).request

    assert "Speaks Español" in client_of(ade).get(place.format(opened.public_id)).content.decode()


def test_maya_is_asked_for_it_only_where_she_told_a_must(
    maya: User, vocabulary: None, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    assert "Supervisors may read them" not in browser.get("/ask/").content.decode()
    intake.keep(maya, MUSTS, agrees=True, now=NOON)
    page = browser.get("/ask/").content.decode()
    assert ("Speaks Español" in page, 'name="musts_shown"' in page) == (True, True)
    assert not re.search(r'name="musts_shown"[^>]*checked', page)

    browser.post("/ask/", {"words": WORDS, "musts_shown": "on"})

    assert MatchRequest.objects.get().musts_shown


def test_ade_asks_rosa_and_asking_twice_tells_once(
    ade: User, asked: MatchRequest, rosa: User, client_of: ClientOf
) -> None:
    browser = client_of(ade)
    place = f"/requests/waiting/{asked.public_id}/"

    for _ in range(2):
        browser.post(f"{place}asking/rosa/")

    assert heard() == ["Rosa"]
    told = Outreach.objects.get()
    assert (told.request, told.specialist, told.asked_by) == (asked, rosa.specialist_profile, ade)
    assert Entry.objects.filter(verb="matching.request_told", actor_id=ade.pk).count() == 1
    assert "Rosa, asked by you" in browser.get(place).content.decode()


def test_who_was_told_by_where_it_started_is_not_said_and_cannot_be_found_out_by_asking(
    ade: User, asked: MatchRequest, wren: User, rosa: User, client_of: ClientOf
) -> None:
    actions.look(now=NOON)
    later = NOON + ONE_NOTICE + timedelta(minutes=1)
    assert heard() == ["Wren", "Rosa"]

    page = client_of(ade).get(f"/requests/waiting/{asked.public_id}/").content.decode()
    assert "2 specialists told" in page
    assert "asked by" not in page
    before = coordinating.ask_one(asked, wren.specialist_profile, by=ade, now=later)

    assert before.asked_by == ade
    assert heard() == ["Wren", "Rosa"]  # they know already


def test_the_rules_of_telling_hold_for_a_supervisor(
    maya: User, noor: User, ade: User, asked: MatchRequest, rosa: User, person: Person
) -> None:
    full = published_specialist(person("Ann"), struggles=("S35",), now=NOON)
    rests = published_specialist(person("Mel"), struggles=("S35",), now=NOON)
    aside = published_specialist(person("Lee"), struggles=("S35",), now=NOON)
    away = published_specialist(person("Kit"), struggles=("S35",), now=NOON)
    apart = published_specialist(person("Jo"), struggles=("S35",), now=NOON)
    heard_today = rosa.specialist_profile
    peers.take_nobody_new(rests, by=rests.person, now=NOON)
    rematch.try_someone_else(aside, by=maya, now=NOON)
    peers.pause(away, by=away.person, now=NOON)
    blocking.block(maya, by=apart.person, now=NOON)
    other = actions.ask(Asking(struggles=topics("S35")), by=noor, now=NOON).request
    coordinating.ask_one(other, heard_today, by=ade, now=LATER)
    proposal(asked, full.person)

    assert names(asked) == []
    for profile in (heard_today, rests, aside, away, full, apart):
        with pytest.raises(NotNow):
            coordinating.ask_one(asked, profile, by=ade, now=LATER)
    assert heard() == ["Rosa"]


def test_words_that_wait_for_a_person_and_requests_that_ended_are_asked_for_nowhere(
    maya: User, noor: User, ade: User, asked: MatchRequest, rosa: User
) -> None:
    held = actions.ask(Asking(words=HIGH), by=noor, now=NOON).request
    actions.withdraw(asked, by=maya, now=NOON)

    for request in (held, asked):
        with pytest.raises(TooLate):
            coordinating.ask_one(request, rosa.specialist_profile, by=ade, now=LATER)


def test_one_supervisor_looks_after_it_until_they_give_it_back_or_leave(
    ade: User, asked: MatchRequest, person: Person, client_of: ClientOf
) -> None:
    rue = person("Rue", Role.SUPERVISOR)
    place = f"/requests/waiting/{asked.public_id}/care/"
    for _ in range(2):
        client_of(ade).post(place)
    with pytest.raises(TakenAlready):
        coordinating.take(asked, by=rue, now=LATER)
    coordinating.give_back(asked, by=rue, now=LATER)
    assert [care.person for care in Care.objects.current()] == [ade]

    client_of(ade).post(f"{place}back/")
    assert not Care.objects.current().exists()
    coordinating.take(asked, by=ade, now=LATER)
    accounts.revoke_role(ade, Role.SUPERVISOR, by=rue, now=LATER)
    coordinating.take(asked, by=rue, now=LATER)

    assert [care.person for care in Care.objects.current()] == [rue]


def test_maya_reads_that_somebody_looks_and_it_ends_with_her_request(
    maya: User, ade: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    coordinating.take(asked, by=ade, now=LATER)
    page = client_of(maya).get(asked.get_absolute_url()).content.decode()
    assert "A supervisor looks for somebody, too." in page
    assert "Ade" not in page

    actions.withdraw(asked, by=maya, now=LATER)

    assert not Care.objects.current().exists()
    assert client_of(ade).get(f"/requests/waiting/{asked.public_id}/").status_code == 404


def test_a_note_is_for_supervisors_and_stays_as_it_is(
    ade: User, asked: MatchRequest, person: Person, client_of: ClientOf
) -> None:
    rue = person("Rue", Role.SUPERVISOR)
    place = f"/requests/waiting/{asked.public_id}/"
    assert client_of(ade).post(place, {"words": "x" * 601}).status_code == 422

    client_of(ade).post(place, {"words": "I talk with Rosa on Friday."})

    assert "I talk with Rosa on Friday." in client_of(rue).get(place).content.decode()
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        RequestNote.objects.update(words="Something else.")


def test_what_came_is_numbers_and_never_whom_she_said_no_to(
    maya: User, ade: User, shown: User, rosa: User, asked: MatchRequest, client_of: ClientOf
) -> None:
    actions.decline(proposal(asked, shown), by=maya, now=LATER)
    proposal(asked, rosa)

    page = client_of(ade).get(f"/requests/waiting/{asked.public_id}/").content.decode()

    assert coordinating.what_came(asked) == Came(standing=1, held=0, over=1)
    assert "I know that kitchen." not in page
    assert "Sam" not in page
    assert "Rosa" not in page


@pytest.mark.parametrize("who", ["maya", "noor", "sam", "ines"])
def test_nobody_else_finds_it_nor_ade_her_own(
    who: str,
    request: pytest.FixtureRequest,
    asked: MatchRequest,
    rosa: User,
    ade: User,
    client_of: ClientOf,
) -> None:
    own = actions.ask(Asking(struggles=topics("S35")), by=ade, now=NOON).request
    somebody = request.getfixturevalue(who)

    for reader, found in ((somebody, asked), (ade, own)):
        place, browser = f"/requests/waiting/{found.public_id}/", client_of(reader)
        assert browser.get(place).status_code == 404
        for deed in ("care/", "care/back/", "asking/rosa/"):
            assert browser.post(place + deed).status_code == 404
        with pytest.raises(NotYours):
            coordinating.note(found, words="Hello.", by=reader, now=LATER)
        with pytest.raises(NotYours):
            coordinating.take(found, by=reader, now=LATER)
    assert heard() == []


@pytest.mark.django_db(transaction=True)
def test_two_at_once_and_the_timetable_tell_one_specialist_once_a_day(
    maya: User, noor: User, ade: User, asked: MatchRequest, rosa: User
) -> None:
    other = actions.ask(Asking(struggles=topics("S35")), by=noor, now=NOON).request
    profile = rosa.specialist_profile

    together(
        lambda: coordinating.ask_one(asked, profile, by=ade, now=LATER),
        lambda: coordinating.ask_one(other, profile, by=ade, now=LATER),
        lambda: actions.look(now=LATER),
    )

    assert heard() == ["Rosa"]
    assert Outreach.objects.count() == 1
