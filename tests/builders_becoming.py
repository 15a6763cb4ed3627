"""Applicants at every station, made by the real actions."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from matching.becoming import actions, guide
from matching.becoming.actions import Answers, Named, Verdict
from matching.becoming.models import Application
from matching.becoming.states import Answer, Hours, Outcome, Station, Trust
from matching.checks.actions import Check
from matching.checks.states import Result
from matching.training import actions as training
from matching.training import practice
from matching.training.content import Module, bank, modules
from matching.training.models import ExamTry
from peerhub.accounts.models import User
from safety.rota import actions as rota
from tests.builders_matching import topics

WHY = "Somebody sat with me once, and I would like to be that somebody."
NOW_WORDS = "Most days are steady. I have a sister, a group and a garden."
REASON = "You came far. The last weeks were heavy, and this work would come too early."
HELP = "Three quieter months, and somebody to talk to every week."
TWO = (
    Named(name="Rosa Alvarez", reach="rosa@friends.example"),
    Named(name="Tom Becker", reach="+1 555 0100"),
)


def written(person: User, *, why: str = WHY, now: datetime) -> Application:
    """An application that was answered and not sent."""
    application = actions.begin(person, now=now)
    answers = Answers(
        why=why, now=NOW_WORDS, hours=Hours.SOME, roots=topics("R7"), struggles=topics("S35")
    )
    actions.keep(application, answers, by=person, now=now)
    application.refresh_from_db()
    return application


def sent(person: User, *, why: str = WHY, now: datetime) -> Application:
    """An application that supervisors can read."""
    return actions.send(written(person, why=why, now=now), by=person, now=now)


def interviewed(application: Application, *, by: User, now: datetime) -> None:
    """The talk was held, and they go on."""
    booked = actions.book_interview(
        application, starts_at=now + timedelta(days=1), place="By video", by=by, now=now
    )
    points = dict.fromkeys(guide.POINTS, "clear")
    actions.hold_interview(
        booked, Outcome.READY, points=points, words="Warm and clear.", by=by, now=now
    )


def referred(application: Application, *, now: datetime) -> None:
    """Two people were named and have answered."""
    actions.name_references(application, TWO, by=application.person, now=now)
    for reference in application.references.order_by("number"):
        actions.answer_reference(
            reference, Trust.YES, words="I would call her at any hour.", now=now
        )


def checked(application: Application, *, by: User, now: datetime, days: int = 365) -> None:
    """A background check holds."""
    check = Check(
        provider="Oak Screening",
        checked_on=now.date(),
        result=Result.CLEAR,
        valid_through=now.date() + timedelta(days=days),
    )
    actions.record_check(application, check, by=by, now=now)


def decided(
    application: Application, answer: Answer = Answer.YES, *, by: User, now: datetime
) -> None:
    """A supervisor has decided."""
    verdict = Verdict(
        answer=answer,
        reason="" if answer == Answer.YES else REASON,
        would_help=HELP if answer == Answer.NOT_YET else "",
    )
    actions.decide(application, verdict, by=by, now=now)


def all_right(module: Module) -> dict[str, str]:
    """The right answer to each question of a module."""
    return {question.key: question.right.letter for question in module.questions}


def learned(person: User, *, now: datetime) -> None:
    """Every module is done."""
    for module in modules():
        training.answer(person, module, all_right(module), now=now)


def practised(person: User, *, by: User, now: datetime) -> None:
    """Two practice sessions went well."""
    for _ in range(practice.NEEDED):
        asked = training.ask_for_practice(person, now=now)
        points = dict.fromkeys(practice.POINTS, "seen")
        training.observe(asked, points, words="You left them room.", by=by, now=now)


def examined(person: User, *, right: bool = True, now: datetime) -> ExamTry:
    """An exam was handed in, with all right or all left out."""
    begun = training.begin_exam(person, now=now)
    given = {key: bank()[key].right.letter for key in begun.questions} if right else {}
    return training.hand_in(begun, given, by=person, now=now)


def signed_off(application: Application, *, by: User, now: datetime) -> None:
    """A therapist of the team said yes."""
    actions.sign_off(application, ready=True, by=by, now=now)


def on_the_team(clinician: User, *, by: User, now: datetime) -> None:
    """Make a clinician one of our own."""
    rota.put_on_call(clinician, by=by, now=now)


def at(
    station: Station, person: User, *, supervisor: User, clinician: User, now: datetime
) -> Application:
    """An applicant for whom ``station`` is the next one to be done."""
    if station == Station.APPLICATION:
        return written(person, now=now)
    application = sent(person, now=now)
    on_the_team(clinician, by=supervisor, now=now)
    done: dict[Station, Callable[[], object]] = {
        Station.INTERVIEW: lambda: interviewed(application, by=supervisor, now=now),
        Station.REFERENCES: lambda: referred(application, now=now),
        Station.CHECK: lambda: checked(application, by=supervisor, now=now),
        Station.SCREENING: lambda: decided(application, by=supervisor, now=now),
        Station.MODULES: lambda: learned(person, now=now),
        Station.PRACTICE: lambda: practised(person, by=supervisor, now=now),
        Station.EXAM: lambda: examined(person, now=now),
        Station.SIGN_OFF: lambda: signed_off(application, by=clinician, now=now),
    }
    for each in list(done)[: list(done).index(station)] if station in done else list(done):
        done[each]()
    application.refresh_from_db()
    return application


def day(now: datetime, days: int) -> date:
    """A day some days from now."""
    return (now + timedelta(days=days)).date()
