"""What happens to a story: it is written, handed in, read by a reviewer, shown, taken back."""

from matching.stories.actions.keeping import Kept as Kept
from matching.stories.actions.keeping import draft_of as draft_of
from matching.stories.actions.keeping import keep as keep
from matching.stories.actions.keeping import keep_meeting as keep_meeting
from matching.stories.actions.reviewing import MarkGiven as MarkGiven
from matching.stories.actions.reviewing import NotMarked as NotMarked
from matching.stories.actions.reviewing import NotYourReview as NotYourReview
from matching.stories.actions.reviewing import TooLate as TooLate
from matching.stories.actions.reviewing import read as read
from matching.stories.actions.reviewing import review as review
from matching.stories.actions.sending_up import Need as Need
from matching.stories.actions.sending_up import send_up as send_up
from matching.stories.actions.showing import PLACE as PLACE
from matching.stories.actions.showing import SUBJECT as SUBJECT
from matching.stories.actions.showing import bring_back as bring_back
from matching.stories.actions.showing import index as index
from matching.stories.actions.showing import is_green as is_green
from matching.stories.actions.showing import let_out as let_out
from matching.stories.actions.showing import retire as retire
from matching.stories.actions.showing import story_of as story_of
from matching.stories.actions.showing import words_of as words_of
from matching.stories.actions.submitting import NothingNew as NothingNew
from matching.stories.actions.submitting import NotWhole as NotWhole
from matching.stories.actions.submitting import ask_for_a_second as ask_for_a_second
from matching.stories.actions.submitting import missing as missing
from matching.stories.actions.submitting import submit as submit
