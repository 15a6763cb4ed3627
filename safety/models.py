"""The tables of safety, by slice."""

from safety.closing.models import Agreement as Agreement
from safety.closing.models import Assessment as Assessment
from safety.closing.models import CheckIn as CheckIn
from safety.closing.models import CheckInWish as CheckInWish
from safety.closing.models import ContactAttempt as ContactAttempt
from safety.closing.models import Debrief as Debrief
from safety.closing.models import HelpGiven as HelpGiven
from safety.closing.models import Incident as Incident
from safety.closing.models import Signature as Signature
from safety.closing.models import StepLine as StepLine
from safety.flags.models import Flag as Flag
from safety.flags.models import FlagNote as FlagNote
from safety.flags.models import Report as Report
from safety.referrals.models import FollowUp as FollowUp
from safety.referrals.models import Referral as Referral
