"""The kinds of notice that apps offer, with their words."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of notice.

    ``line`` is a format string over the notice's context and is shown after signing in. An
    e-mail says nothing of it: subject and body are the same for every kind, unless ``mail_line``
    gives neutral words (a time, never a topic or a person). ``by_mail`` False: nothing leaves the
    site, neither mail nor push. ``urgent``: a call; browsers are told that it does not wait.
    """

    key: str
    line: str
    mail_line: str = "There is an update for you. Sign in to read it."
    by_mail: bool = True
    urgent: bool = False


_kinds: dict[str, Kind] = {}


def offer(kind: Kind) -> None:
    """Make a kind known; offering the same one twice changes nothing."""
    _kinds[kind.key] = kind


def known(key: str) -> Kind:
    """The kind called ``key``.

    Raises:
        KeyError: nobody offered it.
    """
    return _kinds[key]


def stored(key: str) -> Kind:
    """The kind of a row, or a plain one: another version of PeerHub may have written it."""
    return _kinds.get(key) or Kind(key=key, line="There was an update for you.")


def everything() -> tuple[Kind, ...]:
    """All kinds, for the tests that read their words."""
    return tuple(_kinds.values())


def in_words(line: str, context: Mapping[str, str]) -> str:
    """``line`` with its gaps filled; a missing word becomes an ellipsis instead of an error."""
    return line.format_map(_Forgiving(context))


class _Forgiving(dict[str, str]):
    def __missing__(self, key: str) -> str:
        del key
        return "…"
