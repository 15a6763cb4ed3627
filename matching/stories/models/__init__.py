"""Stories, and what search knows of them."""

from matching.stories.models.meaning import CommonWords as CommonWords
from matching.stories.models.meaning import StoryMeaning as StoryMeaning
from matching.stories.models.meaning import StoryToRead as StoryToRead
from matching.stories.models.story import PART_LENGTH as PART_LENGTH
from matching.stories.models.story import SEARCH_CONFIG as SEARCH_CONFIG
from matching.stories.models.story import Story as Story
