"""The number of a certificate: easy to read out, hard to guess, and it knows a slip. Pure.

"PH-7K3M-Q9TC-W": eight signs of an alphabet without look-alikes, and one that checks them. The
check sign is Luhn's scheme over that alphabet (ISO/IEC 7812-1, annex B, for other bases): it finds
every single wrong sign and nearly every pair that changed places.
"""

import secrets

# No I, L, O, U, 0 and 1, and as many signs as Luhn's scheme needs: an even number.
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def fresh() -> str:
    """A new number; 30 to the power of 8 are possible."""
    return written("".join(secrets.choice(SIGNS) for _ in range(LENGTH)))


def written(core: str) -> str:
    """``core``, eight signs, as a number with its check sign."""
    return f"PH-{core[:4]}-{core[4:]}-{_check(core)}"


def read(typed: str) -> str | None:
    """The number that somebody typed, however they wrote it; None where it can be none."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum()).removeprefix("PH")
    if len(signs) != LENGTH + 1 or any(sign not in SIGNS for sign in signs):
        return None
    core, check = signs[:LENGTH], signs[LENGTH]
    return written(core) if _check(core) == check else None


def _check(core: str) -> str:
    base, total = len(SIGNS), 0
    for place, sign in enumerate(reversed(core)):
        value = SIGNS.index(sign) * (2 if place % 2 == 0 else 1)
        total += value // base + value % base
    return SIGNS[-total % base]
