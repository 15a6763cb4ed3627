"""Many rows stored at once are what the same rows stored one by one would be."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DataError, IntegrityError, connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from peerhub.accounts.models import User
from peerhub.database import insert
from rooms.live import actions
from rooms.live.models import Message, Room
from rooms.masks.models import Mask
from tests.cast import NOON

ODD = ["it is 'so' \\ {quoted}", 'two, "words"', "", "NULL"]


@pytest.fixture
def mask(maya: User) -> Mask:
    room = actions.open_room(name="After a loss", purpose="For all.", by=None, now=NOON)
    return actions.enter(room=room, person=maya, name="Blue Heron", now=NOON)


@pytest.fixture
def message(mask: Mask) -> Callable[..., Message]:
    def make(**given: object) -> Message:
        values = {"body": "hello", "posted_at": NOON, "client_id": uuid4(), **given}
        return Message(room=mask.room, mask=mask, **values)

    return make


def test_every_column_of_every_row_is_stored_as_given(
    message: Callable[..., Message], maya: User
) -> None:
    first = message(seq=1, body="first")
    first.save()
    rows = [
        message(seq=2, body="\u00e4 % %s ' \" \\ \n\u2028 \U0001f331", notes=["grief", "alcohol"]),
        message(notes=ODD, reply_to=first, prompt=True, edited=True),
        message(seq=3, gone="hidden", gone_at=NOON + timedelta(microseconds=1), gone_by=maya),
    ]
    insert(rows)

    for row in rows:
        assert model_to_dict(Message.objects.get(pk=row.pk)) == model_to_dict(row)
        assert Message.objects.get(pk=row.pk).public_id == row.public_id
    assert len({row.pk for row in rows}) == 3


def test_rows_that_are_stored_can_be_changed_and_are_not_stored_again(
    message: Callable[..., Message],
) -> None:
    row = message()
    insert([row])
    row.body = "changed"
    row.save()
    assert [one.body for one in Message.objects.all()] == ["changed"]


def test_any_number_of_rows_takes_one_query_of_one_length(
    message: Callable[..., Message],
) -> None:
    with CaptureQueriesContext(connection) as queries:
        insert([])
        insert([message() for _ in range(2)])
        insert([message() for _ in range(40)])
    assert len(queries) == 2
    assert Message.objects.count() == 42


def test_what_is_too_long_is_refused_and_not_cut(message: Callable[..., Message]) -> None:
    with pytest.raises(DataError):
        insert([message(), message(body="x" * 2001)])


def test_what_the_table_forbids_is_refused(message: Callable[..., Message], mask: Mask) -> None:
    twice = uuid4()
    with pytest.raises(IntegrityError):
        insert([message(client_id=twice), message(client_id=twice)])


def test_the_fixture_stands_in_an_open_room(mask: Mask) -> None:
    assert Room.objects.open().get() == mask.room
