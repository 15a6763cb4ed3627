"""What one side sees of a correspondence, and how people are called there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peerhub.accounts.models import User
from safety.letters.models import Correspondence, Letter, LookingHabit
from safety.letters.states import Side, Usual

QUOTE = 120  # characters of what is answered
HIDDEN = "A person from our team hid this."


@dataclass(frozen=True)
class Shown:
    """One message as its reader sees it."""

    letter: Letter
    name: str
    words: str  # "" where it is hidden
    is_own: bool
    quote: str = ""  # what it answers, on one line


def name_of(clinician: User) -> str:
    """Under which name a clinician works: "Dr Osei"."""
    standing = getattr(clinician, "clinical_standing", None)
    return standing.name if standing is not None else clinician.handle


def name_on(correspondence: Correspondence, side: Side) -> str:
    """How somebody is called here."""
    if side == Side.CLINICIAN:
        return name_of(correspondence.clinician)
    return correspondence.member.handle


def how_often(clinician: User) -> str:
    """How often a clinician says that they look: "about twice a week"; "" where they did not say."""
    habit = LookingHabit.objects.filter(clinician=clinician).first()
    return str(Usual(habit.usual).label) if habit is not None else ""


def shown_to(
    correspondence: Correspondence, side: Side, *, since: datetime | None = None
) -> Sequence[Letter]:
    """What one side finds: all of their own, and what of the other's was sent on."""
    rows = Letter.objects.in_order().filter(correspondence=correspondence)
    if since is not None:
        rows = rows.filter(sent_at__gte=since)
    return [each for each in rows if each.side == side or each.out_at is not None]


def lines_of(correspondence: Correspondence, letters: Sequence[Letter], side: Side) -> list[Shown]:
    """The messages in words. A quote of what the reader does not find is left out."""
    found = {each.pk for each in letters}
    return [
        Shown(
            letter=each,
            name=name_on(correspondence, Side(each.side)),
            words="" if each.hidden_at and each.side != side else each.words,
            is_own=each.side == side,
            quote=quote_of(each.in_reply_to) if each.in_reply_to_id in found else "",
        )
        for each in letters
    ]


def quote_of(letter: Letter | None) -> str:
    """The beginning of a message, on one line."""
    if letter is None:
        return ""
    words = HIDDEN if letter.hidden_at else " ".join(letter.words.split())
    return words if len(words) <= QUOTE else f"{words[: QUOTE - 1].rstrip()}…"
