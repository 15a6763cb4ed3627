"""Who holds which role, since when and by whom: a record, never a flag."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from peerhub.accounts.roles import Role


class RoleGrant(models.Model):
    """One role held by one person, from ``granted_at`` until ``revoked_at``."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_grants"
    )
    role = models.CharField(max_length=16, choices=Role.choices)
    granted_at = models.DateTimeField()
    # None: the person themselves on joining (member), or the installation.
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "role"),
                condition=Q(revoked_at=None),
                name="accounts_role_held_once",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="accounts_role_revoked_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"RoleGrant#{self.pk}"
