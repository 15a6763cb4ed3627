"""A member folds a line away, and shows it again. It is only about what they see."""

from peerhub.accounts.models import User
from sessions.progress.models import HiddenLine


def hide(key: str, *, by: User) -> None:
    """Fold the line away until it is shown again. Twice changes nothing."""
    HiddenLine.objects.get_or_create(member=by, key=key)


def show(key: str, *, by: User) -> None:
    """Show it again. Twice changes nothing."""
    HiddenLine.objects.filter(member=by, key=key).delete()


def hidden_by(member: User) -> frozenset[str]:
    """The keys of all that they folded away."""
    return frozenset(HiddenLine.objects.filter(member=member).values_list("key", flat=True))
