"""Where supervisors decide who is shown."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from matching.peers.models import SpecialistProfile
from peerhub.accounts.models import User
from tests.builders_matching import certified, told_story
from tests.cast import NOON

ClientOf = Callable[[User], Client]


def test_ade_reads_and_shows(sam: User, ade: User, client_of: ClientOf) -> None:
    told_story(sam, now=NOON)
    certified(sam, now=timezone.now())
    browser = client_of(ade)
    assert "/people/sam/" in browser.get("/peers/").content.decode()

    browser.post("/peers/sam/publication/")

    assert SpecialistProfile.objects.published().get().published_by == ade
    assert "/people/sam/" not in browser.get("/peers/").content.decode()


def test_a_draft_does_not_wait(sam: User, ade: User, client_of: ClientOf) -> None:
    told_story(sam, show=False, now=NOON)

    assert client_of(ade).post("/peers/sam/publication/").status_code == 404


@pytest.mark.parametrize("who", ["maya", "noor", "sam", "ines"])
def test_nobody_else_decides(
    who: str, request: pytest.FixtureRequest, sam: User, client_of: ClientOf
) -> None:
    told_story(sam, now=NOON)
    browser = client_of(request.getfixturevalue(who))

    assert browser.get("/peers/").status_code == 404
    assert browser.post("/peers/sam/publication/").status_code == 404
    assert not SpecialistProfile.objects.published().exists()
