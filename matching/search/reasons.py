"""Why a member sees a specialist, in words that only this member reads."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from matching.intake.models import MemberTopics
from matching.peers.facets import LABELS as FACETS
from matching.peers.models import SpecialistProfile
from matching.search.ranking import Candidate, Shared, Wishes, counting_more, shared
from matching.stories.models import Story
from matching.wishes import COUNTING, strict
from peerhub.accounts.models import User
from peerhub.ui.moments import clock

REASONS_MOST = 3
NAMED_MOST = 3
WEEK = 7  # days


def wishes_of(member: User) -> tuple[Wishes, dict[str, str]] | None:
    """What the member told us, and the label of each topic by its code; None when nothing."""
    told = MemberTopics.objects.of(member)
    if told is None:
        return None
    topics = (*told.roots.all(), *told.struggles.all())
    return wishes_in(told), {topic.code: topic.label for topic in topics}


def wishes_in(told: MemberTopics) -> Wishes:
    """What was told, as the order sees it."""
    return Wishes(
        roots=frozenset(topic.code for topic in told.roots.all()),
        struggles=frozenset(topic.code for topic in told.struggles.all()),
        facets=frozenset(told.facets),
        ways=frozenset(told.ways),
        languages=frozenset(told.languages),
        soon=told.soon,
        musts=strict(told.musts),
        weights=counting_more(name for name in told.counts_more if name in COUNTING),
    )


def candidate_of(story: Story, *, relevance: float = 0) -> Candidate:
    """A story of ``Story.objects.with_codes()`` and its profile, as the order sees them."""
    profile = story.profile
    return Candidate(
        slug=profile.slug,
        roots=frozenset(story.root_codes),
        struggles=frozenset(story.struggle_codes),
        facets=frozenset(profile.facets),
        ways=frozenset(profile.ways),
        languages=frozenset(profile.languages),
        next_open_slot_at=profile.next_open_slot_at,
        published_at=profile.published_at,
        relevance=relevance,
    )


def reasons_for(member: User, profile: SpecialistProfile, *, now: datetime) -> list[str]:
    """Why this member sees this specialist: a few sentences, for the member's eyes alone.

    Empty when the member told us nothing, or the two share nothing. ``now`` is on the reader's clock.
    """
    told = wishes_of(member)
    story = Story.objects.with_codes().select_related("profile").filter(profile=profile).first()
    if told is None or story is None:
        return []
    wishes, labels = told
    common = shared(wishes, candidate_of(story), now=now)
    free = free_in_words(profile.next_open_slot_at, now=now)
    return in_words(common, labels=labels, name=profile.name, free=free)


def in_words(common: Shared, *, labels: Mapping[str, str], name: str, free: str = "") -> list[str]:
    """Say what two people have in common, the weightiest first, three sentences at most.

    ``free``, a sentence with the next free time, comes last; whoever hears it need not hear that it
    is soon. Where there is no reason, it is none.
    """
    named = [
        within(labels[code])
        for codes in (common.roots, common.struggles)
        for code in sorted(codes, key=_number)
        if code in labels
    ][:NAMED_MOST]
    sentences = []
    if named:
        sentences.append(f"You both named {_listed(named)}.")
    if common.facets:
        also = [FACETS[key] for key in sorted(common.facets) if key in FACETS]
        sentences.append(f"{name} also says: {', '.join(also)}.")
    if common.meeting:
        sentences.append(f"{name} can meet the way you like.")
    if common.soon and not free:
        sentences.append(f"{name} has a free time within two days.")
    sentences = sentences[:REASONS_MOST]
    if free and (sentences or common.soon):
        sentences.append(free)
    return sentences


def free_in_words(at: datetime | None, *, now: datetime) -> str:
    """A free time as a sentence, such as "Free today 6:30 pm."; nothing where none comes.

    Args:
        at: when it begins.
        now: the moment, on the reader's clock.
    """
    return f"Free {when_in_words(at, now=now)}." if at is not None and at > now else ""


def when_in_words(at: datetime, *, now: datetime) -> str:
    """A time that comes, by its day: "today 6:30 pm", "on Tuesday 6:30 pm"; ``now`` as above."""
    local = at.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    if days >= WEEK:  # "on Friday" would be today's
        return f"on {local:%A} {local.day} {local:%B}, {clock(local)}"
    day = ("today", "tomorrow")[days] if days < 2 else f"on {local:%A}"
    return f"{day} {clock(local)}"


def within(label: str) -> str:
    """A label as it stands inside a sentence; names in capitals stay."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _listed(things: Iterable[str]) -> str:
    *first, last = things
    return f"{', '.join(first)}, and {last}" if first else last


def _number(code: str) -> int:
    return int(code[1:]) if code[1:].isdecimal() else 0
