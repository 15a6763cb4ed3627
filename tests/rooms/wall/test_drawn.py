"""Drawings on the wall: sent, shown, told on, taken away."""

import html
import json
from datetime import timedelta
from uuid import uuid4

import pytest

from peerhub.topics.models import ContentNote
from rooms.wall import actions
from rooms.wall.actions import Changed
from rooms.wall.drawing import Stroke, plain
from rooms.wall.models import Post, WallFormer
from rooms.wall.states import State
from safety.flags import actions as flags
from safety.flags.models import Flag, Report
from safety.flags.states import Reason
from safety.subjects import adapter_for
from tests.cast import NOON
from tests.rooms.wall.test_pages import page
from tests.safety.flags.texts import HIGH

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
STROKES = (Stroke("sky", "medium", (10, 20, 300, 400)), Stroke("ink", "thick", (77, 88)))
SENT = json.dumps(plain(STROKES))
SHOWS = "A lamp in a dark room."
PATH = '<path class="sky" stroke-width="9" d="M10 20L300 400"/>'


def draft(**more):
    sent = {"words": "", "client_id": str(uuid4()), "audience": "everyone"}
    return sent | {"drawing": SENT, "drawing_description": SHOWS} | more


def drawn(put, by, words="", **more):
    return put(by, words, drawing=STROKES, drawing_description=SHOWS, **more)


def test_a_drawing_without_words_is_seen_wherever_the_post_is(put, client_of, maya, noor):
    put(noor)  # and nobody reads first posts
    answer, _ = page(client_of(maya), "/wall/", **draft())
    post = Post.objects.latest("pk")
    assert (post.drawing, post.drawing_description) == (plain(STROKES), SHOWS)
    browser, here = client_of(noor), f"/wall/{post.public_id}/"
    browser.post(f"{here}save/", {"on": "1"})
    pages = [answer, *(browser.get(each) for each in ("/wall/", here, "/wall/mine/"))]
    assert [each.content.decode().count(PATH) for each in pages] == [1, 1, 1, 1]
    assert all(f"It shows: {SHOWS}</title>" in each.content.decode() for each in pages)
    told = browser.get("/wall/posts/").json()["posts"]
    assert [each["drawing"] for each in told] == [{"svg": post.picture, "shows": SHOWS}, None]


@pytest.mark.parametrize(
    ("given", "why", "place"),
    [
        (draft(drawing_description=" "), "Please write a sentence here.", "drawing_description"),
        (draft(drawing=""), "There is no drawing that this could be about.", "drawing_description"),
        (draft(drawing="", drawing_description=""), "Write or draw something first.", "words"),
        (draft(drawing="[[0]]", words="The kettle sings."), "We could not read the drawing.", ""),
        (draft(words="a" * 2001), "Send it in two parts.", "words"),
    ],
)
def test_of_what_is_not_taken_nothing_is_lost(given, why, place, client_of, maya):
    answer, said = page(client_of(maya), "/wall/", **given)
    text = html.unescape(answer.content.decode())
    assert (answer.status_code, why in said, Post.objects.count()) == (422, True, 0)
    assert f'href="#id_{place}"' in text if place else "We could not read" in said
    assert all(given[each].strip() in text for each in ("words", "drawing", "drawing_description"))


def test_words_about_a_drawing_that_is_not_taken_are_heard(client_of, maya):
    _, said = page(client_of(maya), "/wall/", **draft(drawing="", drawing_description=HIGH))
    assert ("You matter here" in said, Flag.objects.count()) == (True, 1)


def test_the_same_drawing_sent_twice_is_one_post_and_another_one_is_another(put, maya):
    one = uuid4()
    post = drawn(put, maya, client_id=one)
    assert drawn(put, maya, client_id=one) == post
    other = put(maya, "", drawing=STROKES[:1], drawing_description=SHOWS, client_id=one)
    assert put(maya, "", drawing=STROKES[:1], drawing_description=SHOWS, client_id=one) == other
    assert other != post


def test_a_drawing_says_what_it_shows_whoever_sends_it(put, maya):
    with pytest.raises(actions.NeedsDescription):
        put(maya, "The kettle sings.", drawing=STROKES)


