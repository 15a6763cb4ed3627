"""Wishes and musts for a peer as keys, such as "way:text", "language:es", "faith:none". Pure.

A must is one of the member's own wishes that they made strict. Of ways any one is enough, so of
languages; of what is shared each counts.
"""

from collections.abc import Collection, Iterable

WAY, LANGUAGE = "way:", "language:"


def keys(
    *, ways: Iterable[str], languages: Iterable[str], facets: Iterable[str]
) -> tuple[str, ...]:
    """All wishes as keys, in the order in which they are shown."""
    return (
        *(f"{WAY}{way}" for way in ways),
        *(f"{LANGUAGE}{code}" for code in languages),
        *facets,
    )


def allows(
    musts: Iterable[str],
    *,
    ways: Collection[str],
    languages: Collection[str],
    facets: Collection[str],
) -> bool:
    """Whether a peer with these ways, languages and facets fits every must; nothing asked, all fit."""
    asked = tuple(musts)
    of_ways = {key.removeprefix(WAY) for key in asked if key.startswith(WAY)}
    of_languages = {key.removeprefix(LANGUAGE) for key in asked if key.startswith(LANGUAGE)}
    others = {key for key in asked if not key.startswith((WAY, LANGUAGE))}
    return (
        (not of_ways or bool(of_ways & set(ways)))
        and (not of_languages or bool(of_languages & set(languages)))
        and others <= set(facets)
    )
