"""``manage.py import_services FILE --source NAME``: services of another directory, as drafts."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from safety.directory import actions, hsds
from safety.directory.exchange import WORDS


class Command(BaseCommand):
    """Reads HSDS 3 as JSON. Nobody finds what it brings before a person recorded a yes."""

    help = "Bring services of another directory (HSDS 3, JSON) in as drafts that nobody finds."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, and from whom."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="whose directory it is, in few words")

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring in what is new or changed; what was listed or left out stays as it is."""
        del args
        try:
            document = json.loads(options["file"].read_text(encoding="utf-8"))
            found = hsds.read(document, WORDS)
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}") from error
        except ValueError as error:
            raise CommandError(f"This is not HSDS as JSON: {error}") from error
        brought = actions.bring(found, source=options["source"][:64], now=timezone.now())
        self.stdout.write(f"{brought} brought in as drafts, of {len(found)} in the file.")
