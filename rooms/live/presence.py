"""How many people are here, told so roughly that nobody's coming and going can be seen. Pure."""

FEW = 3  # below it: "few"
STEP = 5
MANY = 20
BIG_STEP = 10


def rounded(count: int) -> int:
    """``count`` as it may leave the server: 0 for hardly anybody, then steps of 5, above 20 of 10."""
    if count < FEW:
        return 0
    step = STEP if count < MANY else BIG_STEP
    return max(STEP, (count + step // 2) // step * step)


def in_words(count: int) -> str:
    """A sentence piece: "few people here", "about 10 people here"."""
    near = rounded(count)
    return f"about {near} people here" if near else "few people here"
