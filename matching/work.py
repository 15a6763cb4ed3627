"""What waits at the work places of matching."""

from datetime import datetime

from matching.peers.models import SpecialistProfile
from matching.requests.fitting import may_answer
from matching.requests.models import MatchRequest
from matching.requests.policies import shown_profile
from matching.stories.models import StoryVersion
from matching.topics.models import Addition
from peerhub.accounts.models import User
from peerhub.ui import waits


def offer() -> None:
    """Speak for every place of matching at which something can wait."""
    waits.offer("/requests/", _requests)
    waits.offer("/requests/waiting/", _unanswered)
    waits.offer("/peers/", lambda _person, _now: SpecialistProfile.objects.waiting().count())
    waits.offer("/stories/", _stories)
    waits.offer("/topics/words/waiting/", _words)


def _requests(person: User, now: datetime) -> int:
    """Those that this specialist may answer and has not."""
    del now
    profile = shown_profile(person)
    if profile is None:
        return 0
    return len(may_answer(MatchRequest.objects.open().without_answer_of(profile), profile))


def _unanswered(person: User, now: datetime) -> int:
    del person, now
    return MatchRequest.objects.nobody_answered().count()


def _stories(person: User, now: datetime) -> int:
    """Those that this person may read."""
    del now
    waiting = StoryVersion.objects.waiting().exclude(reviews__made_by=person)
    return waiting.exclude(story__profile__person=person).count()


def _words(person: User, now: datetime) -> int:
    del now
    return Addition.objects.waiting().exclude(by=person).count()
