"""The tables of the queue."""

from safety.flags.models.deadline import Deadline as Deadline
from safety.flags.models.flag import CLAIM as CLAIM
from safety.flags.models.flag import EXCERPT as EXCERPT
from safety.flags.models.flag import REFERENCE as REFERENCE
from safety.flags.models.flag import Flag as Flag
from safety.flags.models.flag import FlagNote as FlagNote
from safety.flags.models.flag import FlagQuerySet as FlagQuerySet
from safety.flags.models.report import REPORT_WORDS as REPORT_WORDS
from safety.flags.models.report import Report as Report
from safety.flags.models.second_look import LEASE as LEASE
from safety.flags.models.second_look import TRIES as TRIES
from safety.flags.models.second_look import SecondLook as SecondLook
