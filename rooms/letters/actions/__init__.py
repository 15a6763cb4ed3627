"""What friends do in their messages: write, look, delete; and what our team does there."""

from rooms.letters.actions.changing import ask_for_quiet as ask_for_quiet
from rooms.letters.actions.changing import delete as delete
from rooms.letters.actions.changing import end_quiet as end_quiet
from rooms.letters.actions.changing import end_quiets as end_quiets
from rooms.letters.actions.changing import hide as hide
from rooms.letters.actions.changing import let_out as let_out
from rooms.letters.actions.changing import show_again as show_again
from rooms.letters.actions.keeping import FOR_REPORTS as FOR_REPORTS
from rooms.letters.actions.keeping import KEPT as KEPT
from rooms.letters.actions.keeping import call_off_between as call_off_between
from rooms.letters.actions.keeping import empty_old as empty_old
from rooms.letters.actions.keeping import look as look
from rooms.letters.actions.keeping import seal_anew as seal_anew
from rooms.letters.actions.places import NotYours as NotYours
from rooms.letters.actions.writing import PLACE as PLACE
from rooms.letters.actions.writing import SUBJECT as SUBJECT
from rooms.letters.actions.writing import UNSENT as UNSENT
from rooms.letters.actions.writing import UNSENT_PLACE as UNSENT_PLACE
from rooms.letters.actions.writing import Closed as Closed
from rooms.letters.actions.writing import SlowDown as SlowDown
from rooms.letters.actions.writing import Written as Written
from rooms.letters.actions.writing import hear_unsent as hear_unsent
from rooms.letters.actions.writing import in_words as in_words
from rooms.letters.actions.writing import write as write
