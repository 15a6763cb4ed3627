"""What waits at the work places of matching."""

from collections.abc import Iterable
from datetime import datetime

from matching.becoming import way
from matching.becoming.models import Application
from matching.becoming.policies import facts_of_all
from matching.becoming.states import Station
from matching.becoming.way import Facts
from matching.peers.models import SpecialistProfile
from matching.requests.fitting import may_answer
from matching.requests.models import MatchRequest
from matching.requests.policies import shown_profile
from matching.stories.models import StoryClaim, StoryVersion
from matching.topics.models import Addition
from matching.training.models import Practice
from matching.training.policies import knows_the_work
from peerhub.accounts.models import User
from peerhub.ui import waits
from safety.rota.policies import is_team_clinician


def offer() -> None:
    """Speak for every place of matching at which something can wait."""
    waits.offer("/requests/", _requests)
    waits.offer("/requests/waiting/", _unanswered)
    waits.offer("/peers/", lambda _person, _now: SpecialistProfile.objects.waiting().count())
    waits.offer("/becoming/", _applicants)
    waits.offer("/sign-offs/", _sign_offs)
    waits.offer("/training/practice/", _practices)
    waits.offer("/stories/", _stories)
    waits.offer("/topics/words/waiting/", _words)
    # The role of clinician alone opens nothing here: those who refer people from outside hold it.
    waits.narrow("/sign-offs/", is_team_clinician)


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
    """Those that this person may read, and that nobody else reads just now."""
    others = StoryClaim.objects.live(now=now).exclude(made_by=person)
    waiting = StoryVersion.objects.waiting().for_reader(person)
    return waiting.exclude(pk__in=others.values("version")).count()


def _applicants(person: User, now: datetime) -> int:
    facts = _on_the_way(person, now)
    return sum(way.waits_for(each) in way.WAITS_FOR_US for each in facts)


def _sign_offs(person: User, now: datetime) -> int:
    return sum(way.station(each) == Station.SIGN_OFF for each in _on_the_way(person, now))


def _practices(person: User, now: datetime) -> int:
    """Trainees with whom this person may practise."""
    if not knows_the_work(person, now=now):
        return 0
    return Practice.objects.waiting().exclude(trainee=person).count()


def _on_the_way(person: User, now: datetime) -> Iterable[Facts]:
    rows = list(Application.objects.on_the_way().exclude(person=person))
    return facts_of_all(rows, now=now).values()


def _words(person: User, now: datetime) -> int:
    del now
    return Addition.objects.waiting().exclude(by=person).count()
