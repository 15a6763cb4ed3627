"""Words as they can be stored, and ids as pages give them."""

from uuid import UUID


def storable(words: str) -> str:
    """``words`` without what PostgreSQL cannot keep, and without empty lines around them.

    It knows neither a zero byte nor half of a surrogate pair, which a browser leaves behind where
    it cuts a picture in two: the words around it still count.
    """
    words = words.replace("\r\n", "\n").replace("\0", "").strip()
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def uuid_of(given: str) -> UUID | None:
    """An id as a page, an address or a client gives it, or None."""
    try:
        return UUID(given)
    except ValueError:
        return None
