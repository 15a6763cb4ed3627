"""One specialist may know of a day, where its member says so; nobody else ever does."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from matching.models import SpecialistProfile
from peerhub.accounts import actions as accounts
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure
from peerhub.audit.words import Looker, What, Why
from peerhub.notifications.models import Notice
from sessions.bookings import parts
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part as SessionPart
from sessions.bookings.parts import Place
from sessions.heavy_days import actions
from sessions.heavy_days.actions import NotWithThem, Seen
from sessions.heavy_days.models import HardDay
from sessions.heavy_days.states import Part
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.sessions.heavy_days.conftest import THE_NINTH, kept_day

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def session(maya: User, peer: SpecialistProfile) -> Booking:
    """On the 27th, twelve days before it."""
    return booked_session(maya, peer, NOON, starts_at=NOON + 4 * DAY + timedelta(hours=4))


@pytest.fixture
def written(day: HardDay, maya: User) -> HardDay:
    words = {Part.NAME: "The flood", Part.HELPS: "Tea.", Part.NOTE: "Rest.", Part.WHOM: "Dee."}
    actions.write(day, words, by=maya, now=NOON)
    return day


def seen_by(person: User, session: Booking) -> list[Seen]:
    found: list[SessionPart] = list(parts.parts(Place.BEFORE, session, person, now=NOON))
    return [seen for part in found for seen in part.words.get("days", ())]


def turn(day: HardDay) -> object:
    return day.span.turn(0)


def share(day: HardDay, sam: User, *, with_words: bool = False) -> None:
    actions.share(day, person_id=sam.pk, with_words=with_words, by=day.member, now=NOON)


def test_nobody_sees_it_until_it_is_shared(written: HardDay, sam: User, session: Booking) -> None:
    assert seen_by(sam, session) == []
    assert not Disclosure.objects.exists()


def test_shared_it_says_when_and_not_what(written: HardDay, sam: User, session: Booking) -> None:
    share(written, sam)

    assert seen_by(sam, session) == [Seen(turn(written))]  # type: ignore[arg-type]


def test_the_name_and_what_helps_only_where_ticked_and_never_the_rest(
    written: HardDay, sam: User, session: Booking
) -> None:
    share(written, sam, with_words=True)

    assert seen_by(sam, session) == [Seen(turn(written), "The flood", "Tea.")]  # type: ignore[arg-type]


def test_each_look_is_in_the_members_ledger(
    written: HardDay, maya: User, sam: User, session: Booking
) -> None:
    share(written, sam)
    seen_by(sam, session)

    line = Disclosure.objects.get()
    assert (line.person_id, line.who, line.what, line.why) == (
        maya.pk,
        Looker.SPECIALIST,
        What.HARD_DAY,
        Why.SHARED,
    )


def test_it_ends_at_once(written: HardDay, maya: User, sam: User, session: Booking) -> None:
    share(written, sam, with_words=True)

    actions.unshare(written, by=maya)

    assert seen_by(sam, session) == []


def test_nobody_is_told_that_it_is_shared_or_not_any_more(
    written: HardDay, maya: User, sam: User, session: Booking
) -> None:
    before = Notice.objects.count()

    share(written, sam)
    actions.unshare(written, by=maya)

    assert Notice.objects.count() == before


def test_another_specialist_of_the_same_member_sees_nothing(
    written: HardDay, maya: User, sam: User, person: Callable[..., User], session: Booking
) -> None:
    lee = person("Lee", Role.SPECIALIST)
    other = booked_session(maya, bookable_specialist(lee, now=NOON), NOON)
    share(written, sam)

    assert seen_by(lee, other) == []


def test_at_a_session_with_another_member_nothing_shows(
    written: HardDay, noor: User, sam: User, session: Booking, peer: SpecialistProfile
) -> None:
    share(written, sam)

    assert seen_by(sam, booked_session(noor, peer, NOON)) == []


def test_its_member_does_not_see_it_there(
    written: HardDay, maya: User, sam: User, session: Booking
) -> None:
    share(written, sam)

    assert seen_by(maya, session) == []


@pytest.mark.parametrize(
    ("first", "last", "shows"),
    [
        (date(2026, 12, 11), date(2026, 12, 11), True),
        (date(2026, 12, 12), date(2026, 12, 12), False),
        (date(2026, 11, 23), date(2026, 11, 23), True),
        (date(2026, 11, 1), date(2026, 12, 5), True),
    ],
)
def test_it_shows_in_the_two_weeks_around(
    maya: User,
    sam: User,
    session: Booking,
    first: date,
    last: date,
    shows: bool,
) -> None:
    share(kept_day(maya, first=first, last=last), sam)

    assert bool(seen_by(sam, session)) == shows


def test_two_weeks_after_it_shows_and_then_no_more(maya: User, sam: User, session: Booking) -> None:
    over = kept_day(maya, first=date(2026, 11, 13), yearly=True)
    gone = kept_day(maya, first=date(2026, 11, 12), yearly=True)
    for day in (over, gone):
        share(day, sam)

    assert [seen.turn.first for seen in seen_by(sam, session)] == [date(2026, 11, 13)]


def test_sharing_it_with_another_ends_the_first(
    written: HardDay, maya: User, sam: User, person: Callable[..., User], session: Booking
) -> None:
    lee = person("Lee", Role.SPECIALIST)
    booked_session(maya, bookable_specialist(lee, now=NOON), NOON)
    share(written, sam)

    share(written, lee)

    assert seen_by(sam, session) == []


@pytest.mark.parametrize("who", ["noor", "ines", "ade", "osei"])
def test_it_cannot_be_shared_with_whom_they_do_not_meet(
    written: HardDay, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotWithThem):
        share(written, request.getfixturevalue(who))


@pytest.mark.parametrize("blocks", ["maya", "sam"])
def test_a_block_ends_it(
    written: HardDay, maya: User, sam: User, session: Booking, blocks: str
) -> None:
    share(written, sam)
    by, whom = (maya, sam) if blocks == "maya" else (sam, maya)

    blocking.block(whom, by=by, now=NOON)

    assert seen_by(sam, session) == []
    with pytest.raises(NotWithThem):
        share(written, sam)


def test_who_is_no_specialist_any_more_sees_nothing(
    written: HardDay, sam: User, ade: User, session: Booking
) -> None:
    share(written, sam)
    accounts.revoke_role(sam, Role.SPECIALIST, by=ade, now=NOON)

    assert seen_by(sam, session) == []


def test_a_day_that_is_deleted_shows_nowhere(
    written: HardDay, maya: User, sam: User, session: Booking
) -> None:
    share(written, sam)

    actions.forget(written, by=maya, now=NOON)

    assert seen_by(sam, session) == []
    assert THE_NINTH.isoformat() not in str(session.__dict__)
