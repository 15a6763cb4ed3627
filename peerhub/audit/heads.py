"""The head of the chain in a file outside of the database, so that a missing end is found."""

import logging
from pathlib import Path

from django.conf import settings

from peerhub.audit.chain import Head, head_from

log = logging.getLogger(__name__)


def remembered() -> list[Head]:
    """What the file holds; nothing where there is none yet.

    Raises:
        ValueError: the file holds something else.
    """
    if not settings.AUDIT_HEAD_FILE:
        return []
    path = Path(settings.AUDIT_HEAD_FILE)
    return [head_from(path.read_text(encoding="utf-8"))] if path.exists() else []


def remember(head: Head) -> None:
    """Write it into the log, and into the file where one is set."""
    log.info("audit head %s", head)
    if settings.AUDIT_HEAD_FILE:
        path = Path(settings.AUDIT_HEAD_FILE)
        fresh = path.with_name(f"{path.name}.new")
        fresh.write_text(f"{head}\n", encoding="utf-8")
        fresh.replace(path)
