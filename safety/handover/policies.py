"""Who reads which hand-over."""

from peerhub.accounts.models import User
from safety.flags.policies import moderates
from safety.rota.models import Shift
from safety.rota.policies import is_on_call, on_the_rota
from safety.rota.states import Post

sees_handovers = on_the_rota


def may_read(person: User, shift: Shift) -> bool:
    """Who moderates reads all; a clinician on call, what clinicians on call left; all, their own."""
    if moderates(person) or shift.person_id == person.pk:
        return True
    return shift.post == Post.CLINICIAN and is_on_call(person)
