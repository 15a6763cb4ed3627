"""The worker of search reads stories that changed: a few at a time, oldest first.

A story is leased, read outside any transaction, and settled in one. Whoever is killed in between
leaves a lease that lapses. A story that cannot be read is found by its words alone, after a few tries;
while it is the model that cannot read anything, all stories wait and no try counts.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from matching.search.wording import terms
from matching.stories.models import CommonWords, Story, StoryMeaning, StoryToRead
from matching.stories.models.meaning import LEASE
from peerhub.encoder import NoEncoder

log = logging.getLogger(__name__)

TOGETHER = 4  # stories at once: whoever waits for an answer meanwhile waits a tenth of a second
COUNT_AGAIN = timedelta(minutes=1)  # words are counted at most once in this time
PLAIN = "How are you?"  # words that every model reads
COUNTED = 5000  # stories, the latest: rarity needs no more

Encode = Callable[[Sequence[str]], Any]


def read_waiting(
    *, clock: Callable[[], datetime], encode: Encode, most: int = TOGETHER
) -> tuple[int, bool]:
    """Read those that wait; returns how many were taken, and whether they could be read.

    Args:
        clock: gives the present; reading takes time.
        encode: one unit vector for each text; raises NoEncoder where there is no model, or it fails.
        most: how many at once; one that failed before is read alone.
    """
    rows = _leased(now=clock(), most=most)
    if not rows:
        return 0, True
    texts = [text_of(row.story) for row in rows]
    try:
        vectors = encode(texts)
    except NoEncoder as error:
        if not _reads_anything(encode):
            _give_back(rows)
            log.warning("stories are found by their words alone: %s", error)
        else:
            log.warning("a story could not be read: %s", error)
        return len(rows), False
    for row, text, vector in zip(rows, texts, vectors, strict=True):
        _settle(row, text, vector, now=clock())
    return len(rows), True


def text_of(story: Story) -> str:
    """All that is read of a story: the line and the parts for everyone. No name, no chosen topics."""
    return "\n".join(part for part in (story.profile.headline, *story.open_parts) if part)


@transaction.atomic
def count_words(*, now: datetime) -> None:
    """Count which words many stories hold, where stories were read since the last time."""
    counted = CommonWords.objects.select_for_update(skip_locked=True).first()
    if counted is not None and counted.counted_at > now - COUNT_AGAIN:
        return
    made = StoryMeaning.objects.order_by("-made_at")
    last = made.first()
    if last is None or (counted is not None and last.made_at < counted.counted_at):
        return
    holding: Counter[str] = Counter()
    lengths = []
    for stems, length in made.values_list("stems", "length")[:COUNTED].iterator():
        holding.update(stems.keys())
        lengths.append(length)
    CommonWords.objects.update_or_create(
        pk=1,
        defaults={
            "stories": len(lengths),
            "average_length": sum(lengths) / len(lengths),
            "holding": {stem: stories for stem, stories in holding.items() if stories > 1},
            "counted_at": now,
        },
    )


@transaction.atomic
def _leased(*, now: datetime, most: int) -> list[StoryToRead]:
    free = StoryToRead.objects.free(now=now).select_for_update(skip_locked=True, of=("self",))
    # Whoever failed before comes last and alone, so that it takes no other's tries with it.
    rows = list(free.select_related("story__profile").order_by("tries", "changed_at", "pk")[:most])
    if rows and rows[0].tries:
        rows = rows[:1]
    rows = [row for row in rows if row.tries == rows[0].tries]
    for row in rows:
        row.leased_until, row.tries = now + LEASE, row.tries + 1
    StoryToRead.objects.bulk_update(rows, ["leased_until", "tries"])
    return rows


def _reads_anything(encode: Encode) -> bool:
    """Whether the model reads plain words: else it is at fault, and no story."""
    try:
        encode([PLAIN])
    except NoEncoder:
        return False
    return True


def _give_back(rows: Sequence[StoryToRead]) -> None:
    """As if they had not been taken; whoever was changed meanwhile waits anew already."""
    for row in rows:
        taken = StoryToRead.objects.filter(pk=row.pk, leased_until=row.leased_until)
        taken.update(leased_until=None, tries=F("tries") - 1)


@transaction.atomic
def _settle(row: StoryToRead, text: str, vector: Any, *, now: datetime) -> None:
    """Keep what was read, unless the story was changed or taken back meanwhile."""
    story = Story.objects.select_for_update().filter(pk=row.story_id).first()
    done = StoryToRead.objects.filter(pk=row.pk, changed_at=row.changed_at).delete()[0]
    if story is None or not done or not story.is_shown:
        return
    stems = Counter(terms(text))
    kept = {"vector": vector, "stems": stems, "length": stems.total(), "made_at": now}
    StoryMeaning.objects.update_or_create(story=story, defaults=kept)
