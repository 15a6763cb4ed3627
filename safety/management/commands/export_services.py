"""``manage.py export_services``: what is listed, as HSDS 3, for other directories."""

import json
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from safety.directory.exchange import written
from safety.directory.models import Service


class Command(BaseCommand):
    """Writes what people find today; neither who said yes nor who of us checked."""

    help = "Write the listed services as HSDS 3 (JSON) to standard output."

    def handle(self, *args: Any, **options: Any) -> None:
        """One JSON document."""
        del args, options
        listed = Service.objects.listed(on=timezone.now().date())
        self.stdout.write(json.dumps(written(listed), ensure_ascii=False, indent=2))
