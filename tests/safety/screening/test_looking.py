"""Every stored text is read a second time, whatever happens to the worker."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from safety.detection.second import NoSecondLook, look_twice
from safety.flags.models import LEASE, TRIES, Flag, FlagNote, SecondLook
from safety.flags.states import FlagState
from safety.screening import actions
from safety.screening.actions.looking import look_at_waiting
from safety.screening.models import Decision, Health
from tests.cast import NOON
from tests.safety.flags.texts import CALM, HIGH, LOW, watched

FAREWELL = "I put the passwords and the letters into a drawer for my family to find."
SOON = NOON + timedelta(seconds=1)


def at(moment):
    return lambda: moment


def away(texts):
    raise NoSecondLook("NoEncoder")


def look(now=SOON, looks=look_twice):
    return look_at_waiting(clock=at(now), looks=looks)


def test_words_that_no_rule_finds_come_before_a_person(maya: User) -> None:
    assert watched(FAREWELL, author=maya).flag_id is None

    assert look() == 1

    flag, decision = Flag.objects.get(), Decision.objects.get()
    assert (flag.author, flag.excerpt, flag.raised_at) == (maya, FAREWELL, SOON)
    assert flag.level >= 1
    assert flag.reasons[0]["rule"].startswith("meaning.")
    assert decision.flag == flag
    assert (decision.level, decision.degraded) == (flag.level, False)
    assert [*decision.nearest[0]] == ["group", "similarity"]
    assert "meaning-" in decision.version
    assert not SecondLook.objects.exists()


def test_everyday_words_leave_nothing_behind(maya: User) -> None:
    watched(CALM, author=maya)

    assert look() == 1
    assert not Flag.objects.exists()
    assert not Decision.objects.exists()
    assert not SecondLook.objects.exists()


def test_what_the_first_look_found_is_never_lowered(maya: User) -> None:
    watched(HIGH, author=maya)
    before = Flag.objects.get()

    look()

    after = Flag.objects.get()
    assert (after.level, after.due_at, after.held) == (before.level, before.due_at, before.held)
    assert Decision.objects.get().level == before.level


def test_a_level_is_lifted_with_an_earlier_answer_and_a_line_in_the_timeline(maya: User) -> None:
    watched(f"{LOW} {FAREWELL}", author=maya)
    flag = Flag.objects.get()
    Flag.objects.filter(pk=flag.pk).update(level=0, due_at=NOON + timedelta(days=1))

    look()

    flag.refresh_from_db()
    assert flag.level >= 1
    assert flag.due_at < NOON + timedelta(days=1)
    assert FlagNote.objects.filter(flag=flag, act="level_raised").get().detail == f"0>{flag.level}"


def test_a_case_that_a_person_closed_stays_closed(maya: User, ines: User) -> None:
    watched(LOW, author=maya)
    Flag.objects.update(
        state=FlagState.RESOLVED, outcome="other", resolved_at=NOON, resolved_by=ines, level=0
    )

    look()

    assert Flag.objects.get().level == 0


def test_a_text_taken_by_a_worker_that_died_is_taken_again(maya: User) -> None:
    watched(FAREWELL, author=maya)

    def killed(texts):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look(looks=killed)
    assert look() == 0  # its lease still runs

    assert look(now=SOON + LEASE + timedelta(seconds=1)) == 1
    assert Flag.objects.count() == 1


def test_two_workers_settle_a_text_once(maya: User) -> None:
    watched(FAREWELL, author=maya)

    def overtaken(texts):
        made = look_twice(texts)
        assert look(now=SOON + LEASE + timedelta(seconds=1)) == 1
        return made

    look(looks=overtaken)

    assert (Flag.objects.count(), Decision.objects.count()) == (1, 1)


def test_a_text_that_cannot_be_read_spoils_no_other(maya: User, noor: User) -> None:
    watched(f"{HIGH} poison", author=noor, subject_id="2")
    watched(FAREWELL, author=maya)

    def looks(texts):
        if any("poison" in text for text in texts):
            raise NoSecondLook("ValueError")
        return look_twice(texts)

    assert look(looks=looks) == 2

    told = {one.flag.author: one.degraded for one in Decision.objects.select_related("flag")}
    assert told == {noor: True, maya: False}


def test_a_text_that_hangs_its_readers_keeps_what_the_first_look_found(maya: User) -> None:
    watched(HIGH, author=maya)
    SecondLook.objects.update(tries=TRIES)

    assert look(looks=away) == 1

    assert Decision.objects.get().degraded
    assert not SecondLook.objects.exists()


def test_without_the_model_moderators_are_told_once_and_it_goes_on(
    maya: User, ines: User, noor: User
) -> None:
    watched(HIGH, author=maya)
    look(looks=away)
    watched(LOW, author=maya, subject_id="2")
    look(looks=away, now=SOON + timedelta(minutes=1))

    told = Notice.objects.filter(kind="safety.screening_degraded")
    assert [notice.person for notice in told] == [ines]
    assert [one.degraded for one in Decision.objects.all()] == [True, True]
    assert actions.standing().degraded_since == SOON

    watched(CALM, author=maya, subject_id="3")
    look(now=SOON + timedelta(minutes=2))

    assert actions.standing().degraded_since is None


def test_a_text_that_waits_thirty_seconds_is_an_alert_until_it_is_read(
    maya: User, ines: User, ade: User, noor: User
) -> None:
    watched(CALM, author=maya)

    assert not actions.look_after(now=NOON + timedelta(seconds=29))
    assert actions.look_after(now=NOON + timedelta(seconds=31))
    assert actions.look_after(now=NOON + timedelta(seconds=45))

    told = Notice.objects.filter(kind="safety.screening_late")
    assert {notice.person for notice in told} == {ines, ade}
    assert told.count() == 2

    look(now=NOON + timedelta(seconds=50))
    assert not actions.look_after(now=NOON + timedelta(seconds=51))
    assert Health.objects.get().late_since is None


@pytest.mark.django_db(transaction=True)
def test_several_workers_share_the_work(maya: User) -> None:
    for number in range(40):
        watched(FAREWELL, author=maya, subject_id=str(number))
    taken, errors = [], []

    def work() -> None:
        try:
            while count := look_at_waiting(clock=at(SOON), looks=look_twice, most=5):
                taken.append(count)
        except Exception as error:  # noqa: BLE001
            errors.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)

    assert (errors, sum(taken)) == ([], 40)
    assert (Flag.objects.count(), Decision.objects.count()) == (40, 40)


def test_the_timeline_says_that_the_second_reading_raised_it_and_why(
    maya: User, ines: User, client_of
) -> None:
    watched(FAREWELL, author=maya)
    look()
    Flag.objects.update(level=0)
    watched(FAREWELL, author=maya)
    look()

    page = client_of(ines).get(f"/queue/{Flag.objects.get().pk}/").content.decode()

    assert "<strong>The second reading</strong> raised the level from 0 to 2" in page
    assert "Sounds like putting one&#x27;s affairs in order before death." in page
    assert "A report" not in page
