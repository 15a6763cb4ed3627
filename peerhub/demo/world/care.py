"""Maya and whoever cares for her: two messages, and a review with a goal agreed and one suggested."""

from datetime import datetime, timedelta
from uuid import uuid4

from peerhub.demo.cast import MAYA, OSEI, SAM
from peerhub.demo.world.people import People
from safety.clinic.policies import linked
from safety.companions import names_of
from safety.letters import actions as letters
from safety.letters.states import Side, Usual
from safety.reviews import actions as reviews

ASKED = timedelta(days=3)  # before now
ANSWERED = timedelta(days=2)
CALLED = timedelta(days=1)
QUESTION = "Is it all right to move our next appointment by a week? Mornings are better for me now."
ANSWER = "Yes, that is all right. I will look for a morning. It is good to hear from you."
ABOUT = "How the nights are now, and who asks me about them when."
GOAL = "Go to bed before eleven on work days."
IDEA = "Write down in the morning how long you slept, for two weeks."


def care(people: People, *, now: datetime) -> None:
    """Where Maya is linked with Dr Osei, and meets Sam."""
    maya, osei, sam = people[MAYA.name], people[OSEI.name], people[SAM.name]
    if linked(maya, osei, now) is None or sam.pk not in names_of(maya.pk):
        return
    letters.say_how_often(Usual.TWICE, by=osei, now=now - ASKED)
    found = letters.open_as_member(maya, osei, now=now - ASKED)
    asked = letters.write(
        found, QUESTION, side=Side.MEMBER, client_id=uuid4(), now=now - ASKED
    ).letter
    letters.look(found, side=Side.CLINICIAN, now=now - ANSWERED)
    letters.write(
        found,
        ANSWER,
        side=Side.CLINICIAN,
        client_id=uuid4(),
        reply_to=asked.public_id,
        now=now - ANSWERED,
    )
    then, at = now - CALLED, (now + timedelta(days=6)).astimezone(maya.zone)
    calling = reviews.Calling(
        about=ABOUT,
        when="A weekday, after five.",
        meets_at=at.replace(hour=17, minute=30, second=0, microsecond=0),
        keys=(f"p{sam.pk}", f"p{osei.pk}"),
    )
    review = reviews.call(calling, by=maya, now=then).review
    for each in (sam, osei):
        reviews.answer(review, yes=True, by=each, now=then)
    on = (now + timedelta(days=14)).astimezone(maya.zone).date()
    words = reviews.GoalWords(goal=GOAL, helps="Sam asks me on Mondays.", look_on=on)
    reviews.agree(review, words, by=maya, now=then)
    reviews.look(review, by=sam, now=then)
    reviews.suggest(review, words=IDEA, helps="I read it with you.", by=sam, now=then)
