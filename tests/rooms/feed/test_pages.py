"""The page near one as somebody meets it: plain forms, reasons, an end; and the part at home."""

import re

import pytest
from django.utils import timezone

from peerhub.topics.models import Topic
from rooms.feed.models import FeedChoice
from rooms.wall import actions as wall
from rooms.wall.models import PutAway

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


def page(browser, address, **data):
    answer = browser.post(address, data, follow=True) if data else browser.get(address)
    main = answer.content.decode().partition('<main id="main"')[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.fixture
def post(put, maya, noor):
    about = Topic.objects.active()[0]
    wall.follow(about, by=maya, on=True, now=timezone.now())
    return put(noor, "The kettle sings.", topics=[about], now=timezone.now())


def test_every_press_works_as_a_form_and_says_what_it_did(client_of, maya, post):
    browser, about = client_of(maya), post.topics.get()
    said = page(browser, "/wall/near/")
    assert said.count(f"Because you follow {about.label}") == 1
    assert "Nothing here is sorted by how many people liked or answered it" in said
    assert said.count("You have seen what is new.") == 1

    assert "You chose to see" in page(browser, "/wall/near/", order="newest")
    assert "Because you follow" in page(browser, "/wall/near/", order="near")
    assert "You chose to see" not in page(browser, "/wall/near/", order="loudest")
    said = page(browser, "/wall/near/", seen=post.public_id)
    assert ("The kettle sings." in said, "You have seen what is new." in said) == (False, True)
    assert "The kettle sings." in page(browser, "/wall/near/?again=1")
    assert "The kettle sings." in page(browser, "/wall/near/", forget="1")


@pytest.mark.parametrize("what", ["post", "topic"])
def test_not_today_is_one_press_and_can_be_taken_back(what, client_of, maya, noor, post):
    browser, about = client_of(maya), post.topics.get()
    pressed = {what: {"post": post.public_id, "topic": about.code}[what], "back": "near"}
    said = page(browser, "/wall/away/", on="1", **pressed)
    assert ("The kettle sings." in said, "left out until tomorrow" in said) == (False, True)
    assert "The kettle sings." not in page(browser, "/wall/")
    wall.mute(noor, by=maya, now=timezone.now())  # what has gone meanwhile comes back, too
    assert "Not today" in page(browser, "/wall/mine/")
    page(browser, "/wall/away/", on="0", **(pressed | {"back": "mine"}))
    assert not PutAway.objects.exists()
    assert browser.post("/wall/away/", {"on": "1", "post": post.public_id}).status_code == 404
    assert browser.post("/wall/away/", {"on": "1", "topic": "X99"}).status_code == 404
    assert browser.post("/wall/away/", {"topic": about.code}).status_code == 404


def test_home_says_who_wrote_and_nothing_that_others_should_not_glance_at(client_of, maya, post):
    browser = client_of(maya)
    said = page(browser, "/")
    assert "Noor , " in said
    assert "On a topic you follow" in said
    assert (post.words in said, post.topics.get().label in said) == (False, False)
    assert not FeedChoice.objects.exists()
    wall.delete(post, by=post.author)
    assert "New on the wall" not in page(browser, "/")
