"""The tables of safety, by slice."""

from safety.flags.models import Flag as Flag
from safety.flags.models import FlagNote as FlagNote
from safety.flags.models import Report as Report
from safety.flags.models import SecondLook as SecondLook
from safety.referrals.models import FollowUp as FollowUp
from safety.referrals.models import Referral as Referral
from safety.screening.models import Build as Build
from safety.screening.models import Decision as Decision
from safety.screening.models import Health as Health
from safety.talk.models import Talk as Talk
from safety.talk.models import TalkLine as TalkLine
from safety.talk.models import Voice as Voice
