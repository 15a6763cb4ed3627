"""The vocabulary's files → its tables."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from peerhub.topics.actions import sync
from peerhub.topics.taxonomy import TaxonomyError


class Command(BaseCommand):
    """``manage.py sync_topics``; safe to run on every start."""

    help = "Bring topics, content notes and facets in line with peerhub/topics/data."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Sync, and say how much changed."""
        try:
            done = sync(now=timezone.now())
        except TaxonomyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Topics: {done.created} new, {done.changed} changed, {done.retired} retired."
        )
