"""The tables of safety, by slice."""

from safety.asking.models import HelpRequest as HelpRequest
from safety.flags.models import Flag as Flag
from safety.flags.models import FlagNote as FlagNote
from safety.flags.models import Report as Report
from safety.plans.models import PlanEntry as PlanEntry
from safety.plans.models import PlanProposal as PlanProposal
from safety.plans.models import PlanShare as PlanShare
from safety.plans.models import SafetyPlan as SafetyPlan
from safety.referrals.models import FollowUp as FollowUp
from safety.referrals.models import Referral as Referral
