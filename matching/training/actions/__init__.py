"""What happens in training."""

from matching.training.actions.examining import begin_exam as begin_exam
from matching.training.actions.examining import hand_in as hand_in
from matching.training.actions.examining import talk_after_exam as talk_after_exam
from matching.training.actions.learning import answer as answer
from matching.training.actions.learning import answers_of as answers_of
from matching.training.actions.learning import enrol as enrol
from matching.training.actions.practising import SUBJECT_PRACTICE as SUBJECT_PRACTICE
from matching.training.actions.practising import NotForYou as NotForYou
from matching.training.actions.practising import NotYet as NotYet
from matching.training.actions.practising import TooLate as TooLate
from matching.training.actions.practising import ask_for_practice as ask_for_practice
from matching.training.actions.practising import observe as observe
