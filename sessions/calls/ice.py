"""Short-lived credentials for the relay, as coturn's ``use-auth-secret`` checks them. Pure.

The user name is the moment at which it stops to hold and a random word; the password is an
HMAC-SHA1 of it under a secret that only we and the relay know. Source: the Internet-Draft
draft-uberti-behave-turn-rest-00, sections 2.1 and 2.2. The word is no id of a person and is made
anew for each visit, so the relay's own log joins nothing.
"""

import hashlib
import hmac
import secrets
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

GRACE = timedelta(minutes=5)  # after the room closes: nobody is cut off by a clock that differs


@dataclass(frozen=True)
class Relay:
    """Where the relay is, and what one says to it."""

    urls: Sequence[str]
    username: str
    credential: str

    def as_json(self) -> dict[str, object]:
        """In the shape of a browser's ``RTCIceServer``."""
        return {"urls": [*self.urls], "username": self.username, "credential": self.credential}


def relay(
    urls: Sequence[str], secret: str, *, until: datetime, word: str | None = None
) -> Relay | None:
    """The relay with a credential that holds until ``GRACE`` after ``until``.

    Args:
        urls: ``turn:`` and ``turns:`` addresses; without one there is no relay.
        secret: what the relay knows as ``static-auth-secret``.
        until: an aware instant, when the room closes.
        word: random, made here unless a test gives it.
    """
    if not urls or not secret:
        return None
    holds = int((until + GRACE).timestamp())
    username = f"{holds}:{word or secrets.token_urlsafe(12)}"
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return Relay(tuple(urls), username, b64encode(digest).decode())
