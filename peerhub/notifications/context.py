"""What every page knows about a person's updates."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from peerhub.notifications.models import Notice


def unread(request: HttpRequest) -> dict[str, object]:
    """How many updates the person has not opened; asked only by pages that show it."""
    user = getattr(request, "user", None)

    def count() -> int:
        if user is None or not user.is_authenticated:
            return 0
        return Notice.objects.shown_to(user.pk).filter(read_at=None).count()

    return {"unread_updates": SimpleLazyObject(count)}
