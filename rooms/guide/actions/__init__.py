"""What a member and a guide do: ask, write, take, hand on, end; and what our team does there."""

from rooms.guide.actions.changing import delete as delete
from rooms.guide.actions.changing import hide as hide
from rooms.guide.actions.changing import let_out as let_out
from rooms.guide.actions.changing import show_again as show_again
from rooms.guide.actions.keeping import empty_old as empty_old
from rooms.guide.actions.keeping import look as look
from rooms.guide.actions.keeping import look_after as look_after
from rooms.guide.actions.keeping import seal_anew as seal_anew
from rooms.guide.actions.turns import NotNow as NotNow
from rooms.guide.actions.turns import block_guide as block_guide
from rooms.guide.actions.turns import end as end
from rooms.guide.actions.turns import free_between as free_between
from rooms.guide.actions.turns import hand_on as hand_on
from rooms.guide.actions.turns import take as take
from rooms.guide.actions.writing import PLACE as PLACE
from rooms.guide.actions.writing import SUBJECT as SUBJECT
from rooms.guide.actions.writing import UNSENT as UNSENT
from rooms.guide.actions.writing import UNSENT_PLACE as UNSENT_PLACE
from rooms.guide.actions.writing import Written as Written
from rooms.guide.actions.writing import ask_guide as ask_guide
from rooms.guide.actions.writing import hear_unsent as hear_unsent
from rooms.guide.actions.writing import was_sent as was_sent
from rooms.guide.actions.writing import write as write
