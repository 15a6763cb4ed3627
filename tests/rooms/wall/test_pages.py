"""The pages of the wall, as somebody meets them: forms without a script, words, and 404."""

import re
from datetime import timedelta
from uuid import uuid4
from zlib import crc32

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from peerhub.accounts.models import Block
from peerhub.topics.models import ContentNote, Topic
from peerhub.ui.avatars import SHAPES, Shape
from peerhub.ui.templatetags.ui import _avatar
from rooms.live import actions as live
from rooms.live.models import Message
from rooms.wall import actions
from rooms.wall.models import Post, PostReaction, Reply, SavedPost, TopicFollow, WallMute
from rooms.wall.prompts import PROMPTS, prompt_of
from rooms.wall.states import Audience, State
from safety.flags.models import Flag, Report
from tests.cast import NOON
from tests.safety.flags.texts import HIGH

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def page(browser, address, **data):
    answer = browser.post(address, data, follow=True) if data else browser.get(address)
    return answer, " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def draft(words="The kettle sings.", **more):
    return {"words": words, "client_id": str(uuid4()), "audience": "everyone", **more}


def test_somebody_writes_and_reads_what_becomes_of_it(client_of, maya, noor):
    browser, note = client_of(maya), ContentNote.objects.all()[0]
    two = list(Topic.objects.active()[:2])
    _, first = page(browser, "/wall/")
    assert prompt_of(timezone.now().astimezone(maya.zone).date()) in first

    sent = draft(content_note=note.slug, another=two[0].code, audience="topic")
    answer, said = page(browser, "/wall/", **sent)

    post = Post.objects.get()
    assert answer.redirect_chain == [(f"/wall/{post.public_id}/", 302)]
    assert (post.state, post.audience) == (State.WAITING, Audience.TOPIC)
    assert (post.content_note, list(post.topics.all())) == (note, two[:1])
    assert said.count("A guide reads this first, usually within 2 hours.") == 2
    assert "Change it" in said
    page(browser, "/wall/", **sent)
    assert Post.objects.count() == 1
    assert client_of(noor).get(f"/wall/{post.public_id}/").status_code == 404
    # The way there is made of random bits, and what is sent holds no second.
    assert re.fullmatch(r"[0-9a-f]{32}", post.public_id)
    assert set(re.findall(r'datetime="[^"]*:(\d\d)Z"', answer.content.decode())) == {"00"}


@pytest.mark.parametrize(
    ("given", "status", "why"),
    [
        (draft(" "), 422, "Write or draw something first."),
        (draft("a" * 2001), 422, "Send it in two parts."),
        (draft(audience="topic"), 422, "Choose a topic, so that we know who has the same one."),
        (draft("Ring me: 555 867 5309 or 555 867 5310"), 409, "Send it anyway"),
    ],
)
def test_words_that_are_not_taken_stand_in_the_form_and_say_why(
    given, status, why, client_of, maya
):
    answer, said = page(client_of(maya), "/wall/", **given)
    assert (answer.status_code, why in said) == (status, True)
    assert given["words"].strip() in answer.content.decode()
    assert not Post.objects.exists()


def test_danger_shows_where_help_is_also_where_the_words_were_too_long(client_of, maya):
    browser = client_of(maya)
    for words in (HIGH, HIGH + "a" * 2000):
        _, said = page(browser, "/wall/", **draft(words))
        assert "You matter here" in said
    assert Flag.objects.count() == 2
    assert "You matter here" not in page(browser, "/wall/")[1]


def test_somebody_answers_reacts_keeps_and_follows(put, client_of, maya, noor):
    topic = Topic.objects.active()[0]
    post = put(noor, topics=[topic])
    browser, here = client_of(maya), f"/wall/{post.public_id}/"

    page(browser, here, words="I hear you.", client_id=str(uuid4()))
    page(browser, f"{here}react/", kind="strength", on="1")
    page(browser, f"{here}save/", on="1")
    page(browser, f"/wall/topics/{topic.code}/", on="1")

    assert (Reply.objects.get().author, PostReaction.objects.get().person) == (maya, maya)
    assert (SavedPost.objects.get().post, TopicFollow.objects.get().topic) == (post, topic)
    assert "Somebody sends you strength." in page(client_of(noor), here)[1]
    _, hers = page(browser, here)
    assert "Somebody sends" not in hers  # nobody but the author reads that anything came
    _, kept = page(browser, "/wall/mine/")
    assert ("The kettle sings." in kept, topic.label in kept) == (True, True)
    for address in (f"{here}react/", f"{here}save/", f"/wall/topics/{topic.code}/"):
        page(browser, address, kind="strength", on="0")
    assert not any(each.objects.exists() for each in (PostReaction, SavedPost, TopicFollow))


