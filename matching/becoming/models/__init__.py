"""Applications, and what is kept of each station."""

from matching.becoming.models.application import WORDS as WORDS
from matching.becoming.models.application import Application as Application
from matching.becoming.models.application import Step as Step
from matching.becoming.models.knowing import LINK_HOLDS as LINK_HOLDS
from matching.becoming.models.knowing import REMIND_AFTER as REMIND_AFTER
from matching.becoming.models.knowing import Reference as Reference
from matching.becoming.models.knowing import ReferenceMail as ReferenceMail
from matching.becoming.models.recognition import Recognition as Recognition
from matching.becoming.models.stations import NOTE as NOTE
from matching.becoming.models.stations import Appeal as Appeal
from matching.becoming.models.stations import Decision as Decision
from matching.becoming.models.stations import Interview as Interview
from matching.becoming.models.stations import SignOff as SignOff
