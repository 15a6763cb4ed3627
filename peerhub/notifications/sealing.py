"""A browser's address at its push service, sealed at rest."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass

from cryptography.fernet import Fernet
from django.conf import settings


@dataclass(frozen=True)
class Browser:
    """Where a browser is told something, and the keys that only it can open with."""

    endpoint: str
    key: bytes  # P-256, uncompressed: 65 bytes
    secret: bytes  # 16 bytes


def sealed(browser: Browser) -> str:
    """Seal it with ``FIELD_KEY``."""
    said = [browser.endpoint, browser.key.hex(), browser.secret.hex()]
    return Fernet(base64.urlsafe_b64encode(_key())).encrypt(json.dumps(said).encode()).decode()


def opened(text: str) -> Browser:
    """Open it.

    Raises:
        cryptography.fernet.InvalidToken: another key sealed it, or it was changed.
    """
    said = Fernet(base64.urlsafe_b64encode(_key())).decrypt(text.encode())
    endpoint, key, secret = json.loads(said)
    return Browser(endpoint, bytes.fromhex(key), bytes.fromhex(secret))


def mark_of(endpoint: str) -> str:
    """The same for the same address, and of use to nobody without ``FIELD_KEY``."""
    return hmac.new(_key(), endpoint.encode(), hashlib.sha256).hexdigest()


def _key() -> bytes:
    return hashlib.sha256(b"push:" + settings.FIELD_KEY.encode()).digest()
