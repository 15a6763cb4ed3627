"""A held text whose case closes without letting it out: its owner hears that this was decided."""

from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from rooms.live import actions as rooms
from rooms.live.models import Message, Room
from safety.flags import actions
from safety.flags.actions import NotThisWay, Worry
from safety.flags.models import Flag
from safety.flags.states import Fate, FlagState, Outcome, Reason
from safety.subjects import SubjectRef
from tests.cast import NOON
from tests.safety.closing.acts import looked_after
from tests.safety.flags.in_a_room import case_of, changed, entered, opened, said
from tests.safety.flags.test_views import ClientOf
from tests.safety.flags.texts import HIGH, LOW

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=3)
WORSE = "I have the pills here and I am going to kill myself tonight."


@pytest.fixture
def room(sam: User, maya: User) -> Room:
    room = opened(sam)
    entered(maya, room, "Quiet Heron")
    return room


def closed(flag: Flag, by: User, fate: str = "", *, supervisor: User | None = None) -> Flag:
    flag = actions.claim(flag, by=by, now=LATER)
    looked_after(flag, by, supervisor=supervisor, now=LATER)
    return actions.resolve(flag, by=by, outcome=Outcome.REACHED, fate=fate, now=LATER)


def standing(message: Message) -> tuple[int | None, str, User | None]:
    message.refresh_from_db()
    return message.seq, message.gone, message.gone_by


def test_a_held_message_is_hidden_by_whoever_read_it(room: Room, maya: User, ines: User) -> None:
    message = said(maya, room, HIGH)

    closed(case_of(message), ines)

    assert standing(message) == (None, "hidden", ines)
    assert message.gone_at == LATER
    assert [notice.kind for notice in Notice.objects.filter(person=maya)] == ["safety.deed_done"]
    assert Entry.objects.filter(verb="rooms.message_hidden", actor_id=ines.pk).count() == 1


def test_a_message_that_was_changed_and_held_is_hidden_too(
    room: Room, maya: User, ines: User
) -> None:
    message = said(maya, room, "The tea was warm.")
    changed(message, HIGH, now=NOON)
    assert standing(message) == (1, "hidden", maya)

    closed(case_of(message), ines)

    assert standing(message) == (1, "hidden", ines)


def test_what_was_let_out_stays_where_it_is(room: Room, maya: User, ines: User) -> None:
    message = said(maya, room, HIGH)
    flag = actions.claim(case_of(message), by=ines, now=LATER)
    actions.let_out(flag, by=ines, now=LATER)

    looked_after(flag, ines, now=LATER)
    actions.resolve(flag, by=ines, outcome=Outcome.REACHED, now=LATER)

    assert standing(message) == (1, "", None)


def test_what_was_never_held_stays_where_it_is(room: Room, maya: User, ines: User) -> None:
    message = said(maya, room, LOW)

    closed(case_of(message), ines)

    assert standing(message) == (1, "", None)


def test_what_its_author_took_back_stays_theirs(room: Room, maya: User, ines: User) -> None:
    message = said(maya, room, HIGH)
    rooms.undo(mask=message.mask, client_id=message.client_id, now=NOON)

    closed(case_of(message), ines)

    assert standing(message) == (None, "withdrawn", maya)


def test_newer_words_that_nobody_read_are_not_decided_with_the_older_case(
    room: Room, maya: User, ines: User, ade: User
) -> None:
    message = said(maya, room, HIGH)
    older = actions.claim(case_of(message), by=ines, now=NOON)
    actions.let_out(older, by=ines, now=NOON)
    actions.release(older, by=ines, now=NOON)
    Flag.objects.filter(pk=older.pk).update(held=True)
    message.refresh_from_db()
    changed(message, WORSE, now=NOON)

    closed(older, ines)
    assert standing(message) == (1, "hidden", maya)

    closed(case_of(message), ines, supervisor=ade)
    assert standing(message) == (1, "hidden", ines)


def test_a_message_held_and_told_about_is_not_left_where_nobody_sees_it(
    room: Room, maya: User, noor: User, ines: User
) -> None:
    message = said(maya, room, "The tea was warm.")
    changed(message, HIGH, now=NOON)
    ref = SubjectRef("rooms.message", message.public_id)
    actions.report(ref, Worry(Reason.WORRIED), by=noor, now=NOON)
    flag = case_of(message)

    with pytest.raises(NotThisWay, match="Others do not see it now"):
        closed(flag, ines, Fate.LEFT)
    assert standing(message) == (1, "hidden", maya)

    looked_after(flag, ines, now=LATER)
    flag = actions.resolve(flag, by=ines, outcome=Outcome.REACHED, fate=Fate.HIDDEN, now=LATER)
    assert (flag.state, standing(message)) == (FlagState.RESOLVED, (1, "hidden", ines))
    assert Entry.objects.filter(verb="rooms.message_hidden").count() == 1


def test_a_closed_case_no_longer_says_that_the_message_waits(
    room: Room, maya: User, ines: User, client_of: ClientOf
) -> None:
    flag = closed(case_of(said(maya, room, HIGH)), ines)

    page = client_of(ines).get(f"/queue/{flag.pk}/").content.decode()

    assert "No. It was read here and not passed on." in page
    assert "It waits for you to read it." not in page
    assert "others do not see it yet" not in page.lower()
