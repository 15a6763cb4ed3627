"""Exercises and courses: open to everyone, a place that is kept on request, a page for no network."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from peerhub.accounts.models import User
from safety.steady.models import CoursePlace
from safety.steady.shelf import shelf

pytestmark = pytest.mark.django_db
STEADY, NIGHTS = "/steady/", "/steady/nights/"
PLACE = f"{NIGHTS}place/"
ClientOf = Callable[[User], Client]


def words_of(page: Any) -> str:
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def places() -> list[tuple[str, str, int]]:
    rows = CoursePlace.objects.order_by("person__handle", "course")
    return list(rows.values_list("person__handle", "course", "part"))


def test_a_visitor_reads_all_of_it_and_nothing_is_kept() -> None:
    client = Client()
    names = [each.name for each in shelf().exercises.values()]

    page = words_of(client.get(STEADY))
    assert [name for name in names if name not in page] == []
    parts = shelf().courses["nights"].parts
    for number, part in enumerate(parts, 1):
        page = words_of(client.get(f"{NIGHTS}?part={number}"))
        assert (part.name in page, part.exercise.lines[0] in page) == (True, True)
        assert ("Next part" in page) == (number < len(parts))
    assert "keep my place" not in words_of(client.get(NIGHTS))
    assert (client.post(PLACE, {"part": "2"}).status_code, places()) == (302, [])


def test_maya_begins_without_a_place_and_then_nothing_is_kept(
    maya: User, client_of: ClientOf
) -> None:
    client = client_of(maya)
    for part in range(1, 6):
        assert client.get(f"{NIGHTS}?part={part}").status_code == 200

    assert places() == []


def test_maya_keeps_her_place_goes_on_starts_again_and_has_it_forgotten(
    maya: User, client_of: ClientOf
) -> None:
    client, third = client_of(maya), shelf().courses["nights"].parts[2].name

    assert "Only you see it." in words_of(client.post(PLACE, {"part": "1"}, follow=True))
    answer = client.post(PLACE, {"part": "3"})
    assert (answer["Location"], places()) == (f"{NIGHTS}?part=3", [("Maya", "nights", 3)])
    page = client.get(NIGHTS)
    assert f"You stopped at “{third}”" in words_of(page)
    assert '<a class="btn" href="?part=3">Go on where you stopped</a>' in page.content.decode()
    client.post(PLACE, {"part": "1"})
    assert places() == [("Maya", "nights", 1)]
    assert "Nothing of it is kept" in words_of(client.post(PLACE, {"part": "forget"}, follow=True))
    assert places() == []


def test_at_the_end_nothing_is_kept_and_nothing_is_praised(maya: User, client_of: ClientOf) -> None:
    client = client_of(maya)
    client.post(PLACE, {"part": "5"})

    assert "Done" in words_of(client.get(f"{NIGHTS}?part=5"))
    said = words_of(client.post(PLACE, {"part": "done"}, follow=True))
    assert "That was the last part." in said
    assert places() == []


def test_a_place_is_nobody_elses(maya: User, noor: User, client_of: ClientOf) -> None:
    client_of(maya).post(PLACE, {"part": "4"})
    client = client_of(noor)

    assert "You stopped at" not in words_of(client.get(NIGHTS))
    client.post(PLACE, {"part": "2"})
    client.post(PLACE, {"part": "forget"})
    assert places() == [("Maya", "nights", 4)]


def test_a_course_that_got_shorter_ends_at_its_end(maya: User, client_of: ClientOf) -> None:
    client = client_of(maya)
    client.post(PLACE, {"part": "1"})
    CoursePlace.objects.update(part=9)

    assert 'href="?part=5">Go on' in client.get(NIGHTS).content.decode()


@pytest.mark.parametrize("part", ["0", "6", "-1", "1.5", "x", ""])
def test_a_part_that_is_not_there_is_no_page(maya: User, client_of: ClientOf, part: str) -> None:
    client = client_of(maya)

    assert client.get(NIGHTS, {"part": part}).status_code == 404
    assert client.post(PLACE, {"part": part}).status_code == 404


def test_a_course_that_is_not_there_is_no_page(maya: User, client_of: ClientOf) -> None:
    client = client_of(maya)

    assert client.get("/steady/sofa/").status_code == 404
    assert client.post("/steady/sofa/place/", {"part": "1"}).status_code == 404


def test_no_title_and_no_address_says_what_a_course_is_about(client: Client) -> None:
    for slug in shelf().courses:
        page = client.get(f"{STEADY}{slug}/").content.decode()
        assert "<title>Steady</title>" in page
    assert list(shelf().courses) == ["nights", "waves", "ahead", "words"]


def test_the_kept_page_holds_all_of_it_and_the_numbers_of_a_country(client: Client) -> None:
    page = client.get("/steady/kept/gb/").content.decode()
    lines = [line for each in shelf().exercises.values() for line in each.lines]
    lines += [
        line for each in shelf().courses.values() for part in each.parts for line in part.lines
    ]

    assert [line for line in lines if line not in page.replace("&#x27;", "'")] == []
    assert ('href="tel:999"' in page, "<script" in page) == (True, False)
    assert 'href="tel:112"' in client.get("/steady/kept/nowhere/").content.decode()


def test_the_kept_page_is_the_same_for_everyone_and_asks_no_database(
    maya: User, client_of: ClientOf, client: Client, django_assert_num_queries
) -> None:
    hers = client_of(maya).get("/steady/kept/us/").content
    with django_assert_num_queries(0):
        page = client.get("/steady/kept/us/")

    assert page.content == hers
    assert page.cookies == {}


def test_what_is_kept_stays_far_below_what_the_page_says(client: Client) -> None:
    style = (settings.BASE_DIR / "static/css/now.css").read_bytes()
    said = re.findall(
        r"MOST = ([\d_]+)", (settings.BASE_DIR / "static/js/models/kept-pages.js").read_text()
    )

    assert len(client.get("/steady/kept/us/").content) + len(style) < 60_000
    assert said == ["100_000"]
    assert "less than 100 kB" in words_of(client.get(STEADY))


def test_the_page_offers_the_numbers_of_where_somebody_is(noor: User, client_of: ClientOf) -> None:
    for client, country in ((Client(), "us"), (client_of(noor), "gb")):
        page = client.get(STEADY).content.decode()
        assert re.findall(r'data-pages="/steady/kept/(\w+)/ /static/css/now[^ ]*\.css"', page) == [
            country
        ]


def test_the_worker_is_a_script_that_is_asked_for_each_time(client: Client) -> None:
    answer = client.get("/steady/worker.js")

    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "text/javascript; charset=utf-8",
        "no-cache",
    )
