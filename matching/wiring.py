"""Everything matching listens to and offers, on one page."""

from matching.peers.handlers import hide_who_left
from matching.stories.actions import SUBJECT
from matching.stories.subject import StorySubject
from matching.topics import notices as topics
from peerhub.accounts.events import RoleRevoked
from peerhub.events import subscribe
from peerhub.notifications import kinds
from safety import subjects


def connect() -> None:
    """Who loses the role is not shown; safety may let a held story out."""
    subscribe(RoleRevoked, hide_who_left)
    subjects.offer(SUBJECT, StorySubject())
    kinds.offer(topics.DECIDED)
