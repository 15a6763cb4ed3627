"""Shifts as a supervisor plans them."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.weeks import Stretch
from safety.rota import actions
from safety.rota.models import Shift
from safety.rota.states import Post
from tests.cast import NOON


def of_the_team(clinician: User, *, by: User, now: datetime = NOON) -> User:
    """``by`` put them on the list of those who can be on call."""
    actions.put_on_call(clinician, by=by, now=now)
    return clinician


def planned(
    person: User | None,
    since: datetime,
    until: datetime,
    *,
    by: User,
    post: Post = Post.MODERATOR,
    now: datetime = NOON,
) -> Shift:
    """A shift that ``by`` added, and gave to ``person``; None: it is open."""
    (shift,) = actions.add(post, Stretch(since, until), by=by, now=min(now, since))
    if person is None:
        return shift
    if post == Post.CLINICIAN:
        actions.put_on_call(person, by=by, now=now)
    return actions.assign(shift, person, by=by, now=min(now, since))