def test_somebody_changes_and_deletes_a_post_and_an_answer(put, answer, client_of, maya, noor):
    post = put(maya)
    reply = answer(post, maya)
    browser = client_of(maya)
    for here, of in (
        (f"/wall/{post.public_id}/", post),
        (f"/wall/replies/{reply.public_id}/", reply),
    ):
        sent = {"edit-words": "Other words.", "edit-audience": "friends"}
        _, said = page(browser, f"{here}edit/", **sent)
        of.refresh_from_db()
        assert (of.words, "Other words." in said) == ("Other words.", True)
        stranger = client_of(noor)
        assert stranger.post(f"{here}edit/", sent).status_code == 404
        stranger.post(f"{here}delete/")
        of.refresh_from_db()
        assert of.state == State.SHOWN
    for of in (f"replies/{reply.public_id}", post.public_id):
        page(browser, f"/wall/{of}/delete/", sure="1")
        assert browser.get(f"/wall/{of}/").status_code == 404


@pytest.mark.parametrize("of", ["post", "reply"])
def test_somebody_reports_mutes_and_blocks(of, put, answer, client_of, maya, noor, sam):
    post = put(sam)
    written = put(noor) if of == "post" else answer(post, noor)
    browser = client_of(maya)
    here = f"/wall/{'' if of == 'post' else 'replies/'}{written.public_id}/"
    refused, said = page(browser, f"{here}report/", **{"told-words": HIGH})
    assert (refused.status_code, "You matter here" in said) == (422, True)
    page(browser, f"{here}report/", **{"told-reason": "unkind", "told-mute": "on"})

    assert Report.objects.get().reporter == maya
    assert WallMute.objects.get().whom == noor
    assert browser.get(here).status_code == 404
    assert "Noor" in page(browser, "/wall/mine/", whom="Noor")[1]
    assert not WallMute.objects.exists()
    page(browser, f"{here}mute/", block="1")
    assert (Block.objects.get().by, Block.objects.get().whom) == (maya, noor)
    assert browser.get(here).status_code == 404
    # Who blocked somebody can still tell us of them; who was blocked finds nothing.
    page(browser, f"{here}report/", **{"told-reason": "identifies"})
    assert Report.objects.count() == 2
    assert client_of(sam).get(here).status_code == 200
    assert client_of(noor).post(f"{here}report/", {}).status_code == 404  # one's own


def test_what_one_may_not_see_is_not_there_for_any_address(put, answer, client_of, maya, noor):
    post = put(maya, audience=Audience.FRIENDS)
    reply = answer(post, maya)
    stranger = client_of(noor)
    for base, ends in (
        (f"/wall/{post.public_id}/", "edit delete report mute react save share"),
        (f"/wall/replies/{reply.public_id}/", "edit delete report mute"),
    ):
        assert stranger.get(base).status_code == 404
        answers = {end: stranger.post(f"{base}{end}/", draft()).status_code for end in ends.split()}
        assert set(answers.values()) == {404}, answers
    assert stranger.post(f"/wall/{post.public_id}/", draft()).status_code == 404
    assert page(stranger, "/wall/posts/")[0].json() == {"posts": [], "older": ""}


def test_the_api_tells_what_the_page_shows_to_the_minute(put, client_of, maya, noor):
    post = put(maya, now=NOON + timedelta(seconds=42))
    assert client_of(noor).get("/wall/posts/").json()["posts"] == [
        {
            "id": post.public_id,
            "author": "Maya",
            "at": "2026-11-23T12:00Z",
            "words": "The kettle sings.",
            "drawing": None,
            "mentions": [],
            "covered": False,
            "topics": [],
            "changed": False,
            "mine": False,
            "state": "",
        }
    ]


