"""Who might help whom."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """The app "matching"."""

    name = "matching"
    label = "matching"
    verbose_name = "Matching"

    def ready(self) -> None:
        """Connect what this app listens to and offers."""
        from matching import wiring  # noqa: PLC0415 - models are loaded by now

        wiring.connect()
