"""A member takes an instrument, looks at what it came to, and deletes it for good."""

from sessions.measures.actions.heeding import KIND as KIND
from sessions.measures.actions.heeding import PLACE as PLACE
from sessions.measures.actions.heeding import SUBJECT as SUBJECT
from sessions.measures.actions.sealing import seal_anew as seal_anew
from sessions.measures.actions.taking import Answered as Answered
from sessions.measures.actions.taking import Finished as Finished
from sessions.measures.actions.taking import NotAsked as NotAsked
from sessions.measures.actions.taking import NotYours as NotYours
from sessions.measures.actions.taking import TooOld as TooOld
from sessions.measures.actions.taking import TooSoon as TooSoon
from sessions.measures.actions.taking import answer as answer
from sessions.measures.actions.taking import answer_deleted as answer_deleted
from sessions.measures.actions.taking import begin as begin
from sessions.measures.actions.taking import finish as finish
from sessions.measures.actions.taking import forget as forget
