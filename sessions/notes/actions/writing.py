"""A specialist writes a note, signs it, and amends it: a signed version is never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction

from matching.certificates.models import Certificate
from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from safety.flags.actions import Holding, Watch, Watched, watch, watch_many
from safety.flags.actions.raising import to_level
from safety.flags.models import Flag
from safety.flags.states import FlagState
from safety.subjects import SubjectRef
from sessions.bookings.models import Booking
from sessions.notes import notices, policies
from sessions.notes.models import WORDS, CoSigning, NoteVersion, SessionNote
from sessions.notes.states import Risk

NOTE, RISK = "sessions.note", "sessions.risk"  # the subject kinds
PLACE = "A peer’s note about a session; danger in it may be the member’s"
RISK_PLACE = "A peer saw signs of danger in a session. These words are the peer’s, not the member’s"
SAW_RISK = "session_risk"  # the kind of a case that a note opens
FIELDS = (*WORDS, "member_place", "risk", "shared")
# What a signed note says; a short word such as “nothing this time” is enough.
NEEDED = {
    "goal": "Please say what it was about for them. “Nothing set” is fine.",
    "did": "Please say what you did.",
    "response": "Please say how it was for them. “They did not say” is fine.",
    "next_step": "Please say what comes next. “Nothing planned” is fine.",
}


class NotYours(DomainError):
    """Somebody else's session, one that was not held, or one that is long over."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


class Overtaken(DomainError):
    """The draft was changed in another window since it was read."""

    code: ClassVar[str] = "overtaken"


class NotReady(DomainError):
    """What is still missing before it can be signed, by field."""

    code: ClassVar[str] = "not_ready"

    def __init__(self, missing: Mapping[str, str]) -> None:
        super().__init__("Some things are missing before you can sign.")
        self.missing = missing


@dataclass(frozen=True)
class Written:
    """A draft as it stands now; whether it opened a case, and whether it asks for help to be shown."""

    version: NoteVersion
    opened_case: bool = False
    show_help: bool = False


@transaction.atomic
def save_draft(
    booking: Booking, given: Mapping[str, Any], *, by: User, seen: int | None = None, now: datetime
) -> Written:
    """Keep what the specialist typed, whole or not. Nobody else reads a draft.

    A risk opens a case at once, signed or not: nobody waits for a signature to be looked after.

    Args:
        booking: with its two people.
        given: values by the names of ``FIELDS``; what is missing stays as it was.
        by: the specialist.
        seen: how often the draft had been saved when it was read; None: whatever is there goes.
        now: an aware instant.

    Raises:
        NotYours: they may not write about this session.
        Overtaken: another window saved meanwhile.
    """
    note = _locked(booking, by=by, now=now)
    version = note.draft
    if version is None:
        if note.standing is not None:
            raise Overtaken("This note is signed already. You can amend it.")
        version = NoteVersion(note=note, number=1, saved_at=now)
    if seen is not None and seen != version.saves:
        raise Overtaken(
            "You saved this draft in another window meanwhile. What you typed here is still here: "
            "save again to keep it instead."
        )
    changed = [name for name in WORDS if name in given and given[name] != getattr(version, name)]
    for name in FIELDS:
        if name in given:
            setattr(version, name, given[name])
    version.saved_at, version.saves = now, version.saves + 1
    version.save()
    record(Verb.NOTE_SAVED, by=by, on=version, note=note.pk)
    watched = _watch(version, [*changed, "member_place"], by=by, now=now)
    opened = _look_after(note, version, by=by, now=now)
    return Written(version, opened, any(each.show_help for each in watched))


@transaction.atomic
def sign(booking: Booking, *, by: User, now: datetime) -> NoteVersion:
    """Stand by the draft as it is saved. From now on nobody can change it; the member reads it.

    Raises:
        NotYours: they may not write about this session.
        Overtaken: there is no draft.
        NotReady: something is missing, such as what was done about a risk.
    """
    note = _locked(booking, by=by, now=now)
    version = note.draft
    if version is None:
        raise Overtaken("There is no draft to sign.")
    missing = missing_in(version, booking, now=now)
    if missing:
        raise NotReady(missing)
    certificate = Certificate.objects.in_force(now.date()).of(by).first()
    asked = CoSigning.objects.filter(specialist=by, ended_at=None).exists()
    if not version.is_late(booking.ends_at, now=now):
        version.late_why = ""
    if version.shared:
        version.unshared_why = ""
    version.signed_at, version.saved_at = now, now
    version.signed_name = by.handle
    version.certificate = certificate.number if certificate else ""
    version.certified_through = certificate.valid_through if certificate else None
    # Who has no certificate in force does not stand for it alone.
    version.to_co_sign = asked or certificate is None
    version.save()
    record(Verb.NOTE_SIGNED, by=by, on=version, note=note.pk, shared=version.shared)
    if version.to_co_sign:
        notices.tell_to_co_sign(version, now=now)
    if version.shared:
        notices.tell_shared(version, now=now)
    return version


