"""What friends write: sealed, once, read for danger, and nothing more once they are no friends."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.crypto import Unreadable
from peerhub.notifications.models import Notice
from rooms.friends import actions as friending
from rooms.friends.actions import NobodyThere
from rooms.friends.models import Friendship
from rooms.letters import actions
from rooms.letters.actions import Closed, NotYours, SlowDown
from rooms.letters.models import Exchange, FriendLetter
from rooms.letters.reading import page_of, words_of
from rooms.letters.sharing import ToFriend
from safety.flags.models import Flag
from tests.cast import NOON
from tests.rooms.friends.conftest import DAY, Befriend
from tests.rooms.letters.conftest import DANGER, HEAVY, Write

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def shown(friends: Friendship, reader: User) -> list[str]:
    """What stands on a person's page, or why it does not."""
    return [line.words or line.gone for line in page_of(friends, reader, now=NOON).lines]


def told(person: User) -> int:
    return Notice.objects.filter(person=person, kind="rooms.letter", cancelled_at=None).count()


def test_both_read_what_one_wrote_and_the_table_holds_no_word_of_it(
    friends: Friendship, maya: User, wren: User, write: Write
) -> None:
    write(maya, "The kettle is on.")
    write(wren, "I am coming.")

    assert shown(friends, maya) == shown(friends, wren) == ["The kettle is on.", "I am coming."]
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(encode(sealed, 'escape'), '') FROM rooms_friendletter")
        assert "kettle" not in cursor.fetchone()[0]


def test_words_moved_to_another_row_open_with_an_error(maya: User, write: Write) -> None:
    one, other = write(maya, "One.").letter, write(maya, "Another.").letter
    one.sealed = other.sealed
    with pytest.raises(Unreadable):
        assert one.words


def test_two_presses_are_one_and_other_words_are_another(
    friends: Friendship, maya: User, write: Write
) -> None:
    first = write(maya, "Hello").letter
    assert write(maya, "Hello", client_id=first.client_id).letter == first
    write(maya, "And hello again", client_id=first.client_id)
    write(maya, "And hello again", client_id=first.client_id)
    assert shown(friends, maya) == ["Hello", "And hello again"]


def test_words_of_danger_show_help_and_wait_for_a_person(
    friends: Friendship, maya: User, wren: User, write: Write
) -> None:
    written = write(maya, DANGER)
    write(wren, "Hello Maya")

    assert (written.show_help, written.letter.seq) == (True, None)
    assert (shown(friends, maya), shown(friends, wren)) == (["Hello Maya", DANGER], ["Hello Maya"])
    flag = Flag.objects.get()
    assert (flag.held, flag.place, flag.author) == (True, "A message to a friend", maya)
    assert told(wren) == 0

    actions.let_out(written.letter, now=NOON)
    assert shown(friends, wren) == ["Hello Maya", DANGER]
    assert told(wren) == 1


def test_what_is_let_out_after_the_end_reaches_nobody(
    friends: Friendship, maya: User, wren: User, write: Write
) -> None:
    letter = write(maya, DANGER).letter
    friending.end(friends, by=wren, now=NOON)
    actions.let_out(letter, now=NOON)
    assert (shown(friends, wren), shown(friends, maya)) == ([], [DANGER])


def test_heavy_words_show_help_and_go_on(
    friends: Friendship, maya: User, wren: User, write: Write
) -> None:
    assert write(maya, HEAVY).show_help
    assert shown(friends, wren) == [HEAVY]


@pytest.mark.parametrize("how", ["ended", "blocked", "blocks", "closed"])
def test_nothing_more_can_be_written_and_each_still_reads_it(
    how: str, friends: Friendship, maya: User, wren: User, write: Write
) -> None:
    write(wren, "The kettle is on.")
    if how == "ended":
        friending.end(friends, by=wren, now=NOON)
    elif how == "closed":
        wren.is_active = False
        wren.save()
        friends = Friendship.objects.with_people().get()
    else:
        by, whom = (wren, maya) if how == "blocked" else (maya, wren)
        blocking.block(whom, by=by, now=NOON)

    page = page_of(friends, maya, now=NOON)
    assert page.why == "Nothing can be written here now. You can still read what was written."
    assert shown(friends, maya) == ["The kettle is on."]
    for one in (maya, wren):
        with pytest.raises(Closed):
            actions.write(friends, DANGER, client_id=friends.public_id, by=one, now=NOON)
    assert actions.hear_unsent(friends, DANGER, by=maya, now=NOON)
    assert Flag.objects.get().place == "A message to a friend (not sent: nobody else saw it)"


def test_friends_again_go_on_where_they_were(
    friends: Friendship, maya: User, wren: User, write: Write, befriend: Befriend
) -> None:
    write(maya, "Before.")
    friending.end(friends, by=maya, now=NOON)
    again = befriend(maya, wren)
    actions.write(again, "After.", client_id=again.public_id, by=wren, now=NOON)
    assert shown(friends, maya) == shown(again, wren) == ["Before.", "After."]


