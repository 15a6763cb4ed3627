"""The applicant's side: write, send, ask for a second opinion, take it back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from matching.becoming import notices
from matching.becoming.actions.going import NotYet, TooLate, own, step
from matching.becoming.models import Appeal, Application, Recognition
from matching.becoming.states import Answer, Deed, Hours, State, Station
from matching.training.models import Enrolment
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.topics.models import Topic
from safety.flags.actions import Holding, Watch, watch
from safety.subjects import SubjectRef

SUBJECT_APPLICATION = "matching.application"
SUBJECT_APPEAL = "matching.appeal"
AGAIN_AFTER = timedelta(days=180)  # after a no; the appeal is there for anything sooner


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What was answered on one page; None: it was not asked there."""

    why: str | None = None
    now: str | None = None
    hours: Hours | None = None
    roots: tuple[Topic, ...] | None = None
    struggles: tuple[Topic, ...] | None = None


@transaction.atomic
def begin(person: User, *, now: datetime) -> Application:
    """Begin an application; who has one gets it as it is.

    Raises:
        TooLate: they are a specialist already.
        NotYet: less than half a year since a no.
    """
    User.objects.locked(person.pk)
    standing = Application.objects.of(person).live().first()
    if standing is not None:
        return standing
    if person.has_role(Role.SPECIALIST):
        raise TooLate("You are a peer specialist.")
    last = Application.objects.of(person).filter(state=State.DECLINED).first()
    if last is not None and last.ended_at is not None and now < last.ended_at + AGAIN_AFTER:
        raise NotYet("You can apply again half a year after the last answer.")
    made = Application.objects.create(person=person, began_at=now)
    record(Verb.APPLICATION_BEGUN, by=person, on=made)
    return made


@transaction.atomic
def keep(application: Application, answers: Answers, *, by: User, now: datetime) -> Watch:
    """Keep the answers of one page; nobody else reads them before they are sent.

    Words that sound like danger go to a person at once all the same.

    Raises:
        NotYours: another's.
        TooLate: it was sent.
    """
    writing = own(application, by)
    if writing.state != State.WRITING:
        raise TooLate("You have sent your application. You can take it back.")
    for name in ("why", "now", "hours"):
        if (given := getattr(answers, name)) is not None:
            setattr(writing, name, given)
    writing.save(update_fields=["why", "now", "hours"])
    if answers.roots is not None and answers.struggles is not None:
        writing.roots.set(answers.roots)
        writing.struggles.set(answers.struggles)
    record(Verb.APPLICATION_KEPT, by=by, on=writing)
    return watch(
        "\n\n".join(words for words in (writing.why, writing.now) if words),
        author=by,
        subject=SubjectRef(SUBJECT_APPLICATION, str(writing.pk)),
        place="An application to become a peer",
        now=now,
        holding=Holding(may=False),
    )


@transaction.atomic
def send(application: Application, *, by: User, now: datetime) -> Application:
    """Let supervisors read it; sending it twice changes nothing.

    Raises:
        NotYours: another's.
        NotYet: nothing says why, or from which experience.
    """
    sent = own(application, by)
    if sent.state == State.SENT:
        return sent
    known = sent.roots.exists() or sent.struggles.exists()
    if not (sent.why.strip() and known):
        raise NotYet(
            "Please say why you would like to do this, and tick what you know from inside."
        )
    sent.state, sent.sent_at = State.SENT, now
    sent.save(update_fields=["state", "sent_at"])
    step(sent, Station.APPLICATION, Deed.SENT, by=by, now=now)
    notices.tell_supervisors(notices.SENT, sent, now=now)
    return sent


@transaction.atomic
def appeal(application: Application, *, words: str, by: User, now: datetime) -> Watch:
    """Ask that a second supervisor looks at a no; once.

    Raises:
        NotYours: another's.
        TooLate: nobody said no, or it was asked before.
    """
    sent = own(application, by)
    last = sent.decisions.order_by("-decided_at", "-pk").first()
    if last is None or last.answer != Answer.NO or Appeal.objects.filter(application=sent).exists():
        raise TooLate("There is no decision that a second supervisor could look at.")
    asked = Appeal.objects.create(application=sent, words=words, asked_at=now)
    step(sent, Station.SCREENING, Deed.APPEALED, by=by, now=now)
    notices.tell_supervisors(notices.APPEAL, sent, but=last.decided_by, now=now)
    return watch(
        words,
        author=by,
        subject=SubjectRef(SUBJECT_APPEAL, str(asked.pk)),
        place="An application to become a peer",
        now=now,
        holding=Holding(may=False),
    )


@transaction.atomic
def withdraw(application: Application, *, by: User, now: datetime) -> None:
    """Take it back: its words and those of others about it are deleted; twice changes nothing.

    What stays is that there was an application, and when which station was done by whom.

    Raises:
        NotYours: another's.
        TooLate: it has ended otherwise.
    """
    known = Application.objects.get(pk=application.pk)
    if known.person_id == by.pk and known.state == State.WITHDRAWN:
        return
    ended = own(application, by)
    ended.why = ended.now = ended.hours = ""
    ended.state, ended.ended_at = State.WITHDRAWN, now
    ended.save(update_fields=["why", "now", "hours", "state", "ended_at"])
    ended.roots.clear()
    ended.struggles.clear()
    ended.references.all().delete()
    ended.interviews.filter(held_at=None).delete()
    ended.interviews.update(words="", points={}, place="")
    ended.decisions.update(reason="", would_help="")
    ended.sign_offs.update(words="")
    Appeal.objects.filter(application=ended).update(words="")
    Recognition.objects.filter(application=ended).update(issuer="", notes="", sealed_number=None)
    Enrolment.objects.filter(person=by).delete()
    step(ended, Station.APPLICATION, Deed.WITHDRAWN, by=by, now=now)
