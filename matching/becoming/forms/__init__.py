"""What an applicant, a reference, a supervisor and a therapist fill in."""

from matching.becoming.forms.applying import QUESTIONS as QUESTIONS
from matching.becoming.forms.applying import AppealForm as AppealForm
from matching.becoming.forms.applying import initial_from as initial_from
from matching.becoming.forms.deciding import BookForm as BookForm
from matching.becoming.forms.deciding import CertifyForm as CertifyForm
from matching.becoming.forms.deciding import DecisionForm as DecisionForm
from matching.becoming.forms.deciding import HeldForm as HeldForm
from matching.becoming.forms.deciding import SignOffForm as SignOffForm
from matching.becoming.forms.knowing import AnotherForm as AnotherForm
from matching.becoming.forms.knowing import ReferenceForm as ReferenceForm
from matching.becoming.forms.knowing import ReferencesForm as ReferencesForm
from matching.becoming.forms.recognising import RecogniseForm as RecogniseForm
