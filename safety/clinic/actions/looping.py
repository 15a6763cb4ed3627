"""How it goes on: a clinician reads, says that they read, asks for an update; we look what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from safety.clinic import notices
from safety.clinic.actions.answering import NotThere
from safety.clinic.actions.standing import NotForYou
from safety.clinic.models import Acknowledgement, Link
from safety.clinic.reading import Known, dues_as_shared, known_links, late_links
from safety.clinic.targets import Due
from safety.sharing import actions as sharing
from safety.sharing.actions import Document
from safety.sharing.models import AccountingLine, AccountingLineQuerySet, Sharing
from safety.sharing.policies import held_by
from safety.sharing.states import Way

ASK_AGAIN = timedelta(days=14)


class TooSoon(DomainError):
    """The member was asked not long ago."""

    code: ClassVar[str] = "too_soon"


@dataclass(frozen=True)
class Read:
    """One document as it was got, and when the clinician last said that they read it."""

    sharing: Sharing
    document: Document
    acknowledged_at: datetime | None


@dataclass(frozen=True)
class Loop:
    """What a clinician may see of one link."""

    link: Link
    by_invitation: bool  # whether the member lets the clinician know of that
    reads: Sequence[Read]
    dues: Sequence[Due]


@transaction.atomic
def open_loop(link: Link, *, by: User, now: datetime) -> Loop:
    """All that the member shares with the clinician; each document is a line of the account.

    Raises:
        NotThere: the clinician may not know of this link.
    """
    known = _known(link, by, now)
    held = list(held_by(by, now).filter(member=link.member_id).order_by("given_at", "pk"))
    keys = [key for each in held for key in each.keys]
    expected = dues_as_shared(link, keys=keys, now=now)  # before this look counts as a note
    said = {each.pk: _said_last(each) for each in held}
    reads = [
        Read(each, sharing.hand_over(each, way=Way.READ, by=by, now=now), said[each.pk])
        for each in held
    ]
    return Loop(link, known.by_invitation, reads, expected)


@transaction.atomic
def acknowledge(found: Sharing, *, by: User, now: datetime) -> Acknowledgement:
    """Say that the last reading was read; the member sees it. Twice changes nothing.

    Raises:
        NotThere: it is not shared with them, or they did not open it.
    """
    held = held_by(by, now).filter(pk=found.pk).first()
    line = _lines(found).filter(by=by).order_by("-at", "-pk").first()
    if held is None or line is None:
        raise NotThere("Open it first.")
    made, new = Acknowledgement.objects.get_or_create(line=line, defaults={"at": now})
    if new:
        record(Verb.LINK_ACKNOWLEDGED, by=by, on=line, sharing=found.pk)
    return made


@transaction.atomic
def ask_for_update(link: Link, *, by: User, now: datetime) -> None:
    """Ask the member to share how it goes. They are asked, and obliged to nothing.

    Raises:
        NotThere: the clinician may not know of this link.
        TooSoon: they were asked in the last two weeks.
    """
    _known(link, by, now)
    found = Link.objects.select_related("member").select_for_update(of=("self",)).get(pk=link.pk)
    again = may_ask_from(found)
    if again is not None and now < again:
        raise TooSoon("They were asked in the last two weeks. Please let it rest.")
    found.asked_at = now
    found.save(update_fields=["asked_at"])
    record(Verb.LINK_UPDATE_ASKED, by=by, on=found)
    notices.ask_for_update(found, now=now)


def may_ask_from(link: Link) -> datetime | None:
    """From when the clinician may ask again; None: at any time."""
    return None if link.asked_at is None else link.asked_at + ASK_AGAIN


@transaction.atomic
def look_at_late(*, by: User, now: datetime) -> list[tuple[Link, Sequence[Due]]]:
    """What is late, for a supervisor; each member whose row is shown gets a line.

    Raises:
        NotForYou: no supervisor.
    """
    if not is_supervisor(by):
        raise NotForYou("Supervisors look at this.")
    found = [(link, due) for link, due in late_links(now=now) if link.member_id != by.pk]
    for link, _ in found:
        record(Verb.LINKS_LATE_READ, by=by, on=link)
        disclose(to=by, about=link.member_id, what=What.LATE, why=Why.NO_WAIT, now=now)
    return found


def _known(link: Link, by: User, now: datetime) -> Known:
    for each in known_links(by, now=now):
        if each.link.pk == link.pk:
            return each
    raise NotThere("There is nothing here now.")


def _lines(found: Sharing) -> AccountingLineQuerySet:
    rows: AccountingLineQuerySet = AccountingLine.objects.filter(sharing=found, way=Way.READ)
    return rows


def _said_last(found: Sharing) -> datetime | None:
    last = Acknowledgement.objects.filter(line__sharing=found).order_by("-at").first()
    return None if last is None else last.at
