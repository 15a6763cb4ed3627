"""Lines of one plan become a batch: both files frozen, each download written down."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import ClassVar

from django.db import connection, transaction
from django.db.models import Max

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from sessions.insurance import export
from sessions.insurance.actions.billing import NotReady, bill
from sessions.insurance.collecting import coming_to_billing, look_at
from sessions.insurance.models import BatchLine, ClaimBatch, ClaimLine, Coverage
from sessions.insurance.models.coverage import CoverageQuerySet
from sessions.insurance.payers import Payer
from sessions.insurance.rows import may_go_out, row_of, to_send, with_all

LOCK = "SELECT pg_advisory_xact_lock(hashtext('sessions.claimbatch'))"


class NothingToBill(DomainError):
    """No line waits."""

    code: ClassVar[str] = "nothing_to_bill"


class BatchRefused(DomainError):
    """It does not come out, was dropped, or somebody in it has taken their yes back."""

    code: ClassVar[str] = "batch_refused"


@transaction.atomic
def freeze(payer: Payer, *, by: User, now: datetime) -> ClaimBatch:
    """Make lines of all sessions that are ready, and freeze all lines that wait. None is in two batches.

    Raises:
        NothingToBill: nothing is ready, and no line waits.
        BatchRefused: the sums do not come out. Nothing was made.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    _bill_what_is_ready(payer, by=by, now=now)
    waiting = to_send(payer, now=now)
    if not waiting:
        raise NothingToBill("Nothing is ready for this plan, and no line waits.")
    rows = [row_of(line, waiting) for line in waiting]
    wrong = export.problems(rows, payer)
    if wrong:
        raise BatchRefused("The sums do not come out. " + " ".join(wrong))
    number = (ClaimBatch.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    files = {
        "csv": export.as_csv(rows, payer),
        "json": export.as_json(rows, payer, number=number, made_on=now.astimezone(UTC).date()),
    }
    sent = [row for row in rows if row.frequency != export.VOID]
    batch = ClaimBatch(
        number=number,
        payer=payer.key,
        sha256=export.fingerprint(files["csv"], files["json"]),
        lines_count=len(rows),
        units=sum(row.units for row in sent),
        cents=sum(row.cents for row in sent),
        made_at=now,
        made_by=by,
    )
    batch.put(json.dumps(files))
    batch.save()
    BatchLine.objects.bulk_create(BatchLine(batch=batch, line=line) for line in waiting)
    record(Verb.BATCH_FROZEN, by=by, on=batch, number=number, lines=len(rows))
    return batch


@transaction.atomic
def take(batch: ClaimBatch, form: str, *, by: User, now: datetime) -> str:
    """One of its two files. Everybody in it finds the look in "Who looked", each time.

    Args:
        batch: that is to be handed on.
        form: ``csv`` or ``json``.
        by: of our billing team.
        now: an aware instant.

    Raises:
        BatchRefused: it was dropped; or it was never taken, and somebody in it has paused or ended
            since. Their yes covers nothing that is new.
    """
    rows = ClaimLine.objects.filter(in_batches__batch=batch)
    people = sorted(set(rows.values_list("coverage__member", flat=True)))
    User.objects.all_locked(*people)  # who takes a yes back at this moment is waited for
    lines = with_all(rows)
    batch = ClaimBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.dropped_at is not None:
        raise BatchRefused("This batch was dropped.")
    new = batch.taken_at is None
    if new and not all(may_go_out(line, now=now) for line in lines):
        raise BatchRefused(
            "Something in it is not ready any more: somebody has paused this or taken a yes back, or "
            "something was noted since. Drop the batch and make another one."
        )
    if new:
        batch.taken_at = now
        batch.save(update_fields=["taken_at"])
    record(Verb.BATCH_TAKEN, by=by, on=batch, number=batch.number, form=form)
    for person in people:
        disclose(to=by, about=person, what=What.BILLED, why=Why.PLAN_PAYS, now=now)
    return str(batch.contents[form])


@transaction.atomic
def drop(batch: ClaimBatch, *, by: User, now: datetime) -> None:
    """Drop one that nobody took: its lines wait for another one. Twice changes nothing.

    Raises:
        BatchRefused: it was taken, so it stays.
    """
    batch = ClaimBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.taken_at is not None:
        raise BatchRefused("This batch was downloaded, so it stays. Correct its lines instead.")
    if batch.dropped_at is None:
        batch.dropped_at = now
        batch.save(update_fields=["dropped_at"])
        batch.members.update(dropped=True)
        record(Verb.BATCH_DROPPED, by=by, on=batch, number=batch.number)


def _bill_what_is_ready(payer: Payer, *, by: User, now: datetime) -> None:
    """Each behind the lock of its member: of two on one day, the second knows of the first."""
    for coverage in _in_order(Coverage.objects.live().filter(payer=payer.key)):
        for _, booking in coming_to_billing(coverage, now=now):
            if not look_at(coverage, booking, now=now).is_ready:
                continue
            try:
                bill(coverage, booking, by=by, now=now)
            except NotReady:  # it was, a moment ago
                continue


def _in_order(found: CoverageQuerySet) -> Iterable[Coverage]:
    return found.select_related("member").order_by("member", "pk")
