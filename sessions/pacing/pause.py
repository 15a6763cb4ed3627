"""The word that stops a session at once. Pure.

A word counts as typed whatever its capitals, its marks and its accents: nobody spells well who
needs it.
"""

import unicodedata

USUAL = "Pause"
LENGTH = 30  # characters
WORDS = 2


def plain(words: str) -> str:
    """``words`` without capitals, marks and accents, with one space between them."""
    # The dotless i is an i with its accent aside, though no table says so.
    bare = unicodedata.normalize("NFKD", words.casefold()).replace("ı", "i")
    kept = (each if each.isalnum() else " " for each in bare if not unicodedata.combining(each))
    return " ".join("".join(kept).split())


def is_word(words: str) -> bool:
    """Whether it can be a pause word: one or two words, short, with something in them to type."""
    return len(words) <= LENGTH and 0 < len(plain(words).split()) <= WORDS


def consists_of(line: str, word: str) -> bool:
    """Whether a typed line is the word, and nothing else."""
    return plain(line) == plain(word)
