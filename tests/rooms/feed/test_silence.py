"""Nobody speaks into silence: who is shown what nobody answered, who is told, and what is counted."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from rooms.feed import actions
from rooms.feed.handlers import without_an_answer
from rooms.feed.models import SilenceTold
from rooms.feed.reading import Answered, answered, unanswered_for
from rooms.wall import actions as wall
from rooms.wall.models import Post, Reply
from rooms.wall.states import Audience, State
from tests.cast import NOON
from tests.safety.rota.acts import planned
from tests.together import all_gave

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LATER = NOON + 2 * HOUR
data = pytest.mark.django_db


def seen_by(person, now=LATER):
    return list(unanswered_for(person, now=now))


@data
def test_a_post_waits_from_two_hours_on_until_somebody_else_answers(put, answer, maya, sam, noor):
    post = put(maya)
    answer(post, maya, "I forgot to say thank you.")
    assert (seen_by(sam, LATER - MINUTE), seen_by(sam), seen_by(maya)) == ([], [post], [])
    assert seen_by(sam, NOON + 7 * DAY) == []
    answer(post, noor, now=LATER)
    assert seen_by(sam) == []


@data
@pytest.mark.parametrize("how", ["held", "hidden", "deleted", "left", "apart", "muted"])
def test_an_answer_that_its_author_cannot_read_is_none(how, put, answer, maya, sam, noor):
    post = put(maya)
    reply = answer(post, noor)
    match how:
        case "left":
            User.objects.filter(pk=noor.pk).update(is_active=False)
        case "apart":
            blocking.block(noor, by=maya, now=NOON)
        case "muted":  # whom she muted is hers alone to know: it looks answered
            wall.mute(noor, by=maya, now=NOON)
        case _:
            Reply.objects.filter(pk=reply.pk).update(state=State(how))
    assert seen_by(sam) == ([] if how == "muted" else [post])
    assert answered(now=LATER).answered == (1 if how == "muted" else 0)


@data
@pytest.mark.parametrize("how", ["friends", "hidden", "deleted", "erased", "left", "blocked"])
def test_what_a_specialist_does_not_see_on_the_wall_is_not_there_either(
    how, put, maya, sam, on_shift
):
    on_shift(sam)
    post = put(maya)
    assert without_an_answer(sam, LATER) == 1
    match how:
        case "friends":
            Post.objects.update(audience=Audience.FRIENDS)
        case "hidden":
            Post.objects.update(state=State.HIDDEN)
        case "deleted":
            wall.delete(post, by=maya)
        case "erased":
            wall.erase(maya)
        case "left":
            User.objects.filter(pk=maya.pk).update(is_active=False)
        case "blocked":
            blocking.block(sam, by=maya, now=NOON)
    assert (seen_by(sam), without_an_answer(sam, LATER)) == ([], 0)
    assert (actions.tell_of_silence(now=LATER), Notice.objects.exists()) == (0, False)


@data
def test_the_page_is_for_who_is_on_shift_and_who_moderates(
    put, client_of, maya, sam, ines, ade, noor, on_shift
):
    put(maya, now=timezone.now() - 3 * HOUR)
    assert client_of(noor).get("/wall/unanswered/").status_code == 404

    def read(person):
        content = client_of(person).get("/wall/unanswered/").content.decode()
        return " ".join(re.sub(r"<[^>]+>", " ", content).split())

    off = read(sam)
    assert ("The kettle sings." in off, "You are not on shift now" in off) == (False, True)
    assert without_an_answer(sam, timezone.now()) == 0
    on_shift(sam)
    for person in (sam, ines, ade):
        said = read(person)
        assert ("The kettle sings." in said, "You are not on shift now" in said) == (True, False)
        assert without_an_answer(person, timezone.now()) == 1
    assert "there was 1 post whose two hours are over. None of them had an answer" in said


@data
def test_those_on_shift_are_told_once_of_each_post_and_one_thing_at_a_time(
    put, answer, maya, sam, noor, person, on_shift
):
    robin = person("Robin", Role.SPECIALIST)
    put(maya)
    assert actions.tell_of_silence(now=LATER) == 0  # nobody is there: it waits
    on_shift(sam)
    put(noor)
    assert actions.tell_of_silence(now=LATER - MINUTE) == 0
    assert actions.tell_of_silence(now=LATER) == 2
    assert actions.tell_of_silence(now=LATER) == 0
    on_shift(robin)
    third = put(maya, now=NOON + MINUTE)
    answer(third, noor, now=NOON + MINUTE)
    fourth = put(maya, now=NOON + MINUTE)
    assert actions.tell_of_silence(now=LATER + MINUTE) == 1
    told = Notice.objects.filter(kind="rooms.wall_silence").order_by("pk")
    assert list(told.values_list("person__handle", "url")) == [
        ("Sam", "/wall/unanswered/"),
        ("Sam", "/wall/unanswered/"),
        ("Robin", "/wall/unanswered/"),
    ]
    assert SilenceTold.objects.filter(post=fourth).count() == 1


@data
def test_where_no_host_is_on_shift_the_moderator_on_call_is_told(put, maya, ines, ade, sam):
    put(maya)
    planned(ines, NOON, NOON + 8 * HOUR, by=ade, now=NOON - DAY)
    Notice.objects.all().delete()
    assert actions.tell_of_silence(now=LATER) == 1
    assert [notice.person for notice in Notice.objects.select_related("person")] == [ines]


@data
def test_where_every_guide_on_shift_is_apart_from_the_author_moderators_on_shift_are_told(
    put, maya, noor, sam, person, ines, ade, on_shift
):
    robin, kofi = person("Robin", Role.SPECIALIST), person("Kofi", Role.MODERATOR)
    for guide in (sam, robin):
        on_shift(guide)
    blocking.block(sam, by=maya, now=NOON)
    blocking.block(maya, by=robin, now=NOON)
    put(maya)
    assert actions.tell_of_silence(now=LATER) == 0  # nobody is there who sees it: it waits
    planned(ines, NOON, NOON + 8 * HOUR, by=ade, now=NOON - DAY)
    planned(kofi, NOON, NOON + 8 * HOUR, by=ade, now=NOON - DAY)
    blocking.block(maya, by=kofi, now=NOON)
    put(noor)
    Notice.objects.all().delete()

    assert [actions.tell_of_silence(now=LATER) for _ in range(2)] == [2, 0]

    told = Notice.objects.select_related("person").order_by("person__handle")
    assert [(each.person.handle, each.context) for each in told] == [
        ("Ines", {}),  # Maya's alone
        ("Robin", {}),
        ("Sam", {}),
    ]
    assert "Maya" not in str([each.url for each in told])


@data
def test_the_share_counts_what_others_see_and_answers_in_time(put, answer, maya, sam, noor):
    in_time, late, own, none = (put(maya) for _ in range(4))
    answer(in_time, noor, now=NOON + 2 * HOUR)
    answer(late, noor, now=NOON + 2 * HOUR + MINUTE)
    answer(own, maya, now=NOON)
    for state in (State.HIDDEN, State.WAITING, State.HELD, State.DELETED):
        Post.objects.filter(pk=put(maya).pk).update(state=state)
    put(maya, now=NOON + 2 * HOUR)  # its two hours are not over
    put(maya, now=NOON - 25 * DAY)
    old = put(maya, now=NOON - 29 * DAY)
    # A guide let it through long after it was written: the hours run from then.
    waited = put(sam, now=NOON - 9 * HOUR)
    Post.objects.filter(pk=waited.pk).update(posted_at=NOON)
    answer(waited, noor, now=NOON + HOUR)
    now = NOON + 3 * HOUR
    assert (answered(now=now), none.pk, old.pk) == (Answered(6, 2), none.pk, old.pk)
    assert (Answered(19, 19).of_100, Answered(20, 13).of_100, Answered(0, 0).of_100) == (
        None,
        65,
        None,
    )


@data
def test_a_round_that_looked_before_another_ended_tells_nothing_again(
    put, maya, noor, sam, on_shift, monkeypatch
):
    on_shift(sam)
    for person in (maya, noor):
        put(person)
    assert actions.tell_of_silence(now=LATER) == 2
    # What a round finds whose question was asked just before the other one's rows were there.
    monkeypatch.setattr(actions, "in_silence", lambda *_posts, **_now: Post.objects.all())
    assert actions.tell_of_silence(now=LATER) == 0
    assert Notice.objects.filter(kind="rooms.wall_silence").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_once(put, maya, sam, noor, on_shift):
    on_shift(sam)
    for person in (maya, noor):
        put(person)
    rounds = [lambda: actions.tell_of_silence(now=LATER)] * 3
    assert sum(all_gave(*rounds)) == 2
    assert SilenceTold.objects.count() == 2
    actions.tell_of_silence(now=LATER)
    assert Notice.objects.filter(kind="rooms.wall_silence").count() <= 2
