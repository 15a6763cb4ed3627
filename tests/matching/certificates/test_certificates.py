"""Certificates: a year, a number that names nobody, reminders, renewal, and what lapses is not shown."""

from datetime import date, timedelta

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from matching.becoming import actions as becoming
from matching.certificates import actions, numbers
from matching.certificates.models import Certificate
from matching.peers import actions as peers
from matching.peers.models import SpecialistProfile
from matching.training import actions as training
from matching.training.content import EVERY_YEAR, Module, module
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from peerhub.notifications.models import Notice
from tests.builders_becoming import all_right
from tests.builders_matching import certified, looked_into, published_specialist, told_story
from tests.cast import NOON
from tests.together import all_gave

LAST_DAY = date(2027, 11, 23)
IN_THE_WINDOW = NOON + timedelta(days=310)


def part(slug: str) -> Module:
    """A module of the training."""
    found = module(slug)
    assert found is not None
    return found


def shown() -> list[str]:
    return [profile.slug for profile in SpecialistProfile.objects.published()]


def reminders() -> list[tuple[str, date]]:
    rows = Notice.objects.filter(kind="matching.certificate_ends", cancelled_at=None)
    return [(row.context["days"], row.due_at.date()) for row in rows.order_by("due_at")]


def test_a_number_knows_every_wrong_sign() -> None:
    number = numbers.written("7K3MQ9TC")

    assert numbers.read(number) == number
    assert numbers.read(number.replace("-", " ").lower()) == number
    for place, sign in enumerate(number):
        for other in numbers.SIGNS:
            if place > 2 and sign != "-" and other != sign:
                assert numbers.read(number[:place] + other + number[place + 1 :]) is None
    assert numbers.read("") is None


def test_a_number_knows_two_signs_that_changed_places() -> None:
    number = numbers.written("7K3MQ9TC")

    for place in (3, 4, 5, 8, 9, 10):
        pair = number[place : place + 2]
        assert numbers.read(number[:place] + pair[::-1] + number[place + 2 :]) is None


@pytest.mark.django_db
def test_it_holds_a_year_and_reminds_three_times(sam: User, ade: User) -> None:
    made = actions.issue(sam, by=ade, now=NOON)

    assert (made.valid_from, made.valid_through) == (NOON.date(), LAST_DAY)
    assert reminders() == [
        ("60", LAST_DAY - timedelta(days=60)),
        ("30", LAST_DAY - timedelta(days=30)),
        ("7", LAST_DAY - timedelta(days=7)),
    ]
    assert actions.issue(sam, by=ade, now=NOON) == made
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        Certificate.objects.update(valid_through=date(2099, 1, 1))


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["sam", "ines", "osei", "noor"])
def test_only_another_supervisor_issues_and_renews(
    who: str, request: pytest.FixtureRequest, sam: User, ade: User
) -> None:
    somebody = request.getfixturevalue(who)

    with pytest.raises(actions.NotForYouToIssue):
        actions.issue(sam, by=somebody, now=NOON)
    with pytest.raises(actions.NotForYouToIssue):
        actions.issue(ade, by=ade, now=NOON)
    made = actions.issue(sam, by=ade, now=NOON)
    with pytest.raises(actions.NotForYouToIssue):
        actions.renew(made, by=somebody, now=IN_THE_WINDOW)


@pytest.mark.django_db
def test_renewing_needs_the_two_parts_of_every_year_and_goes_on_from_the_last_day(
    sam: User, ade: User
) -> None:
    for slug in EVERY_YEAR:
        assert training.answer(sam, part(slug), all_right(part(slug)), now=NOON)
    made = actions.issue(sam, by=ade, now=NOON)
    looked_into(sam, by=ade, now=NOON)
    with pytest.raises(actions.TooEarly):
        becoming.renew(made, by=ade, now=NOON + timedelta(days=200))
    with pytest.raises(becoming.NotYet):
        becoming.renew(made, by=ade, now=IN_THE_WINDOW)

    since = becoming.renewable_since(made)
    for slug in EVERY_YEAR:
        given = all_right(part(slug))
        assert training.answer(sam, part(slug), given, since=since, now=IN_THE_WINDOW)
    new = becoming.renew(made, by=ade, now=IN_THE_WINDOW)

    assert (new.valid_from, new.renews) == (LAST_DAY + timedelta(days=1), made)
    assert [days for days, _ in reminders()] == ["60", "30", "7"]
    assert becoming.renew(made, by=ade, now=IN_THE_WINDOW) == new


