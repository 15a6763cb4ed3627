"""The sentence about how long it takes."""

from django.utils import timezone

from matching.requests import actions, waiting


def honest_wait() -> str:
    """How long half of those who asked waited, or that we do not know."""
    return waiting.in_words(waiting.median(actions.waits(now=timezone.now())))
