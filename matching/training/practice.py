"""What is looked at in a practice session. Pure.

Ours; drawn from what the first, second, third, eighth and ninth competency look like in a talk.
"""

POINTS = {
    "opening": "Said who they are here, how long there is, and when they would not keep it to themself",
    "listening": "Gave back what they heard, in the other one’s words, and left room",
    "choice": "Left the choice with the other one: topics, pace, next step",
    "own-story": "Shared of themself briefly, without harmful detail, and gave the talk back",
    "danger": "Noticed a sign of danger, asked plainly, and knew whom to call",
}
LEVELS = (("seen", "Seen"), ("partly", "Partly"), ("not-yet", "Not yet"))
LETS_PASS = 4  # points that were seen, and none "not yet"
NEEDED = 2  # practice sessions that went well


def went_well(points: dict[str, str]) -> bool:
    """Whether it counts: four of five seen, and nothing that is not there yet."""
    values = [points.get(key, "not-yet") for key in POINTS]
    return values.count("seen") >= LETS_PASS and "not-yet" not in values
