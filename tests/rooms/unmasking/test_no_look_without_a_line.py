"""No page of the team shows what a person wrote, or who they are, without a line for them.

Every address whose policy is for the team is opened; where a text of Maya's comes back, her list
must have grown by one line in the same request.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from matching.requests import actions as requests
from matching.requests.actions import Asking
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure, Entry
from rooms.live.models import Room
from safety.closing import actions as closing
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import Reason as FlagReason
from safety.handover import actions as handover
from safety.reveals import actions as reveals
from safety.reveals.actions import Plea
from safety.reveals.states import Kind, Reason
from tests.architecture import walk
from tests.builders_becoming import sent
from tests.builders_matching import published_specialist
from tests.conftest import Person
from tests.rooms.conftest import Enter, Say
from tests.safety.flags.test_views import ClientOf
from tests.safety.flags.texts import HIGH
from tests.safety.referrals.acts import WISH, shared
from tests.safety.rota.acts import planned

KETTLE = "the blue kettle"  # no example of a rule
HOUR = timedelta(hours=1)
WRITTEN = (KETTLE, WISH, "Harbor Practice", "Zirkonia")
ELSEWHERE = {  # what others than whoever is on the case can open
    "/queue/<int:flag_id>/": (True, 1),
    "/queue/<int:flag_id>/first-words/": (True, 1),
    "/queue/hand-over/<int:shift_id>/": (True, 1),
    "/referrals/<uuid:public_id>/case/": (True, 1),
}
# Who applies is known to supervisors by their name; the list says that, and so does
# the page on which a supervisor says what they bring; neither has any of their words.
APPLIED = {
    "/becoming/": (True, 0),
    "/becoming/<uuid:public_id>/": (True, 1),
    "/becoming/<uuid:public_id>/brings/": (True, 0),
}


def pages(worker: User, stranger: User) -> Iterator[tuple[str, URLPattern]]:
    """The pages that answer a GET of ``worker`` and are not there for ``stranger``."""
    for place, pattern in walk.urls():
        policy = getattr(pattern.callback, "access", None)
        for_team = policy is not None and policy(worker) and not policy(stranger)
        if for_team and walk.answers_get(pattern):
            yield place, pattern


@pytest.fixture
def ids(
    maya: User, ines: User, loss: Room, enter: Enter, say: Say, person: Person
) -> dict[str, list[dict[str, Any]]]:
    """For each kind of address what stands in its gaps: Maya's message and her referral."""
    User.objects.filter(pk=maya.pk).update(handle="Zirkonia")
    enter(maya, loss, "Quiet Heron")
    message = say(maya, loss, f"{HIGH} I hear {KETTLE}.", now=timezone.now()).message
    flag = flags.claim(Flag.objects.get(subject_id=message.public_id), by=ines, now=timezone.now())
    (check_in, *_) = closing.book(flag, to=None, by=ines, now=timezone.now())
    request = reveals.ask(flag, Kind.MASK, Plea(Reason.DANGER, "Why."), by=ines, now=timezone.now())
    lena, now = person("Lena", Role.MODERATOR), timezone.now()
    shift = planned(lena, now - HOUR, now, by=person("Kofi", Role.SUPERVISOR), now=now - HOUR)
    line = handover.Line(done=f"They spoke of {KETTLE}.")
    handover.write(shift, {flag.pk: line}, by=lena, now=now)
    asking = Asking(words=f"Somebody who knows {KETTLE}.")
    wanted = requests.ask(asking, by=maya, now=timezone.now())
    application = sent(maya, why=f"Because of {KETTLE}.", now=timezone.now())
    return {
        "addition_id": [{"addition_id": 4711}],
        "letter_id": [{"letter_id": uuid4()}],
        "line_id": [{"line_id": uuid4()}],
        "flag_id": [{"flag_id": flag.pk}],
        "check_in_id": [{"check_in_id": check_in.pk}],
        "public_id": [
            {"public_id": shared(maya).public_id},
            {"public_id": request.public_id},
            {"public_id": wanted.request.public_id},
            {"public_id": application.public_id},
            {"public_id": uuid4()},
        ],
        "address": [{"address": "before"}],
        "pk": [{"pk": 4711}],
        "number": [{"number": "4711"}],
        "slug": [{"slug": "zirkonia"}, {"slug": "crisis"}],
        "shift_id": [{"shift_id": shift.pk}],
        "date_id": [{"date_id": 4711}],
        "leave_id": [{"leave_id": 4711}],
        "debrief_id": [{"debrief_id": 4711}],
        "year": [{"year": 2026, "month": 11, "form": "csv"}],
        "member_id": [{"member_id": maya.pk}],
        "rule_id": [{"rule_id": flag.reasons[0]["rule"]}],
        "": [{}],
    }


