"""Two who asked for a second look: one waits for somebody, one was right."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.test.utils import override_settings

from peerhub.accounts.models import User
from peerhub.demo.cast import ADE, INES, MAYA
from peerhub.demo.world.people import People
from rooms.wall import actions as wall
from safety.appeals import actions
from safety.deeds.models import Deed
from safety.deeds.states import Outcome as Second
from safety.flags import actions as flags
from safety.flags.actions import Worry
from safety.flags.models import Flag
from safety.flags.states import Fate, Outcome, Reason
from safety.subjects import SubjectRef

SHARP = "People who say “just move on” should try it for one night."
MEANT = "I meant people at work. I did not mean anybody here."
SHOP = "The lady in the corner shop was kind to me today. It helped."
NOBODY = "Nobody can tell which shop it is. I would like it to stay."
RIGHT = "Thank you for asking. You are right: it tells of nobody. Others can read it again."


def ask(people: People, *, now: datetime) -> None:
    """Maya's waits; the other one is answered."""
    day = timedelta(days=1)
    ines, maya, other = people[INES.name], people[MAYA.name], people["m003"]
    deed = _hidden(SHARP, maya, other, ines, "kind", at=now - day)
    actions.appeal(deed, MEANT, by=maya, now=now - timedelta(hours=20))
    deed = _hidden(SHOP, other, maya, ines, "names", at=now - 4 * day)
    actions.appeal(deed, NOBODY, by=other, now=now - 3 * day)
    actions.decide(deed, Second.UNDONE, RIGHT, by=people[ADE.name], now=now - 2 * day)


def _hidden(words: str, author: User, teller: User, ines: User, rule: str, *, at: datetime) -> Deed:
    """Somebody told us of a post, and Ines hid it."""
    with override_settings(WALL_FIRST_POSTS=0):
        new = wall.NewPost(words=words, client_id=uuid4())
        post = wall.post(new, by=author, now=at - timedelta(hours=2)).written
    subject = SubjectRef(wall.POST, post.public_id)
    worry = Worry(Reason.UNKIND, "")
    report = flags.report(subject, worry, by=teller, now=at - timedelta(hours=1))
    case = flags.claim(Flag.objects.get(pk=report.flag_id), by=ines, now=at)
    flags.resolve(
        case, by=ines, outcome=Outcome.NOTHING_NEEDED, fate=Fate.HIDDEN, rule=rule, now=at
    )
    return Deed.objects.latest("pk")
