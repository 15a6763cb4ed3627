"""Everything safety listens to and offers, on one page."""

from peerhub.accounts.events import RoleRevoked, SignInEnded
from peerhub.events import subscribe
from peerhub.notifications import kinds
from safety.duty import notices as duty_notices
from safety.flags import handlers as flags
from safety.flags import notices as flag_notices
from safety.flags.events import FlagChanged, FlagRaised
from safety.referrals import notices as referral_notices


def connect() -> None:
    """All that safety listens to, and all it offers."""
    subscribe(FlagRaised, flags.tell_of_new)
    subscribe(FlagChanged, flags.tell_of_change)
    subscribe(SignInEnded, flags.look_who_stays)
    subscribe(RoleRevoked, flags.look_who_stays)
    kinds.offer(flag_notices.URGENT)
    kinds.offer(duty_notices.CALLED)
    kinds.offer(duty_notices.OVERDUE)
    kinds.offer(duty_notices.NOT_REACHED)
    kinds.offer(flag_notices.KEPT_BACK)
    kinds.offer(flag_notices.REPORT_HIDDEN)
    kinds.offer(flag_notices.REPORT_LEFT)
    kinds.offer(referral_notices.QUESTION)
