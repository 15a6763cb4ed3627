"""``manage.py measure_rules --data FILE``: precision and recall of each rule, for the board."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from safety.detection.measuring import MEASURED, measure, written


class Command(BaseCommand):
    """Reads labelled messages, writes figures."""

    help = "Measure every rule on the labelled messages of FILE; only figures are kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from, where to."""
        parser.add_argument("--data", type=Path, required=True, help="JSON lines")
        parser.add_argument("--out", type=Path, default=MEASURED)

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and write.

        Raises:
            CommandError: a file is not there or not as it should be.
        """
        del args
        try:
            with options["data"].open(encoding="utf-8") as lines:
                rows = (json.loads(line) for line in lines if line.strip())
                made = measure(rows, on=f"{timezone.now():%Y-%m-%d}")
            options["out"].write_text(written(made), encoding="utf-8")
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['data']}: {error}") from error
        self.stdout.write(f"{len(made.rules)} rules on {made.messages} messages")
