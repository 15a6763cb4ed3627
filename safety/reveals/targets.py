"""What can stand behind a case: each owner offers how it is found and what it says.

Safety knows accounts. Masks belong to rooms, which offer theirs: safety never imports them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from peerhub.audit.words import What
from safety.subjects import SubjectRef


@dataclass(frozen=True)
class Found:
    """Who stands behind a text: ``ref`` is the owner's, ``name`` is what staff see anyway."""

    person_id: int
    ref: str
    name: str = ""


@dataclass(frozen=True)
class Fact:
    """One thing that is held of a person: "E-mail address", "maya@…"."""

    label: str
    value: str


class Target(Protocol):
    """What an owner offers for one kind of reveal."""

    what: What  # the line that the person reads of it
    noted_asked: str  # what the timeline of the case says
    noted_opened: str

    def find(self, subject: SubjectRef, author_id: int) -> Found | None:
        """Who is behind the text of a case; None where there is nothing to open."""

    def facts(self, ref: str, person_id: int) -> Sequence[Fact]:
        """What is held of them, in the order in which it is read; what is not held is left out."""


_targets: dict[str, Target] = {}


def offer(kind: str, target: Target) -> None:
    """Let cases reveal ``kind`` through ``target``; a later offer replaces it."""
    _targets[kind] = target


def target_for(kind: str) -> Target:
    """The target of ``kind``.

    Raises:
        KeyError: nobody offered it.
    """
    return _targets[kind]
