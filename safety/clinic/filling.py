"""What a file of FHIR fills in on the page of an invitation: never who somebody is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peerhub.fhir.reading import Asked, asked
from safety.clinic.states import Reach, Reason

REACHES = {
    "By phone": Reach.TALKING,
    "By text message": Reach.WRITING,
    "By mail": Reach.WRITING,
    "Online": Reach.WRITING,
}


@dataclass(frozen=True)
class Filled:
    """What goes into the fields, the reason as the file says it, and what was left out."""

    initial: dict[str, Any]
    why: str
    dropped: Sequence[str]


def filled(file: bytes, *, wishes: int, reply: int) -> Filled:
    """What the file fills in; words are cut where a field ends.

    Raises:
        peerhub.fhir.reading.NotReadable: it is no request that we can read.
    """
    found = asked(file)
    initial = {
        "reason": _reason(found),
        "reach": REACHES.get(found.contact),
        "wishes": _cut(found.wish, wishes),
        "reply_to": _cut(found.reply_to, reply),
    }
    dropped = list(found.dropped)
    if len(found.wish) > wishes:
        dropped.append("The end of a long wish")
    return Filled(
        {name: value for name, value in initial.items() if value},
        "" if initial["reason"] else found.reason,
        dropped,
    )


def _reason(found: Asked) -> Reason | None:
    """One of ours where it is said with our words; else a person chooses."""
    said = found.reason.casefold()
    return next((each for each in Reason if str(each.label).casefold() == said), None)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[:most].rpartition(" ")[0]
