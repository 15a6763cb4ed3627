"""Words that lie sealed in the database: AES-256-GCM, bound to the place where they belong.

Sealed: one byte that names this format, four that name the key, twelve of nonce, then the words
and their tag. The first five and the place are authenticated too, so that a row whose words were
changed, or moved to another row, opens with an error and never with text. Keys are in
``TEXT_KEYS``; the first one seals, all of them open.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FORMAT = b"\x01"
NAME = 4  # bytes that name a key
NONCE = 12  # bytes


Resealing = Callable[[], int]  # seals anew what another key sealed; returns how much

_resealings: dict[str, Resealing] = {}


class Unreadable(Exception):
    """Sealed with a key that is not here, changed since, or taken from another place."""


def offer(what: str, resealing: Resealing) -> None:
    """Let ``resealing`` run when keys are changed; offering the same again changes nothing."""
    _resealings[what] = resealing


def resealings() -> Mapping[str, Resealing]:
    """All of them, by what they seal: "parts of plans"."""
    return dict(_resealings)


def key_for(purpose: str) -> bytes:
    """32 bytes made of ``FIELD_KEY`` for one purpose alone."""
    return hashlib.sha256(f"{purpose}:{settings.FIELD_KEY}".encode()).digest()


def box_for(purpose: str) -> Fernet:
    """Seals short secrets, for one purpose alone."""
    return Fernet(base64.urlsafe_b64encode(key_for(purpose)))


def seal(words: str, *, place: str) -> bytes:
    """Seal ``words`` with the first key; ``place`` names the table, the column and the row."""
    secret = settings.TEXT_KEYS[0]
    head, nonce = FORMAT + _name(secret), secrets.token_bytes(NONCE)
    return head + nonce + _box(secret).encrypt(nonce, words.encode(), head + place.encode())


def unseal(sealed: bytes, *, place: str) -> str:
    """The words that were sealed for ``place``.

    Raises:
        Unreadable: they cannot be trusted, or not be read. It says nothing of them.
    """
    begin = len(FORMAT) + NAME
    head, nonce, rest = sealed[:begin], sealed[begin : begin + NONCE], sealed[begin + NONCE :]
    secret = next((one for one in settings.TEXT_KEYS if FORMAT + _name(one) == head), None)
    if secret is None:
        raise Unreadable("no key for it")
    try:
        return _box(secret).decrypt(nonce, rest, head + place.encode()).decode()
    except (InvalidTag, ValueError):
        raise Unreadable("it was changed, or belongs elsewhere") from None


def is_current(sealed: bytes) -> bool:
    """Whether the first key sealed it."""
    return sealed.startswith(FORMAT + _name(settings.TEXT_KEYS[0]))


class SealedWords:
    """For rows whose words lie in their column ``sealed``, and whose ``_place`` never changes."""

    sealed: Any

    @property
    def _place(self) -> str:
        """Names the table, the column and the row."""
        raise NotImplementedError

    @property
    def words(self) -> str:
        """What it says.

        Raises:
            Unreadable: it was changed or moved, or its key is not here.
        """
        return unseal(bytes(self.sealed), place=self._place)

    @property
    def contents(self) -> dict[str, Any]:
        """What it holds, where its words are a JSON object.

        Raises:
            Unreadable: it was changed or moved, or its key is not here.
        """
        found: dict[str, Any] = json.loads(self.words)
        return found

    def put(self, words: str) -> None:
        """Seal ``words`` into this row, of which all is known that names its place."""
        self.sealed = seal(words, place=self._place)

    def reseal(self) -> Sequence[str]:
        """Seal the same words with the first key; the column, or none where that sealed it."""
        if is_current(bytes(self.sealed)):
            return ()
        self.put(self.words)
        return ("sealed",)


def _name(secret: str) -> bytes:
    return hashlib.sha256(b"text key:" + secret.encode()).digest()[:NAME]


def _box(secret: str) -> AESGCM:
    return AESGCM(hashlib.sha256(b"text:" + secret.encode()).digest())
