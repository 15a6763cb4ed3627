"""Together: anonymous themed rooms."""

from django.apps import AppConfig


class RoomsConfig(AppConfig):
    """The app "rooms"."""

    name = "rooms"
    label = "rooms"
    verbose_name = "Rooms"

    def ready(self) -> None:
        """Connect what this app listens to and offers."""
        from rooms import wiring  # noqa: PLC0415 - models are loaded by now

        wiring.connect()
