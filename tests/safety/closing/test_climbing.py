"""What is owed after a case does not rest: whoever should do it is told, then the next, then all."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module

import pytest
from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError
from django.test import Client

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from safety.closing import actions, paces, rules
from safety.closing.actions import Recorded
from safety.closing.models import CheckIn, Incident, IncidentReview, Owed
from safety.closing.states import About, Answer, CheckInResult
from safety.flags import actions as flags
from safety.flags.actions import NotThisWay
from safety.flags.models import Flag
from safety.flags.states import Outcome
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.closing.acts import looked_after
from tests.together import all_gave

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = 24 * HOUR
REACHED = Recorded(result=CheckInResult.REACHED)


def told(kind: str) -> list[list[int]]:
    """Whom the notices of a kind went to, step by step."""
    steps: dict[datetime, list[int]] = {}
    for notice in Notice.objects.filter(kind=f"safety.{kind}").order_by("due_at", "person"):
        steps.setdefault(notice.due_at, []).append(notice.person_id)
    return list(steps.values())


def come_round(flag: Flag, by: User, *, to: User | None = None) -> CheckIn:
    """The check-in of ``flag``, a day later."""
    first, *_ = actions.book(flag, to=to, by=by, now=NOON)
    actions.open_due(now=NOON + DAY)
    first.refresh_from_db()
    return first


def climbed(*, until: datetime) -> list[timedelta]:
    """When a step was taken, from the time that the check-in came round on."""
    taken = []
    at = NOON + DAY
    while at <= until:
        if actions.climb(now=at):
            taken.append(at - NOON - DAY)
            assert actions.climb(now=at) == 0
        at += HOUR / 2
    return taken


def test_a_check_in_that_nobody_writes_down_climbs_at_the_pace_of_its_level(
    high: Flag, ines: User, ade: User, sam: User, noor: User, person: Person
) -> None:
    theo = person("Theo", Role.MODERATOR)
    come_round(high, ines, to=ines)
    assert told("check_in_due") == [[ines.pk]]

    assert climbed(until=NOON + DAY + 25 * HOUR) == [4 * HOUR, 8 * HOUR, 12 * HOUR, 24 * HOUR]

    all_of_them = sorted([ines.pk, ade.pk, theo.pk])
    assert told("check_in_late") == [
        sorted([ines.pk, theo.pk]),
        [ade.pk],
        all_of_them,
        all_of_them,
    ]
    assert {entry.details["step"] for entry in Entry.objects.filter(verb__endswith="climbed")} == {
        *(1, 2, 3, 4)
    }


def test_a_lower_level_has_more_time(raised: Flag, ines: User, ade: User) -> None:
    come_round(raised, ines)

    assert climbed(until=NOON + DAY + 30 * HOUR) == [12 * HOUR, 24 * HOUR]


def test_one_that_was_written_down_tells_nobody(high: Flag, ines: User, ade: User) -> None:
    check_in = come_round(high, ines)
    actions.write_down(check_in, REACHED, by=ines, now=NOON + DAY + HOUR)

    assert climbed(until=NOON + DAY + 13 * HOUR) == []
    assert told("check_in_late") == []
    assert list(Owed.objects.values_list("met", flat=True)) == [True]


def test_one_that_was_moved_counts_from_its_new_time(raised: Flag, ines: User) -> None:
    check_in = come_round(raised, ines)
    later = NOON + 3 * DAY
    moved = Recorded(result=CheckInResult.MOVED, words="They asked for it.", moved_to=later)
    actions.write_down(check_in, moved, by=ines, now=NOON + DAY)

    assert climbed(until=later) == []
    actions.open_due(now=later)
    assert actions.climb(now=later + 12 * HOUR - timedelta(seconds=1)) == 0
    assert actions.climb(now=later + 12 * HOUR) == 1


def test_who_would_like_to_talk_does_not_wait_for_the_pace_of_the_level(
    raised: Flag, ines: User, ade: User
) -> None:
    check_in = come_round(raised, ines)

    actions.answer(check_in, Answer.TALK, now=NOON + DAY)

    assert climbed(until=NOON + DAY + 2 * HOUR) == [HOUR / 2, HOUR, 3 * HOUR / 2]


def test_who_answers_before_its_time_is_not_forgotten(raised: Flag, ines: User, ade: User) -> None:
    (check_in,) = actions.book(raised, to=None, by=ines, now=NOON)

    actions.answer(check_in, Answer.TALK, now=NOON + HOUR)
    assert actions.climb(now=NOON + 2 * HOUR) == 1

    actions.open_due(now=NOON + DAY)  # and its time comes all the same
    assert check_in.owed.pending().count() == 1


def test_what_a_supervisor_owes_stays_with_supervisors(high: Flag, ines: User, ade: User) -> None:
    missed = Recorded(result=CheckInResult.NOT_REACHED)
    first, second, *_ = actions.book(high, to=None, by=ines, now=NOON)
    actions.write_down(first, missed, by=ines, now=NOON + DAY)
    actions.write_down(second, missed, by=ines, now=NOON + DAY)

    climbed(until=NOON + DAY + 9 * HOUR)

    assert told("check_in_late") == [[ade.pk], [ade.pk]]


def test_where_nobody_can_be_told_it_is_tried_again(
    raised: Flag, maya: User, ines: User, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    come_round(raised, ines)
    User.objects.filter(pk=ines.pk).update(is_active=False)

    assert actions.climb(now=NOON + DAY + 12 * HOUR) == 0
    assert "nobody is there to be told" in caplog.text

    person("Theo", Role.MODERATOR)
    assert actions.climb(now=NOON + DAY + 12 * HOUR + timedelta(minutes=1)) == 1


def test_every_level_that_asks_for_check_ins_has_a_pace_and_a_reason() -> None:
    assert [level for level in range(6) if rules.check_ins(level)] == sorted(paces.PACES)
    times = [(paces.PACES[level].between, paces.PACES[level].then) for level in (2, 3, 4, 5)]
    assert times == sorted(times, reverse=True)
    assert all(pace.why for pace in (*paces.PACES.values(), paces.WANTS_TO_TALK))


@pytest.fixture
def incident(high: Flag, ines: User) -> Incident:
    flag = flags.raise_level(high, by=ines, level=5, now=NOON)
    return actions.write_incident(flag, "An ambulance came.", by=ines, now=NOON)


def test_an_incident_is_reminded_of_then_overdue_then_told_to_administrators(
    incident: Incident, ines: User, ade: User, person: Person
) -> None:
    rowan = person("Rowan", Role.ADMINISTRATOR)
    for hour in range(40):
        actions.climb(now=NOON + hour * HOUR)

    when = {
        kind: [
            (notice.due_at - NOON) // HOUR
            for notice in Notice.objects.filter(kind=f"safety.{kind}").order_by("due_at")
        ]
        for kind in ("incident_review_soon", "incident_review_late", "incident_review_lost")
    }
    assert when == {
        "incident_review_soon": [20],
        "incident_review_late": [24, 28, 32, 36],
        "incident_review_lost": [28, 32, 36],
    }
    assert told("incident_review_late") == [[ade.pk]] * 4
    lost = Notice.objects.filter(kind="safety.incident_review_lost")
    assert {(notice.person_id, notice.url) for notice in lost} == {(rowan.pk, "")}


def test_an_incident_that_was_read_in_time_tells_nobody(
    incident: Incident, ines: User, ade: User, client_of: Callable[[User], Client]
) -> None:
    page = f"/queue/{incident.flag_id}/closing/"
    assert "I have read it" in client_of(ade).get(page).content.decode()

    answer = client_of(ade).post(f"{page}incident/{incident.pk}/review/", follow=True)

    assert "It is written down that you read it" in answer.content.decode()
    assert "Read by Ade" in answer.content.decode()
    assert [review.reviewed_by for review in IncidentReview.objects.all()] == [ade]
    for hour in range(40):
        assert actions.climb(now=NOON + hour * HOUR) == 0
    with pytest.raises(NotThisWay, match="read it already"):
        actions.review_incident(incident, by=ade, now=NOON)
    with pytest.raises(ProgrammingError), transaction.atomic():
        IncidentReview.objects.all().delete()


def test_a_supervisor_who_agrees_has_read_it(incident: Incident, ines: User, ade: User) -> None:
    actions.agree(incident.flag, About.INCIDENT, words="I read it.", by=ade, now=NOON + HOUR)

    assert incident.review.reviewed_by == ade


def test_only_another_supervisor_reads_it(
    incident: Incident, ines: User, noor: User, person: Person, client_of: Callable[[User], Client]
) -> None:
    page = f"/queue/{incident.flag_id}/closing/incident/{incident.pk}/review/"
    for someone in (ines, noor):
        assert client_of(someone).post(page).status_code == 404
    with pytest.raises(NotThisWay, match="A supervisor"):
        actions.review_incident(incident, by=ines, now=NOON)

    writer = person("Abel", Role.SUPERVISOR)
    own = actions.write_incident(incident.flag, "A second one.", by=writer, now=NOON)
    with pytest.raises(NotThisWay, match="You wrote this"):
        actions.review_incident(own, by=writer, now=NOON)


def test_what_waits_for_a_supervisor_stands_on_top_of_their_queue(
    incident: Incident, ines: User, ade: User, client_of: Callable[[User], Client]
) -> None:
    """The incident is of 2026-11-23, so that for the clock of the page it is overdue for long."""
    page = client_of(ade).get("/queue/").content.decode()
    assert page.index("Incident records to read") < page.index("Show a part of the list")
    assert "Overdue" in page
    assert "Incident records to read" not in client_of(ines).get("/queue/").content.decode()

    actions.review_incident(incident, by=ade, now=NOON)

    assert "Incident records to read" not in client_of(ade).get("/queue/").content.decode()


def test_what_was_open_before_it_was_owed_gets_its_rows(
    high: Flag, raised: Flag, maya: User, ines: User, ade: User
) -> None:
    come_round(raised, ines)
    flag = flags.raise_level(high, by=ines, level=5, now=NOON)
    looked_after(flag, ines, supervisor=ade)
    unread = actions.write_incident(flag, "A second one.", by=ines, now=NOON + HOUR)
    Owed.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE safety_incidentreview")
        migration = import_module("safety.migrations.0022_overdue")
        cursor.execute(migration.READ)
        cursor.execute(migration.OWE)

    (review,) = IncidentReview.objects.all()
    assert (review.reviewed_by, review.incident == unread) == (ade, False)
    owed = {(row.check_in_id, row.incident_id) for row in Owed.objects.all()}
    assert owed == {(raised.check_ins.get().pk, None), (None, unread.pk)}


def test_a_closed_case_still_owes_its_check_ins(high: Flag, ines: User, ade: User) -> None:
    looked_after(high, ines)
    flags.resolve(high, by=ines, outcome=Outcome.REACHED, now=NOON)
    actions.open_due(now=NOON + DAY)

    assert actions.climb(now=NOON + DAY + 4 * HOUR) == 1


@pytest.mark.django_db(transaction=True)
def test_many_who_look_at_once_take_each_step_once(high: Flag, maya: User, ines: User) -> None:
    actions.book(high, to=None, by=ines, now=NOON)
    actions.open_due(now=NOON + 30 * DAY)
    taken = all_gave(*[lambda: actions.climb(now=NOON + 31 * DAY)] * 3)

    assert sum(taken) == 4
    assert [len(step) for step in told("check_in_late")] == [4]


@pytest.mark.django_db(transaction=True)
def test_a_record_and_a_step_at_the_same_moment_do_not_wait_for_each_other(
    high: Flag, maya: User, ines: User
) -> None:
    check_in = come_round(high, ines)
    found: list[int] = []

    def look() -> None:
        try:
            found.append(actions.climb(now=NOON + 2 * DAY))
        finally:
            connection.close()

    with transaction.atomic():
        actions.write_down(check_in, REACHED, by=ines, now=NOON + 2 * DAY)
        thread = threading.Thread(target=look)
        thread.start()
        thread.join(timeout=20)
        assert not thread.is_alive()
    connections.close_all()

    assert found == [0]
    assert actions.climb(now=NOON + 2 * DAY) == 0
    assert told("check_in_late") == []
