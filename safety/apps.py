"""Keeping people safe."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """The app "safety"."""

    name = "safety"
    label = "safety"
    verbose_name = "Safety"

    def ready(self) -> None:
        """Connect what this app listens to and offers."""
        from safety import wiring  # noqa: PLC0415 - models are loaded by now

        wiring.connect()
