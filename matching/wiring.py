"""Everything matching listens to and offers, on one page."""

from matching import in_vain, work
from matching.becoming import notices as becoming
from matching.becoming.handlers import tell_therapists
from matching.certificates import notices as certificates
from matching.fairness.actions import count_in_vain
from matching.peers import notices as peers
from matching.peers.handlers import hide_who_left
from matching.rematch import notices as rematch
from matching.requests import notices as requests
from matching.requests.actions import SUBJECT_PROPOSAL, SUBJECT_REQUEST
from matching.requests.subject import ProposalSubject, RequestSubject
from matching.search.actions import hearing
from matching.stories import notices as stories
from matching.stories.actions import SUBJECT
from matching.stories.subject import StorySubject
from matching.supervision import notices as supervision
from matching.supervision.handlers import let_go_who_left
from matching.topics import notices as topics
from matching.training import notices as training
from matching.training.events import ExamPassed
from peerhub.accounts.events import RoleRevoked
from peerhub.events import subscribe
from peerhub.notifications import kinds
from peerhub.topics import meaning
from safety import subjects


def connect() -> None:
    """Who loses the role is not shown; safety may let held words out; kinds of notice.

    Therapists hear of passed exams. What is looked for in vain is counted. The page of work places asks what waits, the vocabulary what
    words mean.
    """
    subscribe(RoleRevoked, hide_who_left)
    subscribe(RoleRevoked, let_go_who_left)
    subscribe(ExamPassed, tell_therapists)
    subjects.offer(SUBJECT, StorySubject())
    subjects.offer(SUBJECT_REQUEST, RequestSubject())
    subjects.offer(SUBJECT_PROPOSAL, ProposalSubject())
    for kind in (*becoming.ALL, *training.ALL, *supervision.ALL, certificates.ENDS, *peers.ALL):
        kinds.offer(kind)
    for kind in (topics.DECIDED, *requests.ALL, rematch.GOES_ON, stories.REVIEWED):
        kinds.offer(kind)
    in_vain.offer(count_in_vain)
    work.offer()
    meaning.offer(lambda words: hearing.line().ask(words))
