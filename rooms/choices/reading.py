"""How a person likes rooms to behave."""

from peerhub.accounts.models import User
from rooms.choices.models import RoomChoices


def choices_of(person: User) -> RoomChoices:
    """What they chose, or what holds for those who chose nothing."""
    return RoomChoices.objects.filter(person=person).first() or RoomChoices(person=person)