@pytest.mark.parametrize(("days", "most"), [(0, 20), (8, 200)], ids=["new", "known"])
def test_a_day_holds_so_many_messages_and_danger_is_heard_all_the_same(
    days: int, most: int, maya: User, write: Write
) -> None:
    now = NOON + days * DAY
    began = now - 20 * timedelta(hours=1)
    first = write(maya, "One.", now=began).letter
    rows = [
        FriendLetter(
            exchange=first.exchange, author=maya, seq=place, client_id=first.exchange.public_id
        )
        for place in range(2, most + 1)
    ]
    for number, row in enumerate(rows):
        row.at, row.client_id = began, type(first.public_id)(int=number)
        row.put("Another.")
    FriendLetter.objects.bulk_create(rows)
    Exchange.objects.update(last_seq=most)

    with pytest.raises(SlowDown):
        write(maya, "One more.", now=now)
    assert write(maya, DANGER, now=now).letter.held
    assert write(maya, "One more.", now=now + DAY).letter.seq


def test_very_much_at_once_is_slowed_down(maya: User, write: Write) -> None:
    now = NOON + 8 * DAY
    for number in range(20):
        write(maya, f"{number}", now=now)
    with pytest.raises(SlowDown):
        write(maya, "20", now=now + SECOND)


def test_one_notice_until_they_look_and_nobody_learns_that_they_did(
    friends: Friendship, maya: User, wren: User, write: Write
) -> None:
    write(maya, "One.")
    write(maya, "Two.")
    assert (told(wren), told(maya)) == (1, 0)
    assert (words_of(wren.pk), words_of(maya.pk)) == ({maya.pk: True}, {wren.pk: False})
    before = page_of(friends, maya, now=NOON).lines

    exchange = Exchange.objects.get()
    actions.look(exchange, by=wren, upto=2, now=NOON)

    assert (told(wren), words_of(wren.pk)) == (0, {maya.pk: False})
    assert page_of(friends, maya, now=NOON).lines == before
    write(maya, "Three.")
    assert told(wren) == 1


def test_one_deletes_ones_own_at_any_time_and_nobody_elses(
    friends: Friendship, maya: User, wren: User, write: Write
) -> None:
    letter = write(maya, "The kettle is on.").letter
    with pytest.raises(NotYours):
        actions.delete(letter.exchange, letter.public_id, by=wren, now=NOON)
    actions.delete(letter.exchange, letter.public_id, by=maya, now=NOON)

    assert shown(friends, maya) == shown(friends, wren) == ["deleted"]
    assert (told(wren), words_of(wren.pk)) == (0, {maya.pk: False})


def test_the_database_keeps_what_was_written_as_it_is(maya: User, write: Write) -> None:
    letter = write(maya, "The kettle is on.").letter
    for change in ({"at": NOON + DAY}, {"seq": 7}, {"sealed": b"other"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            FriendLetter.objects.filter(pk=letter.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        letter.delete()


def test_old_and_deleted_words_are_emptied_in_their_time(
    friends: Friendship, maya: User, wren: User, write: Write
) -> None:
    gone = write(maya, "Gone.").letter
    write(maya, "Stays.")
    actions.delete(gone.exchange, gone.public_id, by=maya, now=NOON)

    assert actions.empty_old(now=NOON + actions.FOR_REPORTS) == 0
    assert actions.empty_old(now=NOON + actions.FOR_REPORTS + SECOND) == 1
    assert [letter.words for letter in FriendLetter.objects.order_by("seq")] == ["", "Stays."]
    assert actions.empty_old(now=NOON + actions.KEPT + SECOND) == 1
    assert shown(friends, wren) == ["deleted", ""]


def test_a_new_key_seals_all_anew(
    friends: Friendship, maya: User, write: Write, settings: pytest.FixtureRequest
) -> None:
    letter = write(maya, "The kettle is on.").letter
    settings.TEXT_KEYS = ["another key", *settings.TEXT_KEYS]  # type: ignore[attr-defined]
    assert (actions.seal_anew(), actions.seal_anew()) == (1, 0)
    settings.TEXT_KEYS = settings.TEXT_KEYS[:1]  # type: ignore[attr-defined]
    letter.refresh_from_db()
    assert letter.words == "The kettle is on."


def test_a_post_is_shown_to_a_friend_once_and_to_nobody_else(
    friends: Friendship, maya: User, wren: User, noor: User
) -> None:
    target, to = ToFriend(), str(friends.public_id)
    assert (target.choices(maya, now=NOON), target.choices(noor, now=NOON)) == ([(to, "Wren")], [])
    for _ in range(2):
        assert target.send(maya, to, "Look: /wall/1/", now=NOON) == friends.get_absolute_url()
    assert shown(friends, wren) == ["Look: /wall/1/"]
    for by, where in ((noor, to), (maya, "nothing")):
        with pytest.raises(NobodyThere):
            target.send(by, where, "Look", now=NOON)
