"""The on-call rota of the demo: two weeks ahead, one gap, and a hand-over that waits.

The gap is now: nobody has the shift that runs, so that whoever signs in as Ines can take it, and
then reads first what the shift before left. Dr Osei is the clinician on call around the clock.
"""

from datetime import datetime, time, timedelta
from itertools import pairwise

from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.demo.cast import ADE, DOMAIN, INES, OSEI
from peerhub.demo.world.people import People
from safety.handover import actions as handover
from safety.handover.actions import Line
from safety.handover.states import STILL
from safety.rota import actions
from safety.rota.actions import Week
from safety.rota.models import Shift
from safety.rota.states import Post

SINCE = timedelta(days=2)  # before now the first shifts were
FREE = timedelta(days=2)  # so long Ines has none: what she does first is up to who plays her
COLLEAGUES = ("Theo", "Lena", "Joss")  # moderators whom nobody can sign in as
TURNS = (time(6), time(14), time(22), time(6))
CALLS = (time(8), time(20), time(8))
SAID = "A busy evening, and nobody was alone for long. Thank you for taking over."
LINES = (
    Line(
        done="Read it twice and looked at what was before. I did not write yet.",
        next="Write to them, and ask plainly.",
        by_when="as soon as you can",
    ),
    Line(done="Nothing yet.", next="Ask how the evening went."),
)


def keep(people: People, *, now: datetime) -> None:
    """Keep the weeks, let people take their shifts, and let those whose shift is over hand over."""
    ade, osei = people[ADE.name], people[OSEI.name]
    moderators = [_colleague(name, now=now - SINCE) for name in COLLEAGUES]
    actions.put_on_call(osei, by=ade, now=now - SINCE)
    for weekday in range(7):
        for post, walls in ((Post.MODERATOR, TURNS), (Post.CLINICIAN, CALLS)):
            for opens, closes in pairwise(walls):
                actions.keep_week(Week(post, weekday, opens, closes), by=ade, now=now - SINCE)
    for shift in Shift.objects.filter(post=Post.CLINICIAN).in_order():
        actions.take(shift, by=osei, now=now - SINCE)
    for turn, shift in enumerate(Shift.objects.filter(post=Post.MODERATOR).in_order()):
        if shift.starts_at <= now < shift.ends_at:
            continue
        is_hers = turn % 5 == 0 and shift.starts_at > now + FREE
        person = people[INES.name] if is_hers else moderators[turn % len(moderators)]
        actions.take(shift, by=person, now=now - SINCE)
    _hand_over(now=now)


def _hand_over(*, now: datetime) -> None:
    over = Shift.objects.filter(post=Post.MODERATOR, ends_at__lte=now, person__isnull=False)
    for shift in over.order_by("ends_at"):
        assert shift.person is not None  # noqa: S101 - for the type checker
        at = min(now, shift.ends_at + STILL)
        cases = list(handover.open_cases(shift)[1 : 1 + len(LINES)])
        lines = {case.pk: line for case, line in zip(cases, LINES, strict=False)}
        is_last = shift.ends_at == max(one.ends_at for one in over)
        handover.write(
            shift, lines if is_last else {}, words=SAID if is_last else "", by=shift.person, now=at
        )


def _colleague(name: str, *, now: datetime) -> User:
    person = accounts.create_person(
        email=f"{name.lower()}@{DOMAIN}",
        password=None,
        handle=name,
        time_zone="America/New_York",
        country="US",
        now=now,
    )
    accounts.grant_role(person, Role.MODERATOR, by=None, now=now)
    return person
