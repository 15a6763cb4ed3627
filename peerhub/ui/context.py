"""What the frame of every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from peerhub.ui.display import from_cookies
from peerhub.ui.fonts import font_links
from peerhub.ui.navigation import Place, tabs_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """Name of the service, display choices, fonts if built, and the reader's places in the frame."""

    def tabs() -> list[Place]:
        return tabs_for(getattr(getattr(request, "user", None), "roles", ()))

    return {
        "site_name": settings.SITE_NAME,
        "display": from_cookies(request.COOKIES),
        "fonts": font_links(),
        "demo": settings.DEMO,
        # Lazy: only pages that show it ask for the roles.
        "work_tabs": SimpleLazyObject(tabs),
    }
