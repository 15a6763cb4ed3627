"""What the frame of every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from peerhub.ui.display import from_cookies
from peerhub.ui.fonts import font_links
from peerhub.ui.navigation import Place, places_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """Name of the service, display choices, fonts if built, and the reader's work places."""

    def work() -> list[Place]:
        return places_for(getattr(request, "user", None))

    return {
        "site_name": settings.SITE_NAME,
        "display": from_cookies(request.COOKIES),
        "fonts": font_links(),
        "demo": settings.DEMO,
        # Lazy: only pages that show it ask for the roles.
        "work_places": SimpleLazyObject(work),
    }
