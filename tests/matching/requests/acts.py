"""What people do in the tests of requests, and when."""

from datetime import timedelta

from matching.requests import actions
from matching.requests.models import MatchRequest, Proposal
from peerhub.accounts.models import User
from tests.cast import NOON

LATER = NOON + timedelta(hours=3)
WORDS = "Somebody who knows it from home."


def proposal(asked: MatchRequest, by: User, words: str = "I know that kitchen.") -> Proposal:
    return actions.propose(asked, words=words, by=by, now=LATER)
