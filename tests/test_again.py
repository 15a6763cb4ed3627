"""What is made again is, row by row, what the real actions make."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from matching.stories.models import StoryVersion
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from tests import again, people
from tests.builders_matching import published_specialist, supervisor, topics
from tests.cast import NOON, PASSWORD
from tests.conftest import Person

pytestmark = pytest.mark.django_db
MOVED = "matching_moved"
FROM = 1_000_000  # keys from here on, so that both ways give the same


def test_what_is_made_again_is_what_the_actions_make(
    sam: User, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "_made", {})
    person("Noor")
    supervisor(now=NOON)
    topics("R7", "S35")

    by_the_actions = everything_after_publishing(sam)
    made_again = everything_after_publishing(sam)

    assert len(again._made) == 1
    assert sum(map(len, by_the_actions.values())) > 40
    assert made_again == by_the_actions


@pytest.mark.parametrize("roles", [(), (Role.SPECIALIST,), (Role.MODERATOR, Role.SUPERVISOR)])
def test_people_are_made_as_the_actions_make_them(roles: tuple[Role, ...], db: None) -> None:
    def everything(make: Callable[..., User]) -> dict[str, list[dict[str, Any]]]:
        with Undone():
            count_from(FROM)
            made = make("lee@people.example", PASSWORD, "Lee", *roles, now=NOON, country="GB")
            assert made.check_password(PASSWORD)
            assert made.roles == {Role.MEMBER, *roles}
            assert made == User.objects.get(pk=made.pk)
            rows = {table: told(table) for table in tables()}
        for row in rows["accounts_user"]:
            row.pop("password")  # with a salt of its own
        return rows

    assert everything(people.someone) == everything(people.by_the_actions)


def test_somebody_else_of_that_name_gets_the_same_for_themselves(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "_made", {})
    with Undone():
        published_specialist(person("Kim", Role.SPECIALIST), roots=("R7",), now=NOON)
    for name in ("Maya", "Noor"):
        person(name)
    kim = person("Kim", Role.SPECIALIST)

    profile = published_specialist(kim, roots=("R7",), now=NOON)

    assert (profile.person, profile.slug, profile.published_by) == (
        kim,
        "kim",
        supervisor(now=NOON),
    )
    story = profile.story
    assert [topic.code for topic in story.roots.all()] == ["R7"]
    assert StoryVersion.objects.get(story=story).pk == story.shown_version_id


def everything_after_publishing(sam: User) -> dict[str, list[dict[str, Any]]]:
    with Undone():
        count_from(FROM)
        published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
        return {table: told(table) for table in tables()}


class Undone:
    """What happens inside did not happen."""

    def __enter__(self) -> None:
        self.mark = transaction.savepoint()

    def __exit__(self, *_: object) -> None:
        transaction.savepoint_rollback(self.mark)


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def told(table: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t ORDER BY t::text')
        rows = [json.loads(row) for (row,) in cursor.fetchall()]
    for row in rows:
        if table == again.AUDIT:
            row.pop("at")  # the moment of the writing itself
    if table == MOVED:  # by triggers, each time that something of a profile is written
        rows = [{"profile": profile} for profile in {row["profile_id"] for row in rows}]
    return sorted(rows, key=json.dumps)


def count_from(number: int) -> None:
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)"
                " WHERE EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = %s"
                " AND column_name = 'id' AND is_identity = 'YES')",
                [model._meta.db_table, number, model._meta.db_table],
            )