def test_what_it_shows_is_said_anew_and_read_again_and_the_drawing_is_taken_away(
    put, client_of, maya
):
    post = drawn(put, maya, "The kettle sings.")
    browser, here = client_of(maya), f"/wall/{post.public_id}/edit/"
    kept = {"edit-words": "The kettle sings.", "edit-audience": "everyone"}

    refused, said = page(browser, here, **kept)
    assert (refused.status_code, "Please write a sentence here." in said) == (422, True)
    page(browser, here, **kept | {"edit-drawing_description": HIGH})
    post.refresh_from_db()
    assert (post.state, post.drawing_description) == (State.HELD, HIGH)
    page(browser, here, **kept | {"edit-without_drawing": "on"})
    post.refresh_from_db()
    assert (post.drawing, post.drawing_description, post.picture) == (None, "", "")
    # What was taken away is kept for moderators.
    formers = adapter_for(actions.POST).formers(post.public_id)
    assert [PATH in former.picture for former in formers] == [False, True]
    assert [former.words.partition("\n\n")[2] for former in formers] == [SHOWS, HIGH]


def test_nothing_is_left_of_a_drawing_without_words_once_it_is_taken_away(put, client_of, maya):
    post = drawn(put, maya)
    sent = {"edit-words": "", "edit-audience": "everyone", "edit-without_drawing": "on"}
    refused, said = page(client_of(maya), f"/wall/{post.public_id}/edit/", **sent)
    assert (refused.status_code, "Write something first." in said) == (422, True)
    with pytest.raises(actions.SaysNothing):
        actions.change(post, actions.Changed(words="", without_drawing=True), by=maya, now=NOON)
    post.refresh_from_db()
    assert post.drawing


def test_a_moderator_sees_what_was_drawn_also_when_its_author_has_left(
    put, client_of, maya, noor, ines
):
    post = drawn(put, maya)
    worry = flags.Worry(Reason.UNKIND)
    flags.report(actions.subject_of(post), worry, by=noor, now=NOON)
    flag = flags.claim(Flag.objects.get(), by=ines, now=NOON)
    case = f"/queue/{flag.pk}/"
    assert client_of(ines).get(case).content.decode().count(PATH) == 2  # itself, and around it

    actions.erase(maya)

    post.refresh_from_db()
    assert (post.drawing, post.drawing_description, post.state) == (None, "", State.DELETED)
    assert not WallFormer.objects.exists()
    kept = Report.objects.get()
    assert kept.drawing == {"strokes": plain(STROKES), "shows": SHOWS}
    assert client_of(ines).get(case).content.decode().count(PATH) == 1
    assert client_of(noor).get(f"/wall/{post.public_id}/").status_code == 404


def test_a_drawing_is_covered_with_the_words_and_gone_when_it_was_hidden(
    put, client_of, maya, noor, ines
):
    note = ContentNote.objects.all()[0]
    post = drawn(put, maya, content_note=note)
    text = client_of(noor).get("/wall/").content.decode()
    assert text.index('<details class="cover">') < text.index(PATH) < text.rindex("</details>")
    actions.hide(post, by=ines)
    assert client_of(noor).get("/wall/").content.decode().count(PATH) == 0
    assert client_of(noor).get("/wall/posts/").json()["posts"] == []


def test_a_guide_looks_at_a_drawing_before_others_do_but_not_at_our_teams(
    put, maya, noor, sam, ines, settings
):
    settings.WALL_DRAWINGS_FIRST = True
    words, drawing, ours = put(maya, "The kettle sings."), drawn(put, maya), drawn(put, sam)
    assert [each.state for each in (words, drawing, ours)] == ["shown", "waiting", "shown"]
    flag = Flag.objects.get(subject_id=drawing.public_id)
    assert (flag.kinds, flag.held, flag.due_at - NOON) == (["drawing"], True, timedelta(hours=2))

    said = Changed(words="Rain.", drawing_description="Rain on a window.")
    assert actions.change(drawing, said, by=maya, now=NOON).written.state == State.WAITING
    now_on = Flag.objects.filter(subject_id=drawing.public_id).latest("pk")
    flags.let_out(flags.claim(now_on, by=ines, now=NOON), by=ines, now=NOON)
    assert {each.pk for each in Post.objects.visible_to(noor, NOON)} == {
        each.pk for each in (words, drawing, ours)
    }
