"""The tables of safety, by slice."""

from safety.board.models import Switch as Switch
from safety.flags.models import Flag as Flag
from safety.flags.models import FlagNote as FlagNote
from safety.flags.models import Report as Report
from safety.referrals.models import FollowUp as FollowUp
from safety.referrals.models import Referral as Referral