def test_a_post_goes_into_a_room_as_a_link_and_never_where_it_would_say_whose_mask_it_is(
    put, answer, client_of, maya, noor, loss
):
    post, hers = put(noor), put(maya)
    answered, friends = put(noor), put(noor, audience=Audience.FRIENDS)
    answer(answered, maya)
    live.enter(room=loss, person=maya, name="Quiet Heron", now=NOON)
    browser = client_of(maya)
    assert "After a loss" in page(browser, f"/wall/{post.public_id}/")[1]
    for kept in (hers, answered):
        assert "After a loss" not in page(browser, f"/wall/{kept.public_id}/")[1]

    for each in (post, hers, answered, friends):
        browser.post(f"/wall/{each.public_id}/share/", {"to": f"room:{loss.public_id}"})

    assert Message.objects.get().body == f"Something on the wall: /wall/{post.public_id}/"
    _, room = page(browser, f"/r/{loss.public_id}/")
    assert (
        f'href="/wall/{post.public_id}/"' in browser.get(f"/r/{loss.public_id}/").content.decode()
    )
    assert "Maya" not in room.partition("Something on the wall")[2].partition("Write a message")[0]


def test_there_is_something_to_begin_with_on_every_day():
    days = [NOON.date() + timedelta(days=n) for n in range(len(PROMPTS))]
    assert sorted(map(prompt_of, days)) == sorted(PROMPTS)


def test_a_page_with_one_post_costs_as_much_as_one_with_twenty(put, answer, client_of, maya, noor):
    topics, note = list(Topic.objects.active()[:20]), ContentNote.objects.all()[0]
    post = put(maya, topics=topics[:1], content_note=note)
    answer(post, maya)
    browser, addresses = client_of(noor), ("/wall/", f"/wall/{post.public_id}/", "/wall/mine/")
    actions.save(post, by=noor, on=True, now=NOON)

    def costs():
        counted = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            counted.append(len(queries))
        return counted

    costs()  # the first page of a session costs more
    before = costs()
    for n in range(19):
        more = put(maya, f"Number {n}.", topics=topics[n : n + 2])
        answer(post, maya, f"Answer {n}.")
        actions.save(more, by=noor, on=True, now=NOON)
    assert costs() == before


def test_nothing_of_a_person_on_the_wall_is_found_again_in_a_room(
    put, answer, client_of, maya, sam, noor, loss, monkeypatch
):
    def drawn(seed):  # by chance two seeds have one drawing; here each has its own
        return Shape(path=SHAPES[0], turn=0, tint=f"tint{crc32(str(seed).encode())}")

    monkeypatch.setattr("rooms.live.lines.shape_for", drawn)
    monkeypatch.setattr("peerhub.ui.templatetags.ui.shape_for", drawn)
    monkeypatch.setattr("peerhub.ui.templatetags.ui._avatar", _avatar.__wrapped__)
    for person, name in ((maya, "Quiet Heron"), (noor, "Slow River")):
        live.enter(room=loss, person=person, name=name, now=NOON)
    live.post_message(
        room=loss, person=maya, body="Apricots ripen quickly.", client_id=uuid4(), now=NOON
    )
    browser = client_of(noor)

    def seen(*addresses):
        pages = "".join(browser.get(address).content.decode() for address in addresses)
        return set(re.findall(r"[\w.:@+-]{4,}", pages))

    def on_the_wall(person, words):
        post = put(person, words)
        reply = answer(post, person, f"{words} again")
        ends = (f"{post.public_id}/", f"replies/{reply.public_id}/")
        return seen(*(f"/wall/{end}" for end in ends), f"/wall/posts/?before={uuid4().hex}")

    room = seen(f"/r/{loss.public_id}/", f"/r/{loss.public_id}/m/1/")
    hers = on_the_wall(maya, "Dandelions outside.")
    others = on_the_wall(sam, "Icicles dripped.")
    # What is the same in hers and in the room is furniture: it is on a page of somebody else, too.
    tokens = {each for each in (hers & room) - others if "csrf" not in each}
    assert tokens == set()


def test_an_address_that_nobody_was_given_is_a_page_with_nothing_on_it(maya, client_of):
    assert client_of(maya).get("/wall/?before=%00").status_code == 200
    assert client_of(maya).get("/wall/posts/?before=%00").status_code == 200
