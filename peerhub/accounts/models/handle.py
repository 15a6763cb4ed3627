"""Handles that nobody may take any more, though nobody has them."""

from django.db import models


class ReservedHandle(models.Model):
    """A handle that was chosen on joining with an address that was known already.

    A new address takes its handle with it. Were the handle of a known address still free
    afterwards, a second try with it would tell whether the address has an account here.
    """

    look = models.CharField(max_length=40, unique=True)  # pseudonyms.skeleton, as User.handle_look

    def __str__(self) -> str:
        return f"ReservedHandle#{self.pk}"
