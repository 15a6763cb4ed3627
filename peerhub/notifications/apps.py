"""Reaching a person the way they chose."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """The app "notifications"."""

    name = "peerhub.notifications"
    label = "notifications"
    verbose_name = "Updates"

    def ready(self) -> None:
        """Connect what this app listens to and offers."""
        from peerhub.notifications import wiring  # noqa: PLC0415 - models are loaded by now

        wiring.connect()
