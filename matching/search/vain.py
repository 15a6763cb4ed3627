"""Whether somebody looked for topics that nobody here knows.

Only topics are told on. Words are not: what they were about is anybody's guess, and they are the
reader's own. A wish for a language or a way to meet is no matter of topics either.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import product

from matching import in_vain
from matching.in_vain import Pair
from matching.intake.actions import to_be_counted
from matching.intake.models import ROOTS_MOST, STRUGGLES_MOST, MemberTopics
from matching.search.cards import Card
from matching.search.query import SearchQuery
from matching.search.shelf import Shelf, standing
from peerhub.accounts.models import User
from peerhub.ui.navigation import works_here

PAIRS_MOST = ROOTS_MOST * STRUGGLES_MOST  # whoever ticks more is looking around


def looked(query: SearchQuery, shelf: Shelf, *, by: User | None, now: datetime) -> None:
    """Tell on what ``query`` asked for when nobody knows it; it costs nothing where somebody does.

    Args:
        query: what was asked for.
        shelf: who is shown.
        by: who asked. Whoever works here looks around, and looks for nobody.
        now: the moment.
    """
    pairs = _nobody_knows(query, shelf, now)
    if pairs and not (by is not None and works_here(by)):
        in_vain.tell(pairs, now=now)


def told(answers: MemberTopics, cards: Iterable[Card], *, now: datetime) -> None:
    """Tell on what a member told for suggestions, when nobody shares any of it.

    Args:
        answers: what they told. Only of those who agreed to be counted anything is told on.
        cards: who was suggested to them; it costs nothing where one of these shares something.
        now: the moment.
    """
    roots, struggles = list(answers.roots.all()), list(answers.struggles.all())
    named = {topic.label for topic in (*roots, *struggles)}
    if not named or any(named.intersection((*card.roots, *card.struggles)) for card in cards):
        return
    columns = standing().columns
    root, struggle = [topic.code for topic in roots], [topic.code for topic in struggles]
    sharing = columns.having("roots", root) | columns.having("struggles", struggle)
    if (sharing & columns.taking_new(now)).any() or works_here(answers.person):
        return
    if to_be_counted().filter(pk=answers.pk).exists():
        in_vain.tell(list(product(root or [""], struggle or [""])), now=now)


def _nobody_knows(query: SearchQuery, shelf: Shelf, now: datetime) -> Collection[Pair]:
    """The pairs of topics in ``query``; none where one of those shown has what was asked for."""
    if query.q:
        return ()
    roots = [code for code in query.root if code in shelf.topics and code.startswith("R")]
    struggles = [code for code in query.struggle if code in shelf.topics and code.startswith("S")]
    pairs = list(product(roots or [""], struggles or [""]))
    if not (roots or struggles) or len(pairs) > PAIRS_MOST:
        return ()
    topics = SearchQuery(root=tuple(roots), struggle=tuple(struggles))
    columns = shelf.columns
    knowing = columns.taking_new(now) & columns.chosen(topics, now=now)
    return () if knowing.any() else pairs
