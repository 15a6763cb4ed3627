"""Who may ask who is behind a mask, and who may answer."""

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from rooms.live.actions import SUBJECT
from rooms.unmasking.models import Unmasking
from safety.flags.models import Flag
from safety.flags.policies import moderates


def may_unmask(person: User, flag: Flag) -> bool:
    """Whoever moderates and is on this case: a message in a room, by somebody else."""
    return (
        moderates(person)
        and flag.subject_kind == SUBJECT
        and flag.author_id != person.pk
        and flag.is_held_by(person.pk)
    )


def may_answer(person: User, unmasking: Unmasking) -> bool:
    """A second person, never the one who asked or the one it is about.

    An emergency is looked at again by a supervisor.
    """
    looks = is_supervisor if unmasking.is_emergency else moderates
    return looks(person) and person.pk not in {unmasking.asked_by_id, unmasking.mask.person_id}
