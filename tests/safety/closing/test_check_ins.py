"""After a case somebody asks how the person is, at the right time, once, and never forgets it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from peerhub.accounts.models import User
from peerhub.notifications import kinds
from peerhub.notifications.models import Notice
from safety.closing import actions
from safety.closing.actions import Recorded, TooLate
from safety.closing.models import SUPERVISOR, CheckIn
from safety.closing.states import Answer, CheckInResult, WishWay, Words
from safety.flags.actions import NotThisWay
from safety.flags.models import Flag
from safety.flags.states import Act
from tests.cast import NOON
from tests.together import all_gave

pytestmark = pytest.mark.django_db
DAY = timedelta(hours=24)
MISSED = Recorded(result=CheckInResult.NOT_REACHED)
REACHED = Recorded(result=CheckInResult.REACHED)


def booked(flag: Flag, by: User, to: User | None = None) -> list[CheckIn]:
    return actions.book(flag, to=to, by=by, now=NOON)


def hello(person: User) -> list[str]:
    told = Notice.objects.filter(person=person, kind__startswith="safety.check_in_hello")
    return [
        kinds.in_words(kinds.known(notice.kind).line, notice.context)
        for notice in told.order_by("pk")
    ]


def test_a_raised_case_books_one_and_a_high_one_four(raised: Flag, high: Flag, ines: User) -> None:
    assert [(each.hours, each.due_at) for each in booked(raised, ines)] == [(24, NOON + DAY)]
    assert [(each.hours, each.due_at) for each in booked(high, ines)] == [
        (24, NOON + DAY),
        (72, NOON + 3 * DAY),
        (168, NOON + 7 * DAY),
        (720, NOON + 30 * DAY),
    ]


def test_booking_twice_books_once(high: Flag, ines: User) -> None:
    booked(high, ines)

    with pytest.raises(NotThisWay, match="nothing to book"):
        booked(high, ines)
    assert high.check_ins.count() == 4


def test_its_time_comes_once_and_whoever_it_is_with_is_told(
    raised: Flag, maya: User, ines: User, ade: User
) -> None:
    booked(raised, ines, to=ade)

    assert actions.open_due(now=NOON + DAY - timedelta(seconds=1)) == 0
    assert actions.open_due(now=NOON + DAY) == 1
    assert actions.open_due(now=NOON + DAY) == 0

    told = Notice.objects.filter(kind="safety.check_in_due")
    assert [notice.person_id for notice in told] == [ade.pk]
    assert hello(maya) == [
        "Hello. How are you today? You can answer with one press, or not at all."
    ]


def test_from_level_three_the_person_hears_that_a_person_will_be_in_touch(
    high: Flag, maya: User, ines: User
) -> None:
    booked(high, ines)

    actions.open_due(now=NOON + DAY)

    assert hello(maya) == [
        "Hello. How are you today? A person from our team will be in touch with you today."
    ]
    assert [notice.person_id for notice in Notice.objects.filter(kind="safety.check_in_due")] == [
        ines.pk
    ]


def test_one_that_is_with_somebody_who_left_is_told_to_all(
    raised: Flag, noor: User, ines: User
) -> None:
    booked(raised, ines, to=noor)  # no longer of the team

    actions.open_due(now=NOON + DAY)

    assert [notice.person_id for notice in Notice.objects.filter(kind="safety.check_in_due")] == [
        ines.pk
    ]


@pytest.mark.parametrize(
    ("way", "kind"),
    [
        (WishWay.MAIL, ["safety.check_in_hello"]),
        (WishWay.HERE, ["safety.check_in_hello_here"]),
        (WishWay.NOT, []),
    ],
)
def test_the_person_chose_where_and_in_which_words(
    raised: Flag, maya: User, ines: User, way: WishWay, kind: list[str]
) -> None:
    actions.wish(maya, way=way, words=Words.THINKING, now=NOON)
    booked(raised, ines)

    actions.open_due(now=NOON + DAY)

    told = Notice.objects.filter(person=maya, kind__startswith="safety.check_in_hello")
    assert [notice.kind for notice in told] == kind
    assert all("We are thinking of you." in words for words in hello(maya))
    assert raised.check_ins.get().opened_at == NOON + DAY  # a person still asks


def test_it_is_written_down_once(raised: Flag, ines: User, ade: User) -> None:
    (check_in,) = booked(raised, ines)

    actions.write_down(check_in, REACHED, by=ines, now=NOON + DAY)

    with pytest.raises(NotThisWay, match="meanwhile"):
        actions.write_down(check_in, MISSED, by=ade, now=NOON + DAY)
    assert raised.notes.get(act=Act.CHECKED_IN).words == (
        "Caring contact after 24 hours: I reached the person."
    )
    with pytest.raises(ProgrammingError), transaction.atomic():
        raised.check_ins.update(words="something else")
    with pytest.raises(ProgrammingError), transaction.atomic():
        raised.check_ins.all().delete()


def test_moving_it_needs_a_reason_and_a_time_and_leaves_one_open(raised: Flag, ines: User) -> None:
    (check_in,) = booked(raised, ines)
    when = NOON + 2 * DAY
    for went in (
        Recorded(result=CheckInResult.MOVED, words="They asked for it.", moved_to=None),
        Recorded(result=CheckInResult.MOVED, words="They asked for it.", moved_to=NOON),
        Recorded(result=CheckInResult.MOVED, words=" ", moved_to=when),
    ):
        with pytest.raises(NotThisWay):
            actions.write_down(check_in, went, by=ines, now=NOON + DAY)

    moved = Recorded(result=CheckInResult.MOVED, words="They asked for it.", moved_to=when)
    actions.write_down(check_in, moved, by=ines, now=NOON + DAY)

    assert [(each.hours, each.due_at) for each in CheckIn.objects.pending()] == [(24, when)]


def test_a_person_who_was_missed_twice_comes_before_a_supervisor(
    high: Flag, ines: User, ade: User
) -> None:
    first, second, *_ = booked(high, ines)
    assert actions.write_down(first, MISSED, by=ines, now=NOON + DAY) is None

    owed = actions.write_down(second, MISSED, by=ines, now=NOON + 3 * DAY)

    assert owed is not None
    assert (owed.hours, owed.for_supervisor, owed.opened_at) == (SUPERVISOR, True, NOON + 3 * DAY)
    told = Notice.objects.filter(kind="safety.check_in_missed")
    assert [notice.person_id for notice in told] == [ade.pk]
    with pytest.raises(NotThisWay, match="a supervisor does this"):
        actions.write_down(owed, REACHED, by=ines, now=NOON + 3 * DAY)


def test_a_supervisor_who_misses_them_too_tries_again(high: Flag, ines: User, ade: User) -> None:
    first, second, *_ = booked(high, ines)
    actions.write_down(first, MISSED, by=ines, now=NOON + DAY)
    owed = actions.write_down(second, MISSED, by=ines, now=NOON + 3 * DAY)
    assert owed is not None

    again = actions.write_down(owed, MISSED, by=ade, now=NOON + 3 * DAY)

    assert again is not None
    assert (again.for_supervisor, again.due_at) == (True, NOON + 4 * DAY)


def test_reaching_the_person_in_between_begins_the_count_anew(high: Flag, ines: User) -> None:
    for check_in, went in zip(booked(high, ines), (MISSED, REACHED, MISSED), strict=False):
        actions.write_down(check_in, went, by=ines, now=check_in.due_at)

    assert not CheckIn.objects.filter(for_supervisor=True).exists()


def test_below_level_three_two_misses_stay_with_the_team(raised: Flag, ines: User) -> None:
    (check_in,) = booked(raised, ines)

    assert actions.write_down(check_in, MISSED, by=ines, now=NOON + DAY) is None


def test_nobody_writes_down_their_own(ines: User, raised: Flag, maya: User) -> None:
    (check_in,) = booked(raised, ines)

    with pytest.raises(NotThisWay, match="your own words"):
        actions.write_down(check_in, REACHED, by=maya, now=NOON)


def test_who_would_like_to_talk_is_heard_at_once_by_all(
    raised: Flag, ines: User, ade: User
) -> None:
    (check_in,) = booked(raised, ines, to=ade)

    actions.answer(check_in, Answer.TALK, now=NOON + DAY)

    assert [notice.person_id for notice in Notice.objects.filter(kind="safety.check_in_talk")] == [
        ines.pk
    ]
    with pytest.raises(TooLate):
        actions.answer(check_in, Answer.ALL_RIGHT, now=NOON + DAY)
    check_in.refresh_from_db()
    assert (check_in.closed_at, check_in.answer) == (None, "talk")  # a person still asks


def test_who_wants_no_more_questions_gets_none(raised: Flag, maya: User, ines: User) -> None:
    (check_in,) = booked(raised, ines)

    actions.answer(check_in, Answer.NO_MORE, now=NOON + DAY)

    assert not CheckIn.objects.pending().exists()
    assert maya.check_in_wish.way == WishWay.NOT


def test_from_level_three_a_no_ends_the_messages_and_a_person_decides(
    high: Flag, maya: User, ines: User
) -> None:
    first, *others = booked(high, ines)

    actions.answer(first, Answer.NO_MORE, now=NOON + DAY)
    actions.open_due(now=NOON + 30 * DAY)

    assert CheckIn.objects.pending().count() == 1 + len(others)
    assert hello(maya) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_come_round_at_once_share_the_work(high: Flag, maya: User, ines: User) -> None:
    booked(high, ines)
    opened = all_gave(*[lambda: actions.open_due(now=NOON + 30 * DAY)] * 2)

    assert sum(opened) == 4
    assert len(hello(maya)) == 4
