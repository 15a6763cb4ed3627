"""What a case still needs before it closes: asked by flags when somebody closes it."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from peerhub.accounts.models import User
from safety.closing import rules
from safety.closing.actions.case import since
from safety.closing.models import StepLine
from safety.closing.rules import Facts
from safety.closing.states import About, Help, Result
from safety.closing.steps import NUMBERS
from safety.flags.models import Flag

PLAN = frozenset({Help.PLAN, Help.PLAN_OFFERED})
DISTANCE = frozenset({Help.DISTANCE, Help.DISTANCE_OFFERED})
GIVEN = frozenset({Help.LINES, Help.HANDED_ON}) | PLAN


def missing(flag: Flag, by: User, no_danger: bool) -> Sequence[str]:  # noqa: FBT001 - a Gate
    """What ``by`` still has to do before ``flag`` closes, a sentence each."""
    facts = facts_of(flag, by)
    return rules.missing_for_no_danger(facts) if no_danger else rules.missing(facts)


def facts_of(flag: Flag, by: User) -> Facts:
    """What is written down since the case was opened, as ``by`` may use it to close."""
    begun = since(flag)
    results = list(flag.attempts.filter(made_at__gte=begun).values_list("result", flat=True))
    helped = set(flag.help_given.filter(given_at__gte=begun).values_list("what", flat=True))
    agreed = set(
        flag.agreements.filter(given_at__gte=begun)
        .exclude(given_by=by)
        .values_list("about", flat=True)
    )
    return Facts(
        level=flag.level,
        reached=Result.REACHED in results,
        known_why_not=Result.DECLINED in results or Result.NOT_POSSIBLE in results,
        tries=results.count(Result.NOT_REACHED),
        helped=not helped.isdisjoint(GIVEN),
        plan=not helped.isdisjoint(PLAN),
        distance=not helped.isdisjoint(DISTANCE),
        booked=booked(flag, begun),
        signed=_is_signed(flag, begun),
        open_steps=_open_steps(flag, begun),
        incident=flag.incidents.filter(written_at__gte=begun).exists(),
        agreed=About.INCIDENT in agreed,
        seconded=About.NO_DANGER in agreed,
    )


def booked(flag: Flag, begun: datetime) -> frozenset[int]:
    """Hours of the check-ins that are still to come, or were booked since the case was opened."""
    counts = flag.check_ins.filter(Q(closed_at=None) | Q(booked_at__gte=begun))
    return frozenset(counts.values_list("hours", flat=True))


def _is_signed(flag: Flag, begun: datetime) -> bool:
    """Whether the latest version is signed: what was changed after it has to be signed anew."""
    latest = flag.assessments.order_by("-version").select_related("signature").first()
    signature = getattr(latest, "signature", None)
    return signature is not None and signature.signed_at >= begun


def _open_steps(flag: Flag, begun: datetime) -> list[int]:
    done = set(
        StepLine.objects.filter(flag=flag, written_at__gte=begun).values_list("step", flat=True)
    )
    return [number for number in NUMBERS if number not in done]
