"""Referrals, what falls due around them, and who goes with their person."""

from safety.referrals.models.follow_up import FollowUp as FollowUp
from safety.referrals.models.introduction import Introduction as Introduction
from safety.referrals.models.referral import WORDS as WORDS
from safety.referrals.models.referral import Referral as Referral
