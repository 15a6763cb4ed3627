"""Who did what to what."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The app "audit"."""

    name = "peerhub.audit"
    label = "audit"
    verbose_name = "Audit"
