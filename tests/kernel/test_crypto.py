"""What is sealed opens for its place alone, and never as something else."""

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from peerhub.crypto import Unreadable, is_current, seal, unseal

PLACE = "safety.planentry.words:1:2:signs"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(WORDS, st.text(st.characters(exclude_categories=["Cs"])))
def test_words_open_as_they_were_sealed_for_their_place_alone(words: str, other: str) -> None:
    sealed = seal(words, place=PLACE)

    assert unseal(sealed, place=PLACE) == words
    if other != PLACE:
        with pytest.raises(Unreadable):
            unseal(sealed, place=other)


@given(WORDS, st.data())
def test_one_changed_bit_anywhere_is_an_error_and_never_text(
    words: str, data: st.DataObject
) -> None:
    sealed = bytearray(seal(words, place=PLACE))
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << at % 8

    with pytest.raises(Unreadable):
        unseal(bytes(sealed), place=PLACE)


@given(st.binary(max_size=40))
def test_what_was_never_sealed_is_an_error(junk: bytes) -> None:
    with pytest.raises(Unreadable):
        unseal(junk, place=PLACE)


def test_the_same_words_never_look_the_same() -> None:
    assert seal("Tea.", place=PLACE) != seal("Tea.", place=PLACE)


def test_older_keys_open_and_the_first_one_seals() -> None:
    with override_settings(TEXT_KEYS=["old"]):
        sealed = seal("Tea.", place=PLACE)
    with override_settings(TEXT_KEYS=["new", "old"]):
        assert (unseal(sealed, place=PLACE), is_current(sealed)) == ("Tea.", False)
        assert is_current(seal("Tea.", place=PLACE))
    with override_settings(TEXT_KEYS=["new"]), pytest.raises(Unreadable, match="no key"):
        unseal(sealed, place=PLACE)
