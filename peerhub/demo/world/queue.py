"""The moderator of the demo works the queue, and writes to somebody."""

from datetime import datetime, timedelta

from peerhub.accounts.models import User
from safety.flags import actions
from safety.flags.models import Flag
from safety.flags.states import FlagState, Outcome
from safety.talk import actions as talk

ANSWERED_AFTER = timedelta(minutes=3)
BETWEEN = timedelta(minutes=2)


def answer(moderator: User, *, raised_at: datetime) -> None:
    """Read all that waits, let it be seen, and write down what came of it."""
    at = raised_at + ANSWERED_AFTER
    for flag in Flag.objects.exclude(state=FlagState.RESOLVED):
        actions.claim(flag, by=moderator, now=at)
        actions.open_case(flag, by=moderator, now=at)
        if flag.held:
            actions.let_out(flag, by=moderator, now=at)
        # Some words only waited because their author was new.
        outcome = Outcome.REACHED if flag.level else Outcome.NOTHING_NEEDED
        actions.resolve(flag, outcome=outcome, by=moderator, now=at)


def reach(member: User, lines: list[str], *, by: User, raised_at: datetime) -> None:
    """Write to whoever wrote the newest case; ``lines`` in turn, ours first. Then it is closed."""
    flag = Flag.objects.filter(author=member).latest("pk")
    at = raised_at + ANSWERED_AFTER
    actions.claim(flag, by=by, now=at)
    for number, words in enumerate(lines):
        at += BETWEEN
        if number % 2 == 0:
            line = talk.write(flag, words, by=by, now=at)
        else:
            talk.look(line.talk, now=at)
            talk.answer(line.talk, words, by=member, now=at)
            talk.read(flag, by=by, now=at)
    answer(by, raised_at=at)
