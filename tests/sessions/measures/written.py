"""Answers written short: a digit for each question in order, "s" skipped, "r" rather not say."""

from sessions.measures.instruments.shape import Given, Instrument, Left

LEFT = {"s": Left.SKIPPED, "r": Left.REFUSED}


def given(instrument: Instrument, short: str) -> dict[str, Given]:
    """The answers of one who was asked and answered like this; what is not asked gets no letter."""
    answers: dict[str, Given] = {}
    for letter in short.replace(" ", ""):
        item = instrument.next_after(answers)
        assert item is not None, short
        answers[item.key] = LEFT[letter] if letter in LEFT else int(letter)
    assert instrument.next_after(answers) is None, short
    return answers
