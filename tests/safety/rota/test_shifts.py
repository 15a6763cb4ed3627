"""Shifts are made from weeks, taken, given back, swapped and given out; nobody has two at once."""

import threading
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from peerhub.weeks import Stretch
from safety.rota import actions
from safety.rota.actions import NotForYou, NotNow, Overlaps, Taken, Week
from safety.rota.models import Shift, Swap
from safety.rota.states import AHEAD, Post
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.rota.acts import planned

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TOMORROW = NOON + DAY
NIGHT = Week(Post.MODERATOR, 0, time(22), time(6))  # Monday, on the wall in New York


@pytest.fixture
def theo(person: Person) -> User:
    """Theo, another moderator."""
    return person("Theo", Role.MODERATOR)


def test_a_week_makes_its_shifts_ahead_once(ade: User) -> None:
    actions.keep_week(NIGHT, by=ade, now=NOON)
    actions.make(now=NOON)

    nights = [(each.starts_at, each.ends_at) for each in Shift.objects.in_order()]
    first = datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert nights[:3] == [(first + n * 7 * DAY, first + n * 7 * DAY + 8 * HOUR) for n in range(3)]
    assert max(since for since, _ in nights) >= NOON + AHEAD - 7 * DAY
    assert len(set(nights)) == len(nights)


def test_the_time_on_the_wall_stays_when_the_clocks_change(ade: User) -> None:
    before = datetime(2027, 3, 10, 12, tzinfo=UTC)  # the clocks go forward on 14 March, at two
    saturday = Week(Post.MODERATOR, 5, time(22), time(6))
    lost = Week(Post.CLINICIAN, 6, time(2, 30), time(3))  # is not on that wall

    actions.keep_week(saturday, by=ade, now=before)
    actions.keep_week(lost, by=ade, now=before)

    night = Shift.objects.filter(post=Post.MODERATOR).in_order()[0]
    assert (night.starts_at, night.ends_at - night.starts_at) == (
        datetime(2027, 3, 14, 3, tzinfo=UTC),
        7 * HOUR,
    )
    assert Shift.objects.filter(post=Post.CLINICIAN).in_order()[0].starts_at == datetime(
        2027, 3, 21, 6, 30, tzinfo=UTC
    )


def test_what_was_called_off_is_not_made_again(ade: User) -> None:
    actions.keep_week(NIGHT, by=ade, now=NOON)
    count = Shift.objects.count()
    actions.call_off(Shift.objects.in_order()[0], by=ade, now=NOON)

    actions.make(now=NOON)

    assert (Shift.objects.count(), Shift.objects.standing().count()) == (count, count - 1)


def test_a_week_that_ends_leaves_the_shifts_that_somebody_took(ade: User, ines: User) -> None:
    kept = actions.keep_week(NIGHT, by=ade, now=NOON)
    first = Shift.objects.in_order()[0]
    actions.take(first, by=ines, now=NOON)

    actions.end_week(kept, by=ade, now=NOON)
    actions.make(now=NOON)

    assert list(Shift.objects.standing()) == [first]


def test_only_a_supervisor_plans(ines: User, osei: User) -> None:
    stretch = Stretch(TOMORROW, TOMORROW + 8 * HOUR)
    with pytest.raises(NotForYou):
        actions.keep_week(NIGHT, by=ines, now=NOON)
    with pytest.raises(NotForYou):
        actions.add(Post.MODERATOR, stretch, by=ines, now=NOON)
    with pytest.raises(NotForYou):
        actions.put_on_call(osei, by=ines, now=NOON)
    assert not Shift.objects.exists()


def test_somebody_with_the_role_takes_an_open_shift(ade: User, ines: User, noor: User) -> None:
    shift = planned(None, TOMORROW, TOMORROW + 8 * HOUR, by=ade)
    with pytest.raises(NotForYou):
        actions.take(shift, by=noor, now=NOON)

    assert actions.take(shift, by=ines, now=NOON).person == ines
    assert Entry.objects.filter(verb="safety.rota_shift_taken", actor_id=ines.pk).count() == 1


def test_a_clinician_from_outside_cannot_take_a_shift(ade: User, osei: User) -> None:
    shift = planned(None, TOMORROW, TOMORROW + 8 * HOUR, by=ade, post=Post.CLINICIAN)
    with pytest.raises(NotForYou):
        actions.take(shift, by=osei, now=NOON)

    actions.put_on_call(osei, by=ade, now=NOON)
    assert actions.take(shift, by=osei, now=NOON).person == osei

    actions.take_off_call(osei, by=ade, now=NOON)
    shift.refresh_from_db()
    assert (shift.person, shift.opened) == (None, 1)


def test_nobody_has_two_shifts_at_once(ade: User, ines: User) -> None:
    planned(ines, TOMORROW, TOMORROW + 8 * HOUR, by=ade)
    next_one = planned(None, TOMORROW + 8 * HOUR, TOMORROW + 16 * HOUR, by=ade)
    between = planned(None, TOMORROW + 4 * HOUR, TOMORROW + 12 * HOUR, by=ade)

    with pytest.raises(Overlaps):
        actions.take(between, by=ines, now=NOON)
    assert actions.take(next_one, by=ines, now=NOON).person == ines

    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.filter(pk=between.pk).update(person=ines)


