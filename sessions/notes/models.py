"""What is written down about sessions: notes in versions, what members remember, and promises.

The database refuses to change a version once it is signed, and what was added beside it (0006).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from matching.models import SpecialistProfile
from sessions.bookings.models import Booking, new_public_id
from sessions.notes.states import NoteState, PromiseState, Risk

if TYPE_CHECKING:
    from peerhub.accounts.models import User

SHORT, LONG = 400, 2000  # characters of a field
REMEMBERED = 1000
PROMISED = 200
PLACE = 60
WRITTEN_WITHIN = timedelta(hours=48)  # of the end; a note that is signed later says why. Ours.

# The fields in which a specialist writes, in the order of the page.
WORDS = (
    "goal",
    "did",
    "own_story",
    "response",
    "risk_done",
    "next_step",
    "linked",
    "late_why",
    "unshared_why",
    "amended_why",
)


class SessionNoteQuerySet(models.QuerySet["SessionNote"]):
    """Questions about notes."""

    def signed(self) -> Self:
        """Those with a version that somebody stands by."""
        versions = NoteVersion.objects.filter(note=OuterRef("pk"), signed_at__isnull=False)
        return self.filter(Exists(versions))

    def of_member(self, member: User) -> Self:
        """The signed ones about a member, the latest session first."""
        mine = self.signed().filter(booking__member=member)
        return mine.order_by("-booking__starts_at", "pk")

    def whole(self) -> Self:
        """With all that a page shows of them, in a fixed number of queries."""
        rows = self.select_related("booking__member", "booking__specialist__person")
        return rows.prefetch_related("versions__co_signature__signed_by", "recollections")


class SessionNote(models.Model):
    """What a specialist keeps of one session. Its words are its versions."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id)
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="session_note")
    begun_at = models.DateTimeField()
    # The case that a risk in it opened.
    case = models.ForeignKey(
        "safety.Flag", null=True, on_delete=models.PROTECT, related_name="session_notes"
    )

    objects = SessionNoteQuerySet.as_manager()

    def __str__(self) -> str:
        return f"SessionNote#{self.pk}"

    @property
    def standing(self) -> NoteVersion | None:
        """The version that somebody stands by now; None while there is only a draft."""
        signed = [each for each in self.versions.all() if each.signed_at]
        return max(signed, key=lambda each: each.number, default=None)

    @property
    def draft(self) -> NoteVersion | None:
        """What is being written, or amended."""
        return next((each for each in self.versions.all() if each.signed_at is None), None)

    @property
    def earlier(self) -> list[NoteVersion]:
        """What was signed before the version that stands, the latest first."""
        standing = self.standing
        signed = [each for each in self.versions.all() if each.signed_at and each != standing]
        return sorted(signed, key=lambda each: -each.number)

    @property
    def state(self) -> NoteState:
        """Where it stands."""
        standing = self.standing
        if standing is None:
            return NoteState.DRAFT
        if hasattr(standing, "co_signature"):
            return NoteState.CO_SIGNED
        return NoteState.TO_CO_SIGN if standing.to_co_sign else NoteState.SIGNED


class NoteVersionQuerySet(models.QuerySet["NoteVersion"]):
    """Questions about versions."""

    def to_co_sign(self) -> Self:
        """Signed, waiting for a supervisor, and not replaced by a later signed one."""
        later = NoteVersion.objects.filter(
            note=OuterRef("note"), number__gt=OuterRef("number"), signed_at__isnull=False
        )
        waiting = self.filter(to_co_sign=True, signed_at__isnull=False, co_signature=None)
        return waiting.exclude(Exists(later)).order_by("signed_at", "pk")


