"""One shift leaves a sheet to the next, who opens it before they go on; urgent cases never wait."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure, Entry
from peerhub.notifications.models import Notice
from safety.flags import actions as flags
from safety.flags.actions import NotYet
from safety.flags.models import Flag
from safety.handover import actions
from safety.handover.actions import Line, NotNow, NotYours
from safety.handover.models import Handover, HandoverRead
from safety.handover.reading import unread
from safety.rota.models import Shift
from safety.rota.states import Post
from safety.talk import actions as talk
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.texts import HIGH, LOW, flagged
from tests.safety.rota.acts import planned

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LAST = Line(done="We talked.", next="Ask how the night was.", by_when="nine")


@pytest.fixture
def theo(person: Person) -> User:
    """Theo, who comes after Ines."""
    return person("Theo", Role.MODERATOR)


@pytest.fixture
def hers(ade: User, ines: User) -> Shift:
    """The shift of Ines, which ends at noon."""
    return planned(ines, NOON - 8 * HOUR, NOON, by=ade)


@pytest.fixture
def his(ade: User, theo: User) -> Shift:
    """The shift of Theo, which begins at noon."""
    return planned(theo, NOON, NOON + 8 * HOUR, by=ade)


def left(shift: Shift, by: User, lines: dict[int, Line] | None = None) -> Handover:
    return actions.write(shift, lines or {}, words="A quiet night.", by=by, now=NOON - MINUTE)


def test_a_sheet_lists_every_open_case_and_when_it_is_due(
    hers: Shift, his: Shift, maya: User, noor: User, ines: User
) -> None:
    low = flagged(maya, text=LOW, now=NOON - HOUR)
    high = flagged(noor, text=HIGH, subject_id="2", now=NOON - HOUR)
    flagged(ines, text=LOW, subject_id="3", now=NOON - HOUR)  # her own words

    sheet = left(hers, ines, {low.pk: LAST})

    rows = [(each.flag, each.done, each.next) for each in sheet.lines.order_by("-level")]
    assert rows == [(high, "", ""), (low, "We talked.", "Ask how the night was.")]
    assert all(each.due_at is not None for each in sheet.lines.all())


def test_a_sheet_is_written_around_the_end_of_ones_own_shift(
    hers: Shift, his: Shift, ines: User, theo: User
) -> None:
    with pytest.raises(NotYours):
        actions.write(hers, {}, by=theo, now=NOON)
    for at in (NOON - 31 * MINUTE, NOON + 4 * HOUR + MINUTE):
        with pytest.raises(NotNow):
            actions.write(hers, {}, by=ines, now=at)

    assert actions.write(hers, {}, by=ines, now=NOON - 30 * MINUTE).version == 1
    assert actions.write(hers, {}, by=ines, now=NOON + MINUTE).version == 2


def test_the_next_shift_reads_it_before_taking_a_case(
    hers: Shift, his: Shift, maya: User, ines: User, theo: User
) -> None:
    flag = flags.raise_level(flagged(maya, text=LOW), by=ines, level=3, now=NOON)
    sheet = left(hers, ines)

    with pytest.raises(NotYet, match="shift before you"):
        flags.claim(flag, by=theo, now=NOON)
    flag.refresh_from_db()
    assert flag.claimed_by is None

    actions.read(sheet, by=theo, now=NOON)
    assert flags.claim(flag, by=theo, now=NOON).claimed_by == theo


@pytest.mark.parametrize("level", [4, 5])
def test_what_calls_people_never_waits_for_a_hand_over(
    hers: Shift, his: Shift, maya: User, ines: User, theo: User, level: int
) -> None:
    flag = flagged(maya, text=HIGH)
    if level > flag.level:
        flag = flags.raise_level(flag, by=ines, level=level, now=NOON)
    left(hers, ines)

    assert flags.claim(flag, by=theo, now=NOON).claimed_by == theo
    assert talk.write(flag, "I am here. Are you safe?", by=theo, now=NOON).words


def test_answering_waits_for_it_too(
    hers: Shift, his: Shift, maya: User, ines: User, theo: User
) -> None:
    flag = flags.claim(flagged(maya, text=LOW), by=theo, now=NOON - MINUTE)
    left(hers, ines)

    with pytest.raises(NotYet):
        talk.write(flag, "Hello. How are you?", by=theo, now=NOON)


def test_nobody_else_waits_for_it(
    hers: Shift, his: Shift, maya: User, ines: User, theo: User, ade: User
) -> None:
    left(hers, ines)

    assert [len(unread(who, now=NOON)) for who in (theo, ines, ade)] == [1, 0, 0]
    assert flags.claim(flagged(maya, text=LOW), by=ade, now=NOON).claimed_by == ade


def test_a_newer_version_is_read_again(hers: Shift, his: Shift, ines: User, theo: User) -> None:
    actions.read(left(hers, ines), by=theo, now=NOON)
    assert unread(theo, now=NOON) == []

    newer = actions.write(hers, {}, words="One thing more.", by=ines, now=NOON + MINUTE)

    assert unread(theo, now=NOON + MINUTE) == [newer]


def test_only_the_last_shift_has_to_be_read(
    hers: Shift, his: Shift, ade: User, ines: User, theo: User, person: Person
) -> None:
    lena = person("Lena", Role.MODERATOR)
    earlier = planned(lena, NOON - 16 * HOUR, NOON - 8 * HOUR, by=ade)
    clinical = planned(person("Dr Wren", Role.CLINICIAN), NOON - 8 * HOUR, NOON, by=ade,
                       post=Post.CLINICIAN)  # fmt: skip
    assert clinical.person is not None
    actions.write(earlier, {}, by=lena, now=NOON - 8 * HOUR)
    actions.write(clinical, {}, by=clinical.person, now=NOON)
    sheet = left(hers, ines)

    assert unread(theo, now=NOON) == [sheet]


def test_reading_is_written_down_once_and_the_people_in_it_can_see_each_look(
    hers: Shift, his: Shift, maya: User, noor: User, ines: User, theo: User
) -> None:
    told = flagged(maya, text=LOW, now=NOON - HOUR)
    flagged(noor, text=LOW, subject_id="2", now=NOON - HOUR)  # nothing is said of her
    sheet = left(hers, ines, {told.pk: LAST})
    Disclosure.objects.all().delete()

    actions.read(sheet, by=theo, now=NOON)
    actions.read(sheet, by=theo, now=NOON + MINUTE)

    assert [(each.person, each.read_at) for each in HandoverRead.objects.all()] == [(theo, NOON)]
    assert Entry.objects.filter(verb="safety.handover_read").count() == 1
    lines = Disclosure.objects.values_list("person_id", "what")
    assert list(lines) == [(maya.pk, "care")] * 2


def test_what_nobody_wrote_is_made_once_and_a_supervisor_hears_of_it(
    hers: Shift, his: Shift, maya: User, theo: User, ade: User
) -> None:
    flag = flagged(maya, text=LOW, now=NOON - HOUR)
    Notice.objects.all().delete()

    assert actions.look(now=NOON + 14 * MINUTE) == 0
    assert actions.look(now=NOON + 15 * MINUTE) == 1
    assert actions.look(now=NOON + 16 * MINUTE) == 0

    sheet = Handover.objects.get()
    assert (sheet.written_by, [line.flag for line in sheet.lines.all()]) == (None, [flag])
    assert [(each.kind, each.person) for each in Notice.objects.all()] == [
        ("safety.handover_missing", ade)
    ]
    assert unread(theo, now=NOON + 15 * MINUTE) == [sheet]


def test_whoever_goes_on_hands_over_when_they_go(hers: Shift, ines: User, ade: User) -> None:
    planned(ines, NOON, NOON + 4 * HOUR, by=ade)

    assert actions.look(now=NOON + 15 * MINUTE) == 0
    assert unread(ines, now=NOON + 15 * MINUTE) == ()


def test_the_database_refuses_to_change_a_sheet(hers: Shift, his: Shift, ines: User) -> None:
    sheet = left(hers, ines)

    for change in (lambda: Handover.objects.update(words="x"), sheet.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Handover.objects.get().words == "A quiet night."


def now_shifts(ade: User, ines: User, theo: User) -> tuple[Shift, Shift]:
    """Ines was on until a minute ago, Theo is on now."""
    now = timezone.now()
    until = now - MINUTE
    return (
        planned(ines, until - 8 * HOUR, until, by=ade),
        planned(theo, until, until + 8 * HOUR, by=ade),
    )


def test_the_pages_lead_from_hand_over_to_hand_over(
    maya: User, ines: User, theo: User, ade: User, noor: User, osei: User, client_of: ClientOf
) -> None:
    hers, _ = now_shifts(ade, ines, theo)
    flag = flagged(maya, text=LOW, now=timezone.now())
    write = client_of(ines)

    too_long = {f"done_{flag.pk}": "x" * 301, f"next_{flag.pk}": "Ask again."}
    wrong = write.post("/queue/hand-over/write/", too_long)
    assert (wrong.status_code, Handover.objects.count()) == (422, 0)
    assert "Ask again." in wrong.content.decode()

    typed = {f"done_{flag.pk}": "We talked.", "words": "A quiet night."}
    assert write.post("/queue/hand-over/write/", typed).status_code == 302

    reads = client_of(theo)
    assert "Hand-over unread" in reads.get("/queue/").content.decode()
    held = reads.post(f"/queue/{flag.pk}/claim/", follow=True).content.decode()
    assert "First read what the shift before you left" in held
    page = reads.get(f"/queue/hand-over/{hers.pk}/").content.decode()
    assert "We talked." in page
    assert "Hand-over unread" not in reads.get("/queue/").content.decode()
    assert reads.post(f"/queue/{flag.pk}/claim/").headers["Location"] == f"/queue/{flag.pk}/"

    for stranger in (noor, osei):
        for path in ("", "write/", f"{hers.pk}/"):
            assert client_of(stranger).get(f"/queue/hand-over/{path}").status_code == 404


def test_who_wrote_the_words_of_a_case_does_not_read_about_it(
    maya: User, ines: User, theo: User, ade: User, client_of: ClientOf
) -> None:
    hers, _ = now_shifts(ade, ines, theo)
    own: Flag = flagged(theo, text=LOW, now=timezone.now())
    actions.write(hers, {own.pk: LAST}, by=ines, now=timezone.now())

    page = client_of(theo).get(f"/queue/hand-over/{hers.pk}/").content.decode()

    assert "We talked." not in page
    assert "We talked." in client_of(ade).get(f"/queue/hand-over/{hers.pk}/").content.decode()
