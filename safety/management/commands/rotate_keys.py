"""``manage.py rotate_keys``: seal with the first of ``TEXT_KEYS`` what another one sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from peerhub.crypto import Unreadable, seal_all_anew
from safety.plans.actions.sealing import seal_anew


class Command(BaseCommand):
    """May be stopped and begun again. After it, the other keys can go."""

    help = "Seal everything with the first key of TEXT_KEYS; then the others are needed no more."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal and say how much.

        Raises:
            CommandError: something cannot be opened; it stays as it is.
        """
        del args, options
        try:
            sealed = seal_anew()
            others = seal_all_anew()
        except Unreadable as error:
            raise CommandError(f"Something sealed cannot be opened: {error}.") from error
        self.stdout.write(
            f"{sealed} parts of plans sealed with the first key, and {others} other texts"
        )
