"""What happens on the rota: weeks are kept, shifts taken and swapped, gaps told."""

from safety.rota.actions.errors import NotForYou as NotForYou
from safety.rota.actions.errors import NotNow as NotNow
from safety.rota.actions.errors import Overlaps as Overlaps
from safety.rota.actions.errors import Taken as Taken
from safety.rota.actions.gaps import tell_gaps as tell_gaps
from safety.rota.actions.listing import put_on_call as put_on_call
from safety.rota.actions.listing import take_off_call as take_off_call
from safety.rota.actions.planning import Week as Week
from safety.rota.actions.planning import add as add
from safety.rota.actions.planning import assign as assign
from safety.rota.actions.planning import call_off as call_off
from safety.rota.actions.planning import end_week as end_week
from safety.rota.actions.planning import keep_week as keep_week
from safety.rota.actions.planning import make as make
from safety.rota.actions.swapping import accept as accept
from safety.rota.actions.swapping import ask as ask
from safety.rota.actions.swapping import take_back as take_back
from safety.rota.actions.taking import give_back as give_back
from safety.rota.actions.taking import take as take
