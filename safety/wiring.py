"""Everything safety listens to and offers, on one page."""

from peerhub.accounts.events import RoleRevoked, SignInEnded
from peerhub.events import subscribe
from peerhub.notifications import kinds
from safety import subjects
from safety.asking import duty
from safety.asking import handlers as asking
from safety.asking import notices as asking_notices
from safety.asking.subject import AskingSubject
from safety.board import handlers as board
from safety.board import notices as board_notices
from safety.board.events import RuleSwitched
from safety.closing import actions as closing
from safety.closing import notices as closing_notices
from safety.duty import notices as duty_notices
from safety.flags import gates
from safety.flags import handlers as flags
from safety.flags import notices as flag_notices
from safety.flags.events import FlagChanged, FlagRaised
from safety.flags.states import ASKING
from safety.handover import actions as handover
from safety.handover import notices as handover_notices
from safety.plans import actions as plans
from safety.plans import notices as plan_notices
from safety.plans.subject import ProposalSubject
from safety.referrals import notices as referral_notices
from safety.rota import notices as rota_notices
from safety.rota.reading import is_anyone_on
from safety.screening import notices as screening_notices
from safety.talk import notices as talk_notices
from safety.talk.actions import SUBJECT as TALK_SUBJECT
from safety.talk.subject import TalkSubject
from safety.upkeep import notices as upkeep_notices


def connect() -> None:
    """All that safety listens to, and all it offers."""
    subscribe(FlagRaised, flags.tell_of_new)
    subscribe(FlagChanged, flags.tell_of_change)
    subscribe(FlagChanged, asking.tell_who_asked)
    subscribe(SignInEnded, flags.look_who_stays)
    subscribe(RoleRevoked, flags.look_who_stays)
    subscribe(RuleSwitched, board.read_by_the_new_rules)
    kinds.offer(board_notices.ASKED)
    kinds.offer(board_notices.ANSWERED)
    kinds.offer(flag_notices.URGENT)
    kinds.offer(duty_notices.CALLED)
    kinds.offer(duty_notices.OVERDUE)
    kinds.offer(duty_notices.NOT_REACHED)
    kinds.offer(flag_notices.KEPT_BACK)
    kinds.offer(flag_notices.REPORT_HIDDEN)
    kinds.offer(flag_notices.REPORT_LEFT)
    kinds.offer(referral_notices.QUESTION)
    kinds.offer(screening_notices.DEGRADED)
    kinds.offer(screening_notices.LATE)
    kinds.offer(talk_notices.WRITTEN)
    kinds.offer(talk_notices.ANSWERED)
    subjects.offer(TALK_SUBJECT, TalkSubject())
    subjects.offer(plans.PROPOSAL, ProposalSubject())
    for kind in plan_notices.ALL:
        kinds.offer(kind)
    subjects.offer(ASKING, AskingSubject())
    kinds.offer(asking_notices.TAKEN)
    kinds.offer(upkeep_notices.STALE)
    gates.offer(closing.missing)
    for kind in closing_notices.KINDS:
        kinds.offer(kind)
    _connect_the_rota()


def _connect_the_rota() -> None:
    """Who is on shift, and what one shift leaves to the next."""
    duty.offer(is_anyone_on)
    gates.offer_brake(handover.first)
    for kind in (handover_notices.MISSING, *rota_notices.KINDS):
        kinds.offer(kind)
