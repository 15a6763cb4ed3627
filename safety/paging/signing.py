"""What a page says, and how its receiver knows that it is ours. Pure: no database, no clock.

A receiver checks ``PeerHub-Signature: t=SECONDS,v1=HEX``: HEX is HMAC-SHA256 under the shared
secret over the seconds, a dot, and the body as it came. Old seconds mean that somebody repeats it;
the same ``id`` twice means that we tried again.
"""

import hashlib
import hmac
import json
from datetime import datetime
from uuid import UUID

HEADER = "PeerHub-Signature"


def body_of(*, id: UUID, at: datetime, level: int, step: int, url: str) -> bytes:  # noqa: A002
    """A page as JSON. No word of a case and no person: ``url`` leads to it after signing in.

    Args:
        id: the same whenever this page is sent again.
        at: when it was written, an aware instant.
        level: of the ladder, 0 to 5; 0 for a test.
        step: how many times people were told before this, counted from 1; 0 for a test.
        url: the whole address of our page.
    """
    said = {"id": str(id), "at": at.isoformat(), "level": level, "step": step, "url": url}
    return json.dumps(said, separators=(",", ":")).encode()


def signature(body: bytes, *, secret: str, at: datetime) -> str:
    """The value of ``HEADER`` for a body that is sent at ``at``."""
    seconds = int(at.timestamp())
    mac = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256)
    return f"t={seconds},v1={mac.hexdigest()}"
