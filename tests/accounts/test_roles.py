"""Roles are grants with who and when; consents are records."""

import pytest
from django.db import IntegrityError, transaction

from peerhub.accounts import actions
from peerhub.accounts.models import Consent, RoleGrant
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from tests.cast import NOON

pytestmark = pytest.mark.django_db


def test_a_grant_says_who_gave_the_role_and_when(maya, ade):
    actions.grant_role(maya, Role.SPECIALIST, by=ade, now=NOON)

    grant = RoleGrant.objects.get(person=maya, role=Role.SPECIALIST)
    assert (grant.granted_by, grant.granted_at) == (ade, NOON)
    entry = Entry.objects.filter(verb="accounts.role_granted").latest("pk")
    assert (entry.actor_id, entry.details) == (ade.pk, {"role": "specialist", "person": maya.pk})


def test_granting_twice_is_one_grant(maya, ade):
    actions.grant_role(maya, Role.MODERATOR, by=ade, now=NOON)
    actions.grant_role(maya, Role.MODERATOR, by=ade, now=NOON)

    assert RoleGrant.objects.filter(person=maya, role=Role.MODERATOR).count() == 1


def test_a_revoked_role_is_gone_and_its_record_stays(maya, ade):
    actions.grant_role(maya, Role.MODERATOR, by=ade, now=NOON)

    actions.revoke_role(maya, Role.MODERATOR, by=ade, now=NOON)

    assert maya.roles == {Role.MEMBER}
    assert RoleGrant.objects.get(person=maya, role=Role.MODERATOR).revoked_by == ade


def test_the_database_refuses_a_revocation_without_a_person(maya):
    grant = RoleGrant.objects.get(person=maya)

    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.filter(pk=grant.pk).update(revoked_at=NOON)


def test_a_consent_can_be_taken_back_and_given_again(maya):
    actions.give_consent(maya, Consent.Purpose.MATCHING, now=NOON)
    actions.withdraw_consent(maya, Consent.Purpose.MATCHING, now=NOON)
    actions.give_consent(maya, Consent.Purpose.MATCHING, now=NOON)

    rows = Consent.objects.filter(person=maya, purpose="matching").order_by("pk")
    assert [row.withdrawn_at for row in rows] == [NOON, None]
