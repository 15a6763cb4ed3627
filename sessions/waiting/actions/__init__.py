"""What people do while they wait for a time, and how times are offered to them."""

from sessions.waiting.actions.asking import NotYours as NotYours
from sessions.waiting.actions.asking import ahead_of as ahead_of
from sessions.waiting.actions.asking import begin as begin
from sessions.waiting.actions.asking import end_between as end_between
from sessions.waiting.actions.asking import leave as leave
from sessions.waiting.actions.asking import pass_on as pass_on
from sessions.waiting.actions.ending import kept_offer as kept_offer
from sessions.waiting.actions.offering import look as look
from sessions.waiting.actions.offering import look_at as look_at
