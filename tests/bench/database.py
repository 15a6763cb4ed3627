"""A scratch database for one measurement, beside the one that DATABASE_URL names."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from psycopg import sql

from peerhub.settings import env

# The broker's keys of a measurement stay apart from those of a site on the same Redis.
SETTINGS = "tests.bench.settings"


@contextmanager
def scratch(name: str, *, settings: str = SETTINGS) -> Iterator[str]:
    """Make the database ``name``, migrate it, set Django up on it, and drop it afterwards.

    Child processes that set Django up find the same database. Gives its address.

    Raises:
        ImproperlyConfigured: DATABASE_URL is not set.
    """
    beside = env.secret("DATABASE_URL")
    address = urlunsplit(urlsplit(beside)._replace(path=f"/{name}"))
    _run(beside, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _run(beside, "CREATE DATABASE {} TEMPLATE {}", name, env.text("TEST_TEMPLATE", "template1"))
    env.export_to_children("DATABASE_URL", address)
    env.export_to_children("DJANGO_SETTINGS_MODULE", settings)
    try:
        _migrate()
        yield address
    finally:
        env.export_to_children("DATABASE_URL", beside)
        _run(beside, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _migrate() -> None:
    django.setup()
    # Only now are there settings.
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()


def _run(address: str, words: str, *names: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL(words).format(*map(sql.Identifier, names)))
