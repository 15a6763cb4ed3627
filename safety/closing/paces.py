"""How what is owed after a case climbs: who is told, and how long they have before the next are.

Whoever a check-in is with was told when its time came; these are the steps after that. The paces
are slower than those of the queue (``safety.duty.steps``): the person is known, and looked after.
"""

from datetime import timedelta

from safety.duty.steps import Group, Pace

HOUR = timedelta(hours=1)
CHECK_IN = (Group.MODERATORS, Group.SUPERVISORS, Group.MODERATING)  # the last one repeats
# Supervisors read it; only when they do not is somebody else told: administrators, who find one.
INCIDENT_FIRST = timedelta(hours=-4)  # a reminder, counted from the end of the time to read it
INCIDENT_AGAIN = 4 * HOUR
LATE = 2  # the first step at which an incident record is overdue

PACES = {
    2: Pace(12 * HOUR, 24 * HOUR, "The caring contact is for this day, whenever in it."),
    3: Pace(4 * HOUR, 12 * HOUR, "They were told that a person is in touch today: half of it."),
    4: Pace(2 * HOUR, 6 * HOUR, "A plan was made lately: within the shift."),
    5: Pace(HOUR, 3 * HOUR, "It happened lately: the next shift must not find it."),
}
WANTS_TO_TALK = Pace(HOUR / 2, HOUR, "They answered that they would like to talk.")


def group_of(step: int, *, for_supervisor: bool) -> Group:
    """Whom step ``step`` (the first is 1) of a caring contact tells."""
    if for_supervisor:
        return Group.SUPERVISORS
    return CHECK_IN[min(step, len(CHECK_IN)) - 1]


def pace_of(level: int, *, wants_to_talk: bool) -> Pace:
    """How fast the caring contact of a case of ``level`` climbs."""
    if wants_to_talk:
        return WANTS_TO_TALK
    return PACES[max(level, min(PACES))]


def wait_after(step: int, level: int, *, wants_to_talk: bool) -> timedelta:
    """How long those whom ``step`` told have."""
    pace = pace_of(level, wants_to_talk=wants_to_talk)
    return pace.between if step < len(CHECK_IN) else pace.then
