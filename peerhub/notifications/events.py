"""What happened to notices."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class NoticeWritten(Event):
    """A notice was written; it may be due already."""

    notice_id: int
