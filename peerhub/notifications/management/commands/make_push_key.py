"""``manage.py make_push_key``: the line for the environment that lets browsers be told."""

from typing import Any

from django.core.management.base import BaseCommand

from peerhub.notifications import vapid


class Command(BaseCommand):
    """Prints a new key and keeps nothing."""

    help = "Print a new VAPID_PRIVATE_KEY. A new key ends every notification that is on."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        del args, options
        self.stdout.write(f"VAPID_PRIVATE_KEY={vapid.new_private_key()}")
