"""Everything safety listens to and offers, on one page."""

from peerhub import crypto
from peerhub.accounts import blocking
from peerhub.accounts.events import RoleRevoked, SignInEnded
from peerhub.events import subscribe
from peerhub.notifications import kinds
from safety import subjects, work
from safety.appeals.actions import ANSWER
from safety.appeals.subject import AppealSubject
from safety.asking import duty
from safety.asking import handlers as asking
from safety.asking import notices as asking_notices
from safety.asking.subject import AskingSubject
from safety.board import handlers as board
from safety.board import notices as board_notices
from safety.board.events import RuleSwitched
from safety.clinic import actions as clinic
from safety.clinic import calling as clinicians
from safety.clinic import handlers as clinic_handlers
from safety.clinic import notices as clinic_notices
from safety.clinic.shared import FIELDS as CLINIC_FIELDS
from safety.closing import actions as closing
from safety.closing import notices as closing_notices
from safety.deeds import actions as deeds
from safety.deeds import notices as deed_notices
from safety.duty import notices as duty_notices
from safety.flags import gates
from safety.flags import handlers as flags
from safety.flags import notices as flag_notices
from safety.flags import shared as concern
from safety.flags.events import FlagChanged, FlagRaised
from safety.flags.states import APPEAL, ASKING
from safety.handover import actions as handover
from safety.handover import notices as handover_notices
from safety.letters import actions as letters
from safety.letters import notices as letter_notices
from safety.letters.subject import LetterSubject, UnsentSubject
from safety.paging import handlers as paging
from safety.paging import notices as paging_notices
from safety.paging.events import PageWritten
from safety.plans import actions as plans
from safety.plans import notices as plan_notices
from safety.plans import shared as plan_fields
from safety.plans.actions import sealing
from safety.plans.subject import ProposalSubject
from safety.referrals import actions as referrals
from safety.referrals import notices as referral_notices
from safety.referrals import shared as referral_fields
from safety.reveals import notices as reveal_notices
from safety.reveals import targets
from safety.reveals.account import AccountTarget
from safety.reveals.states import Kind
from safety.reviews import actions as reviews
from safety.reviews import notices as review_notices
from safety.reviews.actions import holding as review_kinds
from safety.reviews.subject import IdeaSubject, ReviewSubject
from safety.rota import notices as rota_notices
from safety.rota.reading import is_anyone_on
from safety.screening import notices as screening_notices
from safety.sharing import actions as sharing
from safety.sharing import fields as sharing_fields
from safety.sharing import notices as sharing_notices
from safety.sharing import recipients
from safety.sharing.events import SharingGiven
from safety.talk import notices as talk_notices
from safety.talk.actions import SUBJECT as TALK_SUBJECT
from safety.talk.subject import TalkSubject
from safety.upkeep import notices as upkeep_notices

# Every kind of notice that somebody in safety sends.
KINDS = (
    *(board_notices.ASKED, board_notices.ANSWERED),
    flag_notices.URGENT,
    *deed_notices.KINDS,
    *(flag_notices.REPORT_HIDDEN, flag_notices.REPORT_LEFT),
    *(duty_notices.CALLED, duty_notices.OVERDUE, duty_notices.NOT_REACHED),
    *(screening_notices.DEGRADED, screening_notices.LATE),
    *(talk_notices.WRITTEN, talk_notices.ANSWERED),
    *referral_notices.KINDS,
    *(asking_notices.TAKEN, upkeep_notices.STALE),
    *plan_notices.ALL,
    *closing_notices.KINDS,
    *reveal_notices.KINDS,
    *(paging_notices.LOST, handover_notices.MISSING),
    *rota_notices.KINDS,
    *sharing_notices.KINDS,
    *clinic_notices.KINDS,
    *(*letter_notices.KINDS, *review_notices.KINDS),
)


def connect() -> None:
    """All that safety listens to, and all it offers."""
    subscribe(FlagRaised, flags.tell_of_new)
    subscribe(FlagChanged, flags.tell_of_change)
    subscribe(FlagChanged, asking.tell_who_asked)
    subscribe(FlagChanged, flags.tell_who_may_know)
    subscribe(SignInEnded, flags.look_who_stays)
    subscribe(RoleRevoked, flags.look_who_stays)
    subscribe(RuleSwitched, board.read_by_the_new_rules)
    subscribe(PageWritten, paging.nudge)
    for kind in KINDS:
        kinds.offer(kind)
    subjects.offer(TALK_SUBJECT, TalkSubject())
    subjects.offer(plans.PROPOSAL, ProposalSubject())
    subjects.offer(ASKING, AskingSubject())
    subjects.offer(APPEAL, AppealSubject())
    subjects.offer(ANSWER, AppealSubject())
    blocking.offer(plans.end_shares_between)
    crypto.offer("parts of plans", sealing.seal_anew)
    crypto.offer("what became of words", deeds.seal_anew)
    crypto.offer("letters of referrals", referrals.seal_anew)
    gates.offer(closing.missing)
    targets.offer(Kind.ACCOUNT, AccountTarget())
    duty.offer(is_anyone_on)
    gates.offer_brake(handover.first)
    work.offer()
    _sharing()
    _clinic()
    _letters()
    _reviews()


def _sharing() -> None:
    """What safety lets a member share, and what sharing listens to."""
    sharing_fields.offer(plan_fields.HAS_A_PLAN)
    sharing_fields.offer(concern.CONCERN)
    sharing_fields.offer(referral_fields.HOW_FAR)
    blocking.offer(sharing.end_between)
    crypto.offer("what members signed", sharing.seal_anew)


def _clinic() -> None:
    """What clinicians offer to sharing, and what begins and ends a link."""
    subscribe(RoleRevoked, clinic_handlers.end_without_role)
    subscribe(SharingGiven, clinic_handlers.link_who_was_named)
    blocking.offer(clinic.end_between)
    recipients.offer(clinicians.linked_with)
    recipients.offer_names(clinicians.names)
    for field in CLINIC_FIELDS:
        sharing_fields.offer(field)
    crypto.offer("words of invitations", clinic.seal_anew)
    crypto.offer("licenses of clinicians", clinic.seal_licences_anew)


def _letters() -> None:
    """Messages of a member and a clinician: screened, reported, sealed."""
    subjects.offer(letters.SUBJECT, LetterSubject())
    subjects.offer(letters.UNSENT, UnsentSubject())
    crypto.offer("messages with clinicians", letters.seal_anew)


def _reviews() -> None:
    """Reviews: what is written in them is screened and sealed, and a block ends them between two."""
    for kind in (review_kinds.REVIEW, review_kinds.GOAL):
        subjects.offer(kind, ReviewSubject(kind))
    subjects.offer(review_kinds.IDEA, IdeaSubject())
    blocking.offer(reviews.end_between)
    crypto.offer("words of reviews", reviews.seal_anew)
