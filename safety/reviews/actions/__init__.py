"""What happens to reviews: called, answered, read, goals agreed and looked at, ideas, and the end."""

from safety.reviews.actions.calling import Calling as Calling
from safety.reviews.actions.calling import ask as ask
from safety.reviews.actions.calling import call as call
from safety.reviews.actions.calling import end as end
from safety.reviews.actions.calling import end_between as end_between
from safety.reviews.actions.calling import take_out as take_out
from safety.reviews.actions.goals import GoalWords as GoalWords
from safety.reviews.actions.goals import agree as agree
from safety.reviews.actions.goals import move as move
from safety.reviews.actions.goals import rewrite as rewrite
from safety.reviews.actions.goals import say_read as say_read
from safety.reviews.actions.holding import Kept as Kept
from safety.reviews.actions.holding import NotHere as NotHere
from safety.reviews.actions.ideas import leave_idea as leave_idea
from safety.reviews.actions.ideas import let_out as let_out
from safety.reviews.actions.ideas import propose as propose
from safety.reviews.actions.ideas import suggest as suggest
from safety.reviews.actions.ideas import take as take
from safety.reviews.actions.joining import answer as answer
from safety.reviews.actions.joining import leave as leave
from safety.reviews.actions.looking import look as look
from safety.reviews.actions.sealing import seal_anew as seal_anew
