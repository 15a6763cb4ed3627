"""What our team did with somebody's words, as they are told of it, and their appeal."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from peerhub.crypto import is_current, seal, unseal
from safety.deeds.house import HouseRule, rule_called
from safety.deeds.states import OF_SILENCE, OF_WORDS, DeedKind, Outcome

if TYPE_CHECKING:
    from peerhub.accounts.models import User

APPEAL_WITHIN = timedelta(days=14)
ANSWER_AFTER = 3  # working days in which a second person looks
WORDS = 1000  # characters of an appeal and of its answer
KEPT = timedelta(
    days=730
)  # all words of it; as long as those of conversations, a number of our own
SEALED = ("quote", "told", "appeal", "answer")


class DeedQuerySet(models.QuerySet["Deed"]):
    """Questions about deeds."""

    def of(self, person: User) -> Self:
        """What was done with the words of one person, the newest first."""
        return self.filter(person=person).order_by("-at", "-pk")

    def about(self, kind: str, subject_id: str) -> Self:
        """Those about one text that nobody took back."""
        return self.filter(subject_kind=kind, subject_id=subject_id, taken_back_at=None)

    def to_decide(self, by: User) -> Self:
        """Appeals that wait for a second person, and ``by`` can be that: the oldest first."""
        return self.undecided().not_of(by)

    def decided_by_others(self, by: User) -> Self:
        """Appeals that are decided, of which ``by`` may know."""
        return self.filter(decided_at__isnull=False).not_of(by)

    def not_of(self, by: User) -> Self:
        """Those that ``by`` neither did, nor is told of, nor had part in: they can be the second."""
        others = self.exclude(by=by).exclude(person=by)
        return others.exclude(also_by__contains=[by.pk]).exclude(had_part__contains=[by.pk])

    def late(self, *, now: datetime) -> Self:
        """Appeals that nobody answered in the time we promised."""
        return self.filter(decided_at=None, due_on__lt=now.date())

    def undecided(self) -> Self:
        """Appeals that wait for a second person, the oldest first."""
        waiting = self.filter(appealed_at__isnull=False, decided_at=None)
        return waiting.order_by("appealed_at", "pk")

    def to_empty(self, *, now: datetime) -> Self:
        """Those that were kept long enough; what still waits for a second person is not."""
        old = self.filter(at__lt=now - KEPT, emptied_at=None)
        return old.exclude(pk__in=Deed.objects.undecided().order_by().values("pk"))

    def figures(self) -> dict[str, int]:
        """How many appeals were undone, upheld, and wait."""
        return self.aggregate(
            undone=Count("pk", filter=Q(outcome=Outcome.UNDONE)),
            upheld=Count("pk", filter=Q(outcome=Outcome.UPHELD)),
            waiting=Count("pk", filter=Q(appealed_at__isnull=False, decided_at=None)),
        )


class Deed(models.Model):
    """One thing done, with the rule, the words it was about, and at most one appeal.

    The database refuses that who did it, did it once more, or had part in it decides about the
    appeal, or who appeals.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deeds_with_words"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deeds_done"
    )
    kind = models.CharField(max_length=8, choices=DeedKind)
    rule = models.CharField(max_length=16)
    subject_kind = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    case = models.PositiveBigIntegerField(null=True)  # number of the case, where it came from one
    place = models.CharField(max_length=200, blank=True)
    sealed_quote = models.BinaryField()
    sealed_told = models.BinaryField()  # what else the person is told, in the words of our team
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    measure = models.CharField(max_length=32, blank=True)  # which mute, as its owner names it
    # Ids of those who hid the same words once more: they decided, too.
    also_by = ArrayField(models.BigIntegerField(), default=list)
    # Of those who decide appeals: who told us of it, was there, or whom the words were for.
    had_part = ArrayField(models.BigIntegerField(), default=list)
    taken_back_at = models.DateTimeField(null=True)

    appealed_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    sealed_appeal = models.BinaryField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="appeals_decided",
    )
    sealed_answer = models.BinaryField(null=True)
    seen_again = models.BooleanField(null=True)  # what became of words whose hiding was undone
    late_told_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)  # all words of it are gone: kept long enough
    left_told_at = models.DateTimeField(null=True)  # that no moderator is left who can decide

    objects = DeedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (
                    ~Q(decided_by=F("by"))
                    & ~Q(decided_by=F("person"))
                    & ~Q(also_by__contains=[F("decided_by")])
                    & ~Q(had_part__contains=[F("decided_by")])
                ),
                name="safety_deed_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(appealed_at=None, due_on=None, sealed_appeal=None)
                | Q(appealed_at__isnull=False, due_on__isnull=False, sealed_appeal__isnull=False),
                name="safety_deed_appeal_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, outcome="", sealed_answer=None)
                | (
                    Q(
                        appealed_at__isnull=False,
                        decided_at__isnull=False,
                        decided_by__isnull=False,
                        sealed_answer__isnull=False,
                    )
                    & ~Q(outcome="")
                ),
                name="safety_deed_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(emptied_at=None)
                | (
                    Q(sealed_quote=b"", sealed_told=b"")
                    & (Q(sealed_appeal=None) | Q(sealed_appeal=b""))
                    & (Q(sealed_answer=None) | Q(sealed_answer=b""))
                ),
                name="safety_deed_emptied_is_empty",
            ),
            models.UniqueConstraint(
                fields=("subject_kind", "subject_id"),
                condition=Q(kind__in=sorted(OF_WORDS), taken_back_at=None),
                name="safety_deed_hidden_once",
            ),
        )
        indexes = (
            models.Index(fields=("person", "at"), name="safety_deed_of_person"),
            models.Index(
                fields=("at",), condition=Q(emptied_at=None), name="safety_deed_not_emptied"
            ),
            models.Index(
                fields=("appealed_at",),
                condition=Q(appealed_at__isnull=False, decided_at=None),
                name="safety_deed_to_decide",
            ),
        )

    def __str__(self) -> str:
        return f"Deed#{self.pk}"

    def get_absolute_url(self) -> str:
        """Its page, for its person alone."""
        return reverse("safety:deed", args=[self.public_id])

    @property
    def quote(self) -> str:
        """The words it was about, as they were."""
        return self._open("quote")

    @property
    def told(self) -> str:
        """What else the person is told; "" for nothing."""
        return self._open("told")

    @property
    def appeal(self) -> str:
        """What the person said against it; "" before they did."""
        return self._open("appeal")

    @property
    def answer(self) -> str:
        """What the second person said; "" before that."""
        return self._open("answer")

    @property
    def house_rule(self) -> HouseRule:
        """The rule it was about."""
        return rule_called(self.rule)

    @property
    def is_appealed(self) -> bool:
        """Whether the person said something against it."""
        return self.appealed_at is not None

    @property
    def hands(self) -> frozenset[int]:
        """Ids of all who decided this or had part in it, and of its person: they do not look again."""
        return frozenset({self.by_id, self.person_id, *self.also_by, *self.had_part})

    @property
    def can_be_appealed(self) -> bool:
        """A pause is objected to where one meets it; of changed words nobody decided anything."""
        return self.kind not in {DeedKind.PAUSED, DeedKind.CHANGED}

    @property
    def appeal_until(self) -> datetime:
        """The last instant for an appeal."""
        return self.at + APPEAL_WITHIN

    @property
    def ends_by_itself(self) -> bool:
        """Whether it is a silence rather than words that nobody sees."""
        return self.kind in OF_SILENCE or self.kind == DeedKind.PAUSED

    def may_appeal(self, *, now: datetime) -> bool:
        """Whether the person can say something against it now."""
        is_open = not self.is_appealed and self.taken_back_at is None
        return self.can_be_appealed and is_open and now <= self.appeal_until

    def is_late(self, *, now: datetime) -> bool:
        """Whether no second person answered in the time we promised."""
        return self.decided_at is None and self.due_on is not None and now.date() > self.due_on

    def put(self, **words: str) -> None:
        """Seal words into their columns: ``quote``, ``told``, ``appeal`` or ``answer``."""
        for name, said in words.items():
            setattr(self, f"sealed_{name}", seal(said, place=self._place(name)))

    def empty(self, *, now: datetime) -> None:
        """Let all words of it go."""
        held = [f"sealed_{name}" for name in SEALED if getattr(self, f"sealed_{name}") is not None]
        for column in held:
            setattr(self, column, b"")
        self.emptied_at = now
        self.save(update_fields=[*held, "emptied_at"])

    def reseal(self) -> Sequence[str]:
        """Seal with the first key what another key sealed; which columns those were."""
        held = {name: getattr(self, f"sealed_{name}") for name in SEALED}
        old = [name for name, sealed in held.items() if sealed and not is_current(bytes(sealed))]
        for name in old:
            self.put(**{name: self._open(name)})
        return [f"sealed_{name}" for name in old]

    def _open(self, name: str) -> str:
        sealed = getattr(self, f"sealed_{name}")
        return unseal(bytes(sealed), place=self._place(name)) if sealed else ""

    def _place(self, name: str) -> str:
        return f"safety.deed.{name}:{self.public_id}"