class NoteVersion(models.Model):
    """One wording of a note. Unsigned it is a draft; signed it stays as it is."""

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    saved_at = models.DateTimeField()
    saves = models.PositiveIntegerField(default=0)  # tells two windows apart
    goal = models.TextField(max_length=SHORT, blank=True)
    did = models.TextField(max_length=LONG, blank=True)
    own_story = models.TextField(max_length=SHORT, blank=True)
    response = models.TextField(max_length=LONG, blank=True)
    risk = models.PositiveSmallIntegerField(null=True, choices=Risk)
    risk_done = models.TextField(max_length=LONG, blank=True)
    next_step = models.TextField(max_length=SHORT, blank=True)
    linked = models.TextField(max_length=SHORT, blank=True)
    member_place = models.CharField(max_length=PLACE, blank=True)  # if the member said it
    shared = models.BooleanField(default=True)  # with the member
    unshared_why = models.TextField(max_length=SHORT, blank=True)  # for the supervisor
    late_why = models.TextField(max_length=SHORT, blank=True)
    amended_why = models.TextField(max_length=SHORT, blank=True)
    # As they were when it was signed; the specialist of the session signs, nobody else.
    signed_at = models.DateTimeField(null=True)
    signed_name = models.CharField(max_length=40, blank=True)
    certificate = models.CharField(max_length=14, blank=True)
    certified_through = models.DateField(null=True)
    to_co_sign = models.BooleanField(default=False)

    objects = NoteVersionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("note", "number"), name="sessions_noteversion_once_in_a_note"
            ),
            models.UniqueConstraint(
                fields=("note",),
                condition=Q(signed_at=None),
                name="sessions_noteversion_one_draft_of_a_note",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None)
                | (
                    ~Q(did="")
                    & ~Q(signed_name="")
                    & (Q(risk=Risk.NONE) | (Q(risk__gt=Risk.NONE) & ~Q(risk_done="")))
                    & (Q(shared=True) | ~Q(unshared_why=""))
                    & (Q(number=1) | ~Q(amended_why=""))
                ),
                name="sessions_noteversion_signed_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"NoteVersion#{self.pk}"

    def is_late(self, ends_at: datetime, *, now: datetime) -> bool:
        """Whether signing it now is late: a first version, more than ``WRITTEN_WITHIN`` after."""
        return self.number == 1 and now > ends_at + WRITTEN_WITHIN


class CoSignature(models.Model):
    """A supervisor read a version and stands by it, too."""

    version = models.OneToOneField(
        NoteVersion, on_delete=models.PROTECT, related_name="co_signature"
    )
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="co_signatures"
    )

    def __str__(self) -> str:
        return f"CoSignature#{self.pk}"


class CoSigning(models.Model):
    """A supervisor asked to co-sign what a specialist signs, until they end it."""

    specialist = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="co_signings"
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("specialist",),
                condition=Q(ended_at=None),
                name="sessions_cosigning_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="sessions_cosigning_ended_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"CoSigning#{self.pk}"


class Recollection(models.Model):
    """How the member remembers a session, beside the note. It stays as it is."""

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="recollections")
    words = models.TextField(max_length=REMEMBERED)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Recollection#{self.pk}"


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Questions about promises."""

    def open(self) -> Self:
        """Those that are still to be kept, the soonest first; those without a day come last."""
        waiting = self.filter(state=PromiseState.OPEN)
        return waiting.order_by(F("due_on").asc(nulls_last=True), "made_at", "pk")

    def settled(self) -> Self:
        """The others, the latest first."""
        return self.exclude(state=PromiseState.OPEN).order_by("-settled_at", "-pk")


class Promise(models.Model):
    """Something small that a specialist said they would do for a member. Both read it."""

    specialist = models.ForeignKey(
        SpecialistProfile, on_delete=models.PROTECT, related_name="promises"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="promises"
    )
    words = models.CharField(max_length=PROMISED)
    due_on = models.DateField(null=True)  # on the specialist's calendar
    made_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=PromiseState, default=PromiseState.OPEN)
    settled_at = models.DateTimeField(null=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state=PromiseState.OPEN, settled_at=None)
                | (~Q(state=PromiseState.OPEN) & Q(settled_at__isnull=False)),
                name="sessions_promise_settled_at_some_time",
            ),
        )
        indexes = (
            models.Index(fields=("specialist", "state"), name="sessions_promise_of_peer"),
            models.Index(fields=("member", "state"), name="sessions_promise_to_member"),
        )

    def __str__(self) -> str:
        return f"Promise#{self.pk}"

    def is_late(self, *, today: date) -> bool:
        """Whether its day is over and it is still open."""
        return self.state == PromiseState.OPEN and self.due_on is not None and self.due_on < today
