"""How sessions go: Maya says it, Ade looks where something should go otherwise, Sam never learns of it."""

from datetime import timedelta

import pytest

from matching.supervision import actions as supervision
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure, Entry
from peerhub.notifications.models import Notice
from sessions.alliance import actions, handlers, policies, reading
from sessions.alliance.actions import NotNow, NotYours, OutOfRange
from sessions.alliance.models import MEMORY, AllianceCheckIn, AllianceLook
from sessions.alliance.notices import TO_LOOK
from sessions.alliance.signals import ITEMS, Answers, Look
from sessions.availability.rules import DAY
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from tests.cast import NOON

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
GOOD = Answers(**dict.fromkeys(ITEMS, 9))
LOW = Answers(heard=6, mattered=5)
NOT_FREE = Answers(heard=9, free=3)


def say(booking: Booking, answers: Answers, *, now=None) -> AllianceCheckIn | None:
    return actions.say(booking, answers, by=booking.member, now=now or booking.ends_at)


def told() -> list[str]:
    return sorted(
        Notice.objects.filter(kind=TO_LOOK.key, cancelled_at=None).values_list(
            "person__handle", flat=True
        )
    )


def whys(supervisor: User, *, now=NOON + 3 * DAY) -> list[set[Look]]:
    return [set(each.why) for each in reading.patterns_for(supervisor, now=now)]


def test_for_a_week_after_a_session_that_was_not_missed(booking: Booking, sam: User) -> None:
    ends = booking.ends_at
    for now in (ends - SECOND, ends + 7 * DAY):
        with pytest.raises(NotNow):
            say(booking, GOOD, now=now)
    say(booking, LOW)
    kept = say(booking, GOOD, now=ends + 7 * DAY - SECOND)  # the last one counts

    assert kept is not None
    assert (kept.answers, AllianceCheckIn.objects.count()) == (GOOD, 1)

    bookings.record_meeting(booking, met=False, by=sam, now=ends)
    with pytest.raises(NotNow):
        say(booking, GOOD)


def test_everything_skipped_keeps_nothing_and_skipping_later_takes_it_back(
    booking: Booking,
) -> None:
    assert say(booking, Answers()) is None
    say(booking, GOOD)
    assert say(booking, Answers()) is None

    assert AllianceCheckIn.objects.count() == 0


@pytest.mark.parametrize("number", [-1, 11])
def test_only_zero_to_ten(booking: Booking, number: int) -> None:
    with pytest.raises(OutOfRange):
        say(booking, Answers(again=number))


def test_nobody_but_the_member_says_it_or_takes_it_back(
    booking: Booking, sam: User, noor: User, ade: User
) -> None:
    say(booking, GOOD)

    for person in (sam, noor, ade):
        with pytest.raises(NotYours):
            actions.say(booking, LOW, by=person, now=booking.ends_at)
        with pytest.raises(NotYours):
            actions.take_back(booking, by=person, now=booking.ends_at)
    assert AllianceCheckIn.objects.get().answers == GOOD


def test_the_member_is_asked_first_and_a_supervisor_looks_after_two_in_a_row(
    booking: Booking, later: Booking, maya: User, ade: User
) -> None:
    say(booking, LOW)
    part = handlers.bring(booking, maya, booking.ends_at)
    assert part is not None
    assert part.words["offers_change"] is True
    assert (told(), whys(ade)) == ([], [])

    say(later, LOW)
    assert (told(), whys(ade)) == (["Ade"], [{Look.IN_A_ROW}])


def test_who_did_not_feel_free_is_looked_after_the_same_day(booking: Booking, ade: User) -> None:
    say(booking, NOT_FREE)

    (notice,) = Notice.objects.filter(kind=TO_LOOK.key)
    assert (notice.person_id, notice.due_at) == (ade.pk, booking.ends_at)
    assert whys(ade) == [{Look.NOT_FREE}]


def test_what_is_taken_back_is_gone_from_everywhere(
    booking: Booking, maya: User, ade: User
) -> None:
    say(booking, NOT_FREE)
    actions.take_back(booking, by=maya, now=booking.ends_at)
    actions.take_back(booking, by=maya, now=booking.ends_at)  # twice changes nothing

    assert (AllianceCheckIn.objects.count(), told(), whys(ade)) == (0, [], [])


