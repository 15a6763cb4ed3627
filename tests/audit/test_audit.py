"""The audit table can only grow."""

import pytest
from django.db import DatabaseError, connection, transaction

from peerhub.audit.models import Entry
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb

pytestmark = pytest.mark.django_db


def test_the_database_refuses_to_change_an_entry(maya):
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(verb="something else")


def test_the_database_refuses_to_delete_an_entry(maya):
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()


def test_the_database_refuses_it_in_plain_sql_too(maya):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")


def test_an_entry_goes_when_its_deed_is_undone(maya):
    before = Entry.objects.count()

    with pytest.raises(RuntimeError), transaction.atomic():
        record(Verb.ROLE_GRANTED, by=maya, on=maya)
        raise RuntimeError

    assert Entry.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused(maya):
    with pytest.raises(transaction.TransactionManagementError):
        record(Verb.ROLE_GRANTED, by=maya, on=maya)
