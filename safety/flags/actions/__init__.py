"""What happens to flags: a text is watched, people work on what was found, somebody reads it."""

from safety.flags.actions.reading import open_case as open_case
from safety.flags.actions.reading import peek as peek
from safety.flags.actions.reminding import remind_overdue as remind_overdue
from safety.flags.actions.reporting import REPORTED as REPORTED
from safety.flags.actions.reporting import NothingToReport as NothingToReport
from safety.flags.actions.reporting import Worry as Worry
from safety.flags.actions.reporting import needs_help as needs_help
from safety.flags.actions.reporting import report as report
from safety.flags.actions.watching import UNSCREENED as UNSCREENED
from safety.flags.actions.watching import Holding as Holding
from safety.flags.actions.watching import Watch as Watch
from safety.flags.actions.watching import Watched as Watched
from safety.flags.actions.watching import watch as watch
from safety.flags.actions.watching import watch_many as watch_many
from safety.flags.actions.working import AlreadyTaken as AlreadyTaken
from safety.flags.actions.working import NotThisWay as NotThisWay
from safety.flags.actions.working import NotYours as NotYours
from safety.flags.actions.working import add_note as add_note
from safety.flags.actions.working import claim as claim
from safety.flags.actions.working import let_out as let_out
from safety.flags.actions.working import raise_level as raise_level
from safety.flags.actions.working import release as release
from safety.flags.actions.working import resolve as resolve
