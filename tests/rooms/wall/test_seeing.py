"""Who sees which posts and replies: one question, asked by every page."""

from datetime import timedelta

import pytest

from matching.intake import actions as intake
from matching.intake.actions import Answers
from peerhub.accounts import blocking, not_today
from peerhub.accounts.models import How
from peerhub.accounts.not_today import Lasts
from peerhub.topics.models import ContentNote, Topic
from rooms.friends.models import Friendship
from rooms.wall import actions
from rooms.wall.models import Post, Reply
from rooms.wall.reading import page_of, replies_to
from rooms.wall.states import Audience, State
from tests.cast import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def befriend(one, other):
    return Friendship.objects.create(asker=one, asked=other, asked_at=NOON, accepted_at=NOON)


def told(person, *codes):
    topics = Topic.objects.filter(code__in=codes)
    roots = [each for each in topics if each.axis == Topic.Axis.ROOT]
    struggles = [each for each in topics if each.axis == Topic.Axis.STRUGGLE]
    intake.keep(person, Answers(roots=roots, struggles=struggles), agrees=True, now=NOON)


def topic(axis=Topic.Axis.ROOT, place=0):
    return Topic.objects.active().filter(axis=axis)[place]


def seen_by(person, now=NOON):
    return set(Post.objects.visible_to(person, now))


def test_each_audience_is_read_by_whom_it_is_for_and_by_nobody_else(put, maya, sam, noor, person):
    befriend(maya, sam)
    same = person("Same")
    told(same, topic().code)
    everyone = put(maya, audience=Audience.EVERYONE)
    friends = put(maya, audience=Audience.FRIENDS)
    some = put(maya, audience=Audience.TOPIC, topics=[topic()])
    actions.follow(topic(), by=noor, on=True, now=NOON)  # anybody can follow: it opens nothing

    assert seen_by(maya) == {everyone, friends, some}
    assert seen_by(sam) == {everyone, friends}
    assert seen_by(same) == {everyone, some}
    assert seen_by(noor) == {everyone}


def test_a_friendship_that_ended_or_was_never_accepted_opens_nothing(put, maya, sam, noor):
    put(maya, audience=Audience.FRIENDS)
    befriend(maya, sam)
    Friendship.objects.update(ended_at=NOON, ended_by=maya)
    Friendship.objects.create(asker=maya, asked=noor, asked_at=NOON)

    assert seen_by(sam) == seen_by(noor) == set()


@pytest.mark.parametrize("state", list(State))
def test_only_what_is_shown_is_seen_by_others_and_deleted_things_by_nobody(
    state, put, answer, maya, sam
):
    post = put(maya)
    reply = answer(post, maya)
    Post.objects.update(state=state)
    Reply.objects.update(state=state)

    assert seen_by(sam) == ({post} if state == State.SHOWN else set())
    assert seen_by(maya) == (set() if state == State.DELETED else {post})
    for reader, seen in ((sam, state == State.SHOWN), (maya, state != State.DELETED)):
        assert set(Reply.objects.visible_to(reader, NOON)) == ({reply} if seen else set())


@pytest.mark.parametrize("who", ["reader", "author"])
def test_a_block_hides_both_ways_and_in_the_threads_of_others(who, put, answer, maya, sam, noor):
    post, neighbour = put(maya), put(noor)
    hers, his = answer(neighbour, maya), answer(neighbour, sam)
    by, whom = (sam, maya) if who == "reader" else (maya, sam)
    blocking.block(whom, by=by, now=NOON)

    assert seen_by(sam) == {neighbour}
    assert seen_by(noor) == {post, neighbour}
    read = {
        reader: [item.written for item in replies_to(neighbour, reader, now=NOON)]
        for reader in (maya, sam, noor)
    }
    assert read == {maya: [hers], sam: [his], noor: [hers, his]}


def test_nobody_speaks_under_a_post_behind_its_authors_back(put, answer, maya, sam, noor):
    post = put(maya)
    reply = answer(post, sam)
    blocking.block(sam, by=maya, now=NOON)

    assert replies_to(post, noor, now=NOON) == []
    # He himself still finds what he wrote, to take it away.
    assert set(Reply.objects.visible_to(sam, NOON)) == {reply}
    with pytest.raises(actions.NotThere):
        answer(post, sam)


def test_a_mute_hides_for_oneself_alone(put, answer, maya, sam, noor):
    post, other = put(maya), put(noor)
    answer(other, maya)
    actions.mute(maya, by=sam, now=NOON)

    assert seen_by(sam) == {other}
    assert replies_to(other, sam, now=NOON) == []
    assert seen_by(maya) == seen_by(noor) == {post, other}
    actions.unmute(maya, by=sam)
    assert seen_by(sam) == {post, other}


def test_who_has_left_is_not_shown_and_who_was_erased_left_no_words(put, answer, maya, sam):
    post, other = put(maya, "Erase me."), put(sam)
    answer(other, maya, "Erase me, too.")
    actions.change(post, actions.Changed(words="Erase me again."), by=maya, now=NOON)
    maya.is_active = False
    maya.save()
    assert seen_by(sam) == {other}
    assert replies_to(other, sam, now=NOON) == []

    actions.erase(maya)

    assert seen_by(maya) == {other}
    words = [*Post.objects.filter(author=maya), *Reply.objects.filter(author=maya)]
    assert {each.words for each in words} == {""}
    assert not post.formers.exists()


def test_what_is_not_for_today_is_left_out_also_where_its_topic_alone_says_so(put, maya, sam):
    about = Topic.objects.active().exclude(content_note=None)[0]
    note = about.content_note
    other = ContentNote.objects.exclude(pk=note.pk)[0]
    put(maya, content_note=note)
    put(maya, topics=[about])
    plain, noted = put(maya), put(maya, content_note=other)
    how = {item.written: item.how for item in page_of(sam, "", now=NOON).items}
    assert (how[plain], how[noted]) == ("", "cover")

    not_today.choose(sam, note=note, how=How.HIDE, lasts=Lasts.WEEK, now=NOON)

    assert [item.written for item in page_of(sam, "", now=NOON).items] == [noted, plain]
    assert len(page_of(sam, "", now=NOON + timedelta(days=8)).items) == 4


def test_pages_follow_each_other_without_a_gap_or_a_post_twice(put, maya, sam):
    made = [put(maya, f"Number {n}.", now=NOON + timedelta(minutes=n // 2)) for n in range(43)]
    later = NOON + timedelta(hours=1)
    read, before, pages = [], "", 0
    while pages == 0 or before:
        page = page_of(sam, before, now=later)
        read += [item.written for item in page.items]
        before, pages = page.older, pages + 1

    assert (read, pages) == (made[::-1], 3)
    assert page_of(sam, "no-such-post", now=later).items == []


def test_a_page_costs_the_same_for_one_and_for_twenty(
    put, answer, maya, sam, django_assert_num_queries
):
    note = ContentNote.objects.all()[0]
    post = put(maya, topics=[topic()], content_note=note)
    answer(post, maya)

    def read():
        items = page_of(sam, "", now=NOON).items
        words = [(each.written.author.handle, list(each.written.topics.all())) for each in items]
        return words, [each.written.author.handle for each in replies_to(post, sam, now=NOON)]

    queries = 14
    with django_assert_num_queries(queries):
        read()
    for n in range(19):
        put(maya, f"Number {n}.", topics=[topic(), topic(place=n)], content_note=note)
        answer(post, maya, f"Answer {n}.")
    with django_assert_num_queries(queries):
        assert len(read()[1]) == 20
