"""Who someone is."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app "accounts"."""

    name = "peerhub.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Connect what this app listens to and offers."""
        from peerhub.accounts import wiring  # noqa: PLC0415 - models are loaded by now

        wiring.connect()
