"""How Maya's days were over ten weeks, with gaps, and with Sam who may see the numbers."""

from datetime import datetime, time, timedelta

from peerhub.demo.cast import MAYA, SAM
from peerhub.demo.world.people import People
from sessions.bookings.companions import met_by
from sessions.checkins import actions
from sessions.checkins.states import Part, Word

EVENING = time(20, 30)
# How many days ago; the day, as a number or a word; the night; closeness. None: skipped.
DAYS: tuple[tuple[int, int | Word, int | None, int | None], ...] = (
    (70, 2, 3, None),
    (68, 3, 3, 2),
    (67, Word.HARD, None, None),
    (65, 4, 4, 3),
    (63, 3, 2, None),
    (62, 2, 3, 2),
    (60, 4, 5, None),
    (59, 5, None, 4),
    (57, 3, 4, None),
    # Sixteen days in which she did not come.
    (41, 4, 5, 3),
    (40, 5, None, None),
    (38, Word.BETWEEN, 6, None),
    (36, 6, 5, 5),
    (35, 4, 4, None),
    (33, 5, 6, 4),
    (31, 6, None, None),
    (28, 3, 3, 4),
    (27, 5, 5, None),
    (24, 6, 6, 5),
    (21, 5, 6, None),
    (17, 7, None, 6),
    (12, 6, 7, None),
    (8, Word.ALL_RIGHT, 6, 6),
    (4, 6, 7, None),
    (1, 7, 6, 6),
)
LINES = {
    59: "Sat in the park for a bit.",
    36: "Called Dee. We laughed about the bus.",
    28: "Slept badly, skipped the shop.",
    1: "Soup, a walk, and early to bed.",
}


def say(people: People, *, now: datetime) -> None:
    """She said it in the evenings, on her own clock."""
    maya, sam = people[MAYA.name], people[SAM.name]
    today = now.astimezone(maya.zone).date()
    for ago, day, night, close in DAYS:
        on = today - timedelta(days=ago)
        then = datetime.combine(on, EVENING, tzinfo=maya.zone)
        if isinstance(day, Word):
            actions.say_word(day, on=on, by=maya, now=then)
        else:
            actions.say(Part.DAY, day, on=on, by=maya, now=then)
        for part, number in ((Part.SLEEP, night), (Part.CLOSE, close)):
            if number is not None:
                actions.say(part, number, on=on, by=maya, now=then)
        if line := LINES.get(ago):
            actions.write(line, on=on, by=maya, now=then)
    if sam.pk in {each.person_id for each in met_by(maya.pk)}:
        actions.share(sam.pk, by=maya, now=now)
