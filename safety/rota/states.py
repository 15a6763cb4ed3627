"""The posts that the rota keeps, and who may stand at them."""

from datetime import timedelta

from django.db import models

from peerhub.accounts.roles import Role


class Post(models.TextChoices):
    """What somebody on shift is there for."""

    MODERATOR = "moderator", "Moderator"
    CLINICIAN = "clinician", "Clinician on call"
    SUPERVISOR = "supervisor", "Supervisor on call"


ROLES = {
    Post.MODERATOR: Role.MODERATOR,
    Post.CLINICIAN: Role.CLINICIAN,
    Post.SUPERVISOR: Role.SUPERVISOR,
}


AHEAD = timedelta(days=21)  # how far dated shifts are made from the weeks
SHOWN = timedelta(days=14)  # how far the page of the rota shows
GIVE_BACK = timedelta(hours=12)  # later than this before its beginning a shift needs a swap
# Before an open shift begins, its people are told; each of these once.
CALLS = (timedelta(hours=48), timedelta(hours=24), timedelta(hours=4))