def test_each_look_is_a_line_for_the_member_and_names_nobody(
    booking: Booking, maya: User, ade: User
) -> None:
    check_in = say(booking, NOT_FREE)
    assert check_in is not None

    for looks in (1, 2):
        opened = actions.open_pattern(check_in, by=ade, now=booking.ends_at)
        assert [each.answers for each in opened.check_ins] == [NOT_FREE]
        assert Disclosure.objects.about(maya.pk).count() == looks
    assert {line.sentence for line in Disclosure.objects.about(maya.pk)} == {
        "A supervisor read how sessions go for you, because you answered us."
    }


def test_what_was_done_is_done_until_the_member_says_something_else(
    booking: Booking, ade: User
) -> None:
    check_in = say(booking, NOT_FREE)
    assert check_in is not None
    assert reading.waiting(ade, booking.ends_at) == 1

    actions.finish(check_in, by=ade, now=booking.ends_at)
    actions.finish(check_in, by=ade, now=booking.ends_at)  # twice changes nothing
    assert (reading.waiting(ade, booking.ends_at), AllianceLook.objects.count()) == (0, 1)

    say(booking, Answers(free=2))
    assert reading.waiting(ade, booking.ends_at) == 1


def test_nothing_is_opened_that_asks_for_nobody(booking: Booking, ade: User) -> None:
    check_in = say(booking, GOOD)
    assert check_in is not None

    for act in (actions.open_pattern, actions.finish):
        with pytest.raises(NotYours):
            act(check_in, by=ade, now=booking.ends_at)


def test_only_who_looks_after_the_specialist_sees_it(
    booking: Booking, maya: User, sam: User, noor: User, ade: User, ben: User
) -> None:
    check_in = say(booking, NOT_FREE)
    assert check_in is not None

    for person in (maya, sam, noor, ben):
        assert not policies.seen_by(person).exists()
        with pytest.raises(NotYours):
            actions.open_pattern(check_in, by=person, now=booking.ends_at)
    assert policies.seen_by(ade).get() == check_in


def test_where_nobody_looks_after_them_every_supervisor_does_but_never_the_two_themselves(
    booking: Booking, maya: User, sam: User, ade: User, ben: User
) -> None:
    for person in (maya, sam):
        accounts.grant_role(person, Role.SUPERVISOR, by=None, now=NOON)
    supervision.end_of(sam.pk, now=NOON)
    booking.refresh_from_db()

    say(Booking.objects.with_people().get(pk=booking.pk), NOT_FREE)

    seers = [each.handle for each in (maya, sam, ade, ben) if policies.seen_by(each).exists()]
    assert seers == ["Ade", "Ben"]
    assert [handle for handle in told() if handle in {"Maya", "Sam", "Ade", "Ben"}] == [
        "Ade",
        "Ben",
    ]


def test_where_the_supervisor_is_the_member_another_one_sees_it(
    booking: Booking, maya: User, sam: User, ade: User, ben: User
) -> None:
    accounts.grant_role(maya, Role.SUPERVISOR, by=None, now=NOON)
    supervision.assign(sam, to=maya, by=ade, now=NOON)

    say(booking, NOT_FREE)

    seers = [each.handle for each in (maya, sam, ade, ben) if policies.seen_by(each).exists()]
    assert seers == ["Ade", "Ben"]
    assert {"Maya", "Sam"} & set(told()) == set()
    assert {"Ade", "Ben"} <= set(told())


def test_neither_the_session_nor_the_audit_nor_a_notice_tells_the_specialist(
    booking: Booking, later: Booking, sam: User, ade: User
) -> None:
    rows = Booking.objects.order_by("pk")
    before, notices = list(rows.values()), Notice.objects.filter(person=sam).count()

    for each in (booking, later):
        check_in = say(each, NOT_FREE)
    assert check_in is not None
    actions.open_pattern(check_in, by=ade, now=later.ends_at)
    actions.finish(check_in, by=ade, now=later.ends_at)

    assert list(rows.values()) == before
    assert Notice.objects.filter(person=sam).count() == notices
    assert Disclosure.objects.about(sam.pk).count() == 0
    lines = Entry.objects.filter(verb__startswith="sessions.alliance")
    assert lines.count() == 4
    assert not lines.filter(actor_id=sam.pk).exists()
    assert [line.details for line in lines] == [{}] * 4


def test_what_is_half_a_year_ago_says_nothing_of_how_it_goes_now(
    booking: Booking, later: Booking, ade: User
) -> None:
    say(booking, LOW)
    long_ago = later.starts_at - MEMORY
    Booking.objects.filter(pk=booking.pk).update(starts_at=long_ago, ends_at=long_ago + DAY / 48)

    check_in = say(later, LOW)

    assert check_in is not None
    assert (told(), whys(ade), reading.looks_after(check_in)) == ([], [], frozenset())
