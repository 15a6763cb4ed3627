"""The one place where fields are read: what somebody gets, line by line, and nothing else.

Whoever hands something on does it by ``actions.hand_over``, which writes it down as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from peerhub.accounts.models import User
from peerhub.errors import DomainError
from peerhub.ui.moments import in_words
from safety.sharing import fields
from safety.sharing.models import Sharing
from safety.sharing.states import Purpose, Until
from safety.sharing.substances import touch_substances
from safety.sharing.words import NOTICE, SITE, TICKED, Terms, fingerprint, signed_text

YEAR = timedelta(days=365)
NOTHING = "Nothing to say here now."


class NotHeld(DomainError):
    """There is no yes, or not any more."""

    code: ClassVar[str] = "not_shared"
    status: ClassVar[int] = 404


@dataclass(frozen=True)
class Section:
    """One ticked field, and what it says now."""

    key: str
    label: str
    lines: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Document:
    """Exactly what somebody gets. ``consent`` goes with it, as 42 CFR 2.32(b) asks."""

    person: str
    to: str
    why: str
    at: str
    sections: Sequence[Section]
    notice: str  # "" where nothing touches substances
    consent: str

    def text(self) -> str:
        """All of it as plain text: what a copy holds, and what the fingerprint is of."""
        parts = [f"From {self.person}, for {self.to}", f"As it was on {self.at}. {self.why}."]
        for section in self.sections:
            said = "\n".join(f"- {line}" for line in section.lines) or NOTHING
            parts.append(f"{section.label}\n{said}")
        return "\n\n".join([*parts, *filter(None, [self.notice]), self.consent]) + "\n"

    @property
    def sha256(self) -> str:
        """By what it is known again."""
        return fingerprint(self.text())


def drawn(sharing: Sharing, *, consent: str, now: datetime) -> Document:
    """What ``sharing`` gives at ``now``. Asks the ticked fields, and no other one.

    Raises:
        NotHeld: the yes does not hold at ``now``.
    """
    if not sharing.holds(now):
        raise NotHeld("This is not shared any more.")
    ticked = [field for key in sharing.keys if (field := fields.get(key)) is not None]
    sections = [Section(each.key, each.label, _lines_for(each, sharing, now)) for each in ticked]
    said = [line for each in sections for line in (each.label, *each.lines)]
    needs_notice = any(each.about_substances for each in ticked) or touch_substances(said)
    return Document(
        person=sharing.member.handle,
        to=sharing.to,
        why=Purpose(sharing.purpose).label,
        at=in_words(now, "full", sharing.member.zone),
        sections=sections,
        notice=NOTICE if needs_notice else "",
        consent=consent,
    )


def own_lines(member: User, *, now: datetime) -> list[Section]:
    """All that could be ticked, with what it says now: for the member's own eyes."""
    return [Section(each.key, each.label, _lines(each, member, now)) for each in fields.offered()]


def consent_of(sharing: Sharing, *, signed: str = TICKED) -> str:
    """The words to be signed for ``sharing``, which need not be kept yet."""
    zone = sharing.member.zone
    to = f"{sharing.to}, a clinician on {SITE}" if sharing.recipient is not None else sharing.to
    terms = Terms(
        person=sharing.member.handle,
        to=to,
        why=Purpose(sharing.purpose).label,
        until=until_in_words(sharing, whose="our"),
        labels=labels_of(sharing.keys),
        on=in_words(sharing.given_at, "date", zone),
        signed=signed,
    )
    return signed_text(terms)


def until_in_words(sharing: Sharing, *, whose: str = "your") -> str:
    """Until when, inside a sentence: "the end of Saturday 27 November 2027"."""
    last = in_words(sharing.ends_at - timedelta(seconds=1), "date", sharing.member.zone)
    if sharing.until == Until.TOGETHER:
        return f"{whose} work together ends, and at the latest the end of {last}"
    return f"the end of {last}"


def labels_of(keys: Sequence[str]) -> list[str]:
    """What the keys are called now; a key that nobody offers any more stands for itself."""
    found = [(key, fields.get(key)) for key in keys]
    return [field.label if field else key for key, field in found]


def end_for(member: User, *, until: Until, day: date | None, now: datetime) -> datetime:
    """When a yes of ``now`` ends: with the end of a day on the member's clock."""
    today = now.astimezone(member.zone).date()
    last = day if until == Until.DAY and day is not None else today + YEAR
    return datetime.combine(last + timedelta(days=1), time(), tzinfo=member.zone)


def _lines_for(field: fields.Field, sharing: Sharing, now: datetime) -> tuple[str, ...]:
    if field.read_for is None:
        return _lines(field, sharing.member, now)
    return tuple(field.read_for(sharing.member, sharing.recipient, now))


def _lines(field: fields.Field, member: User, now: datetime) -> tuple[str, ...]:
    return tuple(field.read(member, now))
