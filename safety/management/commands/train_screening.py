"""``manage.py train_screening --data FILE``: the word weights, from labelled messages."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from safety.detection import training
from safety.detection.weights import WEIGHTS, written


class Command(BaseCommand):
    """Reads rows that may train what we ship (``train_ok``), and writes the weights."""

    help = "Train the word weights on the rows of FILE that are marked train_ok."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from, where to."""
        parser.add_argument("--data", type=Path, required=True, help="JSON lines")
        parser.add_argument("--out", type=Path, default=WEIGHTS)

    def handle(self, *args: Any, **options: Any) -> None:
        """Train and write.

        Raises:
            CommandError: the file is not there or not as it should be.
        """
        del args
        try:
            with options["data"].open(encoding="utf-8") as lines:
                rows = training.rows_of(json.loads(line) for line in lines if line.strip())
            made = training.trained(rows, version=f"{timezone.now():%Y.%m.%d}")
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['data']}: {error}") from error
        options["out"].write_text(written(made), encoding="utf-8")
        counts = Counter((row.source, row.label) for row in rows)
        for (source, label), count in sorted(counts.items()):
            self.stdout.write(f"  {source:24} {label:10} {count:6}")
        kinds = ", ".join(made.kinds)
        self.stdout.write(f"{len(rows)} rows, {len(made.places)} features, types: {kinds}")
