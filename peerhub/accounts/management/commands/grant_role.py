"""``manage.py grant_role EMAIL ROLE``: gives a role, such as the first administrator their own."""

from typing import Any

from allauth.account.models import EmailAddress
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from peerhub.accounts import actions
from peerhub.accounts.roles import Role


class Command(BaseCommand):
    """Grants the role to somebody who has joined and confirmed their address."""

    help = "Give a role to the person with this confirmed e-mail address."

    def add_arguments(self, parser: CommandParser) -> None:
        """An address and a role."""
        parser.add_argument("email")
        parser.add_argument("role", choices=[role.value for role in Role])

    def handle(self, *args: Any, **options: Any) -> None:
        """Grant it.

        Raises:
            CommandError: nobody confirmed this address.
        """
        del args
        address = EmailAddress.objects.filter(email=options["email"].lower(), verified=True).first()
        if address is None:
            raise CommandError("Nobody has joined with this address and confirmed it.")
        role = Role(options["role"])
        actions.grant_role(address.user, role, by=None, now=timezone.now())
        self.stdout.write(f"Done. On their next page they set up a second step. Role: {role.label}")