def address(place: str, given: dict[str, Any]) -> str:
    for name, value in given.items():
        head, _, tail = place.partition("<")
        place = f"{head}{value}{tail.partition('>')[2]}" if f":{name}>" in place else place
    return place


def opened(browser: Client, maya: User, path: str) -> tuple[bool, int]:
    """Whether words of Maya's came back, and by how many lines her list grew."""
    before = Disclosure.objects.about(maya.pk).count()
    answer = browser.get(path)
    text = answer.content.decode() if answer.status_code == 200 else ""
    shows = any(words in text for words in WRITTEN)
    return shows, Disclosure.objects.about(maya.pk).count() - before


def looks_of(
    worker: User,
    stranger: User,
    browser: Client,
    maya: User,
    ids: dict[str, list[dict[str, Any]]],
) -> dict[str, tuple[bool, int]]:
    """Of all pages of ``worker``, those that showed words of Maya's, and how many lines that left."""
    looked: dict[str, tuple[bool, int]] = {}
    for place, pattern in pages(worker, stranger):
        gaps = list(pattern.pattern.converters)
        for given in ids[gaps[0] if gaps else ""]:
            found = opened(browser, maya, address(place, given))
            if found[0]:
                looked[place] = found
    return looked


def test_no_page_of_the_team_shows_words_of_a_person_without_a_line(
    ids: dict[str, list[dict[str, Any]]], maya: User, ines: User, noor: User, client_of: ClientOf
) -> None:
    looked = looks_of(ines, noor, client_of(ines), maya, ids)

    assert looked == ELSEWHERE | {
        # The opening of a name is one line, written by the deed; looking at it again is audited.
        "/queue/<int:flag_id>/unmask/": (True, 0),
    }
    seen = Entry.objects.filter(verb="safety.reveal_seen", actor_id=ines.pk)
    assert seen.count() == 1


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.SUPERVISOR, ELSEWHERE | APPLIED),
        (Role.CLINICIAN, {}),
        (Role.ADMINISTRATOR, {}),
        (Role.SPECIALIST, {"/requests/<uuid:public_id>/": (True, 1)}),
    ],
)
def test_nor_does_a_page_of_any_other_role(
    role: Role,
    expected: dict[str, tuple[bool, int]],
    ids: dict[str, list[dict[str, Any]]],
    maya: User,
    noor: User,
    person: Person,
    client_of: ClientOf,
) -> None:
    worker = person("Juno", role)
    if role is Role.SPECIALIST:  # whose page is not shown answers nobody
        published_specialist(worker, now=timezone.now())

    assert looks_of(worker, noor, client_of(worker), maya, ids) == expected


def test_each_look_says_what_was_read_and_why(
    ids: dict[str, list[dict[str, Any]]], maya: User, ines: User, client_of: ClientOf
) -> None:
    browser = client_of(ines)
    for place in ("/queue/<int:flag_id>/", "/referrals/<uuid:public_id>/case/"):
        for given in ids["flag_id" if "flag_id" in place else "public_id"]:
            browser.get(address(place, given))

    assert [line.sentence for line in Disclosure.objects.about(maya.pk)] == [
        "A moderator read your referral, because you asked us to pass it on.",
        "A moderator read your message in a room,"
        " because a safety rule found words that can mean danger.",
        "A moderator saw who is behind your name in a room,"
        " because somebody’s life may have been in danger.",
    ]


@pytest.mark.parametrize(
    ("kinds", "why"),
    [
        (["unscreened"], "because our safety check could not read it."),
        (["reported"], "because somebody told us about it."),
        (["first_post"], "because it was one of your first messages here."),
        (["contact"], "because it may tell who or where somebody is."),
    ],
)
def test_a_text_in_which_no_rule_spoke_says_why_it_was_read(
    kinds: list[str], why: str, ids: dict[str, list[dict[str, Any]]], maya: User, ines: User
) -> None:
    Flag.objects.update(reasons=[], kinds=kinds)

    flags.peek(Flag.objects.get(), by=ines, now=timezone.now())

    assert Disclosure.objects.about(maya.pk)[0].sentence.endswith(why)


def test_who_told_us_reads_that_their_words_were_read(
    ids: dict[str, list[dict[str, Any]]], maya: User, noor: User, ines: User
) -> None:
    flag = Flag.objects.get()
    worry = flags.Worry(reason=FlagReason.WORRIED, words="I am worried about them.")
    flags.report(flag.subject, worry, by=noor, now=timezone.now())

    flags.open_case(flag, by=ines, now=timezone.now())

    assert [line.sentence for line in Disclosure.objects.about(noor.pk)] == [
        "A moderator read what you told us about a message, because you asked us to look."
    ]
