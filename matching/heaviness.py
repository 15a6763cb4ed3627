"""Whether words typed into a search call for help lines first. The words are not kept."""

from collections.abc import Iterable

from peerhub.topics.models import Topic
from safety.detection.assess import assess
from safety.flags.ladder import shows_help

READ_MOST = 20_000  # characters: ten times what fits anywhere, for the cost grows with length


def is_heavy(words: str, meant: Iterable[Topic]) -> bool:
    """Whether ``words`` sound like danger, or one of the topics they mean opens help."""
    return any(topic.opens_help for topic in meant) or shows_help(assess(words[:READ_MOST]).level)
