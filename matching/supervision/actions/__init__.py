"""What happens between a specialist and who looks after them."""

from matching.supervision.actions.looking_after import SUBJECT_ENTRY as SUBJECT_ENTRY
from matching.supervision.actions.looking_after import Assigned as Assigned
from matching.supervision.actions.looking_after import Full as Full
from matching.supervision.actions.looking_after import NotASupervisor as NotASupervisor
from matching.supervision.actions.looking_after import NotOfTheTwo as NotOfTheTwo
from matching.supervision.actions.looking_after import assign as assign
from matching.supervision.actions.looking_after import begin as begin
from matching.supervision.actions.looking_after import end_by as end_by
from matching.supervision.actions.looking_after import end_of as end_of
from matching.supervision.actions.looking_after import (
    end_where_role_is_gone as end_where_role_is_gone,
)
from matching.supervision.actions.looking_after import looked_after as looked_after
from matching.supervision.actions.looking_after import sign as sign
from matching.supervision.actions.looking_after import write as write
