"""Changing how rooms behave for oneself."""

from django.db import transaction

from peerhub.accounts.models import User
from rooms.choices.models import RoomChoices


@transaction.atomic
def choose(person: User, **chosen: object) -> RoomChoices:
    """Keep what ``person`` chose; what is not given stays as it was."""
    choices, _ = RoomChoices.objects.update_or_create(person=person, defaults=chosen)
    return choices
