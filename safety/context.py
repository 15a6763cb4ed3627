"""What every page knows of help that somebody should see."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from safety.resources.find import CountryHelp, help_for
from safety.screening.actions import show_help


def late_help(request: HttpRequest) -> dict[str, object]:
    """The lines of the reader's country, once, where what they wrote was found heavy afterwards.

    Asked only by pages that show it: asking is showing.
    """
    user = getattr(request, "user", None)

    def found() -> CountryHelp | None:
        if user is None or not user.is_authenticated:
            return None
        return help_for(user) if show_help(user, now=timezone.now()) else None

    return {"late_help": SimpleLazyObject(found)}
