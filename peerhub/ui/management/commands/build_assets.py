"""Make the files that are not kept with the source: the fonts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from peerhub.ui import fonts


class Command(BaseCommand):
    """Safe to run again: what is there already stays."""

    help = "Cut the fonts into small files under static/fonts/."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Build and say what was written."""
        del args, options
        written = fonts.build(settings.BASE_DIR / "static" / "fonts")
        for path in written:
            self.stdout.write(f"{path.name}: {path.stat().st_size // 1024} kB")
        if not written:
            self.stdout.write("The fonts are there already.")
