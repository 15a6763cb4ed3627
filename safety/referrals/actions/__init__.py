"""What happens to referrals: the member's own steps, and those of staff."""

from safety.referrals.actions.following import close as close
from safety.referrals.actions.following import mark_sent as mark_sent
from safety.referrals.actions.following import open_due_follow_ups as open_due_follow_ups
from safety.referrals.actions.following import read as read
from safety.referrals.actions.sharing import CONSENT_VERSION as CONSENT_VERSION
from safety.referrals.actions.sharing import Draft as Draft
from safety.referrals.actions.sharing import Drafted as Drafted
from safety.referrals.actions.sharing import TooLate as TooLate
from safety.referrals.actions.sharing import answer as answer
from safety.referrals.actions.sharing import consent as consent
from safety.referrals.actions.sharing import draft as draft
from safety.referrals.actions.sharing import withdraw as withdraw
