"""The tables of safety, by slice."""

from safety.asking.models import HelpRequest as HelpRequest
from safety.directory.models import Location as Location
from safety.directory.models import Organization as Organization
from safety.directory.models import Phone as Phone
from safety.directory.models import Schedule as Schedule
from safety.directory.models import Service as Service
from safety.flags.models import Flag as Flag
from safety.flags.models import FlagNote as FlagNote
from safety.flags.models import Report as Report
from safety.plans.models import PlanEntry as PlanEntry
from safety.plans.models import PlanProposal as PlanProposal
from safety.plans.models import PlanShare as PlanShare
from safety.plans.models import SafetyPlan as SafetyPlan
from safety.referrals.models import FollowUp as FollowUp
from safety.referrals.models import Referral as Referral
