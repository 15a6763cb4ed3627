"""How often an address of ours is asked for in an hour. The key is not kept, only a digest of it."""

import hashlib

from django.core.cache import cache

HOUR = 3600  # seconds


def is_too_often(what: str, key: str, *, most: int) -> bool:
    """Count one more; whether it is more than ``most`` since the first one of this hour."""
    place = f"often:{what}:{hashlib.sha256(key.encode()).hexdigest()}"
    cache.add(place, 0, HOUR)
    try:
        return cache.incr(place) > most
    except ValueError:  # the hour ended between the two lines
        return False
