"""Questions about one person that many pages ask, built once: building costs more than asking.

Django makes the SQL of a query anew each time it is asked: a millisecond of a processor for a few ids.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

_SOMEBODY = 7_777_777_777_777  # no id, and no other value in any question


def of_person(
    question: Callable[[int], QuerySet[Any, Any]],
) -> Callable[[int], list[tuple[Any, ...]]]:
    """Ask ``question`` of a person's id; its rows as PostgreSQL gives them.

    Nothing but the id may differ from one time to the other: no clock, no settings. A value that
    Django would turn into something else after reading it, such as a sealed text, is not turned.
    """

    @cache
    def built() -> tuple[str, tuple[Any, ...]]:
        sql, values = question(_SOMEBODY).query.sql_with_params()
        return sql, tuple(values)

    def ask(person_id: int) -> list[tuple[Any, ...]]:
        sql, values = built()
        with connection.cursor() as cursor:
            cursor.execute(sql, [person_id if each == _SOMEBODY else each for each in values])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    return ask


def ids_of_person(question: Callable[[int], QuerySet[Any, Any]]) -> Callable[[int], frozenset[int]]:
    """The same for a question whose columns are all ids: those of all rows, each once, none missing."""
    ask = of_person(question)
    return lambda person_id: frozenset(
        each for row in ask(person_id) for each in row if each is not None
    )
