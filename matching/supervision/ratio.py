"""How many specialists one supervisor looks after. Pure.

One to eight (North Carolina's service definition; handbook, domain 1F 56). We warn at 80 per cent.
"""

MOST = 8
WARN_AT = 0.8


def is_full(looked_after: int) -> bool:
    """Whether a supervisor with so many can take no other."""
    return looked_after >= MOST


def is_nearly_full(looked_after: int) -> bool:
    """Whether a supervisor with so many should think before taking another."""
    return looked_after >= MOST * WARN_AT
