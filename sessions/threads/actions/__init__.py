"""What two people do in their conversation: write, look, take back, keep a draft, say when they read."""

from sessions.threads.actions.changing import delete as delete
from sessions.threads.actions.changing import hide as hide
from sessions.threads.actions.changing import let_out as let_out
from sessions.threads.actions.changing import show_again as show_again
from sessions.threads.actions.changing import undo as undo
from sessions.threads.actions.emptying import FOR_REPORTS as FOR_REPORTS
from sessions.threads.actions.emptying import KEPT as KEPT
from sessions.threads.actions.emptying import empty_old as empty_old
from sessions.threads.actions.expecting import expect as expect
from sessions.threads.actions.looking import choose_seen as choose_seen
from sessions.threads.actions.looking import keep_draft as keep_draft
from sessions.threads.actions.looking import look as look
from sessions.threads.actions.opening import open_thread as open_thread
from sessions.threads.actions.opening import wait_for_words as wait_for_words
from sessions.threads.actions.refusals import Closed as Closed
from sessions.threads.actions.refusals import NotYours as NotYours
from sessions.threads.actions.refusals import SlowDown as SlowDown
from sessions.threads.actions.refusals import TooLate as TooLate
from sessions.threads.actions.refusals import in_words as in_words
from sessions.threads.actions.unwritten import UNWRITTEN as UNWRITTEN
from sessions.threads.actions.unwritten import hear_unwritten as hear_unwritten
from sessions.threads.actions.writing import SUBJECT as SUBJECT
from sessions.threads.actions.writing import Written as Written
from sessions.threads.actions.writing import write as write
