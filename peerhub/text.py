"""Words as they can be stored."""


def storable(words: str) -> str:
    """``words`` without what PostgreSQL cannot keep, and without empty lines around them.

    It knows neither a zero byte nor half of a surrogate pair, which a browser leaves behind where
    it cuts a picture in two: the words around it still count.
    """
    words = words.replace("\r\n", "\n").replace("\0", "").strip()
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