@transaction.atomic
def amend(booking: Booking, *, by: User, now: datetime) -> NoteVersion:
    """Begin a new version with the words of the one that stands; that one stays readable for good.

    Raises:
        NotYours: they may not write about this session.
        Overtaken: nothing is signed yet.
    """
    note = _locked(booking, by=by, now=now)
    if note.draft is not None:
        return note.draft
    standing = note.standing
    if standing is None:
        raise Overtaken("This note is not signed yet. You can simply change it.")
    words = {name: getattr(standing, name) for name in FIELDS if name != "amended_why"}
    made = NoteVersion.objects.create(note=note, number=standing.number + 1, saved_at=now, **words)
    record(Verb.NOTE_AMENDED, by=by, on=made, note=note.pk)
    return made


@transaction.atomic
def open_own(note: SessionNote, *, by: User, now: datetime) -> None:
    """The specialist reads a note of theirs; where the member added to it, that is a look at their words."""
    if note.recollections.exists():
        record(Verb.NOTE_READ, by=by, on=note)
        about = note.booking.member_id
        disclose(to=by, about=about, what=What.SESSION_NOTE, why=Why.MEETS, now=now)


def missing_in(version: NoteVersion, booking: Booking, *, now: datetime) -> dict[str, str]:
    """What a draft still lacks before it can be signed: a sentence by the name of its field."""
    lacks = {name: says for name, says in NEEDED.items() if not getattr(version, name).strip()}
    if version.risk is None:
        lacks["risk"] = "Please choose one, also when there was nothing."
    elif version.risk > Risk.NONE and not version.risk_done.strip():
        lacks["risk_done"] = "Please say what you saw and what you did about it."
    if not version.shared and not version.unshared_why.strip():
        lacks["unshared_why"] = "Please tell your supervisor why it is not shared."
    if version.is_late(booking.ends_at, now=now) and not version.late_why.strip():
        lacks["late_why"] = "Please say why it comes later than two days."
    if version.number > 1 and not version.amended_why.strip():
        lacks["amended_why"] = "Please say why you change it."
    return lacks


def _locked(booking: Booking, *, by: User, now: datetime) -> SessionNote:
    """The note of a session, made if there is none, changed by one at a time."""
    if not policies.may_write(by, booking, now=now):
        raise NotYours("We could not find that session.")
    SessionNote.objects.get_or_create(booking=booking, defaults={"begun_at": now})
    return SessionNote.objects.select_for_update().get(booking=booking)


def _watch(version: NoteVersion, names: list[str], *, by: User, now: datetime) -> list[Watch]:
    return watch_many(
        [
            Watched(
                getattr(version, name),
                author=by,
                subject=SubjectRef(NOTE, f"{version.pk}:{name}"),
                place=PLACE,
                holding=Holding(may=False),
            )
            for name in names
            if getattr(version, name).strip()
        ],
        now=now,
    )


def _look_after(note: SessionNote, version: NoteVersion, *, by: User, now: datetime) -> bool:
    """Bring a risk before our team: a case about the member, once for a note, sooner if it is worse.

    Returns whether there is a new case. One that was closed stays so, and what is worse is a new one.
    """
    level = version.risk or 0
    if level == Risk.NONE:
        return False
    if note.case_id is not None:
        case = Flag.objects.select_for_update(of=("self",)).get(pk=note.case_id)
        if level <= case.level:
            return False
        if case.state != FlagState.RESOLVED:
            to_level(case, level, by=by, now=now)
            return False
    words = version.risk_done.strip() or version.response.strip() or Risk(level).label
    seen = watch(
        words,
        author=note.booking.member,
        subject=SubjectRef(RISK, f"{note.pk}:{version.number}"),
        place=RISK_PLACE,
        now=now,
        holding=Holding(may=False, kind=SAW_RISK, least=level),
    )
    note.case_id = seen.flag_id
    note.save(update_fields=["case"])
    record(Verb.NOTE_OPENED_CASE, by=by, on=note, case=seen.flag_id)
    return True
