"""Who is linked with whom: only while both want it, and while somebody checked the clinician."""

import pytest

from peerhub.accounts import actions as accounts
from peerhub.accounts import blocking
from peerhub.accounts.roles import Role
from safety.clinic.models import Link
from safety.clinic.policies import linked, links_held_by, links_of
from tests.cast import NOON
from tests.safety.clinic.acts import YEAR, checked

pytestmark = pytest.mark.django_db


def test_two_people_are_linked_until_one_of_many_things_ends_it(maya, osei, ade, noor):
    checked(osei, by=ade)
    link = Link.objects.create(member=maya, clinician=osei, began_at=NOON)

    assert linked(maya, osei, NOON) == link
    assert list(links_of(maya, NOON)) == list(links_held_by(osei, NOON)) == [link]
    assert linked(noor, osei, NOON) is None
    assert linked(maya, osei, NOON + YEAR) is None

    blocked = blocking.block(osei, by=maya, now=NOON)
    assert linked(maya, osei, NOON) is None
    assert list(links_of(maya, NOON)) == list(links_held_by(osei, NOON)) == []
    blocking.unblock(blocked, by=maya)

    accounts.revoke_role(osei, Role.CLINICIAN, by=ade, now=NOON)
    assert linked(maya, osei, NOON) is None
