"""What happens to hand-overs: written, read, and made where nobody wrote one."""

from safety.handover.actions.making import look as look
from safety.handover.actions.reading import first as first
from safety.handover.actions.reading import read as read
from safety.handover.actions.writing import Line as Line
from safety.handover.actions.writing import NotNow as NotNow
from safety.handover.actions.writing import NotYours as NotYours
from safety.handover.actions.writing import open_cases as open_cases
from safety.handover.actions.writing import write as write
