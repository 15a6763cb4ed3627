"""Flags and their timelines."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from safety.flags import ladder
from safety.flags.folding import Slip
from safety.flags.models.deadline import Deadline
from safety.flags.states import ALLOWED, Act, DeadlineKind, Fate, FlagState, Outcome
from safety.subjects import SubjectRef

if TYPE_CHECKING:
    from peerhub.accounts.models import User

EXCERPT = 2000  # characters of the text that a flag keeps
REFERENCE = "safety.flag:"  # and the number: how others name a case
CLAIM = timedelta(minutes=10)  # without activity; then somebody else may take it


class FlagQuerySet(models.QuerySet["Flag"]):
    """Questions about flags."""

    def waiting(self) -> Self:
        """Not done yet."""
        return self.exclude(state=FlagState.RESOLVED)

    def unattended(self, *, now: datetime) -> Self:
        """Nobody is on it: open, or claimed by someone who has not been heard of since."""
        return self.filter(
            Q(state=FlagState.OPEN) | Q(state=FlagState.CLAIMED, claim_until__lt=now)
        )

    def lapsed(self, *, now: datetime) -> Self:
        """Taken by someone who has not been heard of since, and nothing is promised of it yet."""
        promised = Deadline.objects.filter(
            flag=OuterRef("pk"), kind=DeadlineKind.ACK, run=OuterRef("claims")
        )
        return self.filter(~Exists(promised), state=FlagState.CLAIMED, claim_until__lt=now)

    def slips(self, *, now: datetime) -> list[Slip]:
        """All that the order of the list depends on, and no word of what was written."""
        fields = ("pk", "level", "due_at", "raised_at", "strand", "subject_kind", "subject_id")
        found = self.values_list(*fields, "kinds", "claimed_by", "claim_until")
        return [
            Slip(
                id=pk,
                level=level,
                due_at=due_at,
                raised_at=raised_at,
                strand=strand or f"{kind}:{subject}",
                holder=holder if until is not None and until >= now else None,
                kinds=tuple(kinds),
            )
            for pk, level, due_at, raised_at, strand, kind, subject, kinds, holder, until in found
        ]

    def in_order(self) -> Self:
        """Most urgent first: level, then answer-by, then the oldest."""
        return self.order_by("-level", "due_at", "raised_at", "pk")


class Flag(models.Model):
    """A text that a person must look at. It keeps what was seen when it was raised."""

    subject_kind = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    # A keyed digest of the whole text: the same text of the same subject is one flag, an edited
    # text is looked at again.
    text_mark = models.CharField(max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="flags"
    )
    place = models.CharField(max_length=200, blank=True)
    # Flags with the same one are one row of the list. Its owner says what others see as one writer
    # in one place: a mask in its room. Never a person, who may have many masks.
    strand = models.CharField(max_length=64, blank=True)
    excerpt = models.TextField(max_length=EXCERPT)
    level = models.PositiveSmallIntegerField()
    kinds = ArrayField(models.CharField(max_length=32), default=list)
    # Rule ids and places in the text, no words: {"rule": …, "kind": …, "level": …, "start": …}
    reasons = models.JSONField(default=list)
    rules_version = models.CharField(max_length=200, blank=True)
    # Ids of the rules that were switched off when it was read; None: from before that was kept.
    rules_off = ArrayField(models.CharField(max_length=80), null=True)
    held = models.BooleanField(default=False)

    state = models.CharField(max_length=16, choices=FlagState, default=FlagState.OPEN)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)  # the person wrote to us; nobody has read it yet
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="claimed_flags"
    )
    claim_until = models.DateTimeField(null=True)
    claims = models.PositiveIntegerField(default=0)  # how often it was taken
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="resolved_flags"
    )
    outcome = models.CharField(max_length=32, choices=Outcome, blank=True)
    fate = models.CharField(max_length=16, choices=Fate, blank=True)  # of a reported text

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("subject_kind", "subject_id", "text_mark"), name="safety_flag_once"
            ),
            models.CheckConstraint(
                condition=Q(level__gte=ladder.LOWEST, level__lte=ladder.HIGHEST),
                name="safety_flag_level_on_ladder",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=FlagState.CLAIMED,
                    claimed_at__isnull=False,
                    claimed_by__isnull=False,
                    claim_until__isnull=False,
                )
                | (
                    ~Q(state=FlagState.CLAIMED)
                    & Q(claimed_at=None, claimed_by=None, claim_until=None)
                ),
                name="safety_flag_claimed_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=FlagState.RESOLVED, resolved_at__isnull=False, resolved_by__isnull=False
                )
                & ~Q(outcome="")
                | (
                    ~Q(state=FlagState.RESOLVED) & Q(resolved_at=None, resolved_by=None, outcome="")
                ),
                name="safety_flag_resolved_at_and_by_together",
            ),
        )
        indexes = (
            models.Index(
                F("level").desc(),
                F("due_at"),
                condition=~Q(state=FlagState.RESOLVED),
                name="safety_flag_queue",
            ),
        )

    def __str__(self) -> str:
        return f"Flag#{self.pk}"

    @property
    def subject(self) -> SubjectRef:
        """What was flagged."""
        return SubjectRef(self.subject_kind, self.subject_id)

    @property
    def reference(self) -> str:
        """How others name this case."""
        return f"{REFERENCE}{self.pk}"

    def is_held_by(self, person_id: int) -> bool:
        """Whether this person has taken it and nobody took it over since."""
        return self.state == FlagState.CLAIMED and self.claimed_by_id == person_id

    def others_waiting(self) -> FlagQuerySet:
        """What else waits by the same writer in the same place; nothing where no strand is known."""
        same = type(self).objects.waiting().filter(strand=self.strand).exclude(strand="")
        return same.exclude(pk=self.pk).in_order()

    def was_let_out(self) -> bool:
        """Whether somebody who read the text let others see it."""
        return self.notes.filter(act=Act.LET_OUT).exists()

    def keep_back(self, kind: str) -> bool:
        """Hold a known text that was free until now; False when a person has read it already.

        ``kind``: the owner's reason, or "".
        """
        same = type(self).objects.waiting().filter(pk=self.pk, held=False)
        kinds = list(dict.fromkeys([*self.kinds, *filter(None, [kind])]))
        kept = same.exclude(notes__act=Act.LET_OUT).update(held=True, kinds=kinds)
        self.refresh_from_db()
        return bool(kept)

    def is_overtaken(self) -> bool:
        """Whether the same subject holds a newer text, which this case has not shown anyone."""
        same = type(self).objects.filter(subject_kind=self.subject_kind, subject_id=self.subject_id)
        return same.filter(pk__gt=self.pk, held=True).exists()

    def is_free(self, *, now: datetime) -> bool:
        """Whether somebody may take it: open, or its claim has lapsed."""
        if self.state == FlagState.OPEN:
            return True
        return self.claim_until is not None and self.claim_until < now

    def move_to(self, state: FlagState, **fields: Any) -> None:
        """Change the state of this locked row, with what belongs to it.

        Raises:
            ValueError: the move is not in a flag's life.
        """
        if state not in ALLOWED[FlagState(self.state)]:
            raise ValueError(f"{self.state} to {state}")
        self.state = state
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *fields])

    def write(
        self, act: Act, *, by: User | None, now: datetime, detail: str = "", words: str = ""
    ) -> FlagNote:
        """Add a line to the timeline; ``by`` None: the rules, or a reporter."""
        return FlagNote.objects.create(
            flag=self, at=now, author=by, act=act, detail=detail, words=words
        )

    def take(self, person_id: int, *, now: datetime) -> bool:
        """Claim it if it is free at this moment; of two people exactly one gets True."""
        taken = (
            type(self)
            .objects.unattended(now=now)
            .filter(pk=self.pk)
            .update(
                state=FlagState.CLAIMED,
                claimed_at=now,
                claimed_by_id=person_id,
                claim_until=now + CLAIM,
                claims=F("claims") + 1,
            )
        )
        self.refresh_from_db()
        return bool(taken)


class FlagNote(models.Model):
    """One line of a case's timeline. The database refuses to change or delete it (0002)."""

    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    # None: the rules, or somebody who is named nowhere: who told us of the text, or its author.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="flag_notes"
    )
    act = models.CharField(max_length=16, choices=Act)
    detail = models.CharField(max_length=64, blank=True)
    words = models.TextField(blank=True, max_length=EXCERPT)

    class Meta:
        indexes = (models.Index(fields=("flag", "at"), name="safety_flagnote_timeline"),)

    def __str__(self) -> str:
        return f"FlagNote#{self.pk}"
