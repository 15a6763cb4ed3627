"""Words are kept two years, deleted ones for 30 days; then nobody has them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from safety.subjects import adapter_for
from sessions.threads import actions
from sessions.threads.models import Line, Thread
from sessions.threads.reading import page_of
from tests.cast import NOON
from tests.sessions.threads.conftest import Write

pytestmark = pytest.mark.django_db
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def words() -> list[str]:
    return list(Line.objects.order_by("pk").values_list("words", flat=True))


def test_old_words_are_emptied_and_it_is_said(
    thread: Thread, maya: User, sam: User, write: Write
) -> None:
    write(maya, "Long ago", now=NOON)
    write(sam, "Later", now=NOON + DAY)
    after = NOON + actions.KEPT

    assert actions.empty_old(now=after) == 0
    assert [actions.empty_old(now=after + SECOND) for _ in range(2)] == [1, 0]

    assert words() == ["", "Later"]
    thread.refresh_from_db(fields=["last_seq"])
    assert [line.is_old for line in page_of(thread, sam, now=after).log.lines] == [True, False]
    entry = Entry.objects.get(verb="sessions.lines_emptied")
    assert (entry.subject_id, entry.details) == (str(thread.pk), {"lines": 1})


def test_deleted_words_are_gone_after_thirty_days_and_can_be_reported_until_then(
    thread: Thread, maya: User, write: Write
) -> None:
    early = uuid4()
    line = write(maya, "Unkind", client_id=early).line
    write(maya, "Too early", client_id=(taken := uuid4()))
    actions.delete(thread, 1, by=maya, now=NOON)
    actions.undo(thread, taken, by=maya, now=NOON)
    after = NOON + actions.FOR_REPORTS
    kept = adapter_for(actions.SUBJECT).snapshot(line.public_id)

    assert (actions.empty_old(now=after), kept and kept.words) == (0, "Unkind")
    assert actions.empty_old(now=after + SECOND) == 2
    assert words() == ["", ""]
