"""The tables of closing. Lines are append-only: the database refuses to change them."""

from safety.closing.models.assessment import PARTS as PARTS
from safety.closing.models.assessment import Assessment as Assessment
from safety.closing.models.assessment import Signature as Signature
from safety.closing.models.assessment import StepLine as StepLine
from safety.closing.models.check_in import SUPERVISOR as SUPERVISOR
from safety.closing.models.check_in import CheckIn as CheckIn
from safety.closing.models.check_in import CheckInWish as CheckInWish
from safety.closing.models.debrief import Debrief as Debrief
from safety.closing.models.lines import WORDS as WORDS
from safety.closing.models.lines import Agreement as Agreement
from safety.closing.models.lines import ContactAttempt as ContactAttempt
from safety.closing.models.lines import HelpGiven as HelpGiven
from safety.closing.models.lines import Incident as Incident
from safety.closing.models.lines import IncidentReview as IncidentReview
from safety.closing.models.owed import Owed as Owed
