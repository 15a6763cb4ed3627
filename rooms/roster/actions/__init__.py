"""What happens to shifts and to hours with a theme."""

from rooms.roster.actions.hours import HourIsOver as HourIsOver
from rooms.roster.actions.hours import Theme as Theme
from rooms.roster.actions.hours import announce as announce
from rooms.roster.actions.hours import call_off as call_off
from rooms.roster.actions.hours import forget as forget
from rooms.roster.actions.hours import remind as remind
from rooms.roster.actions.shifts import NotNow as NotNow
from rooms.roster.actions.shifts import Overlaps as Overlaps
from rooms.roster.actions.shifts import Stretch as Stretch
from rooms.roster.actions.shifts import begin as begin
from rooms.roster.actions.shifts import end as end
from rooms.roster.actions.shifts import plan as plan
from rooms.roster.actions.shifts import see_hosts as see_hosts
from rooms.roster.actions.shifts import take_out as take_out