def test_a_shift_is_given_back_freely_until_twelve_hours_before(ade: User, ines: User) -> None:
    shift = planned(ines, TOMORROW, TOMORROW + 8 * HOUR, by=ade)

    with pytest.raises(NotNow, match="less than 12 hours"):
        actions.give_back(shift, by=ines, now=TOMORROW - 11 * HOUR)
    actions.give_back(shift, by=ines, now=TOMORROW - 12 * HOUR)

    shift.refresh_from_db()
    assert (shift.person, shift.opened, shift.told) == (None, 1, 0)


def test_whoever_is_given_a_shift_or_loses_it_is_told(
    ade: User, ines: User, theo: User, noor: User
) -> None:
    shift = planned(ines, TOMORROW, TOMORROW + 8 * HOUR, by=ade)

    actions.assign(shift, theo, by=ade, now=NOON)

    told = [(each.kind, each.person) for each in Notice.objects.order_by("pk")]
    assert told == [
        ("safety.rota_assigned", ines),
        ("safety.rota_assigned", theo),
        ("safety.rota_taken_from", ines),
    ]
    with pytest.raises(NotForYou):
        actions.assign(shift, noor, by=ade, now=NOON)


def test_two_shifts_change_hands_in_one_act(ade: User, ines: User, theo: User) -> None:
    hers = planned(ines, TOMORROW, TOMORROW + 8 * HOUR, by=ade)
    his = planned(theo, TOMORROW + 4 * HOUR, TOMORROW + 12 * HOUR, by=ade)
    swap = actions.ask(hers, by=ines, for_shift=his, now=NOON)

    actions.accept(swap, by=theo, now=NOON)

    hers.refresh_from_db()
    his.refresh_from_db()
    assert (hers.person, his.person) == (theo, ines)
    assert Notice.objects.filter(kind="safety.rota_swapped", person=ines).count() == 1


def test_a_swap_that_would_overlap_changes_nothing(ade: User, ines: User, theo: User) -> None:
    hers = planned(ines, TOMORROW, TOMORROW + 8 * HOUR, by=ade)
    planned(theo, TOMORROW + 4 * HOUR, TOMORROW + 12 * HOUR, by=ade)
    swap = actions.ask(hers, by=ines, now=NOON)

    with pytest.raises(Overlaps):
        actions.accept(swap, by=theo, now=NOON)

    hers.refresh_from_db()
    assert (hers.person, Swap.objects.get().accepted_at) == (ines, None)


def test_only_whoever_was_asked_agrees(ade: User, ines: User, theo: User, noor: User) -> None:
    hers = planned(ines, TOMORROW, TOMORROW + 8 * HOUR, by=ade)
    his = planned(theo, TOMORROW + 8 * HOUR, TOMORROW + 16 * HOUR, by=ade)
    swap = actions.ask(hers, by=ines, for_shift=his, now=NOON)

    for stranger in (ines, ade, noor):
        with pytest.raises(NotForYou):
            actions.accept(swap, by=stranger, now=NOON)
    with pytest.raises(NotForYou):
        actions.take_back(swap, by=theo, now=NOON)


def test_a_swap_that_was_taken_back_or_overtaken_is_over(ade: User, ines: User, theo: User) -> None:
    shift = planned(ines, TOMORROW, TOMORROW + 8 * HOUR, by=ade)
    first = actions.ask(shift, by=ines, now=NOON)
    actions.take_back(first, by=ines, now=NOON)
    second = actions.ask(shift, by=ines, now=NOON)
    actions.assign(shift, None, by=ade, now=NOON)

    for swap in (first, second):
        with pytest.raises(Taken):
            actions.accept(swap, by=theo, now=NOON)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_open", [True, False], ids=["an open shift", "a swap"])
def test_of_two_who_want_a_shift_at_once_one_gets_it(
    is_open: bool, ade: User, ines: User, theo: User, person: Person
) -> None:
    lena = person("Lena", Role.MODERATOR)
    shift = planned(None if is_open else ines, TOMORROW, TOMORROW + 8 * HOUR, by=ade)
    swap = None if is_open else actions.ask(shift, by=ines, now=NOON)
    together, said = threading.Barrier(2), []

    def want(who: User) -> None:
        together.wait()
        try:
            if swap is None:
                actions.take(Shift.objects.get(), by=who, now=NOON)
            else:
                actions.accept(Swap.objects.get(), by=who, now=NOON)
            said.append(who.handle)
        except Taken:
            said.append("taken")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=want, args=(who,)) for who in (theo, lena)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(20)

    has = Shift.objects.select_related("person").get().person
    assert has is not None
    assert sorted(said) == sorted([has.handle, "taken"])
