"""``manage.py set_up``: everything between an empty database and a page worth opening."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.demo.tasks import play_hosts
from peerhub.notifications import vapid
from peerhub.topics import actions as topics


class Command(BaseCommand):
    """Migrates, syncs the topics, and in a demo seeds an empty world or lets its hosts come back.

    Safe to run again.
    """

    help = "Migrate, sync the topics, and seed the demo when the world is empty."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, saying each step."""
        del args, options
        began = time.monotonic()
        call_command("migrate", interactive=False, verbosity=0)
        self._say("tables are up to date", began)
        topics.sync(now=timezone.now())
        self._say("topics are up to date", began)
        if not settings.DEMO:
            return
        self._make_push_key()
        if User.objects.exists():
            play_hosts()  # nobody sat in the rooms while it was switched off
        else:
            self._say("building the demo world", began)
            call_command("seed_demo", stdout=self.stdout)
            self._say("the demo world stands", began)

    def _make_push_key(self) -> None:
        """Let browsers be told on this machine, too; processes that start later read the file."""
        path: Path = settings.PUSH_KEY_FILE
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(vapid.new_private_key())

    def _say(self, words: str, began: float) -> None:
        self.stdout.write(f"         {words} ({time.monotonic() - began:.1f} s)")
        self.stdout.flush()
