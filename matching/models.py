"""The tables of matching, by slice."""

from matching.intake.models import MemberTopics as MemberTopics
from matching.peers.models import Pause as Pause
from matching.peers.models import SpecialistProfile as SpecialistProfile
from matching.rematch.models import Change as Change
from matching.rematch.models import SetAside as SetAside
from matching.requests.models import MatchRequest as MatchRequest
from matching.requests.models import Outreach as Outreach
from matching.requests.models import Proposal as Proposal
from matching.stories.models import CommonWords as CommonWords
from matching.stories.models import Story as Story
from matching.stories.models import StoryMeaning as StoryMeaning
from matching.stories.models import StoryToRead as StoryToRead
from matching.topics.models import Addition as Addition
