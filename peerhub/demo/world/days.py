"""A day that may be hard for Maya, some days ahead, with what she wrote for it."""

from datetime import datetime, timedelta

from peerhub.accounts.models import How
from peerhub.demo.cast import MAYA, SAM
from peerhub.demo.world.people import People
from sessions.bookings.companions import met_by
from sessions.heavy_days import actions
from sessions.heavy_days.actions import Dates, Softer
from sessions.heavy_days.dates import Span, today
from sessions.heavy_days.states import Hours, Part

AHEAD = timedelta(days=9)
WORDS = {
    Part.NAME: "The day of the call",
    Part.HELPS: "No news in the morning.\nThe long way round the park.\nSoup from the freezer.",
    Part.NOTE: "You got through it last year, with soup and a bad film. Nothing has to be done today.",
    Part.WHOM: "My cousin Dee, in the evening.",
}


def keep(people: People, *, now: datetime) -> None:
    """She wrote it down two weeks ago; where she meets Sam, a time is looked for with him."""
    maya, sam = people[MAYA.name], people[SAM.name]
    then = now - timedelta(days=14)
    on = today(maya.zone, now=now) + AHEAD
    dates = Dates(Span(on, on, yearly=True), heads_up=2)
    day = actions.begin(dates, member=maya, now=then)
    actions.write(day, WORDS, by=maya, now=then)
    softer = Softer(notes=["death-grief"], how=How.HIDE, before=1, after=1)
    actions.choose_softer(day, softer, by=maya, now=then)
    if sam.pk in {each.person_id for each in met_by(maya.pk)}:
        actions.keep_a_time(day, person_id=sam.pk, hours=Hours.EVENING, by=maya, now=now)
        actions.share(day, person_id=sam.pk, with_words=False, by=maya, now=now)
