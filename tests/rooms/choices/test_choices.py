"""How rooms behave for one person, and for nobody else."""

from typing import Any

from django.test import Client

from peerhub.accounts.models import User
from rooms.choices.models import RoomChoices
from rooms.choices.reading import choices_of


def test_without_a_choice_the_usual_holds(maya: User) -> None:
    usual = choices_of(maya)

    assert (usual.typing, usual.unread, usual.shortcuts, usual.spoken) == (True, True, True, "all")


def test_what_somebody_chose_is_kept_and_is_theirs_alone(
    maya: User, noor: User, client_of: Any
) -> None:
    answer = client_of(maya).post("/rooms/choices/", {"unread": "on", "spoken": "replies"})

    assert answer.headers["Location"] == "/rooms/choices/"
    hers, noors = choices_of(maya), choices_of(noor)
    assert (hers.typing, hers.unread, hers.shortcuts, hers.spoken) == (
        False, True, False, "replies",
    )  # fmt: skip
    assert noors.pk is None


def test_a_choice_that_does_not_exist_is_asked_for_again(maya: User, client_of: Any) -> None:
    answer = client_of(maya).post("/rooms/choices/", {"spoken": "shouting"})

    assert answer.status_code == 422
    assert choices_of(maya).pk is None


def test_the_page_shows_what_was_chosen(maya: User, client_of: Any) -> None:
    browser = client_of(maya)
    browser.post("/rooms/choices/", {"typing": "on", "spoken": "none"})

    form = browser.get("/rooms/choices/").context["form"]

    assert {name: form[name].value() for name in form.fields} == {
        "typing": True,
        "unread": False,
        "shortcuts": False,
        "spoken": "none",
    }


def test_a_visitor_is_asked_to_sign_in(client: Client, db: None) -> None:
    answer = client.post("/rooms/choices/", {"spoken": "none"})

    assert answer.headers["Location"] == "/account/login/?next=/"
    assert RoomChoices.objects.count() == 0
