"""People on their way to becoming a peer: one at nearly every station. Maya is in training.

Two were specialists before there were certificates.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from matching.becoming import actions, guide
from matching.becoming.actions import Answers, Named, Seen, Verdict
from matching.becoming.models import Application
from matching.becoming.states import RECOGNISABLE, Answer, Brought, Hours, Outcome, Trust
from matching.checks.actions import Check
from matching.checks.states import Result
from matching.supervision import actions as supervision
from matching.supervision.models import Supervision
from matching.supervision.states import Occasion
from matching.training import actions as training
from matching.training import practice
from matching.training.content import bank, modules
from peerhub.accounts.models import User
from peerhub.demo.cast import ADE, MAYA, OSEI, SAM
from peerhub.demo.world.certificates import SUPERVISORS
from peerhub.demo.world.people import People
from peerhub.topics.models import Topic

DAYS = 20  # before the demo's own now the first of them applied
STEP = timedelta(days=2)  # from one station to the next
WHY = (
    "When it was worst, one neighbour kept putting soup on my step and never asked. I would like "
    "to be that kind of person for somebody.",
    "I have been in the rooms here for a while, and I notice that I am the one who stays up with "
    "the new people. I would like to learn how to do it well.",
    "My brother found help too late. I cannot change that. I can answer somebody on a Tuesday.",
)
WHERE = "Steady, most weeks. I see somebody once a month, I sleep, and I can say no by now."
REASON = (
    "You know this from the inside, and people will trust you. You also told me that the last "
    "weeks were heavy again. This work would come too early, and you deserve better than that."
)
FEEDBACK = (
    "You left a long pause after the hard sentence, and that was exactly right. Next time say at "
    "the beginning how long you have."
)
TALK = (
    "We talked about the evening in the room after the loss. What stays is that I was not alone "
    "with it. I take Thursday off."
)


def apply(people: People, *, now: datetime) -> None:
    """Let eight members apply and come to different stations."""
    ade, then = people[ADE.name], now - timedelta(days=DAYS)
    osei, other = people[OSEI.name], people[SUPERVISORS[0]]
    steps = {
        "m020": 0,  # sent: a supervisor finds a time
        "m021": 2,  # named two people, and one has answered
        "m022": 2,  # a check is to be made
        "m023": 3,  # a supervisor decides
        MAYA.name: 4,  # in training
        "m024": 5,  # would like to practise
        "m025": 7,  # waits for a therapist
        "m026": 8,  # waits for the certificate
    }
    for number, (key, done) in enumerate(steps.items()):
        answered = 1 if key == "m021" else 2
        _go(people[key], (number, done, answered), ade, osei, now=then)
    _no(people["m027"], other, now=then)
    _brings(people["before-2"], other, now=then)
    _start(people[MAYA.name], now=now)
    asked = training.ask_for_practice(people["m024"], now=now)
    points = {**dict.fromkeys(practice.POINTS, "seen"), "opening": "not-yet"}
    training.observe(asked, points, words=FEEDBACK, by=people[SAM.name], now=now)
    training.ask_for_practice(people["m024"], now=now)
    given = Supervision.objects.current().get(specialist=people[SAM.name])
    supervision.write(given, words=TALK, occasion=Occasion.DEBRIEF, by=people[SAM.name], now=now)


def _go(
    person: User, how_far: tuple[int, int, int], ade: User, osei: User, *, now: datetime
) -> None:
    """Which words, how many steps after sending, and how many of the named people answered."""
    number, done, answered = how_far
    application = _sent(person, number, now=now)
    way: tuple[Callable[[datetime], object], ...] = (
        lambda at: _talk(application, by=ade, now=at),
        lambda at: _references(application, answered=answered, now=at),
        lambda at: _check(application, by=ade, now=at),
        lambda at: actions.decide(application, Verdict(answer=Answer.YES), by=ade, now=at),
        lambda at: _learn(person, now=at),
        lambda at: _practise(person, by=ade, now=at),
        lambda at: _pass(person, now=at),
        lambda at: actions.sign_off(application, ready=True, by=osei, now=at),
    )
    for days, each in enumerate(way[:done], start=1):
        each(now + days * STEP)


def _sent(person: User, number: int, *, now: datetime) -> Application:
    application = actions.begin(person, now=now)
    answers = Answers(
        why=WHY[number % len(WHY)],
        now=WHERE,
        hours=Hours.SOME,
        roots=tuple(Topic.objects.roots().filter(code="R7")),
        struggles=tuple(Topic.objects.struggles().filter(code__in=("S35", "S7"))),
    )
    actions.keep(application, answers, by=person, now=now)
    return actions.send(application, by=person, now=now)


def _talk(application: Application, *, by: User, now: datetime) -> None:
    """Booked the day before, and held now."""
    booked = actions.book_interview(
        application,
        starts_at=now,
        place="By video, in the browser.",
        by=by,
        now=now - timedelta(days=1),
    )
    points = dict.fromkeys(guide.POINTS, "clear")
    actions.hold_interview(
        booked, Outcome.READY, points=points, words="Warm, clear, and able to stop.", by=by, now=now
    )


def _references(application: Application, *, answered: int, now: datetime) -> None:
    named = (
        Named(name="Rosa Alvarez", reach="+1 555 0100"),
        Named(name="Tom Becker", reach="tom@friends.example", called="Marianne"),
    )
    actions.name_references(application, named, by=application.person, now=now)
    for reference in application.references.order_by("number")[:answered]:
        words = (
            "We have worked side by side for years. People tell them things, and it stays there."
        )
        actions.answer_reference(reference, Trust.YES, words=words, now=now)


def _check(application: Application, *, by: User, now: datetime) -> None:
    check = Check(
        provider="Oak Screening",
        checked_on=now.date(),
        result=Result.CLEAR,
    )
    actions.record_check(application, check, by=by, now=now)


def _learn(person: User, *, now: datetime) -> None:
    for module in modules():
        right = {question.key: question.right.letter for question in module.questions}
        training.answer(person, module, right, now=now)


def _practise(person: User, *, by: User, now: datetime) -> None:
    for _ in range(practice.NEEDED):
        asked = training.ask_for_practice(person, now=now)
        points = dict.fromkeys(practice.POINTS, "seen")
        training.observe(asked, points, words=FEEDBACK, by=by, now=now)


def _pass(person: User, *, now: datetime) -> None:
    begun = training.begin_exam(person, now=now)
    right = {key: bank()[key].right.letter for key in begun.questions}
    training.hand_in(begun, right, by=person, now=now)


def _no(person: User, by: User, *, now: datetime) -> None:
    """A no, and a second opinion that is asked for: Ade can give it."""
    application = _sent(person, 2, now=now)
    _talk(application, by=by, now=now + STEP)
    _references(application, answered=2, now=now + 2 * STEP)
    _check(application, by=by, now=now + 3 * STEP)
    verdict = Verdict(answer=Answer.NO, reason=REASON)
    actions.decide(application, verdict, by=by, now=now + 4 * STEP)
    words = "I was ill in the week of our talk."
    actions.appeal(application, words=words, by=person, now=now + 5 * STEP)


def _brings(person: User, by: User, *, now: datetime) -> None:
    """A state's certification was seen and a check made: Ade can decide what counts of it."""
    seen = Seen(
        kind=Brought.STATE,
        issuer="Ohio",
        number="CPS-204417",
        seen_on=now.date(),
        valid_until=now.date() + timedelta(days=500),
        notes="We looked it up together. Two years in a walk-in centre, and here since the spring.",
        steps=RECOGNISABLE,
    )
    application = actions.propose_for(person, seen, by=by, now=now).application
    _check(application, by=by, now=now + STEP)


def _start(person: User, *, now: datetime) -> None:
    """The first part is done; of the second, one question was answered wrongly."""
    first, second = modules()[:2]
    right = {question.key: question.right.letter for question in first.questions}
    training.answer(person, first, right, now=now)
    asked = second.questions[0]
    wrong = next(answer for answer in asked.answers if not answer.right)
    training.answer(person, second, {asked.key: wrong.letter}, now=now)
