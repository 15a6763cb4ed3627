"""Everything matching listens to and offers, on one page."""

from matching import work
from matching.peers.handlers import hide_who_left
from matching.rematch import notices as rematch
from matching.requests import notices as requests
from matching.requests.actions import SUBJECT_PROPOSAL, SUBJECT_REQUEST
from matching.requests.subject import ProposalSubject, RequestSubject
from matching.search.actions import hearing
from matching.stories import notices as stories
from matching.stories.actions import SUBJECT
from matching.stories.subject import StorySubject
from matching.topics import notices as topics
from peerhub.accounts.events import RoleRevoked
from peerhub.events import subscribe
from peerhub.notifications import kinds
from peerhub.topics import meaning
from safety import subjects


def connect() -> None:
    """Who loses the role is not shown; safety may let held words out; several kinds of notice.

    The page of work places asks what waits, the vocabulary what words mean.
    """
    subscribe(RoleRevoked, hide_who_left)
    subjects.offer(SUBJECT, StorySubject())
    subjects.offer(SUBJECT_REQUEST, RequestSubject())
    subjects.offer(SUBJECT_PROPOSAL, ProposalSubject())
    for kind in (topics.DECIDED, *requests.ALL, rematch.GOES_ON, stories.REVIEWED):
        kinds.offer(kind)
    work.offer()
    meaning.offer(lambda words: hearing.line().ask(words))
