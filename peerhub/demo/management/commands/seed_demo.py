"""``manage.py seed_demo``: the demo world, told with the real actions."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.demo import world
from peerhub.demo.cast import MAYA


class Command(BaseCommand):
    """Builds the demo world, whole or not at all; a second time it changes nothing."""

    help = "Build the demo world. Refuses to run in production."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it.

        Raises:
            CommandError: this is not the demo, or real people are here.
        """
        del args, options
        if not settings.DEMO:
            raise CommandError("seed_demo is for the demo alone, and this is not one.")
        if User.objects.filter(handle=MAYA.handle).exists():
            self.stdout.write("         the demo world stands already")
            return
        if User.objects.exists():
            raise CommandError("There are people here. seed_demo only fills an empty world.")
        world.build(now=timezone.now(), say=lambda words: self.stdout.write(f"         {words}"))
