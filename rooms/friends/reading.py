"""Who is friends with whom, for whoever shows something to friends alone."""

from rooms.friends.models import Friendship


def friends_of(person_id: int) -> frozenset[int]:
    """Ids of a person's friends; one query."""
    pairs = Friendship.objects.standing().of(person_id).values_list("asker", "asked")
    return frozenset(each for pair in pairs for each in pair) - {person_id}


def are_friends(one_id: int, other_id: int) -> bool:
    """Whether the two are friends now."""
    return Friendship.objects.standing().between(one_id, other_id).exists()
