"""What those who look after rooms type in."""

from rooms.hosting.forms.keeping import NOW as NOW
from rooms.hosting.forms.keeping import CallForm as CallForm
from rooms.hosting.forms.keeping import CloseForm as CloseForm
from rooms.hosting.forms.keeping import HideForm as HideForm
from rooms.hosting.forms.keeping import MeasureForm as MeasureForm
from rooms.hosting.forms.keeping import PromptForm as PromptForm
from rooms.hosting.forms.keeping import SlowForm as SlowForm
from rooms.hosting.forms.keeping import SureForm as SureForm
from rooms.hosting.forms.keeping import WrongForm as WrongForm
from rooms.hosting.forms.planning import HourForm as HourForm
from rooms.hosting.forms.planning import ShiftForm as ShiftForm
from rooms.hosting.forms.shaping import HostForm as HostForm
from rooms.hosting.forms.shaping import ShapeForm as ShapeForm
