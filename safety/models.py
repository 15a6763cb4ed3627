"""The tables of safety, by slice."""

from safety.flags.models import Deadline as Deadline
from safety.flags.models import Flag as Flag
from safety.flags.models import FlagNote as FlagNote
from safety.flags.models import Report as Report
from safety.referrals.models import FollowUp as FollowUp
from safety.referrals.models import Referral as Referral
