"""Who we are to push services: a key pair of this installation (RFC 8292)."""

import base64
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02

LASTS = timedelta(hours=12)  # a service refuses more than a day
SIZE = 32  # bytes of a private key


def is_set_up() -> bool:
    """Whether this installation has a key."""
    return bool(settings.VAPID_PRIVATE_KEY)


def new_private_key() -> str:
    """A new private key, as ``VAPID_PRIVATE_KEY`` wants it."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _text(number.to_bytes(SIZE, "big"))


def public_key() -> str:
    """What browsers are given: whoever else sends to them is refused by the push service."""
    return _text(_pair().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def authorization(endpoint: str, *, now: datetime) -> str:
    """The header that says to the service at ``endpoint`` who sends."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + LASTS).timestamp()),
        "sub": settings.VAPID_CONTACT,
    }
    header: str = _pair().sign(claims)["Authorization"]
    return header


def _pair() -> Vapid02:
    return Vapid02.from_raw(settings.VAPID_PRIVATE_KEY.encode())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
