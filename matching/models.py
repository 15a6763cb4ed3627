"""The tables of matching, by slice."""

from matching.intake.models import MemberTopics as MemberTopics
from matching.peers.models import Pause as Pause
from matching.peers.models import SpecialistProfile as SpecialistProfile
from matching.stories.models import Story as Story
from matching.topics.models import Addition as Addition
