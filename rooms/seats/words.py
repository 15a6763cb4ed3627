"""A place in a line, in words. Pure."""

ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)


def ordinal(number: int) -> str:
    """The word for a place: "second" for 2, from 13 on "number 13"."""
    return ORDINALS[number - 1] if number <= len(ORDINALS) else f"number {number}"
