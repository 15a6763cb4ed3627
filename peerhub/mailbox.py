"""The mail sink of one machine: every message becomes a file that the demo can show."""

from email import message_from_bytes, policy
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Writes each message into ``EMAIL_FILE_PATH``, newest last by name."""

    def send_messages(self, email_messages: Any) -> int:
        """Write the messages; returns how many."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            content = mail.message().as_bytes()
            stamp = f"{_next_number(folder):08d}-{uuid4().hex[:8]}"
            part = folder / f"{stamp}.part"
            part.write_bytes(content)
            part.rename(folder / f"{stamp}.eml")
        return len(email_messages)


def newest(limit: int = 50, *, to: str = "") -> list[dict[str, str]]:
    """The newest messages: to, subject, date and plain body.

    Args:
        limit: how many at most.
        to: a part of the address; messages to others are passed over. Empty: to anybody.
    """
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.eml"), reverse=True) if folder.exists() else []
    messages = (_read(path) for path in files)
    return list(islice((each for each in messages if to.lower() in each["to"].lower()), limit))


def _next_number(folder: Path) -> int:
    last = max((path.name for path in folder.glob("*.eml")), default="0-")
    return int(last.split("-")[0]) + 1


def _read(path: Path) -> dict[str, str]:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = mail.get_body(("plain",))
    return {
        "to": str(mail["To"]),
        "subject": str(mail["Subject"]),
        "date": str(mail["Date"]),
        "body": body.get_content() if body else "",
    }
