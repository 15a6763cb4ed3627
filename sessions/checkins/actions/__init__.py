"""What happens to check-ins: said, changed, shared, and deleted for good."""

from sessions.checkins.actions.saying import LINE_MOST as LINE_MOST
from sessions.checkins.actions.saying import PLACE as PLACE
from sessions.checkins.actions.saying import SUBJECT as SUBJECT
from sessions.checkins.actions.saying import NotANumber as NotANumber
from sessions.checkins.actions.saying import NotThatDay as NotThatDay
from sessions.checkins.actions.saying import forget as forget
from sessions.checkins.actions.saying import forget_all as forget_all
from sessions.checkins.actions.saying import say as say
from sessions.checkins.actions.saying import say_word as say_word
from sessions.checkins.actions.saying import take_back as take_back
from sessions.checkins.actions.saying import write as write
from sessions.checkins.actions.sealing import seal_anew as seal_anew
from sessions.checkins.actions.sharing import NotWithThem as NotWithThem
from sessions.checkins.actions.sharing import end_between as end_between
from sessions.checkins.actions.sharing import read_shared as read_shared
from sessions.checkins.actions.sharing import share as share
from sessions.checkins.actions.sharing import shared_with as shared_with
from sessions.checkins.actions.sharing import unshare as unshare
