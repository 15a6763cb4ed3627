"""``manage.py verify_audit``: does the audit say what it said when it was sealed?"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from peerhub.audit import heads
from peerhub.audit.chain import head_from
from peerhub.audit.verifying import verify


class Command(BaseCommand):
    """Walks the whole chain; ends with 1 when it is broken."""

    help = "Verify the hash chain of the audit and of who looked, against heads that were kept outside too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Heads to find again."""
        parser.add_argument("--head", action="append", default=[], help="PLACE:DIGEST, as printed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify and say.

        Raises:
            CommandError: a head cannot be read.
        """
        del args
        try:
            known = [*map(head_from, options["head"]), *heads.remembered()]
        except ValueError as error:
            raise CommandError(str(error)) from error
        found = verify(now=timezone.now(), remembered=known)
        since = f" since {found.since:%Y-%m-%d %H:%M:%S} UTC" if found.since else ""
        entries = found.links - found.looks
        self.stdout.write(f"{entries} entries verified{since}, {found.waiting} not sealed yet")
        self.stdout.write(f"{found.looks} lines of who looked verified with them")
        self.stdout.write(f"head {found.head or 'none'}")
        if found.broken_at is not None:
            self.stdout.write(f"BROKEN at place {found.broken_at}: {found.why}")
            sys.exit(1)
