"""Who stands on the rota, and who is on call this moment."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.db.models.functions import Now

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_clinician, is_moderator, is_supervisor
from peerhub.accounts.roles import Role
from safety.rota.models import OnCallClinician, Shift
from safety.rota.states import ROLES, Post

keeps_the_rota = is_supervisor


def is_team_clinician(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whoever is a clinician and was put on the on-call list by a supervisor."""
    listed = OnCallClinician.objects.filter(person=user.pk, ended_at=None)
    return is_clinician(user) and listed.exists()


def team_clinicians() -> QuerySet[User]:
    """Clinicians whom a supervisor put on the on-call list."""
    listed = OnCallClinician.objects.filter(ended_at=None)
    return User.objects.holding(Role.CLINICIAN).filter(pk__in=listed.values("person"))


def who_can_take(shift: Shift) -> QuerySet[User]:
    """Everybody who may have a shift of this kind."""
    post = Post(shift.post)
    people = team_clinicians() if post == Post.CLINICIAN else User.objects.holding(ROLES[post])
    return people.order_by("pk")


def on_the_rota(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whoever can have a shift."""
    return is_moderator(user) or is_supervisor(user) or is_team_clinician(user)


def is_on_call(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whoever is the clinician on call at this moment, by the clock of the database."""
    if not is_clinician(user):
        return False
    runs = Shift.objects.standing().filter(starts_at__lte=Now(), ends_at__gt=Now())
    return runs.filter(person=user.pk, post=Post.CLINICIAN).exists()


def may_stand(person: User, post: Post) -> bool:
    """Whether ``person`` may have a shift at ``post``."""
    if not person.is_active or not person.has_role(ROLES[post]):
        return False
    return post != Post.CLINICIAN or is_team_clinician(person)
