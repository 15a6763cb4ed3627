"""Codes of invitations: made once, shown once, and kept as something that opens nothing.

Twelve of 28 signs are 57 bits. No vowel, so that no word comes out by chance; nothing that looks
like something else on a printed slip (0 and O, 1, I and L, U and V).
"""

import hashlib
import hmac
import secrets

from peerhub.crypto import key_for

SIGNS = "23456789BCDFGHJKMNPQRSTVWXYZ"
GROUPS, LONG = 3, 4
NUMBER = 6  # signs of a number: it opens nothing, and only has to be another one each time


def make() -> str:
    """A new code: "K7QF-2MXR-9TBC"."""
    return "-".join(_signs(LONG) for _ in range(GROUPS))


def number() -> str:
    """A number for a clinician's own papers: "R-4K9TXB"."""
    return f"R-{_signs(NUMBER)}"


def fingerprint(typed: str) -> str:
    """By what a code is known again, however its case and its hyphens were typed."""
    code = "".join(each for each in typed.upper() if each in SIGNS)
    return hmac.new(key_for("codes of invitations"), code.encode(), hashlib.sha256).hexdigest()


def _signs(many: int) -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(many))
