"""Referrals from before there were rows for everything are forgotten no more."""

import importlib

import pytest
from django.db import connection

from peerhub.accounts.models import User
from safety.referrals.models import FollowUp, Referral
from safety.referrals.states import Asking, Due
from tests.safety.referrals.acts import drafted, sent, shared

pytestmark = pytest.mark.django_db
CARRY = importlib.import_module("safety.migrations.0030_follow_ups_carried").CARRY


def test_what_was_planned_stays_and_an_end_to_waiting_comes_beside_it(
    maya: User, ines: User
) -> None:
    drafted(maya, asking=Asking.HERE)
    shared(maya, asking=Asking.HERE)
    planned = FollowUp.objects.filter(referral=sent(maya, ines), kind=Due.DAY_14)
    FollowUp.objects.exclude(pk__in=planned).delete()
    planned.update(kind=Due.AGAIN)
    Referral.objects.update(consent_until=None)

    with connection.cursor() as cursor:
        cursor.execute(CARRY)

    waiting = FollowUp.objects.waiting().order_by("referral", "due_at")
    assert [(row.referral.state, row.kind) for row in waiting] == [
        ("consented", "send_by"),
        ("sent", "again"),
        ("sent", "answer_by"),
    ]
    kept = Referral.objects.order_by("pk")
    assert [(each.state, each.asking, each.consent_until is None) for each in kept] == [
        ("drafted", "here", True),
        ("consented", "mail", False),
        ("sent", "mail", False),
    ]
