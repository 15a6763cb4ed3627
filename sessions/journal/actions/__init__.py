"""What happens to what members write to themselves: kept, changed, deleted, looked at if they say so."""

from sessions.journal.actions.choosing import is_screened as is_screened
from sessions.journal.actions.choosing import turn_off as turn_off
from sessions.journal.actions.choosing import turn_on as turn_on
from sessions.journal.actions.sealing import seal_anew as seal_anew
from sessions.journal.actions.writing import PLACE as PLACE
from sessions.journal.actions.writing import SUBJECT as SUBJECT
from sessions.journal.actions.writing import Kept as Kept
from sessions.journal.actions.writing import NoSuchWords as NoSuchWords
from sessions.journal.actions.writing import NotYours as NotYours
from sessions.journal.actions.writing import change as change
from sessions.journal.actions.writing import forget as forget
from sessions.journal.actions.writing import forget_all as forget_all
from sessions.journal.actions.writing import write as write
