"""The moderator of the demo works the queue, and writes to somebody."""

from dataclasses import replace
from datetime import datetime, timedelta

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from safety.closing import actions as closing
from safety.closing import rules
from safety.closing.actions import Attempt, Line, Parts, Recorded
from safety.closing.models import CheckIn, Owed
from safety.closing.states import About, CheckInResult, Help, Result, Way
from safety.closing.steps import STEPS
from safety.flags import actions
from safety.flags.models import Flag
from safety.flags.states import FlagState, Outcome
from safety.reveals import actions as reveals
from safety.reveals.actions import Plea
from safety.reveals.models import Reveal
from safety.reveals.states import Kind, Reason
from safety.talk import actions as talk

ANSWERED_AFTER = timedelta(minutes=3)
BETWEEN = timedelta(minutes=2)
LOOKED_AGAIN = timedelta(hours=2)
SAW_WHO = Plea(
    Reason.DANGER, "They wrote of tonight. I passed it on to the emergency number there."
)
LEFT = 3  # check-ins that are still to do: those that were due last
SAID = Parts(
    risks="Little sleep, and a hard day this week.",
    strengths="Comes here to talk, and has a friend nearby.",
    asked="I asked about thoughts and about plans. The thoughts come and go; there is no plan.",
    reasons="They are in touch, and want to stay safe.",
    next_steps="Their friend stays tonight. We ask tomorrow.",
)


def answer(moderator: User, *, raised_at: datetime) -> None:
    """Read all that waits, let it be seen, and write down what came of it."""
    at = raised_at + ANSWERED_AFTER
    for flag in Flag.objects.exclude(state=FlagState.RESOLVED):
        actions.claim(flag, by=moderator, now=at)
        actions.open_case(flag, by=moderator, now=at)
        if flag.held:
            actions.let_out(flag, by=moderator, now=at)
        # Some words only waited because their author was new.
        outcome = Outcome.REACHED if flag.level else Outcome.NOTHING_NEEDED
        if flag.level >= rules.CONTACT_FROM:
            _look_after(flag, moderator, now=at)
        actions.resolve(flag, outcome=outcome, by=moderator, now=at)


def reach(member: User, lines: list[str], *, by: User, raised_at: datetime) -> None:
    """Write to whoever wrote the newest case; ``lines`` in turn, ours first. Then it is closed."""
    flag = Flag.objects.filter(author=member).latest("pk")
    at = raised_at + ANSWERED_AFTER
    actions.claim(flag, by=by, now=at)
    for number, words in enumerate(lines):
        at += BETWEEN
        if number % 2 == 0:
            line = talk.write(flag, words, by=by, now=at)
        else:
            talk.look(line.talk, now=at)
            talk.answer(line.talk, words, by=member, now=at)
            talk.read(flag, by=by, now=at)
    answer(by, raised_at=at)


def ask_how_they_are(moderator: User, *, now: datetime) -> None:
    """Come round to the check-ins of three weeks; the last few are left to do."""
    while check_in := CheckIn.objects.due(now=now).order_by("due_at", "pk").first():
        closing.open_due(now=check_in.due_at)
    for check_in in CheckIn.objects.to_do().order_by("-due_at", "-pk")[LEFT:]:
        went = Recorded(result=CheckInResult.REACHED, words="They are getting by.")
        closing.write_down(check_in, went, by=moderator, now=check_in.due_at + ANSWERED_AFTER)
    # What was left has been late for a while, and others were told of it then.
    while owed := Owed.objects.due(now=now).order_by("due_at").first():
        closing.climb(now=owed.due_at)


def look_again(supervisor: User) -> None:
    """Say of what the moderator opened alone that it was right; the newest is left, and overdue."""
    for reveal in list(Reveal.objects.to_look_at_again())[:-1]:
        reveals.answer(reveal, by=supervisor, agreed=True, now=reveal.asked_at + LOOKED_AGAIN)


def _look_after(flag: Flag, moderator: User, *, now: datetime) -> None:
    """What the level asks for."""
    attempt = Attempt(way=Way.MESSAGE, result=Result.REACHED, words="They wrote back.")
    closing.try_contact(flag, attempt, by=moderator, now=now)
    for what in (Help.LINES, Help.PLAN, Help.DISTANCE):
        closing.give_help(flag, what, by=moderator, now=now)
    closing.book(flag, to=None, by=moderator, now=now)
    if flag.level >= rules.ASSESS_FROM:
        kept = closing.save(flag, replace(SAID, level=flag.level), after=0, by=moderator, now=now)
        closing.sign(kept, by=moderator, now=now)
    if flag.level >= rules.STEPS_FROM:
        seen = reveals.ask(flag, Kind.ACCOUNT, SAW_WHO, by=moderator, now=now)
        reveals.look(seen, by=moderator, now=now)
        done = [Line(step=step.number, needed=False, words="They are safe.") for step in STEPS]
        closing.fill_in(flag, done, by=moderator, now=now)
    supervisor = User.objects.holding(Role.SUPERVISOR).order_by("pk").first()
    if flag.level >= rules.SUPERVISOR_FROM and supervisor is not None:
        closing.write_incident(flag, "They are safe, and with a friend.", by=moderator, now=now)
        closing.agree(flag, About.INCIDENT, words="I read it.", by=supervisor, now=now)
