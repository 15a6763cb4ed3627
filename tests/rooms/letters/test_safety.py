"""Messages are reported, hidden and shown again, their authors asked to pause; each look is told."""

from datetime import timedelta

import pytest

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from rooms.friends.models import Friendship
from rooms.letters import actions
from rooms.letters.actions import Closed
from rooms.letters.reading import page_of
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import Reason
from safety.subjects import SubjectRef, adapter_for
from tests.cast import NOON
from tests.rooms.letters.conftest import DANGER, HEAVY, Write
from tests.rooms.letters.test_writing import shown

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_case_names_nobody_and_tells_both_of_each_look(
    friends: Friendship, maya: User, wren: User, ines: User, write: Write
) -> None:
    write(wren, "How was it?")
    write(maya, HEAVY)
    flag = Flag.objects.get()
    context = adapter_for(actions.SUBJECT).context(flag.subject_id)
    assert [(line.who, line.words) for line in context] == [
        ("Their friend", "How was it?"),
        ("Whoever wrote it", HEAVY),
    ]
    flags.open_case(flag, by=ines, now=NOON)
    assert [Disclosure.objects.about(one.pk).count() for one in (maya, wren)] == [1, 1]


def test_a_blocked_friends_words_can_still_be_reported_also_deleted_ones(
    friends: Friendship, maya: User, wren: User, write: Write
) -> None:
    letter = write(wren, "Something unkind.").letter
    actions.delete(letter.exchange, letter.public_id, by=wren, now=NOON)
    blocking.block(wren, by=maya, now=NOON)
    subject = SubjectRef(actions.SUBJECT, str(letter.public_id))
    made = flags.report(subject, flags.Worry(Reason.UNKIND), by=maya, now=NOON)
    assert (made.flag.author, made.flag.excerpt) == (wren, "Something unkind.")


def test_what_is_hidden_neither_sees_until_it_is_shown_again(
    friends: Friendship, maya: User, wren: User, ines: User, write: Write
) -> None:
    letter = write(maya, "Something unkind.").letter
    adapter = adapter_for(actions.SUBJECT)
    adapter.hide(str(letter.public_id), ines.pk, NOON)
    assert shown(friends, maya) == shown(friends, wren) == ["hidden"]
    adapter.show(str(letter.public_id), ines.pk, NOON)
    assert shown(friends, wren) == ["Something unkind."]
    actions.delete(letter.exchange, letter.public_id, by=maya, now=NOON)
    adapter.show(str(letter.public_id), ines.pk, NOON)
    assert shown(friends, wren) == ["deleted"]


def test_what_is_not_passed_on_is_told_to_its_author_alone(
    friends: Friendship, maya: User, wren: User, ines: User, write: Write
) -> None:
    letter = write(maya, DANGER).letter
    adapter_for(actions.SUBJECT).keep_unseen(str(letter.public_id), ines.pk, NOON)
    assert (shown(friends, maya), shown(friends, wren)) == ([DANGER], [])


def test_whoever_is_asked_to_pause_reads_why_and_writes_to_no_friend(
    friends: Friendship, maya: User, wren: User, ines: User, write: Write
) -> None:
    letter = write(maya, "Something unkind.").letter
    adapter, key = adapter_for(actions.SUBJECT), str(letter.public_id)
    adapter.mute(key, "Please read the rules again.", NOON + HOUR, ines.pk, NOON)

    assert adapter.muted_until(key, NOON) == NOON + HOUR
    why = page_of(friends, maya, now=NOON).why
    assert why.endswith("Why: Please read the rules again.")
    with pytest.raises(Closed):
        write(maya, "Hello")
    assert write(wren, "Hello").letter.seq == 2

    adapter.unmute(key, ines.pk, NOON)
    assert adapter.muted_until(key, NOON) is None
    assert write(maya, "Hello").letter.seq == 3
