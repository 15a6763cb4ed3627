"""What happens to organisations: made, joined, left, and shown in figures."""

from sessions.organisations.actions.coding import LIVE_MOST as LIVE_MOST
from sessions.organisations.actions.coding import NoSuchCode as NoSuchCode
from sessions.organisations.actions.coding import TooManyCodes as TooManyCodes
from sessions.organisations.actions.coding import make_code as make_code
from sessions.organisations.actions.coding import revoke_code as revoke_code
from sessions.organisations.actions.freezing import freeze as freeze
from sessions.organisations.actions.freezing import freeze_due as freeze_due
from sessions.organisations.actions.freezing import keep as keep
from sessions.organisations.actions.freezing import keep_change as keep_change
from sessions.organisations.actions.joining import HasPlace as HasPlace
from sessions.organisations.actions.joining import choose_measures as choose_measures
from sessions.organisations.actions.joining import join as join
from sessions.organisations.actions.joining import leave as leave
from sessions.organisations.actions.joining import opened_by as opened_by
from sessions.organisations.actions.running import About as About
from sessions.organisations.actions.running import NameTaken as NameTaken
from sessions.organisations.actions.running import NobodyThere as NobodyThere
from sessions.organisations.actions.running import add_cohort as add_cohort
from sessions.organisations.actions.running import change as change
from sessions.organisations.actions.running import end as end
from sessions.organisations.actions.running import end_steward as end_steward
from sessions.organisations.actions.running import make as make
from sessions.organisations.actions.running import name_steward as name_steward
