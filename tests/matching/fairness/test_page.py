"""The page of fairness: for supervisors and administrators, and nobody is on it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from matching.fairness.actions import count_in_vain
from matching.intake import actions as intake
from matching.intake.actions import Answers
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from tests.builders_matching import published_specialist, topics
from tests.cast import NOON

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
Person = Callable[..., User]


def test_supervisors_and_administrators_alone_find_it(
    person: Person, client_of: ClientOf, ade: User
) -> None:
    found = {role: client_of(person(role.value, role)).get("/fairness/") for role in Role}

    assert {role for role, page in found.items() if page.status_code == 200} == {
        Role.SUPERVISOR,
        Role.ADMINISTRATOR,
    }
    assert {page.status_code for page in found.values()} == {200, 404}
    assert 'href="/fairness/"' in client_of(ade).get("/work/").content.decode()


def test_noor_and_a_visitor_find_no_such_page(noor: User, client_of: ClientOf) -> None:
    assert client_of(noor).get("/fairness/").status_code == 404
    assert Client().get("/fairness/").headers["Location"] == "/account/login/?next=/fairness/"


def test_where_few_are_counted_it_says_so(ade: User, maya: User, client_of: ClientOf) -> None:
    intake.keep(maya, Answers(struggles=topics("S35")), agrees=True, now=NOON)

    page = client_of(ade).get("/fairness/").content.decode()

    assert "Fewer than 11 members told us a topic and have agreed to be counted" in page
    assert "No topic was looked for in vain 11 times or more." in page
    assert "<table" not in page


def test_it_says_for_whom_there_is_somebody_and_hides_what_few_wished(
    ade: User, sam: User, person: Person, client_of: ClientOf
) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
    for number in range(14):
        answers = Answers(
            roots=topics("R7" if number < 3 else "R41"),
            struggles=topics("S35"),
            facets=("lgbtq:yes",) if number < 10 else (),
        )
        intake.keep(person(f"Member {number}"), answers, agrees=True, now=NOON)
    for _ in range(11):
        count_in_vain([("R41", "S35"), ("R41", "")], timezone.now())

    answer = client_of(ade).get("/fairness/")
    page = answer.content.decode()

    (row,) = answer.context["rows"]
    assert (row["label"], row["people"]) == ("Everybody who is counted", 14)
    assert [count for _, count in row["near"]] == [None, None, 0]
    assert '<td data-label="One of the two">hidden</td>' in page
    assert "<li>LGBTQ+: all answers</li>" in page
    assert 'href="/topics/r41-s35/"' in page
    assert 'href="/people/?root=R41"' in page
    assert "Member" not in page.replace("Members", "")
    assert "Sam" not in page


@pytest.mark.parametrize("place", ["/you/", "/you/begin/"])
def test_intake_says_that_answers_are_counted(place: str, maya: User, client_of: ClientOf) -> None:
    page = client_of(maya).get(place).content.decode()

    assert "<strong>Counted:</strong> without names and among many others" in page
