"""A supervisor changes how a specialist is shown: with a reason, told plainly, and a way back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from matching.peers import actions as peers
from matching.peers.actions import NotForYou, NothingToShow, TalkFirst, measures
from matching.peers.models import Measure, MeasureKind, SpecialistProfile
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from tests.builders_matching import certified, published_specialist, told_story
from tests.cast import NOON
from tests.conftest import Person

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
PAUSE, NOBODY_NEW, AWAY = MeasureKind
WHY = "You have carried a lot this month. Rest, and let us talk on Monday."
DECEMBER = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)  # where Sam lives the month begins at that time


@pytest.fixture
def profile(sam: User) -> SpecialistProfile:
    """Sam's page, which everybody sees."""
    return published_specialist(sam, now=NOON)


def shown() -> list[str]:
    return [each.slug for each in SpecialistProfile.objects.published()]


def heard() -> list[tuple[str, str, str]]:
    told = Notice.objects.filter(kind__startswith="matching.measure", cancelled_at=None)
    return [(each.person.handle, each.kind, each.url) for each in told.order_by("pk")]


@pytest.mark.parametrize("kind", [PAUSE, AWAY])
def test_ade_takes_the_page_out_of_sight_and_back_and_sam_hears_both(
    kind: MeasureKind, profile: SpecialistProfile, sam: User, ade: User
) -> None:
    for _ in range(2):
        measure = measures.take(profile, kind, reason=WHY, by=ade, now=NOON)
    assert shown() == []
    assert heard() == [("Sam", "matching.measure_set", "/story/")]
    entry = Entry.objects.get(verb="matching.measure_set")
    assert (entry.actor_id, entry.details) == (ade.pk, {"profile": profile.pk, "kind": kind})

    certified(sam, now=NOON)
    for _ in range(2):
        measures.end(measure, by=ade, now=NOON + timedelta(days=1))

    assert shown() == ["sam"]
    assert heard() == [("Sam", "matching.measure_ended", "/story/")]
    assert Entry.objects.filter(verb="matching.measure_ended").count() == 1


def test_sam_cannot_end_the_break_alone_but_asks_for_the_talk(
    profile: SpecialistProfile, sam: User, ade: User, client_of: ClientOf
) -> None:
    measures.take(profile, PAUSE, reason=WHY, by=ade, now=timezone.now())
    with pytest.raises(TalkFirst):
        peers.comeback(profile, by=sam, now=NOON)

    page = client_of(sam).post("/story/comeback/", follow=True).content.decode()

    assert "They know now that you would like to come back." in page
    assert shown() == []
    assert Notice.objects.filter(kind="matching.comeback_asked").count() == 1
    peers.comeback(profile, by=ade, now=NOON)
    assert shown() == ["sam"]
    assert not Measure.objects.filter(ended_at=None).exists()


def test_a_break_of_sams_own_becomes_the_supervisors_and_not_the_other_way(
    profile: SpecialistProfile, sam: User, ade: User
) -> None:
    peers.pause(profile, by=sam, now=NOON)
    measures.take(profile, PAUSE, reason=WHY, by=ade, now=NOON)

    with pytest.raises(TalkFirst):
        peers.comeback(profile, by=sam, now=NOON)


def test_nobody_new_ends_with_the_month_and_before_only_by_a_supervisor(
    profile: SpecialistProfile, sam: User, ade: User
) -> None:
    first = measures.take(profile, NOBODY_NEW, reason=WHY, by=ade, now=NOON)
    with pytest.raises(TalkFirst):
        peers.take_new_again(profile, by=sam, now=DECEMBER - timedelta(seconds=1))
    assert shown() == ["sam"]

    assert not Measure.objects.standing(now=DECEMBER).exists()
    profile.refresh_from_db()
    assert profile.takes_new(now=DECEMBER)
    # Sam's own, a month later, is Sam's to end.
    peers.take_nobody_new(profile, by=sam, now=DECEMBER)
    peers.take_new_again(profile, by=sam, now=DECEMBER)
    first.refresh_from_db()
    assert (first.ended_at, first.ended_by) == (DECEMBER, None)

    again = measures.take(profile, NOBODY_NEW, reason=WHY, by=ade, now=DECEMBER)
    measures.end(again, by=ade, now=DECEMBER)
    profile.refresh_from_db()
    assert profile.takes_new(now=DECEMBER)


def test_sam_reads_the_reason_and_the_way_back_and_noor_never(
    profile: SpecialistProfile, sam: User, ade: User, noor: User, client_of: ClientOf
) -> None:
    for kind in MeasureKind:
        measures.take(profile, kind, reason=f"{WHY} {kind}", by=ade, now=timezone.now())

    own = client_of(sam).get("/story/").content.decode()

    assert own.count("The way back:") == 3
    assert [kind for kind in MeasureKind if f"{WHY} {kind}" in own] == list(MeasureKind)
    assert client_of(noor).get("/people/sam/").status_code == 404
    assert client_of(noor).get("/peers/sam/").status_code == 404


def test_on_the_page_ade_chooses_says_why_and_ends_it(
    profile: SpecialistProfile, ade: User, client_of: ClientOf
) -> None:
    browser = client_of(ade)
    assert 'href="/peers/sam/"' in browser.get("/peers/").content.decode()

    answer = browser.post("/peers/sam/", {"kind": "pause", "reason": ""})
    assert answer.status_code == 422
    browser.post("/peers/sam/", {"kind": "pause", "reason": WHY})

    assert WHY in browser.get("/peers/sam/").content.decode()
    assert browser.post("/peers/sam/", {"kind": "pause", "reason": "Again."}).status_code == 422
    browser.post(f"/peers/measures/{Measure.objects.get().pk}/end/")
    assert shown() == ["sam"]


def test_out_of_sight_waits_in_the_list_with_its_reason_and_ends_where_it_is_shown_again(
    profile: SpecialistProfile, sam: User, ade: User, person: Person, client_of: ClientOf
) -> None:
    rosa = person("Rosa", Role.SPECIALIST)
    measures.take(profile, AWAY, reason=WHY, by=ade, now=timezone.now())
    with pytest.raises(NothingToShow):
        measures.take(told_story(rosa, now=NOON), AWAY, reason=WHY, by=ade, now=NOON)
    assert "Taken out of sight" in client_of(ade).get("/peers/").content.decode()

    certified(sam, now=timezone.now())
    client_of(ade).post("/peers/sam/publication/")

    assert shown() == ["sam"]
    assert not Measure.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize("who", ["sam", "noor", "ines"])
def test_nobody_else_takes_or_ends_one_nor_ade_about_herself(
    who: str,
    request: pytest.FixtureRequest,
    profile: SpecialistProfile,
    ade: User,
    client_of: ClientOf,
) -> None:
    somebody = request.getfixturevalue(who)
    measure = measures.take(profile, PAUSE, reason=WHY, by=ade, now=NOON)
    accounts.grant_role(ade, Role.SPECIALIST, by=None, now=NOON)
    own = published_specialist(ade, now=NOON)

    with pytest.raises(NotForYou):
        measures.take(profile, AWAY, reason=WHY, by=somebody, now=NOON)
    with pytest.raises(NotForYou):
        measures.end(measure, by=somebody, now=NOON)
    with pytest.raises(NotForYou):
        measures.take(own, PAUSE, reason=WHY, by=ade, now=NOON)
    assert client_of(somebody).get("/peers/sam/").status_code == 404
    assert client_of(somebody).post(f"/peers/measures/{measure.pk}/end/").status_code == 404
    assert client_of(ade).get(f"/peers/{own.slug}/").status_code == 404
