"""The second pair of eyes, as a process of its own, with no Redis anywhere."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.notifications.models import Delivery, Notice
from peerhub.settings import env
from safety.closing import actions as closing
from safety.closing.models import CheckIn
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import Act
from safety.handover.models import Handover
from tests.counterpart import Counterpart, counterpart
from tests.safety.closing.conftest import CUT
from tests.safety.flags.texts import LOW, flagged
from tests.safety.rota.acts import planned

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 40  # seconds, on a slow machine
LEFT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
def pager() -> Iterator[Counterpart]:
    with counterpart() as there:
        yield there


@pytest.fixture
def watch(pager: Counterpart) -> Iterator[subprocess.Popen[bytes]]:
    base, _, _ = env.text("DATABASE_URL").rpartition("/")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "keep_watch"],
        cwd=settings.BASE_DIR,
        env={
            **env.everything(),
            "DATABASE_URL": f"{base}/{connection.settings_dict['NAME']}",
            "REDIS_URL": "redis://127.0.0.1:9/0",
            "PAGER_URL": pager.url,
            "PAGER_SECRET": "only-the-pager-knows",
            "DJANGO_SETTINGS_MODULE": "peerhub.settings.test",
        },
    )
    yield process
    process.kill()
    process.wait()


def until(what: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


def escalated(flag: Flag) -> bool:
    return flag.notes.filter(act=Act.ESCALATED).count() == 1


def overdue(author: User, subject_id: str) -> Flag:
    now = timezone.now() - timedelta(hours=4, minutes=1)
    return flagged(author, text=LOW, subject_id=subject_id, now=now)


def test_it_tells_without_redis_survives_a_lost_database_and_stops_when_asked(
    maya: User, ines: User, watch: subprocess.Popen[bytes], pager: Counterpart
) -> None:
    first = overdue(maya, "1")
    until(lambda: escalated(first))
    until(lambda: Notice.objects.filter(person=ines, sent_at__isnull=False).exists())
    until(lambda: Delivery.objects.exclude(delivered_at=None).filter(notice__person=ines).exists())
    until(lambda: len(pager.letters) == 1)

    with connection.cursor() as cursor:
        cursor.execute(LEFT)
    second = overdue(maya, "2")
    until(lambda: escalated(second))

    watch.send_signal(signal.SIGTERM)
    assert watch.wait(timeout=20) == 0


def test_sheets_and_check_ins_that_are_due_come_without_redis_too(
    maya: User, ines: User, ade: User, pager: Counterpart, request: pytest.FixtureRequest
) -> None:
    ended, hour = timezone.now() - timedelta(minutes=20), timedelta(hours=1)
    shift = planned(ines, ended - hour, ended, by=ade, now=ended - hour)
    yesterday = ended - 25 * hour
    flag = flags.claim(flagged(maya, text=CUT, now=yesterday), by=ines, now=yesterday)
    (check_in, *_) = closing.book(flag, to=None, by=ines, now=yesterday)

    request.getfixturevalue("watch")

    until(lambda: Handover.objects.filter(shift=shift).count() == 1)
    until(lambda: CheckIn.objects.get(pk=check_in.pk).opened_at is not None)
