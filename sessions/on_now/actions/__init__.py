"""Say "I am on", ask to talk now, be asked, say yes."""

from sessions.on_now.actions.asking import PLACE as PLACE
from sessions.on_now.actions.asking import SUBJECT as SUBJECT
from sessions.on_now.actions.asking import MeetsSoon as MeetsSoon
from sessions.on_now.actions.asking import NoMoreToday as NoMoreToday
from sessions.on_now.actions.asking import ahead_of as ahead_of
from sessions.on_now.actions.asking import ask as ask
from sessions.on_now.actions.asking import leave as leave
from sessions.on_now.actions.asking import let_line_out as let_line_out
from sessions.on_now.actions.going import NotShown as NotShown
from sessions.on_now.actions.going import go_off as go_off
from sessions.on_now.actions.going import go_on as go_on
from sessions.on_now.actions.going import on_of as on_of
from sessions.on_now.actions.going import stretches as stretches
from sessions.on_now.actions.going import who_fits as who_fits
from sessions.on_now.actions.turning import TurnGone as TurnGone
from sessions.on_now.actions.turning import accept as accept
from sessions.on_now.actions.turning import end_between as end_between
from sessions.on_now.actions.turning import look as look
from sessions.on_now.actions.turning import pass_on as pass_on
from sessions.on_now.actions.turning import turn_of as turn_of
