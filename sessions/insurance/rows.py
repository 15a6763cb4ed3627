"""Lines as they go out: which of them wait, and all that is written beside each."""

from collections.abc import Collection
from datetime import datetime

from sessions.insurance import export
from sessions.insurance.collecting import look_at
from sessions.insurance.export import Row
from sessions.insurance.models import BatchLine, ClaimLine
from sessions.insurance.models.claims import ClaimLineQuerySet
from sessions.insurance.payers import Payer
from sessions.insurance.states import Kind, LineKind


def to_send(payer: Payer, *, now: datetime) -> list[ClaimLine]:
    """Lines that are in no batch and have to go out, in their order.

    One that was corrected before it went out does not, and neither does what took it back.
    """
    rows = ClaimLine.objects.filter(coverage__payer=payer.key, replaced_by=None)
    waiting = rows.exclude(in_batches__in=BatchLine.objects.filter(dropped=False))
    return [line for line in with_all(waiting) if may_go_out(line, now=now)]


def with_all(rows: ClaimLineQuerySet) -> list[ClaimLine]:
    """Lines with all that stands beside them, in their order."""
    whole = rows.select_related(
        "coverage__member", "booking__specialist__person", "booking__member", "version"
    )
    return list(whole.order_by("day", "pk"))


def may_go_out(line: ClaimLine, *, now: datetime) -> bool:
    """Whether all that made it ready still stands, each yes of its member before all.

    To take something back that went out is always let, and needless where nothing did.
    """
    if line.kind == LineKind.VOID:
        return sent_before(line) is not None
    looked = look_at(line.coverage, line.booking, besides=line, now=now)
    if not looked.is_ready or looked.terms is None:
        return False
    said = looked.terms.modifiers(looked.facts.way, diagnosis=looked.facts.diagnosis)
    return line.modifiers.split() == said  # else the code that goes out is not that of the line


def sent_before(line: ClaimLine) -> ClaimLine | None:
    """The last one before it, of the same session, that is in a batch."""
    earlier = ClaimLine.objects.filter(booking=line.booking_id, pk__lt=line.pk)
    kept = BatchLine.objects.filter(dropped=False)
    return earlier.filter(in_batches__in=kept).order_by("-pk").first()


def row_of(line: ClaimLine, batch: Collection[ClaimLine]) -> Row:
    """All that goes out with a line that is sent in ``batch``."""
    coverage, before = line.coverage, sent_before(line)
    details, entries = coverage.details, coverage.entries.newest()
    said = {kind: entry.value for kind, entry in entries.items() if kind != Kind.YES}
    of_day = ClaimLine.objects.standing().filter(
        coverage__member=coverage.member, coverage__payer=coverage.payer, day=line.day
    )
    return Row(
        line=line.mark,
        frequency=line.kind if before else export.FIRST,
        instead_of=before.mark if before else "",
        why=line.why if before else "",
        member=coverage.mark,
        legal_name=details.get("legal_name", ""),
        birth_date=details.get("birth_date", ""),
        member_number=details.get("member_number", ""),
        state=details.get("state", ""),
        day=line.day,
        start=_at(line, line.began_at),
        stop=_at(line, line.stopped_at),
        minutes=line.minutes,
        units=line.units,
        code=line.code,
        modifiers=tuple(line.modifiers.split()),
        place=line.place,
        cents=line.cents,
        diagnosis=said.get(Kind.DIAGNOSIS, ""),
        authorisation=said.get(Kind.AUTHORISATION, ""),
        referrer=said.get(Kind.REFERRER, ""),
        peer=line.version.signed_name,
        certificate=line.version.certificate,
        used_day=of_day.exclude(pk__in=[each.pk for each in batch]).units(),
    )


def _at(line: ClaimLine, at: datetime) -> str:
    """On the member's clock, with how far it is from UTC."""
    return at.astimezone(line.coverage.member.zone).isoformat(timespec="minutes")
