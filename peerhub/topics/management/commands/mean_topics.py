"""The vocabulary's labels and synonyms → one vector a topic."""

from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError

from peerhub.encoder import NoEncoder, encoder
from peerhub.topics import meaning


class Command(BaseCommand):
    """``manage.py mean_topics``: after a label or a synonym in the files changed."""

    help = "Make peerhub/topics/data/meaning.npz of the vocabulary's files."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make the file, and say of how many topics."""
        try:
            arrays = meaning.made(encoder())
        except NoEncoder as error:
            raise CommandError("the model is not installed") from error
        np.savez_compressed(meaning.FILE, **arrays)
        self.stdout.write(f"{len(arrays['codes'])} topics have their meaning.")
