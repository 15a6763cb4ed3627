"""The lines of "Who looked": written with the look, by role, and only ever added to."""

import pytest
from django.db import DatabaseError, connection, transaction

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.disclose import disclose, looker
from peerhub.audit.models import Disclosure
from peerhub.audit.words import Looker, What, Why, sentence
from tests.cast import NOON

pytestmark = pytest.mark.django_db


def told(to: User, about: User) -> Disclosure | None:
    return disclose(to=to, about=about.pk, what=What.STORY, why=Why.RULE, now=NOON)


def test_a_line_keeps_the_role_and_not_the_person(maya: User, ines: User) -> None:
    line = told(ines, maya)

    kept = Disclosure.objects.values("id", "person_id", "at", "who", "what", "why").get()
    assert kept == {
        "id": line.pk if line else None,
        "person_id": maya.pk,
        "at": NOON,
        "who": "moderator",
        "what": "story",
        "why": "rule",
    }


def test_a_look_at_ones_own_things_is_no_line(ines: User) -> None:
    assert told(ines, ines) is None
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    ("roles", "who"),
    [
        ({Role.MEMBER, Role.MODERATOR, Role.SUPERVISOR}, Looker.MODERATOR),
        ({Role.MEMBER, Role.SUPERVISOR}, Looker.SUPERVISOR),
        ({Role.MEMBER, Role.CLINICIAN}, Looker.CLINICIAN),
        ({Role.ADMINISTRATOR}, Looker.ADMINISTRATOR),
        ({Role.MEMBER}, Looker.TEAM),
    ],
)
def test_the_role_is_the_one_nearest_to_the_work(roles: set[Role], who: Looker) -> None:
    assert looker(roles) == who


def test_the_database_refuses_to_change_a_line(maya: User, ines: User) -> None:
    told(ines, maya)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Disclosure.objects.update(why=Why.ASKED)


def test_the_database_refuses_to_delete_a_line(maya: User, ines: User) -> None:
    told(ines, maya)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Disclosure.objects.all().delete()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM audit_disclosure")


def test_a_line_goes_when_its_look_is_undone(maya: User, ines: User) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        told(ines, maya)
        raise RuntimeError

    assert not Disclosure.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_refused(maya: User, ines: User) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        told(ines, maya)


@pytest.mark.parametrize("what", What)
@pytest.mark.parametrize("why", Why)
def test_every_line_is_a_plain_sentence(what: What, why: Why) -> None:
    words = sentence(Looker.MODERATOR, what, why)

    assert words.startswith("A moderator ")
    assert words.endswith(".")
    assert len(words) < 140
