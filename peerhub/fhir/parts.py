"""Our own facts, of which resources are made. Each names the others by the part itself. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from peerhub.fhir.codes import Coding, Concept

Moment = date | datetime  # a day, or an aware instant


def _new_key() -> str:
    """Names a part inside one bundle. Random: two files of one person have nothing in common."""
    return f"urn:uuid:{uuid4()}"


@dataclass(frozen=True, kw_only=True)
class Part:
    """Anything that becomes one resource. ``labels``: of its own, beside those of everything."""

    key: str = field(default_factory=_new_key)
    labels: tuple[Coding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Patient(Part):
    """Whom it is about: the name they use here, or none. Nothing else is known of anybody."""

    name: str = ""
    number: str = field(default_factory=lambda: str(uuid4()))


@dataclass(frozen=True, kw_only=True)
class Organization(Part):
    """A house."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Practitioner(Part):
    """Somebody who cares for people."""

    name: str


@dataclass(frozen=True, kw_only=True)
class PractitionerRole(Part):
    """What somebody is, and where."""

    role: Concept
    practitioner: Practitioner | None = None
    organization: Organization | None = None


Who = Organization | Practitioner | PractitionerRole


@dataclass(frozen=True, kw_only=True)
class Consent(Part):
    """A yes: whose, to whom, why, to what, from when until when, and the words that were signed."""

    patient: Patient
    keeper: Organization  # who shares
    to: Who
    given_at: Moment
    ends_at: Moment
    purposes: tuple[Coding, ...]
    of_what: Sequence[str]  # types of resources
    signed: str = ""
    about_substances: bool = False


@dataclass(frozen=True, kw_only=True)
class ServiceRequest(Part):
    """A referral."""

    patient: Patient
    what: Concept
    requester: Patient | Who
    performer: Who | None = None
    status: str = "active"
    intent: str = "proposal"
    reason: str = ""  # coarse
    notes: Sequence[str] = ()
    begins: Moment | None = None
    ends: Moment | None = None
    beside: Sequence[Part] = ()
    authored_at: Moment


@dataclass(frozen=True, kw_only=True)
class Task(Part):
    """How far a referral is. Only what SDOHCC allows is a status."""

    focus: ServiceRequest
    patient: Patient
    requester: Patient | Who
    owner: Who | None = None
    status: str = "requested"
    stands: str = ""  # in words
    authored_at: Moment
    brings: Sequence[tuple[Concept, Part]] = ()
    came_of_it: Sequence[tuple[Concept, str]] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question; with ``most`` it asks for a whole number up to it."""

    link: str
    words: str
    code: Coding | None = None
    answers: Sequence[Coding] = ()
    most: int | None = None


@dataclass(frozen=True, kw_only=True)
class Questionnaire(Part):
    """A set of questions as it was published."""

    url: str
    version: str
    name: str
    questions: Sequence[Question]
    code: Coding | None = None
    rights: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was answered to one question; None: it was left out."""

    link: str
    words: str
    value: Coding | int | None


@dataclass(frozen=True, kw_only=True)
class QuestionnaireResponse(Part):
    """What somebody answered, once."""

    patient: Patient
    of: Questionnaire
    at: Moment
    answers: Sequence[Answer]


@dataclass(frozen=True, kw_only=True)
class Observation(Part):
    """A number of somebody. ``note``: what it can and cannot say, in plain words."""

    patient: Patient
    what: Concept
    value: int
    at: Moment | None = None
    note: str = ""
    is_count: bool = False  # of things, not of points
    made_of: QuestionnaireResponse | None = None


@dataclass(frozen=True, kw_only=True)
class Goal(Part):
    """What somebody works towards, in their own words."""

    patient: Patient
    words: str
    status: str = "active"
    achieved: Coding | None = None
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something small in a plan."""

    words: str
    status: str = "not-started"


@dataclass(frozen=True, kw_only=True)
class CarePlan(Part):
    """Somebody's own plan."""

    patient: Patient
    title: str
    goals: Sequence[Goal] = ()
    steps: Sequence[Step] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Communication(Part):
    """Lines of words, of one kind."""

    patient: Patient
    topic: Concept
    lines: Sequence[str]
    sender: Patient | Who
    to: Who | None = None
    sent_at: Moment
    answers: "Communication | None" = None


@dataclass(frozen=True, kw_only=True)
class Appointment(Part):
    """A session. It never says of what, and never with whom unless that is given."""

    patient: Patient
    begins: datetime
    ends: datetime
    status: str
    others: Sequence[Who] = ()
