"""``manage.py who_is_who``: the sign-ins of the demo, for the terminal."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from peerhub.demo.cast import PASSWORD, PLAYERS


class Command(BaseCommand):
    """Prints who can sign in, and how."""

    help = "Print the sign-ins of the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them.

        Raises:
            CommandError: this is not the demo.
        """
        del args, options
        if not settings.DEMO:
            raise CommandError("There are no demo people here.")
        self.stdout.write(f"Sign in at {settings.PUBLIC_URL}/account/login/")
        self.stdout.write(f"Password for everyone: {PASSWORD}\n\n")
        for player in PLAYERS:
            code = "asks for a code" if player.has_second_step else ""
            self.stdout.write(f"  {player.email:<24} {player.story:<40} {code}")
        self.stdout.write(f"\nCodes and who is who:  {settings.PUBLIC_URL}/demo/")
        self.stdout.write(f"Mail that was sent:    {settings.PUBLIC_URL}/demo/mail/")
        self.stdout.write(f"Help without account:  {settings.PUBLIC_URL}/now/")
