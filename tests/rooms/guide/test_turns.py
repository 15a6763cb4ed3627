"""Whose turn it is: who keeps what they took, and what becomes of words when it was lost."""

import re
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from peerhub.accounts import blocking
from peerhub.accounts.models import Block, User
from peerhub.accounts.roles import Role
from rooms.guide import actions
from rooms.guide.actions import NotNow
from rooms.guide.actions.waits import locked
from rooms.guide.models import GuideAsk, GuideLine
from rooms.guide.reading import work_of
from safety.flags.models import Flag
from tests.cast import NOON
from tests.rooms.feed.conftest import on_shift as on_shift
from tests.rooms.guide.test_guide import (
    DAY,
    HOUR,
    MINUTE,
    WORDS,
    asks,
    data,
    found,
    says,
    takes,
    told,
)
from tests.rooms.letters.conftest import DANGER
from tests.safety.rota.acts import planned
from tests.together import all_gave


@data
def test_whoever_took_a_late_one_keeps_it_for_a_while_and_of_its_wait_is_told_once(
    maya, sam, ines, person, client_of
):
    kofi = person("Kofi", Role.MODERATOR)
    asks(maya)
    late = NOON + 2 * HOUR
    actions.look_after(now=late)
    assert told("late") == ["Ines", "Kofi"]
    takes(ines, late)
    soon = late + 14 * MINUTE
    assert (found(kofi, soon), len(work_of(kofi, now=soon).taken)) == (0, 1)
    with pytest.raises(NotNow):
        takes(kofi, soon)

    after = late + 15 * MINUTE  # she had it and wrote nothing: the next may
    assert found(kofi, after) == 1
    takes(kofi, after)
    with pytest.raises(NotNow):
        takes(ines, after)
    actions.hand_on(GuideAsk.objects.get(), by=kofi, now=after)
    actions.look_after(now=after)
    assert told("late") == ["Ines", "Kofi"]

    takes(ines, after)
    says(ines, "I am here now.", after)
    assert told("late") == []
    says(maya, "Thank you. One more thing.", after)
    actions.look_after(now=after + 2 * HOUR)
    assert told("late") == ["Ines", "Kofi"]  # that is another wait


@data
def test_what_somebody_took_a_moment_ago_stands_on_the_page_of_moderators(
    maya, ines, person, client_of
):
    kofi, now = person("Kofi", Role.MODERATOR), timezone.now()
    asks(maya, now=now - 3 * HOUR)
    takes(ines, now)
    page = client_of(kofi).get("/asks/").content.decode()
    assert ("Somebody took it a moment ago" in page, "Take it" in page) == (True, False)


@data
@pytest.mark.parametrize("how", ["taken", "ended", "blocked"])
def test_a_guide_who_lost_it_keeps_what_they_wrote_and_reads_nothing_new(
    how, maya, sam, person, client_of, on_shift
):
    robin, now = person("Robin", Role.SPECIALIST), timezone.now()
    on_shift(sam)
    here = asks(maya, now=now).line.ask.get_absolute_url()
    takes(sam, now)
    match how:
        case "taken":
            actions.hand_on(GuideAsk.objects.get(), by=sam, now=now)
            on_shift(robin)
            takes(robin, now)
            says(robin, "Robin is here.", now)
        case "ended":
            actions.end(GuideAsk.objects.get(), by=maya, now=now)
            GuideAsk.objects.update(closed_at=now - 31 * DAY)
        case "blocked":
            blocking.block(sam, by=maya, now=now)
    before = GuideLine.objects.count()
    his = client_of(sam)

    answer = his.post(here, {"words": f"Slowly is fine. {DANGER}", "client_id": str(uuid4())})

    page = answer.content.decode()
    assert (answer.status_code, f"Slowly is fine. {DANGER}" in page) == (409, True)
    assert [said for said in ("Maya", "Robin", WORDS) if said in page] == []
    assert (GuideLine.objects.count(), Flag.objects.get().author) == (before, sam)
    assert ("988" in page, his.get(here).status_code) == (True, 404)
    pressed = his.post(here, {"act": "hand_on"}, follow=True)
    assert "This is not with you any more" in pressed.content.decode()


@data
def test_what_is_lost_in_the_same_moment_shows_nothing_new_either(
    maya, sam, person, client_of, on_shift, monkeypatch
):
    robin, now = person("Robin", Role.SPECIALIST), timezone.now()
    on_shift(sam)
    on_shift(robin)
    here = asks(maya, now=now).line.ask.get_absolute_url()
    takes(sam, now)
    write = actions.write

    def slower(ask, words, **given):
        actions.hand_on(ask, by=sam, now=now)
        takes(robin, now)
        says(robin, "Robin is here.", now)
        return write(ask, words, **given)

    monkeypatch.setattr(actions, "write", slower)
    answer = client_of(sam).post(here, {"words": "Slowly is fine.", "client_id": str(uuid4())})

    page = answer.content.decode()
    assert (answer.status_code, "Slowly is fine." in page) == (409, True)
    assert [said for said in ("Maya", "Robin", WORDS) if said in page] == []


