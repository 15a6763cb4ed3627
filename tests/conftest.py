"""The cast as fixtures, and the rules that hold in every test."""

import gc
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, TransactionTestCase
from django.urls import get_resolver

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.topics import actions as topics
from peerhub.topics.models import Facet
from safety.board.actions import standing
from tests import people
from tests.cast import NOON, PASSWORD

Person = Callable[..., User]
LEFT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)

# Django's flush truncates every table and makes what it knows of them anew: half a second after each
# test with real transactions. Nearly all tables are empty, and a DELETE of nothing is nothing. As a
# replica, no trigger runs: neither those of foreign keys nor those that let nobody delete; so the
# list of peers is told here that all of it moved.
KEPT = {"django_migrations", "django_content_type", "auth_permission", "django_site"}


# Eleven thousand tests and all modules stay until the end; looking through them for garbage again
# and again took one second of sixteen. So what was collected is left out, and what a test leaves
# is looked for less often.
SELDOM = (50_000, 20, 100)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(*SELDOM)
        gc.enable()


@cache
def _emptying() -> str:
    tables = sorted(
        {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - KEPT
    )
    return ";".join(
        [
            "SET LOCAL session_replication_role = replica",
            *(f'DELETE FROM "{table}"' for table in tables),
            "INSERT INTO matching_moved (profile_id) VALUES (NULL)",
        ]
    )


def _empty_tables(self: TransactionTestCase) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_emptying())


TransactionTestCase._fixture_teardown = _empty_tables  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def socket_threads_end(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For modules with sockets: channels.testing keeps the connections of its threads."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(LEFT)


@pytest.fixture(autouse=True)
def rules_as_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule is off, and nobody looks for one that is: the same queries in every test."""
    known = standing._Known()
    known.look_at = float("inf")
    monkeypatch.setattr(standing, "_known", known)


@pytest.fixture
def person(db: None) -> Person:
    """Makes a member, with roles if asked; those who need a second factor have one."""

    def make(name: str, *roles: Role, **given: Any) -> User:
        email = f"{name.lower().replace(' ', '.')}@people.example"
        handle = given.pop("handle", name)
        someone = people.someone(email, PASSWORD, handle, *roles, now=NOON, **given)
        if someone.needs_second_factor:
            TOTP.activate(someone, generate_totp_secret())
        return someone

    return make


@pytest.fixture
def vocabulary(db: None) -> None:
    """The topics, as every installation has them; ``tests.run`` puts them there once for all."""
    if not Facet.objects.exists():
        topics.sync(now=NOON)


@pytest.fixture
def maya(person: Person) -> User:
    """Maya, a member in New York."""
    return person("Maya", time_zone="America/New_York")


@pytest.fixture
def sam(person: Person) -> User:
    """Sam, a peer specialist in Chicago."""
    return person("Sam", Role.SPECIALIST, time_zone="America/Chicago")


@pytest.fixture
def ines(person: Person) -> User:
    """Ines, a moderator."""
    return person("Ines", Role.MODERATOR, time_zone="America/New_York")


@pytest.fixture
def osei(person: Person) -> User:
    """Dr Osei, a clinician."""
    return person("Dr Osei", Role.CLINICIAN, time_zone="America/New_York")


@pytest.fixture
def ade(person: Person) -> User:
    """Ade, a supervisor."""
    return person("Ade", Role.SUPERVISOR, time_zone="America/New_York")


@pytest.fixture
def noor(person: Person) -> User:
    """Noor, a stranger: a member who must see nothing of the others."""
    return person("Noor", time_zone="Europe/London", country="GB")


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """A browser in which the person has signed in."""

    def make(someone: User) -> Client:
        client = Client()
        client.force_login(someone)
        return client

    return make


@pytest.fixture
def bare_404(monkeypatch: pytest.MonkeyPatch) -> None:
    """For whoever asks a thousand addresses that are not there: the page that says so is made elsewhere."""

    def handler(status: int) -> Callable[..., HttpResponse]:
        return lambda *_, **__: HttpResponse(status=status)

    monkeypatch.setattr(get_resolver(), "resolve_error_handler", handler)
