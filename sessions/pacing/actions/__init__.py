"""Say what one would like of a session, read it, and say how heavy things feel."""

from sessions.pacing.actions.cards import PLACE as PLACE
from sessions.pacing.actions.cards import SUBJECT as SUBJECT
from sessions.pacing.actions.cards import CardChanged as CardChanged
from sessions.pacing.actions.cards import NotAPauseWord as NotAPauseWord
from sessions.pacing.actions.cards import NothingBefore as NothingBefore
from sessions.pacing.actions.cards import NotNow as NotNow
from sessions.pacing.actions.cards import Written as Written
from sessions.pacing.actions.cards import read as read
from sessions.pacing.actions.cards import write as write
from sessions.pacing.actions.cards import write_again as write_again
from sessions.pacing.actions.heaviness import say_heaviness as say_heaviness
from sessions.pacing.actions.heaviness import share as share
from sessions.pacing.actions.heaviness import take_back as take_back
from sessions.pacing.actions.heaviness import unshare as unshare
