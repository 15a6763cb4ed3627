"""Slow build-up: several messages that are heavy together, though none of them is alone."""

from dataclasses import replace
from datetime import datetime, timedelta

from safety.detection.assess import Assessment, Reason
from safety.detection.exemplars import BUILD_UP
from safety.flags.actions import Watched, lift
from safety.flags.models import Flag
from safety.screening.models import HALF_LIFE, Build

# In the weights of `thresholds.toml` under [meaning]: whoever changes those changes these.
FROM = 1.25  # weight of one message that counts at all: one of fourteen in everyday talk
TELLS = 5.6  # of all together; about five messages in one evening that just miss level 1
AGAIN = timedelta(days=3)  # a person who was looked at is not brought up sooner for this
KEPT = 7 * HALF_LIFE  # then less than a hundredth is left


def remember(watched: Watched, weight: float, found: Assessment, *, now: datetime) -> Flag | None:
    """Add a message's weight; gives the flag when all together are too heavy.

    Call it inside a transaction. A message that was found dangerous by itself does not count: a
    person looks at it anyway.
    """
    if weight < FROM or found.level:
        return None
    build, _ = Build.objects.select_for_update().get_or_create(
        person=watched.author, defaults={"at": now}
    )
    build.weight = build.faded(now) + weight
    build.at = max(now, build.at)
    rests = build.told_at is not None and now < build.told_at + AGAIN
    heavy = build.weight >= TELLS and not rests
    if heavy:
        build.told_at, build.weight = now, 0.0
    build.save()
    if not heavy:
        return None
    reason = Reason(BUILD_UP, "suicide", 1, 0, 0, "")
    made = replace(found, level=1, kinds=("suicide",), reasons=(reason, *found.reasons))
    return lift(watched, made, now=now)


def forget_faded(*, now: datetime) -> int:
    """Take out what has faded; returns how many."""
    gone, _ = Build.objects.filter(at__lt=now - KEPT).delete()
    return gone
