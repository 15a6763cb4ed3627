"""What happened to notices."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class NoticeWritten(Event):
    """A notice was written; it may be due already."""

    notice_id: int


@dataclass(frozen=True, kw_only=True)
class PushWritten(Event):
    """A notice was shown that also goes to a browser."""

    notice_id: int
