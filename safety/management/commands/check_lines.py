"""``manage.py check_lines``: what nobody has checked for half a year, for the terminal and for CI."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from safety.upkeep.reading import stale_entries


class Command(BaseCommand):
    """Prints each such entry, and fails if there is one."""

    help = "Print lines and local help that nobody has checked for 183 days; exit 1 if any."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them.

        Raises:
            CommandError: there is at least one (exit status 1).
        """
        del args, options
        entries = stale_entries(on=timezone.now().date())
        for each in entries:
            self.stdout.write(f"{each.checked_on}  {each.what}: {each.name} ({each.place})")
        if entries:
            raise CommandError(f"{len(entries)} to check.")
        self.stdout.write("Everything was checked within the last 183 days.")
