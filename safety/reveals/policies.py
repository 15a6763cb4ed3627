"""Who may ask who somebody is, and who may answer."""

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_administrator, is_supervisor
from safety.flags.ladder import CALL_FROM
from safety.flags.models import Flag
from safety.flags.policies import moderates
from safety.reveals.models import Reveal


def may_ask(person: User, flag: Flag) -> bool:
    """Whoever works the queue and is on this case, about somebody else's words."""
    return moderates(person) and flag.author_id != person.pk and flag.is_held_by(person.pk)


def may_be_danger(flag: Flag) -> bool:
    """Whether danger to life can open a name at once: from the level that calls people at once."""
    return flag.level >= CALL_FROM


def may_answer(person: User, reveal: Reveal) -> bool:
    """A second person, never the one who asked or the one it is about.

    An emergency is looked at again by a supervisor.
    """
    looks = is_supervisor if reveal.is_emergency else moderates
    return looks(person) and person.pk not in {reveal.asked_by_id, reveal.person_id}


def may_read(person: User, reveal: Reveal) -> bool:
    """Who answers; administrators what a supervisor found not to be right."""
    if person.pk in {reveal.asked_by_id, reveal.person_id}:
        return False
    afterwards = reveal.is_emergency and reveal.agreed is False
    return moderates(person) or (afterwards and is_administrator(person))
