"""What happened to pages."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class PageWritten(Event):
    """A page was written and waits to be sent."""

    page_id: int
