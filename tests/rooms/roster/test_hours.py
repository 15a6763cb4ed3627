"""Hours with a theme, and who is reminded of them."""

from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications import kinds
from peerhub.notifications.models import Notice
from rooms.live.models import Room
from rooms.roster import actions
from rooms.roster.actions import Theme
from rooms.roster.models import ThemedHour
from rooms.roster.reading import reminded_hours, standing_of
from safety.flags.models import Flag
from tests.cast import NOON
from tests.safety.flags.texts import HIGH

HOUR = timedelta(hours=1)
START = NOON + 11 * HOUR + timedelta(minutes=30)  # half past six in New York


@pytest.fixture
def hour(loss: Room, sam: User) -> ThemedHour:
    return announced(loss, sam)


def announced(room: Room, host: User, starts_at=START) -> ThemedHour:
    theme = Theme("Anniversaries", starts_at, HOUR)
    return actions.announce(room, theme=theme, host=host, by=host, now=NOON)


def to_send(person: User) -> list[str]:
    waiting = Notice.objects.filter(person=person, sent_at=None, cancelled_at=None).order_by("pk")
    return [kinds.in_words(kinds.known(each.kind).line, each.context) for each in waiting]


def test_the_room_shows_the_hour_that_comes_next(loss: Room, sam: User, hour: ThemedHour) -> None:
    announced(loss, sam, START + 24 * HOUR)

    assert standing_of(loss, now=NOON).hour == hour
    assert standing_of(loss, now=START + HOUR - timedelta(seconds=1)).hour == hour
    assert standing_of(loss, now=START + HOUR).hour != hour


def test_maya_is_reminded_half_an_hour_before_on_her_own_clock_and_discreetly(
    maya: User, noor: User, hour: ThemedHour
) -> None:
    for _ in range(2):
        actions.remind(hour, person=maya, now=NOON)

    notice = Notice.objects.get(person=maya)
    assert notice.due_at == START - timedelta(minutes=30)
    words = "Something you wanted to be reminded of begins at 6:30 pm, New York time."
    assert to_send(maya) == [words]
    assert kinds.in_words(kinds.known(notice.kind).mail_line, notice.context) == words
    assert (reminded_hours(maya), reminded_hours(noor)) == (frozenset({hour.pk}), frozenset())
    assert to_send(noor) == []


def test_who_changes_their_mind_is_not_reminded_and_may_change_it_again(
    maya: User, hour: ThemedHour
) -> None:
    actions.remind(hour, person=maya, now=NOON)
    actions.forget(hour, person=maya, now=NOON)
    actions.forget(hour, person=maya, now=NOON)
    assert (to_send(maya), reminded_hours(maya)) == ([], frozenset())

    actions.remind(hour, person=maya, now=NOON)
    assert len(to_send(maya)) == 1


def test_calling_it_off_tells_those_who_wanted_to_come_instead_of_reminding_them(
    loss: Room, sam: User, maya: User, noor: User, hour: ThemedHour
) -> None:
    other = announced(loss, sam, START + 24 * HOUR)
    actions.remind(hour, person=maya, now=NOON)
    actions.remind(other, person=noor, now=NOON)
    for _ in range(2):
        actions.call_off(hour, by=sam, now=NOON)

    assert to_send(maya) == [
        "Something you wanted to be reminded of does not take place:"
        " Monday 23 November, 6:30 pm, New York time."
    ]
    assert len(to_send(noor)) == 1
    assert standing_of(loss, now=NOON).hour == other
    with pytest.raises(actions.HourIsOver):
        actions.remind(hour, person=noor, now=NOON)


def test_a_theme_is_watched_like_every_text(loss: Room, sam: User, hour: ThemedHour) -> None:
    assert Flag.objects.count() == 0
    theme = Theme(HIGH, START, HOUR)
    actions.announce(loss, theme=theme, host=sam, by=sam, now=NOON)

    flag = Flag.objects.get()
    assert (flag.author, flag.held) == (sam, False)


def test_the_numbers_of_two_hours_are_not_mixed_up(loss: Room, sam: User, maya: User) -> None:
    first = announced(loss, sam)
    later = ThemedHour.objects.create(
        pk=first.pk * 10 + 1,
        room=loss,
        theme="Sleep",
        host=sam,
        starts_at=START + 48 * HOUR,
        ends_at=START + 49 * HOUR,
    )
    actions.remind(later, person=maya, now=NOON)
    actions.call_off(first, by=sam, now=NOON)

    assert len(to_send(maya)) == 1


def test_an_hour_that_has_begun_reminds_nobody_and_none_is_announced_in_the_past(
    loss: Room, sam: User, maya: User, hour: ThemedHour
) -> None:
    with pytest.raises(actions.HourIsOver):
        actions.remind(hour, person=maya, now=START)
    with pytest.raises(actions.HourIsOver):
        announced(loss, sam, NOON)


def test_the_reminder_is_sent_once(maya: User, hour: ThemedHour) -> None:
    actions.remind(hour, person=maya, now=NOON)
    due = START - timedelta(minutes=30)

    assert notifications.claim_due(now=due - timedelta(seconds=1)) == []
    (claimed,) = notifications.claim_due(now=due)
    assert notifications.deliver(claimed, now=due)
    assert not notifications.deliver(claimed, now=due)
