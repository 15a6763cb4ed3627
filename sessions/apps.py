"""One-to-one sessions."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """The app "peer_sessions"."""

    name = "sessions"
    label = "peer_sessions"  # django.contrib.sessions owns the label "sessions"
    verbose_name = "Peer sessions"

    def ready(self) -> None:
        """Connect what this app listens to and offers."""
        from sessions import wiring  # noqa: PLC0415 - models are loaded by now

        wiring.connect()
