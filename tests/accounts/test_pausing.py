"""An account rests for a while: who, why, until when; and it ends by itself or sooner."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connections, transaction
from django.test import Client

from peerhub.accounts import actions, pausing, tasks
from peerhub.accounts.events import SignInEnded
from peerhub.accounts.models import Pause, User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure, Entry
from peerhub.celery import app
from peerhub.events import listeners_of
from peerhub.notifications import kinds
from peerhub.notifications.models import Notice
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.test_views import ClientOf

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "Some words hurt people here. You may not have meant it that way."
CASE = "safety.flag:12"


def paused(
    person: User,
    by: User,
    *,
    reference: str = CASE,
    lasts: timedelta = DAY,
    now: datetime = NOON,
) -> Pause:
    return pausing.pause_account(
        person, until=now + lasts, reason=WHY, reference=reference, by=by, now=now
    )


def is_open(person: User) -> bool:
    return User.objects.get(pk=person.pk).is_active


def lines(person: User) -> list[str]:
    return [line.sentence for line in Disclosure.objects.about(person.pk)]


def verbs() -> list[tuple[str, int | None]]:
    found = Entry.objects.filter(verb__startswith="accounts.pause").order_by("pk")
    return [(entry.verb.removeprefix("accounts."), entry.actor_id) for entry in found]


def test_a_pause_keeps_who_why_and_until_when_and_closes_the_account(
    maya: User, ines: User
) -> None:
    pause = paused(maya, ines)

    kept = Pause.objects.get()
    assert kept == pause
    assert (kept.person, kept.reason, kept.set_at, kept.set_by) == (maya, WHY, NOON, ines)
    assert (kept.until, kept.lifted_at, kept.lifted_by, kept.ended_at) == (
        NOON + DAY,
        None,
        None,
        None,
    )
    assert not is_open(maya)
    assert pausing.holding(maya) == kept


def test_all_sign_ins_of_the_person_end_and_nobody_elses(
    maya: User, noor: User, ines: User, client_of: ClientOf
) -> None:
    phone, desk, of_noor = client_of(maya), client_of(maya), client_of(noor)

    paused(maya, ines)

    assert [browser.get("/settings/").status_code for browser in (phone, desk, of_noor)] == [
        302,
        302,
        200,
    ]
    assert list(Session.objects.values_list("pk", flat=True)) == [of_noor.session.session_key]


def test_an_old_sign_in_does_not_come_back_when_the_pause_is_over(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    phone = client_of(maya)
    paused(maya, ines)

    pausing.end_over(now=NOON + DAY)

    assert is_open(maya)
    assert phone.get("/settings/").headers["Location"] == "/account/login/?next=/settings/"


def test_open_sockets_are_told_at_once(
    maya: User, ines: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    heard: list[SignInEnded] = []
    listening = (*listeners_of(SignInEnded), heard.append)
    monkeypatch.setattr("peerhub.events.listeners_of", lambda _: listening)

    with django_capture_on_commit_callbacks(execute=True):
        paused(maya, ines)

    assert heard == [SignInEnded(person_id=maya.pk)]


def test_a_pause_is_in_the_audit_and_in_the_persons_own_list(maya: User, ines: User) -> None:
    pause = paused(maya, ines)

    entry = Entry.objects.get(verb="accounts.paused")
    assert (entry.actor_id, entry.subject_kind, entry.subject_id) == (
        ines.pk,
        "accounts.pause",
        str(pause.pk),
    )
    assert entry.details == {"person": maya.pk, "minutes": 1440, "reference": CASE}
    assert lines(maya) == ["A moderator paused your account, because of something you wrote here."]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MEMBER])
def test_nobody_of_the_team_is_paused(person: Person, ines: User, role: Role) -> None:
    colleague = person("Theo", role)

    with pytest.raises(pausing.NotThisPerson, match="cannot be paused from here"):
        paused(colleague, ines)

    assert (is_open(colleague), Pause.objects.count(), lines(colleague)) == (True, 0, [])


def test_a_role_that_was_taken_away_protects_no_more(person: Person, ines: User, ade: User) -> None:
    former = person("Theo", Role.SPECIALIST)
    assert former.roles
    actions.revoke_role(User.objects.get(pk=former.pk), Role.SPECIALIST, by=ade, now=NOON)

    paused(former, ines)

    assert not is_open(former)


def test_the_same_case_pauses_once(maya: User, ines: User) -> None:
    paused(maya, ines)

    with pytest.raises(pausing.AlreadyPaused):
        paused(maya, ines, lasts=7 * DAY)

    assert Pause.objects.count() == 1


def test_an_account_that_is_closed_for_another_reason_is_not_paused_and_never_opened(
    maya: User, ines: User
) -> None:
    User.objects.filter(pk=maya.pk).update(is_active=False)

    with pytest.raises(pausing.NotThisPerson):
        paused(maya, ines)
    pausing.end_over(now=NOON + 9 * DAY)

    assert not is_open(maya)


def test_lifting_opens_the_account_at_once_and_tells_the_person(maya: User, ines: User) -> None:
    pause = paused(maya, ines)

    assert pausing.lift_pause(pause, by=ines, now=NOON + timedelta(hours=1)) is True

    pause.refresh_from_db()
    assert (pause.lifted_at, pause.lifted_by) == (NOON + timedelta(hours=1), ines)
    assert is_open(maya)
    assert pausing.holding(maya) is None
    assert verbs() == [("paused", ines.pk), ("pause_lifted", ines.pk)]
    assert lines(maya)[0] == (
        "A moderator ended the pause of your account, after looking at it again."
    )
    (told,) = Notice.objects.filter(person=maya)
    assert kinds.known(told.kind).line == (
        "We ended the pause of your account. You can be here and write again."
    )


def test_lifting_twice_changes_nothing(maya: User, ines: User, ade: User) -> None:
    pause = paused(maya, ines)
    pausing.lift_pause(pause, by=ines, now=NOON)

    assert pausing.lift_pause(pause, by=ade, now=NOON + DAY) is False

    pause.refresh_from_db()
    assert (pause.lifted_by, len(verbs()), Notice.objects.count()) == (ines, 2, 1)


def test_a_pause_ends_by_itself_and_not_before_its_time(maya: User, ines: User) -> None:
    pause = paused(maya, ines)

    assert pausing.end_over(now=NOON + DAY - timedelta(seconds=1)) == 0
    assert not is_open(maya)
    assert pausing.end_over(now=NOON + DAY) == 1

    pause.refresh_from_db()
    assert (is_open(maya), pause.ended_at, pause.lifted_at) == (True, NOON + DAY, None)
    assert verbs() == [("paused", ines.pk), ("pause_ended", None)]
    assert not Notice.objects.filter(person=maya).exists(), "nobody is asked to come back"


def test_ending_what_is_over_twice_changes_nothing(maya: User, ines: User) -> None:
    paused(maya, ines)
    pausing.end_over(now=NOON + DAY)

    assert pausing.end_over(now=NOON + 2 * DAY) == 0
    assert len(verbs()) == 2


def test_a_pause_that_was_lifted_is_not_ended_again(maya: User, ines: User) -> None:
    pausing.lift_pause(paused(maya, ines), by=ines, now=NOON)
    User.objects.filter(pk=maya.pk).update(is_active=False)

    assert pausing.end_over(now=NOON + DAY) == 0

    assert not is_open(maya), "closed for another reason since"


def test_of_two_pauses_the_longer_one_counts(maya: User, ines: User) -> None:
    short = paused(maya, ines, reference="safety.flag:12")
    long = paused(maya, ines, reference="safety.flag:13", lasts=7 * DAY)
    assert pausing.holding(maya) == long

    pausing.end_over(now=NOON + DAY)
    assert not is_open(maya)
    short.refresh_from_db()
    assert short.ended_at == NOON + DAY

    pausing.lift_pause(long, by=ines, now=NOON + DAY)
    assert is_open(maya)


def test_lifting_one_of_two_says_nothing_yet(maya: User, ines: User) -> None:
    paused(maya, ines, reference="safety.flag:12")
    long = paused(maya, ines, reference="safety.flag:13", lasts=7 * DAY)

    pausing.lift_pause(long, by=ines, now=NOON)

    assert not is_open(maya)
    assert not Notice.objects.filter(person=maya).exists()


def test_the_timetable_opens_what_is_over(
    maya: User, ines: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused(maya, ines)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + DAY)

    tasks.end_pauses()
    tasks.end_pauses()

    assert is_open(maya)
    assert "peerhub.accounts.tasks.end_pauses" in {
        entry["task"] for entry in app.conf.beat_schedule.values()
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": NOON},
        {"lifted_at": NOON},
        {"lifted_by": "ines"},
        {"lifted_at": NOON, "lifted_by": "ines", "ended_at": NOON},
    ],
    ids=str,
)
def test_the_database_refuses_what_cannot_be(
    wrong: dict[str, object], maya: User, ines: User
) -> None:
    pause = paused(maya, ines)
    given = {**wrong, "lifted_by": ines} if "lifted_by" in wrong else wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.filter(pk=pause.pk).update(**given)


@pytest.mark.django_db(transaction=True)
def test_a_lift_and_the_end_at_the_same_moment_are_one_of_both(maya: User, ines: User) -> None:
    pause = paused(maya, ines)
    ready = threading.Barrier(2)

    def at_once(deed: Callable[[], object]) -> None:
        ready.wait()
        try:
            deed()
        finally:
            connections.close_all()

    deeds = [
        lambda: pausing.lift_pause(pause, by=ines, now=NOON + DAY),
        lambda: pausing.end_over(now=NOON + DAY),
    ]
    threads = [threading.Thread(target=at_once, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    pause.refresh_from_db()
    assert [pause.lifted_at is None, pause.ended_at is None].count(True) == 1
    assert (is_open(maya), len(verbs())) == (True, 2)


def test_a_pause_is_taken_back_when_what_it_belongs_to_fails(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    browser: Client = client_of(maya)

    with pytest.raises(RuntimeError), transaction.atomic():
        paused(maya, ines)
        raise RuntimeError

    assert browser.get("/settings/").status_code == 200
