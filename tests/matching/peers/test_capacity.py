"""How many people a specialist sees at one time: their own number, fifteen at the most."""

import re
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from matching.peers import actions as peers
from matching.peers.actions import NotForYou, TooMany
from matching.peers.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from tests.builders_matching import published_specialist
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]


def meets(capacity: str) -> dict[str, object]:
    return {"ways": ["text"], "languages": ["en"], "capacity": capacity}


def test_sam_says_how_many_and_the_page_is_as_it_was_otherwise(
    sam: User, client_of: ClientOf
) -> None:
    profile = published_specialist(sam, headline="Here.", now=NOON)
    own = client_of(sam)
    assert 'value="10"' in own.get("/story/meeting/").content.decode()

    own.post("/story/meeting/", meets("6"))
    own.post("/story/meeting/", meets("6"))

    profile.refresh_from_db()
    assert (profile.capacity, profile.headline) == (6, "Here.")
    entry = Entry.objects.get(verb="matching.capacity_set")
    assert (entry.actor_id, entry.details) == (sam.pk, {"people": 6})


@pytest.mark.parametrize("typed", ["0", "16", "-3", "many", "7.5", ""])
def test_what_cannot_be_is_said_and_stays_as_typed(
    typed: str, sam: User, client_of: ClientOf
) -> None:
    profile = published_specialist(sam, now=NOON)

    answer = client_of(sam).post("/story/meeting/", meets(typed))

    assert answer.status_code == 422
    assert not typed or f'value="{typed}"' in answer.content.decode()
    profile.refresh_from_db()
    assert profile.capacity == 10


def test_fifteen_is_the_most_for_the_action_and_for_the_database(sam: User, ade: User) -> None:
    profile = published_specialist(sam, now=NOON)

    peers.set_capacity(profile, 15, by=sam)
    with pytest.raises(TooMany):
        peers.set_capacity(profile, 16, by=sam)
    with pytest.raises(NotForYou):
        peers.set_capacity(profile, 5, by=ade)
    with pytest.raises(IntegrityError), transaction.atomic():
        SpecialistProfile.objects.update(capacity=16)


@pytest.mark.parametrize(
    ("people", "says"),
    [
        (7, []),
        (8, ["You see 8 of the 10 people"]),
        (9, ["You see 9 of the 10 people"]),
        (10, ["You see 10 people, as many as you said"]),
    ],
)
def test_from_four_fifths_on_sam_reads_it_softly(
    people: int, says: list[str], sam: User, client_of: ClientOf
) -> None:
    profile = published_specialist(sam, now=NOON)
    peers.set_people_now(profile, people)

    page = client_of(sam).get("/story/").content.decode()

    assert re.findall(r"You see \d+ (?:of the 10 people|people, as many as you said)", page) == says
