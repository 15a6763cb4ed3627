"""What those do who look after rooms."""

from rooms.hosting.actions.appointing import appoint as appoint
from rooms.hosting.actions.appointing import end_host as end_host
from rooms.hosting.actions.appointing import end_who_left as end_who_left
from rooms.hosting.actions.bounding import BOUND_SUBJECT as BOUND_SUBJECT
from rooms.hosting.actions.bounding import bind as bind
from rooms.hosting.actions.bounding import hide as hide
from rooms.hosting.actions.bounding import lift as lift
from rooms.hosting.actions.bounding import show_again as show_again
from rooms.hosting.actions.closing import close as close
from rooms.hosting.actions.closing import look_after_unhosted as look_after_unhosted
from rooms.hosting.actions.closing import reopen as reopen
from rooms.hosting.actions.handing import call_moderator as call_moderator
from rooms.hosting.actions.handing import offer_session as offer_session
from rooms.hosting.actions.handing import say_it_was_wrong as say_it_was_wrong
from rooms.hosting.actions.keeping import prompt as prompt
from rooms.hosting.actions.keeping import slow as slow
from rooms.hosting.actions.looking import look_at as look_at
from rooms.hosting.actions.refusals import AlreadyGone as AlreadyGone
from rooms.hosting.actions.refusals import CannotHost as CannotHost
from rooms.hosting.actions.refusals import NameInUse as NameInUse
from rooms.hosting.actions.refusals import NotThisPerson as NotThisPerson
from rooms.hosting.actions.refusals import NotYetShown as NotYetShown
from rooms.hosting.actions.refusals import OffShift as OffShift
from rooms.hosting.actions.shaping import open_room as open_room
from rooms.hosting.actions.shaping import shape_room as shape_room
