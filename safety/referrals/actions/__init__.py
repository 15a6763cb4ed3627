"""What happens to referrals: the member's own steps, and those of staff."""

from safety.referrals.actions.answering import answer as answer
from safety.referrals.actions.answering import ask_no_more as ask_no_more
from safety.referrals.actions.answering import may_answer as may_answer
from safety.referrals.actions.following import ForASupervisor as ForASupervisor
from safety.referrals.actions.following import close as close
from safety.referrals.actions.following import close_stuck as close_stuck
from safety.referrals.actions.following import mark_sent as mark_sent
from safety.referrals.actions.following import open_due_follow_ups as open_due_follow_ups
from safety.referrals.actions.following import read as read
from safety.referrals.actions.sealing import seal_anew as seal_anew
from safety.referrals.actions.sharing import CONSENT_VERSION as CONSENT_VERSION
from safety.referrals.actions.sharing import Draft as Draft
from safety.referrals.actions.sharing import Drafted as Drafted
from safety.referrals.actions.sharing import NotMet as NotMet
from safety.referrals.actions.sharing import TooLate as TooLate
from safety.referrals.actions.sharing import consent as consent
from safety.referrals.actions.sharing import draft as draft
from safety.referrals.actions.sharing import draft_for as draft_for
from safety.referrals.actions.sharing import let_yeses_end as let_yeses_end
from safety.referrals.actions.sharing import rewrite as rewrite
from safety.referrals.actions.sharing import withdraw as withdraw
from safety.referrals.actions.together import companion_for as companion_for
from safety.referrals.actions.together import look as look
from safety.referrals.actions.together import propose as propose
from safety.referrals.actions.together import say as say
from safety.referrals.actions.together import write_down as write_down
