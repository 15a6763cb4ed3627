"""Who is friends with whom, for whoever shows something to friends alone."""

from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from rooms.friends.models import Friendship
from rooms.friends.reading import are_friends, friends_of
from tests.cast import NOON

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_friends_are_those_who_said_yes_and_where_nobody_ended_it(
    maya: User, noor: User, sam: User, ines: User, ade: User
) -> None:
    for asker, asked, accepted, ended in (
        (maya, noor, NOON, None),
        (sam, maya, NOON, None),
        (maya, ines, None, None),
        (ade, maya, NOON, NOON + HOUR),
    ):
        Friendship.objects.create(
            asker=asker,
            asked=asked,
            asked_at=NOON,
            accepted_at=accepted,
            ended_at=ended,
            ended_by=maya if ended else None,
        )
    assert friends_of(maya.pk) == {noor.pk, sam.pk}
    assert friends_of(ines.pk) == frozenset()
    told = [are_friends(maya.pk, one.pk) for one in (noor, sam, ines, ade, maya)]
    assert told == [True, True, False, False, False]
    assert are_friends(noor.pk, maya.pk)
