"""What a writer is told: that somebody has read what they handed in. Never what about."""

from datetime import datetime

from django.urls import reverse

from matching.stories.models import StoryReview
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

REVIEWED = Kind(key="matching.story_reviewed", line="Somebody has read what you handed in.")


def tell_reviewed(review: StoryReview, *, now: datetime) -> None:
    """Tell the writer, once for each review."""
    notifications.schedule(
        review.version.story.profile.person,
        kind=REVIEWED.key,
        reference=f"story-review:{review.pk}",
        due_at=now,
        url=reverse("matching:story"),
    )
