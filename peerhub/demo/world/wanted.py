"""Somebody for whom nobody fitted, an answer to read, words to decide about, and topics nobody knows."""

from datetime import datetime, timedelta

from matching.fairness import actions as fairness
from matching.models import MatchRequest
from matching.requests import actions as requests
from matching.requests.actions import Asking
from matching.topics import actions as topics
from matching.topics.actions import Putting
from peerhub.demo.world.content import rows
from peerhub.demo.world.people import People
from peerhub.topics.models import Topic


def look_for(people: People, *, now: datetime) -> None:
    """Ask, answer and put forward, in the last hours."""
    known = {topic.code: topic for topic in Topic.objects.all()}
    made: dict[str, MatchRequest] = {}
    for row in rows("wanted", "request"):
        asking = Asking(
            roots=tuple(known[code] for code in row["roots"]),
            struggles=tuple(known[code] for code in row["struggles"]),
            words=row["words"],
        )
        at = now - timedelta(hours=row["hours_ago"])
        made[row["who"]] = requests.ask(asking, by=people[row["who"]], now=at).request
    for row in rows("wanted", "proposal"):
        at = now - timedelta(hours=row["hours_ago"])
        requests.propose(made[row["to"]], words=row["words"], by=people[row["by"]], now=at)
    for row in rows("wanted", "addition"):
        putting = Putting(
            words=row["words"], topic=known.get(row["topic"]), axis=row["axis"], why=row["why"]
        )
        topics.put_forward(putting, by=people[row["by"]], now=now)
    for row in rows("wanted", "in_vain"):
        for number in range(row["times"]):
            at = now - timedelta(days=number)
            fairness.count_in_vain([(row["root"], row["struggle"])], at)