@data
def test_who_lost_it_and_sends_again_what_got_through_reads_that_it_did(
    maya, sam, client_of, on_shift
):
    now, his = timezone.now(), client_of(sam)
    on_shift(sam)
    here = asks(maya, now=now).line.ask.get_absolute_url()
    takes(sam, now)
    sent = {"words": "Slowly is fine.", "client_id": str(uuid4())}
    his.post(here, sent)
    actions.hand_on(GuideAsk.objects.get(), by=sam, now=now)

    page = his.post(here, sent, follow=True).content.decode()

    assert ("What you wrote was sent." in page, GuideLine.objects.count()) == (True, 2)


@data
@pytest.mark.parametrize("how", ["next", "handed on"])
def test_a_block_never_hits_whoever_came_after_the_page_was_shown(
    how, maya, sam, person, client_of, on_shift
):
    robin, now, hers = person("Robin", Role.SPECIALIST), timezone.now(), client_of(maya)
    for guide in (sam, robin):
        on_shift(guide)
    here = asks(maya, now=now).line.ask.get_absolute_url()
    takes(sam, now)
    says(sam, "Slowly is fine.", now)
    (turn,) = re.findall(r'name="turn" value="(\d+)"', hers.get(here).content.decode())
    actions.hand_on(GuideAsk.objects.get(), by=sam, now=now)
    if how == "next":
        takes(robin, now)
        says(robin, "Robin is here.", now)

    for given in ({"turn": turn}, {}):
        said = hers.post(here, {"act": "block", **given}, follow=True).content.decode()
        assert "Nobody was blocked" in said
    assert not Block.objects.exists()


@data
def test_a_block_from_the_page_that_shows_who_is_there_holds(maya, sam, client_of, on_shift):
    on_shift(sam)
    now, hers = timezone.now(), client_of(maya)
    here = asks(maya, now=now).line.ask.get_absolute_url()
    takes(sam, now)
    hers.post(here, {"act": "block", "turn": "1"})  # before his name is shown: nothing
    assert not Block.objects.exists()
    says(sam, "Slowly is fine.", now)
    (turn,) = re.findall(r'name="turn" value="(\d+)"', hers.get(here).content.decode())

    hers.post(here, {"act": "block", "turn": turn})

    assert list(Block.objects.values_list("by", "whom")) == [(maya.pk, sam.pk)]
    assert GuideAsk.objects.get().guide is None


@data
def test_of_what_is_late_nobody_hears_who_is_apart_or_away_and_somebody_always_does(
    maya, ines, ade, person, on_shift
):
    kofi, away = person("Kofi", Role.MODERATOR), person("Lee", Role.MODERATOR)
    late = NOON + 2 * HOUR
    planned(away, late, late + 8 * HOUR, by=ade, now=NOON)
    User.objects.filter(pk=away.pk).update(is_active=False)
    blocking.block(ines, by=maya, now=NOON)
    asks(maya)
    actions.look_after(now=late)
    assert told("late") == ["Kofi"]

    planned(ines, late, late + 8 * HOUR, by=ade, now=NOON)  # nobody on shift could take it
    GuideAsk.objects.update(waits_since=NOON - HOUR)
    actions.look_after(now=late)
    assert told("late") == ["Kofi", "Kofi"]

    blocking.block(maya, by=kofi, now=late)
    GuideAsk.objects.update(waits_since=NOON - 2 * HOUR)
    actions.look_after(now=late)
    assert (told("late"), found(ade, late), found(ines, late)) == (["Kofi", "Kofi", "Ade"], 1, 0)


@data
def test_who_left_is_waited_for_by_nobody_until_they_are_back(maya, sam, on_shift):
    on_shift(sam)
    asks(maya)
    User.objects.filter(pk=maya.pk).update(is_active=False)
    late = NOON + 2 * HOUR
    assert (actions.look_after(now=late), told("late"), found(sam, late)) == (0, [], 0)
    with pytest.raises(NotNow):
        takes(sam, late)

    User.objects.filter(pk=maya.pk).update(is_active=True)
    assert (actions.look_after(now=late), found(sam, late)) == (1, 1)
    takes(sam, late)
    User.objects.filter(pk=maya.pk).update(is_active=False)
    assert work_of(sam, now=late).waits == 0
    actions.hand_on(GuideAsk.objects.get(), by=sam, now=late + MINUTE)
    assert told("waits") == []


@data
def test_what_waits_is_asked_in_as_many_questions_whoever_is_on_shift(
    maya, noor, ines, ade, person, on_shift, django_assert_num_queries
):
    late = NOON + 2 * HOUR
    planned(ines, NOON, NOON + 8 * HOUR, by=ade, now=NOON)
    asks(noor)
    takes(ines)
    actions.ask_guide(WORDS, client_id=uuid4(), by=maya, now=NOON)
    for guides in range(3):
        ines = User.objects.get(pk=ines.pk)
        with django_assert_num_queries(6 if guides else 5):  # her roles; who is there; apart; asks
            work = work_of(ines, now=late)
        assert ([ask.member for ask in work.free], [ask.member for ask in work.own]) == (
            [maya],
            [noor],
        )
        on_shift(person(f"Guide {guides}", Role.SPECIALIST))


@pytest.mark.django_db(transaction=True)
def test_a_round_leaves_alone_what_somebody_answers_in_this_moment(maya, ines):
    ask = asks(maya).line.ask
    with transaction.atomic():
        locked(ask.pk)
        assert all_gave(lambda: actions.look_after(now=NOON + 2 * HOUR)) == [0]
    assert told("late") == []
    assert (actions.look_after(now=NOON + 2 * HOUR), told("late")) == (1, ["Ines"])
