"""What pages show of asks: to their member, to the guide who has one, and to those on shift."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from peerhub.accounts.blocking import apart_from
from peerhub.accounts.models import Block, User
from rooms.guide.models import GuideAsk, GuideLine
from rooms.guide.policies import all_there
from rooms.letters.reading import Shown, shown
from rooms.roster.models import Shift
from rooms.roster.reading import AHEAD, LATE
from rooms.roster.there import may_be_there, moderates, who_answers

UNNAMED = "The guide on shift"
MOST = 50  # asks of one page, and as many of one's own
LINES = 200  # the newest of one conversation


@dataclass(frozen=True)
class Outlook:
    """Whether somebody is there to answer, and when somebody is again."""

    is_anyone_there: bool
    next_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Page:
    """A conversation as one of the two sees it."""

    ask: GuideAsk
    is_own: bool  # the reader asked
    lines: Sequence[Shown]
    outlook: Outlook
    draft: str = ""
    errors: Sequence[str] = ()
    client_id: UUID = field(default_factory=uuid4)
    guide: str = ""  # their name, once they have answered

    @property
    def other(self) -> str:
        """How the other one is called here."""
        return (self.guide or UNNAMED) if self.is_own else self.ask.member.handle

    @property
    def upto(self) -> int:
        """The last place that is shown."""
        return max((line.seq for line in self.lines if line.seq), default=0)


@dataclass(frozen=True)
class Work:
    """What waits for somebody on shift, and what they have.

    ``taken``: what waits too long, and somebody took a moment ago: moderators see that it waits.
    """

    is_there: bool
    free: Sequence[GuideAsk]
    own: Sequence[GuideAsk]
    taken: Sequence[GuideAsk]

    @property
    def waits(self) -> int:
        """How many wait for this person."""
        return len(self.free) + sum(ask.waits_for_words for ask in self.own)


def outlook_for(person: User, *, now: datetime) -> Outlook:
    """As ``person`` may know it: they do not learn here who blocked them."""
    blocked = Block.objects.filter(by=person).values_list("whom", flat=True)
    here = who_answers(now=now, apart=frozenset(blocked) | {person.pk})
    coming = Shift.objects.upcoming(now=now).exclude(host__in=blocked).exclude(host=person)
    first = coming.filter(
        starts_at__gt=now - LATE, starts_at__lt=now + AHEAD, room__closed_at=None
    ).first()
    return Outlook(bool(here), first.starts_at if first is not None else None)


def own(person: User, public_id: UUID, *, now: datetime) -> GuideAsk | None:
    """One that ``person`` asked, or has as a guide."""
    mine = GuideAsk.objects.filter(member=person)
    if may_be_there(person):
        mine = GuideAsk.objects.opened_by(person.pk, apart_from(person.pk), now=now)
    return mine.filter(public_id=public_id).select_related("member", "guide").first()


def page_of(ask: GuideAsk, reader: User, *, now: datetime) -> Page:
    """What the two wrote."""
    is_own, there = ask.member_id == reader.pk, GuideLine.objects.filter(ask=ask)
    said = list(there.said().select_related("author").order_by("-seq")[:LINES])[::-1]
    held = there.kept_from(reader).order_by("at", "pk")
    has_answered = any(line.author_id == ask.guide_id for line in said)
    return Page(
        ask=ask,
        is_own=is_own,
        lines=[_shown(line, ask, reader) for line in (*said, *held)],
        outlook=outlook_for(reader, now=now)
        if is_own
        else Outlook(is_anyone_there=True, next_at=None),
        guide=ask.guide.handle if ask.guide is not None and has_answered else "",
    )


def one(ask: GuideAsk, reader: User, public_id: UUID) -> Shown | None:
    """One message as the reader sees it; of others' only what they could see."""
    line = GuideLine.objects.filter(ask=ask, public_id=public_id).select_related("author").first()
    if line is None or (line.author_id != reader.pk and not line.seq):
        return None
    return _shown(line, ask, reader)


def work_of(person: User, *, now: datetime) -> Work:
    """What waits for somebody on shift; moderators see what waits too long, also off shift."""
    there = frozenset(each.pk for each in all_there(now=now))
    theirs = GuideAsk.objects.exclude(member__in=apart_from(person.pk) | {person.pk})
    waiting, none = theirs.waiting(), GuideAsk.objects.none()
    free = waiting.free(there, now=now) if person.pk in there else none
    if moderates(person):
        free |= waiting.late(now=now)
    either = free | theirs.standing().filter(guide=person)  # in one question
    rows = list(either.select_related("member").order_by("waits_since", "pk")[: 2 * MOST])
    others = [ask for ask in rows if ask.guide_id != person.pk]
    return Work(
        person.pk in there,
        free=[ask for ask in others if not ask.is_held(now=now)],
        own=[ask for ask in rows if ask.guide_id == person.pk],
        taken=[ask for ask in others if ask.is_held(now=now)],
    )


def _shown(line: GuideLine, ask: GuideAsk, reader: User) -> Shown:
    return shown(line, reader, name=line.author.handle, here=ask.get_absolute_url())
