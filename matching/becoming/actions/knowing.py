"""People who know the applicant: named by them, asked by us, answered on a link without an account."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from matching.becoming import policies
from matching.becoming.actions.going import NotForYou, NotYet, TooLate, own, step
from matching.becoming.models import LINK_HOLDS, Application, Reference, ReferenceMail
from matching.becoming.states import Asking, Deed, Known, Level, Standing, State, Station, Trust
from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why

SALT = "matching.reference"
MOST = 6  # times that an application names people: a mail of ours goes to strangers' mailboxes
# What no name has, and what a link or a second line would need.
NO_NAME = re.compile(r"[/:@<>\x00-\x1f\x7f]")


@dataclass(frozen=True, kw_only=True)
class Named:
    """Somebody who knows the applicant, and how to reach them.

    ``called``: how they call the applicant. With it the applicant agrees to a mail that says so;
    where it is empty, or ``reach`` is no address, a supervisor passes the link on by hand.
    """

    name: str
    reach: str
    called: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody says beside whether they would trust the applicant; only supervisors read it."""

    known: Known | None = None
    reliable: Level | None = None
    bounds: Level | None = None
    worry: str = ""
    phone: str = ""


@transaction.atomic
def name_references(
    application: Application, people: tuple[Named, Named], *, by: User, now: datetime
) -> None:
    """Name two people who know the applicant; until one has answered, others can be named.

    Raises:
        NotYours: another's.
        NotYet: it was not sent.
        TooLate: one of them has answered, or many were named before.
    """
    sent = _sent(application, by)
    known = sent.references.all()
    if any(reference.answered_at for reference in known):
        raise TooLate("One of them has answered. You can name another person for each of them.")
    known.delete()
    for number, named in enumerate(people, start=1):
        _name(sent, number, named, now=now)
    step(sent, Station.REFERENCES, Deed.NAMED, by=by, now=now)


@transaction.atomic
def name_another(
    application: Application, number: int, named: Named, *, by: User, now: datetime
) -> None:
    """Name another person in the place of one who has not answered; what was theirs is deleted.

    Raises:
        NotYours: another's.
        NotYet: it was not sent, or nobody was named in this place.
        TooLate: they have answered, or many were named before.
    """
    sent = _sent(application, by)
    known = sent.references.filter(number=number).first()
    if known is None:
        raise NotYet("First name two people.")
    if known.standing(now=now) == Standing.ANSWERED:
        raise TooLate("They have answered meanwhile. Nothing was changed.")
    known.delete()
    _name(sent, number, named, now=now)
    step(sent, Station.REFERENCES, Deed.NAMED_ANOTHER, by=by, now=now)


@transaction.atomic
def open_reference(reference: Reference, *, by: User, now: datetime) -> str:
    """Who a reference is and what they wrote may be seen; the look is written down.

    Returns the secret of the link on which they answer: it holds for 21 days, and for one answer.

    Raises:
        NotForYou: not a supervisor, or about themself.
    """
    if not policies.may_work(by, reference.application):
        raise NotForYou("A supervisor does this, and never for themself.")
    record(Verb.REFERENCE_READ, by=by, on=reference)
    disclose(to=by, about=reference.application.person_id, what=What.WORDS, why=Why.SHARED, now=now)
    return secret_of(reference)


def secret_of(reference: Reference) -> str:
    """A new secret for the link of a reference. Whoever has it can answer in their name."""
    return signing.dumps(str(reference.public_id), salt=SALT)


def reference_for(token: str) -> Reference | None:
    """The reference whose link this is; None: not ours, too old, answered or taken back."""
    try:
        public_id = signing.loads(token, salt=SALT, max_age=LINK_HOLDS)
    except signing.BadSignature:
        return None
    rows = Reference.objects.filter(public_id=public_id, answered_at=None)
    return rows.filter(application__state=State.SENT).select_related("application__person").first()


@transaction.atomic
def answer_reference(
    reference: Reference, trust: Trust, *, words: str, said: Said | None = None, now: datetime
) -> None:
    """Somebody without an account says what they think; only supervisors read it.

    Whoever would rather not is, for the applicant, somebody who could not be reached.

    Raises:
        TooLate: it was answered, or the application has ended.
    """
    application = Application.objects.select_for_update().get(pk=reference.application_id)
    rows = Reference.objects.select_for_update().filter(pk=reference.pk, answered_at=None)
    answered = rows.first()
    if answered is None or application.state != State.SENT:
        raise TooLate("This link was used already, or is not needed any more. Thank you.")
    given = (said or Said()).__dict__
    answered.trust, answered.answered_at = trust, now
    answered.put_words(words, {key: str(value) for key, value in given.items() if value})
    answered.save(update_fields=["trust", "answered_at", "sealed_words", "sealed_more"])
    answered.mails.filter(sent_at=None).delete()
    deed = Deed.NOT_REACHED if trust == Trust.SILENT else Deed.ANSWERED
    step(application, Station.REFERENCES, deed, by=None, now=now)


def is_name(words: str) -> bool:
    """Whether words can stand in a mail as a name: one line, and nothing that can be pressed."""
    return NO_NAME.search(words) is None


def is_address(reach: str) -> bool:
    """Whether a way to reach somebody is an e-mail address."""
    try:
        validate_email(reach)
    except ValidationError:
        return False
    return True


def _sent(application: Application, by: User) -> Application:
    sent = own(application, by)
    if sent.state != State.SENT:
        raise NotYet("First send your application.")
    if sent.steps.filter(deed__in=(Deed.NAMED, Deed.NAMED_ANOTHER)).count() >= MOST:
        raise TooLate("You have named many people. Please talk with a supervisor about it.")
    return sent


def _name(application: Application, number: int, named: Named, *, now: datetime) -> None:
    reference = Reference(application=application, number=number, named_at=now)
    reference.put(name=named.name, reach=named.reach)
    by_mail = bool(named.called) and is_address(named.reach)
    by_mail = by_mail and is_name(named.called) and is_name(named.name)
    if by_mail:
        reference.allow_mail(called=named.called, now=now)
    reference.save()
    if by_mail:
        ReferenceMail.objects.create(reference=reference, kind=Asking.FIRST, due_at=now)
