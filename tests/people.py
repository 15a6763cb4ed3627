"""People as the real actions make them, in one statement.

Nearly every test begins with some, and the actions ask twelve questions for each. ``test_again``
compares every table after both ways, so nothing that joining begins to write can be forgotten here.
"""

from datetime import datetime
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection

from peerhub.accounts import actions, pseudonyms
from peerhub.accounts.actions import CONSENT_VERSIONS, ON_JOINING
from peerhub.accounts.models import Consent, RoleGrant, User
from peerhub.accounts.roles import Role
from peerhub.audit.verbs import Verb

MADE = """
WITH person AS (
    INSERT INTO accounts_user ({columns}) VALUES ({values}) RETURNING id
), consent AS (
    INSERT INTO accounts_consent (person_id, purpose, version, given_at)
    SELECT person.id, wanted.purpose, wanted.version, %(now)s
    FROM person, unnest(%(purposes)s::text[], %(versions)s::text[])
        WITH ORDINALITY wanted(purpose, version, place) ORDER BY place
    RETURNING id, purpose, version
), role AS (
    INSERT INTO accounts_rolegrant (person_id, role, granted_at)
    SELECT person.id, wanted.role, %(now)s
    FROM person, unnest(%(roles)s::text[]) WITH ORDINALITY wanted(role, place) ORDER BY place
    RETURNING id, role
), mail AS (
    INSERT INTO account_emailaddress (user_id, email, verified, "primary")
    SELECT id, %(email)s, true, true FROM person
), told AS (
    INSERT INTO audit_entry (at, verb, actor_id, subject_kind, subject_id, details)
    SELECT clock_timestamp(), verb, actor, kind, subject, details FROM (
        SELECT 1, consent.id, %(given)s, person.id, %(consent)s, consent.id::text,
            jsonb_build_object('purpose', consent.purpose, 'version', consent.version)
        FROM person, consent
        UNION ALL
        SELECT 2, person.id, %(joined)s, person.id, %(user)s, person.id::text, '{{}}' FROM person
        UNION ALL
        SELECT 3, role.id, %(granted)s, NULL, %(grant)s, role.id::text,
            jsonb_build_object('role', role.role, 'person', person.id)
        FROM person, role WHERE role.role <> '{member}'
    ) entry (part, place, verb, actor, kind, subject, details) ORDER BY part, place
)
SELECT id FROM person
"""
NAMES = {
    "given": Verb.CONSENT_GIVEN.value,
    "joined": Verb.ACCOUNT_JOINED.value,
    "granted": Verb.ROLE_GRANTED.value,
    "consent": Consent._meta.label_lower,
    "user": User._meta.label_lower,
    "grant": RoleGrant._meta.label_lower,
    "purposes": [each.value for each in ON_JOINING],
    "versions": [CONSENT_VERSIONS[each] for each in ON_JOINING],
}


def someone(
    email: str, password: str, handle: str, *roles: Role, now: datetime, **given: Any
) -> User:
    """A member with these roles besides; see ``actions.create_person`` for the rest."""
    if not connection.in_atomic_block:  # what happens after a commit would be missing
        return by_the_actions(email, password, handle, *roles, now=now, **given)
    person = User(handle=handle, **given)
    person.password = _hashed(password)
    person.handle_look, person.joined_at = pseudonyms.skeleton(handle), now
    held = list(dict.fromkeys((Role.MEMBER, *roles)))
    values = {column: getattr(person, name) for name, column in _columns().items()}
    said = NAMES | {"now": now, "email": email.lower(), "roles": [each.value for each in held]}
    with connection.cursor() as cursor:
        cursor.execute(_statement(), values | said)
        (person.pk,) = cursor.fetchone()
    person._state.adding, person._state.db = False, "default"
    person.__dict__["roles"] = frozenset(held)
    return person


def by_the_actions(
    email: str, password: str, handle: str, *roles: Role, now: datetime, **given: Any
) -> User:
    """The same, as it is done for people."""
    person = actions.create_person(email=email, password=password, handle=handle, now=now, **given)
    for role in roles:
        actions.grant_role(person, role, by=None, now=now)
    return person


@cache
def _hashed(password: str) -> str:
    return make_password(password)


@cache
def _columns() -> dict[str, str]:
    fields = User._meta.local_concrete_fields
    return {each.attname: str(each.column) for each in fields if not each.primary_key}


@cache
def _statement() -> str:
    columns = _columns().values()
    return MADE.format(
        columns=", ".join(f'"{each}"' for each in columns),
        values=", ".join(f"%({each})s" for each in columns),
        member=Role.MEMBER.value,
    )
