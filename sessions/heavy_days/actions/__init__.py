"""What happens to days that may be hard: written, planned, shared, and deleted for good."""

from sessions.heavy_days.actions.choosing import NotWithThem as NotWithThem
from sessions.heavy_days.actions.choosing import Softer as Softer
from sessions.heavy_days.actions.choosing import choose_softer as choose_softer
from sessions.heavy_days.actions.choosing import keep_a_time as keep_a_time
from sessions.heavy_days.actions.choosing import let_time_go as let_time_go
from sessions.heavy_days.actions.choosing import lift as lift
from sessions.heavy_days.actions.looking import look as look
from sessions.heavy_days.actions.looking import look_after_due as look_after_due
from sessions.heavy_days.actions.planning import replan_for as replan_for
from sessions.heavy_days.actions.sealing import seal_anew as seal_anew
from sessions.heavy_days.actions.sharing import Seen as Seen
from sessions.heavy_days.actions.sharing import end_between as end_between
from sessions.heavy_days.actions.sharing import read_shared as read_shared
from sessions.heavy_days.actions.sharing import share as share
from sessions.heavy_days.actions.sharing import unshare as unshare
from sessions.heavy_days.actions.writing import MOST as MOST
from sessions.heavy_days.actions.writing import PLACE as PLACE
from sessions.heavy_days.actions.writing import SUBJECT as SUBJECT
from sessions.heavy_days.actions.writing import Dates as Dates
from sessions.heavy_days.actions.writing import NoSuchDays as NoSuchDays
from sessions.heavy_days.actions.writing import TooMany as TooMany
from sessions.heavy_days.actions.writing import begin as begin
from sessions.heavy_days.actions.writing import forget as forget
from sessions.heavy_days.actions.writing import hide_today as hide_today
from sessions.heavy_days.actions.writing import keep_dates as keep_dates
from sessions.heavy_days.actions.writing import write as write
