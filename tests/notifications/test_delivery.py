"""One notice that cannot be sent keeps back no other."""

import pytest
from django.core import mail

from peerhub.accounts.models import User
from peerhub.notifications import actions, kinds, tasks
from peerhub.notifications.models import Notice
from tests.cast import NOON


@pytest.mark.django_db
def test_a_notice_that_cannot_be_sent_keeps_back_no_other(
    maya: User, noor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds.offer(kinds.Kind(key="tests.gone", line="Gone"))
    kinds.offer(kinds.Kind(key="tests.hello", line="Hello"))
    actions.schedule(maya, kind="tests.gone", reference="tests:1", due_at=NOON)
    actions.schedule(noor, kind="tests.hello", reference="tests:2", due_at=NOON)
    # The next version of the site offers one kind less.
    monkeypatch.delitem(kinds._kinds, "tests.gone")

    tasks.deliver_due()

    assert [message.to for message in mail.outbox] == [["noor@people.example"]]
    assert list(Notice.objects.filter(sent_at=None).values_list("kind", flat=True)) == [
        "tests.gone"
    ]
