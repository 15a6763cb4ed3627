"""What staff see of a message in a room: its mask, never the person, until a name is opened."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import kinds
from peerhub.notifications.models import Notice
from rooms.live.models import Room
from rooms.masks.models import Mask
from safety.flags import actions as flags
from safety.flags import handlers
from safety.flags.models import Flag
from safety.flags.states import Outcome
from safety.flags.states import Reason as FlagReason
from safety.reveals import actions
from safety.reveals.actions import Plea
from safety.reveals.states import Kind, Reason
from tests.conftest import Person
from tests.rooms.conftest import Enter
from tests.safety.closing.acts import looked_after
from tests.safety.flags.test_views import ClientOf

HANDLE, REPORTER = "Zirkonia", "Quarzine"
PERSON = 471_100_815  # an id that no page holds by chance


@pytest.fixture
def at() -> datetime:
    """Pages ask the clock."""
    return timezone.now()


@pytest.fixture
def maya(person: Person) -> User:
    """Maya, under a handle and an id that can be looked for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('accounts_user', 'id'), %s)", [PERSON - 1]
        )
    return person("Maya", handle=HANDLE)


def tells(text: str) -> list[str]:
    return [given for given in (HANDLE, str(PERSON), "maya") if given.lower() in text.lower()]


def shown(browser: Client, flag: Flag, *more: str) -> dict[str, str]:
    """Every page about the case, as far as it answers with one."""
    case = f"/queue/{flag.pk}/"
    paths = ["/queue/", "/queue/rows/", case, case + "first-words/", case + "unmask/"]
    pages = {path: browser.get(path) for path in (*paths, "/queue/unmask/", "/updates/", *more)}
    headers = {path: str(page.headers) for path, page in pages.items()}
    return {path: page.content.decode() + headers[path] for path, page in pages.items()}


def test_the_cast_is_what_the_test_looks_for(maya: User) -> None:
    assert (maya.pk, maya.handle) == (PERSON, HANDLE)


def test_no_page_of_a_case_tells_who_wrote_it(
    flag: Flag, ines: User, ruth: User, client_of: ClientOf
) -> None:
    row = actions.ask(flag, Kind.MASK, Plea(Reason.REPORT, "Why."), by=ines, now=timezone.now())
    request = f"/queue/unmask/{row.public_id}/"
    ours, others = client_of(ines), client_of(ruth)

    pages = [shown(ours, flag), shown(others, flag, request)]
    assert "Quiet Heron" in pages[0][f"/queue/{flag.pk}/"]
    assert "Quiet Heron" in pages[1][request]

    actions.answer(row, by=ruth, agreed=True, now=timezone.now())
    pages += [shown(ours, flag), shown(others, flag, request)]
    for seen in pages:
        assert {path: tells(page) for path, page in seen.items()} == {path: [] for path in seen}


def test_no_page_of_a_case_tells_who_reported_it(
    flag: Flag, person: Person, loss: Room, enter: Enter, ines: User, client_of: ClientOf
) -> None:
    noor = person("Noor", handle=REPORTER)
    enter(noor, loss, "Silver Wren")
    worry = flags.Worry(reason=FlagReason.WORRIED, words="Please look after them.")
    flags.report(flag.subject, worry, by=noor, now=timezone.now())

    seen = shown(client_of(ines), flag)

    told = (REPORTER, str(noor.pk), "Silver Wren")
    assert "Please look after them." in seen[f"/queue/{flag.pk}/"]
    assert [words for words in told if any(words in page for page in seen.values())] == []


def test_no_page_of_a_closed_case_tells_who_wrote_it(
    flag: Flag, ines: User, client_of: ClientOf
) -> None:
    flags.let_out(flag, by=ines, now=timezone.now())
    looked_after(flag, ines, now=timezone.now())
    flags.resolve(flag, by=ines, outcome=Outcome.REACHED, now=timezone.now())

    seen = shown(client_of(ines), flag)

    assert {path: tells(page) for path, page in seen.items()} == {path: [] for path in seen}


def test_an_open_name_is_on_one_page_of_one_person(
    flag: Flag, ines: User, ruth: User, ade: User, client_of: ClientOf
) -> None:
    row = actions.ask(flag, Kind.MASK, Plea(Reason.DANGER, "Why."), by=ines, now=timezone.now())
    request = f"/queue/unmask/{row.public_id}/"
    names = f"/queue/{flag.pk}/unmask/"

    seen = {
        (who.handle, path): tells(page)
        for who, more in ((ines, ()), (ruth, (request,)), (ade, (request,)))
        for path, page in shown(client_of(who), flag, *more).items()
    }

    assert {place: found for place, found in seen.items() if found} == {("Ines", names): [HANDLE]}


def test_notices_tell_staff_nothing_of_the_author(
    flag: Flag, ines: User, ruth: User, ade: User
) -> None:
    for reason in (Reason.REPORT, Reason.DANGER):
        row = actions.ask(flag, Kind.MASK, Plea(reason, "Why."), by=ines, now=timezone.now())
        if reason == Reason.REPORT:
            actions.answer(row, by=ruth, agreed=False, now=timezone.now())

    notices = Notice.objects.exclude(person_id=PERSON)
    said = [
        f"{one.url} {one.context} {one.reference}"
        f" {kinds.in_words(kinds.known(one.kind).line, one.context)}"
        for one in notices
    ]
    assert sorted({one.kind for one in notices}) == [
        "safety.reveal_answered",
        "safety.reveal_asked",
        "safety.reveal_opened",
    ]
    assert [tells(words) for words in said] == [[]] * len(said)


def test_the_socket_of_the_queue_hears_of_a_number_alone(
    flag: Flag, ines: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    heard: list[dict[str, object]] = []

    def hint(group: str, message: dict[str, object]) -> None:
        assert group == handlers.QUEUE
        heard.append(message)

    monkeypatch.setattr(handlers, "hint", hint)
    with django_capture_on_commit_callbacks(execute=True):
        flags.release(flag, by=ines, now=timezone.now())
        flags.claim(Flag.objects.get(pk=flag.pk), by=ines, now=timezone.now())

    assert heard == [{"type": "flag.changed", "id": flag.pk}] * 2


def test_no_mask_is_known_by_its_person_where_staff_look(flag: Flag, heron: Mask) -> None:
    """The link between both is in one table; the case's own address holds neither."""
    assert tells(f"{flag.subject_id} {flag.place} {flag.reasons} {heron.public_id}") == []


def test_a_moderator_in_the_room_is_a_mask_to_the_others_too(
    person: Person, flag: Flag, heron: Mask, ines: User, client_of: ClientOf
) -> None:
    lena = person("Lena", Role.MODERATOR)

    page = client_of(lena).get(f"/r/{heron.room.public_id}/mask/")

    assert tells(page.content.decode()) == []
