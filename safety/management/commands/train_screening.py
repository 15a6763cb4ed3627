"""``manage.py train_screening --data FILE``: what both looks at a message learn from labels."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from peerhub.encoder import NoEncoder, encoder
from safety.detection import known, layering, meaning, training
from safety.detection.exemplars import exemplars
from safety.detection.meaning import LAYER
from safety.detection.weights import WEIGHTS, written


class Command(BaseCommand):
    """Reads rows that may train what we ship (``train_ok``); writes what both looks need.

    That is word weights, the layer, and what our own sentences mean.
    """

    help = "Train the word weights and the layer of the second look on the train_ok rows of FILE."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from, where to."""
        parser.add_argument("--data", type=Path, required=True, help="JSON lines")
        parser.add_argument("--out", type=Path, default=WEIGHTS.parent, help="a folder")

    def handle(self, *args: Any, **options: Any) -> None:
        """Train and write.

        Raises:
            CommandError: the file is not there or not as it should be.
        """
        del args
        try:
            with options["data"].open(encoding="utf-8") as lines:
                told = [json.loads(line) for line in lines if line.strip()]
            version = f"{timezone.now():%Y.%m.%d}"
            rows = training.rows_of(told)
            made = training.trained(rows, version=version)
            own = encoder()([sentence for sentence, _ in exemplars().sentences])
            layer = layering.layer_of(layering.told_of(told), encoder(), version=version, own=own)
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['data']}: {error}") from error
        except NoEncoder as error:
            raise CommandError(f"the encoder cannot be loaded: {error}") from error
        (options["out"] / WEIGHTS.name).write_text(written(made), encoding="utf-8")
        (options["out"] / LAYER.name).write_text(meaning.written(layer), encoding="utf-8")
        known.keep(exemplars(), own, options["out"] / known.KNOWN.name)
        counts = Counter((row.source, row.label) for row in rows)
        for (source, label), count in sorted(counts.items()):
            self.stdout.write(f"  {source:24} {label:10} {count:6}")
        kinds = ", ".join(made.kinds)
        self.stdout.write(f"{len(rows)} rows, {len(made.places)} features, types: {kinds}")
