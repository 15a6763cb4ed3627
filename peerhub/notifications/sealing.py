"""A browser's address at its push service, sealed at rest."""

import hashlib
import hmac
import json
from dataclasses import dataclass

from peerhub.crypto import box_for, key_for

PURPOSE = "push"


@dataclass(frozen=True)
class Browser:
    """Where a browser is told something, and the keys that only it can open with."""

    endpoint: str
    key: bytes  # P-256, uncompressed: 65 bytes
    secret: bytes  # 16 bytes


def sealed(browser: Browser) -> str:
    """Seal it with ``FIELD_KEY``."""
    said = [browser.endpoint, browser.key.hex(), browser.secret.hex()]
    return box_for(PURPOSE).encrypt(json.dumps(said).encode()).decode()


def opened(text: str) -> Browser:
    """Open it.

    Raises:
        cryptography.fernet.InvalidToken: another key sealed it, or it was changed.
    """
    said = box_for(PURPOSE).decrypt(text.encode())
    endpoint, key, secret = json.loads(said)
    return Browser(endpoint, bytes.fromhex(key), bytes.fromhex(secret))


def mark_of(endpoint: str) -> str:
    """The same for the same address, and of use to nobody without ``FIELD_KEY``."""
    return hmac.new(key_for(PURPOSE), endpoint.encode(), hashlib.sha256).hexdigest()
