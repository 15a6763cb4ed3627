"""What decides which posts and replies a person sees: looked up once, the same for one and fifty."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from matching.intake.models import MemberTopics
from matching.stories.models import Story
from matching.stories.states import StoryState
from peerhub import asking
from peerhub.accounts.blocking import apart_from
from rooms.friends.reading import ever_friends_of, friends_of
from rooms.wall.models.muting import WallMute


@dataclass(frozen=True)
class Eyes:
    """Ids of people and topics.

    Attributes:
        friends: whose posts for friends they see.
        turned_from: whose words they do not see: apart by a block, or muted.
        topics: what they named on joining, or a shown story of theirs names.
    """

    friends: frozenset[int]
    turned_from: frozenset[int]
    topics: frozenset[int]


def eyes_of(person_id: int, *, past_turning: bool = False) -> Eyes:
    """Whom and what this person sees on the wall; four queries.

    ``past_turning``: as if nobody had muted or blocked anybody, and ended no friendship: what one has
    read can be told us, whoever turned from whom since.
    """
    muted = _muted(person_id)
    away = frozenset[int]() if past_turning else apart_from(person_id) | muted
    friends = ever_friends_of(person_id) if past_turning else friends_of(person_id)
    return Eyes(friends=friends, turned_from=away, topics=topics_of(person_id))


def topics_of(person_id: int) -> frozenset[int]:
    """Ids of the topics that are their own; one query.

    To follow a topic is not enough: anybody can follow.
    """
    return _named(person_id)


def _named_by(person_id: int) -> QuerySet[Any, Any]:
    named: Iterable[QuerySet[MemberTopics] | QuerySet[Story]] = (
        MemberTopics.objects.filter(person=person_id),
        Story.objects.filter(profile__person=person_id, state=StoryState.SHOWN),
    )
    first, *more = [rows.values_list(axis) for rows in named for axis in ("roots", "struggles")]
    return first.union(*more)


_named = asking.ids_of_person(_named_by)
_muted = asking.ids_of_person(
    lambda person_id: WallMute.objects.filter(by=person_id).values_list("whom")
)
