"""Background checks age: supervisors are told in time, and nobody is shown on an old one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from matching.becoming import actions as becoming
from matching.certificates import actions as certificates
from matching.certificates.models import Certificate
from matching.checks import actions, ageing
from matching.checks.actions import Check
from matching.checks.models import BackgroundCheck
from matching.checks.policies import counts_until
from matching.checks.states import Result
from matching.peers.models import SpecialistProfile
from matching.supervision.policies import supervision_of
from matching.training import actions as training
from matching.training.content import EVERY_YEAR, module
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from sessions.bookings.models import Booking
from tests.builders_becoming import all_right
from tests.builders_matching import certified, looked_into, published_specialist
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.conftest import Person

ClientOf = Callable[[User], Client]
LAST = date(2028, 11, 23)  # NOON's day, two years later


def shown() -> list[str]:
    return [profile.slug for profile in SpecialistProfile.objects.published()]


def told(kind: str) -> list[int]:
    rows = Notice.objects.filter(kind=f"matching.{kind}").order_by("pk")
    return list(rows.values_list("person_id", flat=True))


def renewed_until(person: User, *, years: int) -> None:
    """Their certificates go on, whatever is with the check."""
    for _ in range(years):
        last = Certificate.objects.of(person).first()
        assert last is not None
        by = User.objects.get(handle="Calm Publisher")
        certificates.renew(last, by=by, now=NOON + (last.valid_through - NOON.date()))


@pytest.mark.parametrize(
    ("checked_on", "months", "paper", "last"),
    [
        (date(2026, 11, 23), 24, None, date(2028, 11, 23)),
        (date(2024, 2, 29), 12, None, date(2025, 2, 28)),
        (date(2026, 12, 31), 2, None, date(2027, 2, 28)),
        (date(2026, 1, 31), 1, None, date(2026, 2, 28)),
        (date(2026, 11, 23), 24, date(2027, 5, 1), date(2027, 5, 1)),
        (date(2026, 11, 23), 24, date(2035, 5, 1), date(2028, 11, 23)),
    ],
)
def test_a_check_ages_by_our_rule_or_sooner_by_its_paper(
    checked_on: date, months: int, paper: date | None, last: date
) -> None:
    assert ageing.last_day(checked_on, months=months, paper=paper) == last


@pytest.mark.django_db
def test_the_newest_check_counts_and_an_open_one_counts_not(sam: User, ade: User) -> None:
    assert counts_until(sam, on=NOON.date()) is None
    looked_into(sam, by=ade, now=NOON)
    assert counts_until(sam, on=LAST) == LAST
    assert counts_until(sam, on=LAST + timedelta(days=1)) is None

    looked_into(sam, result=Result.OPEN, by=ade, now=NOON + timedelta(days=1))
    assert counts_until(sam, on=NOON.date()) is None
    looked_into(sam, by=ade, now=NOON + timedelta(days=2))
    assert counts_until(sam, on=NOON.date()) == LAST + timedelta(days=2)


@pytest.mark.django_db
def test_a_check_that_counts_no_more_is_not_written_down(sam: User, ade: User, noor: User) -> None:
    old = Check(provider="Oak", checked_on=date(2024, 11, 22), result=Result.CLEAR)
    ahead = Check(provider="Oak", checked_on=date(2026, 11, 25), result=Result.CLEAR)
    for wrong in (old, ahead):
        with pytest.raises(actions.TooOld):
            actions.write_down(sam, wrong, by=ade, now=NOON)
    today = Check(provider="Oak", checked_on=NOON.date(), result=Result.CLEAR)
    for somebody in (sam, noor):
        with pytest.raises(actions.NotForYouToCheck):
            actions.write_down(sam, today, by=somebody, now=NOON)
    made = actions.write_down(sam, today, by=ade, now=NOON)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        BackgroundCheck.objects.filter(pk=made.pk).update(result=Result.OPEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        BackgroundCheck.objects.create(
            provider="Oak",
            checked_on=NOON.date(),
            valid_through=LAST,
            result=Result.CLEAR,
            recorded_at=NOON,
            recorded_by=ade,
        )


@pytest.mark.django_db
def test_who_looks_after_sam_is_told_60_30_and_7_days_before_and_once_each(sam: User) -> None:
    certified(sam, now=NOON)
    given = supervision_of(sam)
    assert given is not None
    last = NOON + timedelta(days=(LAST - NOON.date()).days)

    for days in (61, 60, 60, 45, 30, 8, 7, 1, 0):
        becoming.remind_of_checks(now=last - timedelta(days=days))

    rows = Notice.objects.filter(kind="matching.check_ages").order_by("due_at")
    assert [(row.person_id, row.context["days"], row.due_at.date()) for row in rows] == [
        (given.supervisor_id, "60", LAST - timedelta(days=60)),
        (given.supervisor_id, "30", LAST - timedelta(days=30)),
        (given.supervisor_id, "7", LAST - timedelta(days=7)),
    ]
    assert becoming.remind_of_checks(now=last + timedelta(days=1)) == 0


@pytest.mark.django_db
def test_a_renewal_asks_for_a_check_that_would_age_within_the_new_year(
    sam: User, ade: User
) -> None:
    certified(sam, now=NOON)
    held = Certificate.objects.get(person=sam)
    later = NOON + timedelta(days=310)
    since = becoming.renewable_since(held)
    for slug in EVERY_YEAR:
        part = module(slug)
        assert part is not None
        training.answer(sam, part, all_right(part), since=since, now=later)
    assert becoming.covers_renewal(held, now=later) is True
    paper = Check(
        provider="Oak",
        checked_on=NOON.date(),
        result=Result.CLEAR,
        valid_through=LAST - timedelta(days=1),  # of the new certificate but one
    )
    actions.write_down(sam, paper, by=ade, now=NOON)
    assert becoming.covers_renewal(held, now=later) is False
    with pytest.raises(becoming.NotYet, match="new background check"):
        becoming.renew(held, by=ade, now=later)

    looked_into(sam, by=ade, now=later)

    assert becoming.renew(held, by=ade, now=later).renews == held


@pytest.mark.django_db
def test_who_lapses_is_out_of_sight_both_are_told_and_what_is_booked_stays(
    sam: User, maya: User
) -> None:
    booked_session(maya, bookable_specialist(sam, now=NOON), NOON)
    before = list(Booking.objects.values())
    given = supervision_of(sam)
    assert given is not None
    renewed_until(sam, years=2)
    day = NOON + timedelta(days=(LAST - NOON.date()).days)

    assert becoming.unlist_lapsed(now=day) == 0
    assert shown() == ["sam"]
    assert becoming.unlist_lapsed(now=day + timedelta(days=1)) == 1
    assert becoming.unlist_lapsed(now=day + timedelta(days=1)) == 0

    assert shown() == []
    assert told("check_lapsed") == [sam.pk]
    assert told("out_of_sight") == [given.supervisor_id]
    assert told("certificate_lapsed") == []
    assert list(Booking.objects.values()) == before


@pytest.mark.django_db
def test_something_to_talk_about_takes_the_page_out_of_sight_at_once(sam: User, ade: User) -> None:
    published_specialist(sam, now=NOON)
    found = Check(provider="Oak", checked_on=NOON.date(), result=Result.OPEN)

    becoming.recheck(sam, found, by=ade, now=NOON + timedelta(hours=1))

    assert shown() == []
    assert (told("check_written"), told("check_lapsed")) == ([sam.pk], [sam.pk])


@pytest.mark.django_db
def test_who_never_had_a_certificate_is_told_so_in_other_words(sam: User, person: Person) -> None:
    profile = published_specialist(sam, now=NOON)
    before = person("Before", Role.SPECIALIST)
    # As on a platform that is older than certificates: a page is shown, and there is none.
    SpecialistProfile.objects.filter(pk=profile.pk).update(person=before)

    assert becoming.unlist_lapsed(now=NOON) == 1
    assert told("uncertified") == [before.pk]
    assert told("certificate_lapsed") == []


@pytest.mark.django_db
def test_until_the_day_of_the_installation_they_are_only_told_once(
    sam: User, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "CERTIFICATES_FROM", (NOON + timedelta(days=60)).date())
    profile = published_specialist(sam, now=NOON)
    before = person("Before", Role.SPECIALIST)
    SpecialistProfile.objects.filter(pk=profile.pk).update(person=before)
    publisher = User.objects.get(handle="Calm Publisher")

    for days in (0, 1, 59):
        assert becoming.unlist_lapsed(now=NOON + timedelta(days=days)) == 0

    assert told("certificate_needed") == [before.pk]
    assert told("certificate_needed_by") == [publisher.pk]
    assert becoming.unlist_lapsed(now=NOON + timedelta(days=60)) == 1
    assert told("uncertified") == [before.pk]


@pytest.mark.django_db
def test_a_supervisor_writes_a_new_check_down_on_a_page(
    sam: User, ade: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    published_specialist(sam, now=now - timedelta(days=320))
    paper = Check(
        provider="Oak",
        checked_on=now.date() - timedelta(days=320),
        result=Result.CLEAR,
        valid_through=now.date() + timedelta(days=30),
    )
    actions.write_down(sam, paper, by=ade, now=now)
    browser = client_of(ade)
    place = f"/becoming/checks/{sam.pk}/"
    assert "First a new background check" in browser.get("/becoming/").content.decode()
    given = {"provider": "Oak Screening", "checked_on": "2001-01-01", "result": "clear"}
    wrong = browser.post(place, given)
    assert wrong.status_code == 422
    assert "does not count today" in wrong.content.decode()

    browser.post(place, {**given, "checked_on": str(now.date())})

    assert BackgroundCheck.objects.of(sam).count() == 3
    assert "First a new background check" not in browser.get("/becoming/").content.decode()
    assert "We talked: renew it" in browser.get("/becoming/").content.decode()
    assert (
        "Your background check counts until" in client_of(sam).get("/certificate/").content.decode()
    )
