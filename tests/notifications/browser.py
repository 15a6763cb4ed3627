"""A browser that turned notifications on: its keys, and what it makes of a push."""

import base64
import json
import secrets
from dataclasses import dataclass, field

import http_ece
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from peerhub.notifications.sealing import Browser
from tests.counterpart import Letter


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class TestBrowser:
    """Knows what only the browser knows."""

    __test__ = False
    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=new_key)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def told(self) -> Browser:
        """What it tells us."""
        return Browser(self.endpoint, self.public, self.secret)

    @property
    def form(self) -> dict[str, str]:
        """The same, as the script of the page sends it."""
        return {
            "endpoint": self.endpoint,
            "p256dh": base64.urlsafe_b64encode(self.public).decode().rstrip("="),
            "auth": base64.urlsafe_b64encode(self.secret).decode().rstrip("="),
        }

    def opened(self, letter: Letter) -> bytes:
        """The words of a push."""
        words: bytes = http_ece.decrypt(
            letter.body, private_key=self.key, auth_secret=self.secret, version="aes128gcm"
        )
        return words


def claims_of(letter: Letter, public_key: str) -> dict[str, object]:
    """What a push service reads in the header, once its signature is found true (RFC 8292)."""
    scheme, _, rest = letter.headers["authorization"].partition(" ")
    given = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert (scheme, given["k"]) == ("vapid", public_key)
    signed, _, signature = given["t"].rpartition(".")
    raw = _bytes(signature)
    number = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(public_key))
    point.verify(number, signed.encode(), ec.ECDSA(hashes.SHA256()))
    claims: dict[str, object] = json.loads(_bytes(signed.split(".")[1]))
    return claims


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
