"""What moderators see of a text that was changed or taken away: what it said before, and how."""

from datetime import timedelta

import pytest
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure, Entry
from rooms.live import actions as rooms
from rooms.live.models import Room
from safety import subjects
from safety.flags import actions
from safety.flags.actions import Worry
from safety.flags.models import Flag
from safety.flags.states import Reason
from safety.subjects import Line, Subject, SubjectRef, Wording, adapter_for
from tests.cast import NOON
from tests.safety.flags.in_a_room import changed, entered, opened, said
from tests.safety.flags.test_views import ClientOf
from tests.safety.flags.texts import HIGH, LOW, flagged

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
FIRST, SECOND, LAST = "Nobody here believes you.", "Nobody believes you.", "I am sorry."


@pytest.fixture
def room(sam: User, maya: User) -> Room:
    room = opened(sam)
    entered(maya, room, "Quiet Heron")
    return room


def reported(room: Room, maya: User, noor: User) -> Flag:
    """Maya's message, changed twice after Noor told us about it."""
    message = said(maya, room, FIRST)
    ref = SubjectRef("rooms.message", message.public_id)
    flag = actions.report(ref, Worry(Reason.UNKIND), by=noor, now=NOON).flag
    changed(message, SECOND, now=NOON + MINUTE)
    changed(message, LAST, now=NOON + 2 * MINUTE)
    return flag


def test_a_room_tells_what_a_message_said_before_and_until_when(
    room: Room, maya: User, noor: User
) -> None:
    flag = reported(room, maya, noor)

    assert list(adapter_for(flag.subject_kind).formers(flag.subject_id)) == [
        Wording(FIRST, NOON + MINUTE),
        Wording(SECOND, NOON + 2 * MINUTE),
    ]


def test_a_message_that_was_never_changed_said_nothing_else(room: Room, maya: User) -> None:
    message = said(maya, room, FIRST)

    assert list(adapter_for("rooms.message").formers(message.public_id)) == []
    assert list(adapter_for("rooms.message").formers("4711")) == []
    assert list(adapter_for("nobody.offered").formers("4711")) == []


def test_a_case_shows_folded_what_the_message_said_before(
    room: Room, maya: User, noor: User, ines: User, client_of: ClientOf
) -> None:
    flag = reported(room, maya, noor)

    page = client_of(ines).get(f"/queue/{flag.pk}/").content.decode()

    assert "What it said before (2)" in page
    assert page.count(SECOND) == 1
    assert page.count(LAST) == 1
    assert page.index("What it said before (2)") < page.index(SECOND) < page.index(LAST)
    assert "Maya" not in page


def test_a_case_of_unchanged_words_offers_nothing_to_unfold(
    room: Room, maya: User, ines: User, client_of: ClientOf
) -> None:
    said(maya, room, LOW)

    page = client_of(ines).get(f"/queue/{Flag.objects.get().pk}/").content.decode()

    assert "What it said before" not in page


def test_what_it_said_before_is_part_of_the_one_look_that_is_written_down(
    room: Room, maya: User, noor: User, ines: User, client_of: ClientOf
) -> None:
    flag = reported(room, maya, noor)

    client_of(ines).get(f"/queue/{flag.pk}/")

    entry = Entry.objects.get(verb="safety.flag_read")
    assert entry.details == {"context": True, "formers": 2}
    assert [line.sentence for line in Disclosure.objects.about(maya.pk)] == [
        "A moderator read your message in a room, because somebody told us about it."
    ]


def test_the_first_words_in_the_list_show_nothing_of_before(
    room: Room, maya: User, noor: User, ines: User
) -> None:
    flag = reported(room, maya, noor)

    actions.peek(flag, by=ines, now=NOON)

    assert Entry.objects.get(verb="safety.flag_read").details == {"context": False, "formers": 0}


def test_the_stranger_reads_nothing_of_it(
    room: Room, maya: User, noor: User, client_of: ClientOf
) -> None:
    flag = reported(room, maya, noor)

    assert client_of(noor).get(f"/queue/{flag.pk}/").status_code == 404


def test_lines_that_are_gone_say_so_in_words(
    room: Room, maya: User, sam: User, ines: User, client_of: ClientOf
) -> None:
    at = timezone.now()
    deleted = said(maya, room, "It rained on the whole way home.", now=at)
    hidden = said(maya, room, "The dog slept through it.", now=at)
    undone = said(maya, room, "I dropped the cup.", now=at)
    said(maya, room, LOW, now=at)
    changed_and_held = said(maya, room, "The tea was warm.", now=at)
    rooms.delete(mask=deleted.mask, seq=deleted.seq or 0, now=at)
    rooms.hide(hidden, by=sam, now=at)
    rooms.undo(mask=undone.mask, client_id=undone.client_id, now=at)
    changed(changed_and_held, HIGH, now=at)
    flag = Flag.objects.order_by("pk").first()
    assert flag is not None

    lines = adapter_for(flag.subject_kind).context(flag.subject_id)

    assert [(line.words, line.gone) for line in lines] == [
        ("It rained on the whole way home.", "deleted by its author"),
        ("The dog slept through it.", "hidden by a host or moderator"),
        ("I dropped the cup.", "taken back at once"),
        (LOW, ""),
        (HIGH, "changed by its author, a person reads it first"),
    ]
    page = client_of(ines).get(f"/queue/{flag.pk}/").content.decode()
    assert page.count("Not seen by others: deleted by its author") == 1
    assert page.count("Not seen by others: ") == 4


def test_a_held_message_is_marked_until_a_person_let_it_out(
    room: Room, maya: User, ines: User
) -> None:
    message = said(maya, room, HIGH)
    adapter = adapter_for("rooms.message")
    (before,) = adapter.context(message.public_id)
    flag = actions.claim(Flag.objects.get(), by=ines, now=NOON)

    actions.let_out(flag, by=ines, now=NOON)

    (after,) = adapter.context(message.public_id)
    assert (before.gone, after.gone) == ("a person reads it first", "")


def test_an_owner_who_cannot_say_costs_the_trace_and_not_the_case(
    monkeypatch: pytest.MonkeyPatch, maya: User, ines: User, client_of: ClientOf
) -> None:
    class Broken(Subject):
        def context(self, subject_id: str) -> list[Line]:  # noqa: ARG002
            return [Line("Quiet Heron", "I am here with you.", NOON)]

        def formers(self, subject_id: str) -> list[Wording]:  # noqa: ARG002
            raise RuntimeError

    monkeypatch.setattr(subjects, "_adapters", dict(subjects._adapters))
    subjects.offer("test.message", Broken())
    flag = flagged(maya, now=timezone.now())

    page = client_of(ines).get(f"/queue/{flag.pk}/")

    assert page.status_code == 200
    assert b"I am here with you." in page.content
