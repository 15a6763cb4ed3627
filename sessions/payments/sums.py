"""Sums as people read them. Pure."""


def in_dollars(cents: int) -> str:
    """``1500`` as "$15", ``1550`` as "$15.50"."""
    whole, rest = divmod(cents, 100)
    return f"${whole:,}.{rest:02}" if rest else f"${whole:,}"
