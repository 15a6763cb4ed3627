"""The studio's pages, by whom they are for."""

from matching.stories.views.handing_in import bringing_back as bringing_back
from matching.stories.views.handing_in import retiring as retiring
from matching.stories.views.handing_in import second_reader as second_reader
from matching.stories.views.handing_in import submitting as submitting
from matching.stories.views.handing_in import versions as versions
from matching.stories.views.reviewing import giving_back as giving_back
from matching.stories.views.reviewing import rules as rules
from matching.stories.views.reviewing import taking as taking
from matching.stories.views.reviewing import version as version
from matching.stories.views.reviewing import waiting as waiting
from matching.stories.views.writing import check as check
from matching.stories.views.writing import meeting as meeting
from matching.stories.views.writing import mentions as mentions
from matching.stories.views.writing import piece as piece
from matching.stories.views.writing import preview as preview
from matching.stories.views.writing import resting as resting
from matching.stories.views.writing import story as story
from matching.stories.views.writing import topics as topics
