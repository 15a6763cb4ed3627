"""Stories, how they come to be read by others, and what search knows of them."""

from matching.stories.models.claim import CLAIM as CLAIM
from matching.stories.models.claim import StoryClaim as StoryClaim
from matching.stories.models.meaning import CommonWords as CommonWords
from matching.stories.models.meaning import StoryMeaning as StoryMeaning
from matching.stories.models.meaning import StoryToRead as StoryToRead
from matching.stories.models.story import SEARCH_CONFIG as SEARCH_CONFIG
from matching.stories.models.story import Story as Story
from matching.stories.models.version import SecondAsked as SecondAsked
from matching.stories.models.version import StoryDraft as StoryDraft
from matching.stories.models.version import StoryMark as StoryMark
from matching.stories.models.version import StoryReview as StoryReview
from matching.stories.models.version import StoryVersion as StoryVersion
from matching.stories.models.words import FIELDS as FIELDS
from matching.stories.models.words import Told as Told
