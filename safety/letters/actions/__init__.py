"""What happens to messages of a member and a clinician: begun, written, read, hidden, switched off."""

from safety.letters.actions.choosing import choose as choose
from safety.letters.actions.choosing import say_how_often as say_how_often
from safety.letters.actions.holding import hide as hide
from safety.letters.actions.holding import let_out as let_out
from safety.letters.actions.holding import show_again as show_again
from safety.letters.actions.looking import look as look
from safety.letters.actions.opening import NotOpen as NotOpen
from safety.letters.actions.opening import open_as_clinician as open_as_clinician
from safety.letters.actions.opening import open_as_member as open_as_member
from safety.letters.actions.sealing import seal_anew as seal_anew
from safety.letters.actions.writing import SUBJECT as SUBJECT
from safety.letters.actions.writing import UNSENT as UNSENT
from safety.letters.actions.writing import Closed as Closed
from safety.letters.actions.writing import SlowDown as SlowDown
from safety.letters.actions.writing import Written as Written
from safety.letters.actions.writing import hear_unsent as hear_unsent
from safety.letters.actions.writing import write as write