@pytest.mark.django_db
def test_nobody_is_published_without_a_certificate_that_holds(sam: User, ade: User) -> None:
    profile = told_story(sam, now=NOON)
    with pytest.raises(peers.NotCertified):
        peers.publish(profile, by=ade, now=NOON)
    certified(sam, now=NOON)
    with pytest.raises(peers.NotCertified):
        peers.publish(profile, by=ade, now=NOON + timedelta(days=366))

    peers.publish(profile, by=ade, now=NOON + timedelta(days=365))
    assert shown() == ["sam"]


@pytest.mark.django_db
def test_who_lapses_is_out_of_sight_from_the_next_day_and_is_told_once(sam: User) -> None:
    published_specialist(sam, now=NOON)

    assert becoming.unlist_lapsed(now=NOON + timedelta(days=365)) == 0
    assert shown() == ["sam"]
    assert becoming.unlist_lapsed(now=NOON + timedelta(days=366)) == 1
    assert becoming.unlist_lapsed(now=NOON + timedelta(days=366)) == 0

    assert shown() == []
    assert Entry.objects.filter(verb=Verb.PROFILE_WITHDRAWN).count() == 1
    told = Notice.objects.filter(kind="matching.certificate_lapsed")
    assert [notice.person_id for notice in told] == [sam.pk]


@pytest.mark.django_db
def test_who_was_renewed_stays_in_sight(sam: User, ade: User) -> None:
    published_specialist(sam, now=NOON)
    made = Certificate.objects.get(person=sam)

    actions.renew(made, by=ade, now=IN_THE_WINDOW)

    assert becoming.unlist_lapsed(now=NOON + timedelta(days=400)) == 0
    assert shown() == ["sam"]


@pytest.mark.django_db(transaction=True)
def test_two_pollers_take_somebody_out_of_sight_once(sam: User) -> None:
    published_specialist(sam, now=NOON)
    day = NOON + timedelta(days=366)

    took = all_gave(*[lambda: becoming.unlist_lapsed(now=day)] * 2)

    assert sorted(took) == [0, 1]
    assert Entry.objects.filter(verb=Verb.PROFILE_WITHDRAWN).count() == 1


@pytest.mark.django_db
def test_everybody_can_check_a_number_and_learns_no_name(sam: User, ade: User) -> None:
    made = actions.issue(sam, by=ade, now=NOON)

    browser = Client()
    page = browser.get("/certificates/", {"number": made.number.lower()}, follow=True)
    text = page.content.decode()
    assert page.redirect_chain == [(f"/certificates/{made.number}/", 302)]
    assert made.number in text
    assert "Sam" not in text
    assert "Ade" not in text
    assert browser.get("/certificates/", {"number": "PH-nonsense"}).status_code == 422
    assert browser.get("/certificates/PH-2222-2222-2/").status_code == 404


@pytest.mark.django_db
def test_a_certificate_of_somebody_who_lost_the_role_holds_no_more(sam: User, ade: User) -> None:
    now = timezone.now()
    profile = published_specialist(sam, now=now)
    place = Certificate.objects.get(person=sam).get_absolute_url()
    assert "It holds today" in Client().get(place).content.decode()

    accounts.revoke_role(sam, Role.SPECIALIST, by=ade, now=now)

    assert "It does not hold today" in Client().get(place).content.decode()
    # The listener may have been away: the job finds it too, and nobody shows the page again.
    assert becoming.unlist_lapsed(now=now) == 1
    with pytest.raises(peers.NotCertified):
        peers.publish(profile, by=ade, now=now)


@pytest.mark.django_db
def test_noor_has_no_certificate_page(noor: User, client_of) -> None:
    assert client_of(noor).get("/certificate/").status_code == 404
