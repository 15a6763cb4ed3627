"""Pages: Maya's own, our billing team's, Sam's few words; and who finds none of it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Mode
from sessions.insurance import actions, paper, words
from sessions.insurance.models import ClaimBatch, ClaimLine, Coverage, CoverageEntry, TimesSaid
from sessions.insurance.states import LineKind
from tests.builders_notes import signed
from tests.builders_sessions import bookable_specialist
from tests.cast import NOON
from tests.conftest import Person
from tests.sessions.insurance.conftest import CHOSEN, LATER, PLAN, Met

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
OWN, BILLING = "/insurance/", "/billing/"
HALF = timedelta(minutes=30)
QUERIES = {"billing": 22, "mark": 30, "own": 42}
SECRETS = (CHOSEN.legal_name, CHOSEN.member_number, "1994", "F43.10", PLAN.name)
TYPED = {
    "payer": PLAN.key,
    "legal_name": CHOSEN.legal_name,
    "birth_date": "1994-02-03",
    "member_number": CHOSEN.member_number,
    "state": "NY",
}
TICKS = dict.fromkeys(("signed", "to_bill", "to_treat", "clinician"), "on")


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views ask the clock: it is three days later."""
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: LATER)


def main(answer) -> str:
    """What a reader reads of the main part."""
    page = answer.content.decode().partition('<main id="main"')[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def lines_of(person: User) -> int:
    return Disclosure.objects.about(person.pk).count()


# --- Maya ---------------------------------------------------------------------------------------


def test_maya_reads_who_would_know_before_she_says_yes(maya: User, client_of: ClientOf):
    browser = client_of(maya)
    before = browser.get(OWN)

    for line in (*words.TOLD, words.FREE):
        assert line in main(before).replace("&#x27;", "'")
    assert " checked" not in before.content.decode()
    answer = browser.post(OWN, {**TYPED, **TICKS})

    assert answer.headers["Location"] == OWN
    held = Coverage.objects.get()
    assert (held.details["legal_name"], held.to_bill_at, held.substances_at) == (
        CHOSEN.legal_name,
        LATER,
        None,
    )


def test_what_maya_typed_is_kept_where_something_could_not_be_read(maya: User, client_of: ClientOf):
    answer = client_of(maya).post(OWN, {**TYPED, **TICKS, "birth_date": "2030-01-01"})

    assert answer.status_code == 422
    assert "That day has not come yet." in main(answer)
    assert CHOSEN.legal_name in answer.content.decode()
    assert Coverage.objects.count() == 0


def test_without_a_tick_the_page_says_what_is_missing_and_that_this_is_fine(
    maya: User, client_of: ClientOf
):
    browser = client_of(maya)
    browser.post(OWN, {**TYPED, "member_number": ""})

    said_there = main(browser.get(OWN))

    assert "It is fine to leave it so." in said_there
    for missing in ("no signature", "no yes to billing", "no yes to this kind", "member number of"):
        assert missing in said_there


def test_she_is_told_what_is_hers_and_no_work_of_others(
    whole: Coverage, met: Met, maya: User, client_of: ClientOf
):
    met(minutes=0)  # nobody said when it was
    said_there = main(client_of(maya).get(OWN))
    assert "It waits for others here. There is nothing for you to do." in said_there
    client_of(maya).post(f"{OWN}pause/", {"do": "pause"})
    said_there = main(client_of(maya).get(OWN))
    assert ("You have paused it." in said_there, "The member" in said_there) == (True, False)


def test_maya_pauses_goes_on_and_ends_it_each_in_one_press(
    whole: Coverage, maya: User, client_of: ClientOf
):
    browser = client_of(maya)
    browser.post(f"{OWN}pause/", {"do": "pause"})
    assert "Nothing new is told to your plan." in main(browser.get(OWN))
    browser.post(f"{OWN}pause/", {"do": "resume"})
    whole.refresh_from_db()
    assert whole.is_live

    browser.post(f"{OWN}end/")

    assert list(Coverage.objects.standing()) == []
    assert "Before you decide" in main(browser.get(OWN))


def test_her_paper_is_what_the_page_shows_and_its_name_says_nothing(
    whole: Coverage, met: Met, maya: User, rowan: User, client_of: ClientOf
):
    actions.bill(whole, met(), by=rowan, now=LATER)
    met()
    met(mode=Mode.TEXT)  # which the plan does not pay for
    browser = client_of(maya)
    made = paper.sections(whole, now=LATER)
    shown = main(browser.get(OWN))

    assert [title for title, _ in made[:2]] == ["Who", "By whom"]
    assert len(made) == 4
    for title, lines in made:
        for line in (title, *lines):
            assert line in shown.replace("&#x27;", "'")
    assert [paper.ON_OUR_LIST in lines for _, lines in made[2:]] == [True, False]
    answer = browser.post(f"{OWN}paper/")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes.pdf"'
    assert b"nsurance" not in answer.content
    assert lines_of(maya) == 0


def test_without_a_session_there_is_no_paper(whole: Coverage, maya: User, client_of: ClientOf):
    assert client_of(maya).post(f"{OWN}paper/").headers["Location"] == OWN


# --- Sam ----------------------------------------------------------------------------------------


def test_sam_reads_what_is_his_to_do_and_nothing_of_the_plan(
    whole: Coverage, met: Met, sam: User, client_of: ClientOf
):
    booking = met(minutes=0)
    whole.answers.all().delete()  # what is missing on the side of others
    browser = client_of(sam)
    page = browser.get(booking.get_absolute_url())

    assert "It is not known when the session began and when it stopped." in main(page)
    assert "active" not in main(page)
    assert [each for each in SECRETS if each in page.content.decode()] == []
    place = f"/sessions/{booking.public_id}/minutes/"
    begins = booking.starts_at.astimezone(sam.zone)
    typed = {"began": f"{begins:%H:%M}", "stopped": f"{begins + timedelta(minutes=28):%H:%M}"}
    browser.post(place, typed)

    assert TimesSaid.objects.get().stopped_at == booking.starts_at + timedelta(minutes=28)
    assert "Nothing is missing on your side." in main(browser.get(booking.get_absolute_url()))


def test_times_that_cannot_be_keep_what_sam_typed(
    whole: Coverage, met: Met, sam: User, client_of: ClientOf
):
    place = f"/sessions/{met(minutes=0).public_id}/minutes/"

    answer = client_of(sam).post(place, {"began": "03:07", "stopped": "03:37"})

    assert answer.status_code == 422
    assert "not around the time that was booked" in main(answer)
    assert "03:07" in answer.content.decode()


def test_where_maya_has_no_plan_or_paused_it_sam_is_told_nothing(
    whole: Coverage, met: Met, maya: User, sam: User, client_of: ClientOf
):
    booking, browser = met(minutes=0), client_of(sam)
    actions.pause(by=maya, now=LATER)

    assert "Can it be billed?" not in main(browser.get(booking.get_absolute_url()))
    assert browser.get(f"/sessions/{booking.public_id}/minutes/").status_code == 404


def test_sam_is_not_asked_for_what_would_not_help(
    whole: Coverage, met: Met, sam: User, client_of: ClientOf
):
    booking = met(mode=Mode.TEXT, minutes=0)

    said_there = main(client_of(sam).get(booking.get_absolute_url()))

    assert "Nothing is missing on your side." in said_there
    assert "Say when it was" not in said_there


def test_maya_finds_no_such_words_on_her_page_of_the_session(
    whole: Coverage, met: Met, maya: User, client_of: ClientOf
):
    assert "Can it be billed?" not in main(client_of(maya).get(met().get_absolute_url()))


# --- Our billing team ---------------------------------------------------------------------------


def test_rowan_sees_marks_and_what_is_missing_and_nobodys_name(
    whole: Coverage, met: Met, maya: User, rowan: User, client_of: ClientOf
):
    met()
    met(mode=Mode.TEXT)
    page = client_of(rowan).get(BILLING)

    assert f"{whole.mark}, 23 November 2026" in main(page)
    assert "This plan does not pay for sessions by text." in main(page)
    names = (*SECRETS[:4], maya.handle)
    assert [each for each in names if each in page.content.decode()] == []
    assert lines_of(maya) == 0


@pytest.mark.parametrize(("number", "whose"), [(1, "Maya"), (12, "Maya"), (12, "four members")])
def test_the_pages_ask_as_often_for_twelve_sessions_of_four_members_as_for_one(
    number: int,
    whose: str,
    whole: Coverage,
    maya: User,
    person: Person,
    rowan: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    """As the gate sees them: with people of their own, seen by the room, and said."""
    members = [maya]
    for each in range(3 * (whose == "four members")):
        members.append(person(f"Member {each}"))
        actions.choose(CHOSEN, by=members[-1], now=NOON)
    specialists = [bookable_specialist(person(f"Peer {each}"), now=NOON) for each in range(2)]
    for each in range(number):
        session_of(members[each % len(members)], specialists[each % 2], each)
    browser = client_of(rowan)
    browser.get(BILLING)  # what is asked once for a browser
    with django_assert_num_queries(QUERIES["billing"]):
        page = main(browser.get(BILLING))
    assert page.count("23 November 2026") == number
    if whose == "Maya":
        with django_assert_num_queries(QUERIES["mark"]):
            browser.get(whole.get_absolute_url())
        hers = client_of(maya)
        hers.get(OWN)
        with django_assert_num_queries(QUERIES["own"]):
            hers.get(OWN)


def session_of(member: User, peer: SpecialistProfile, number: int) -> None:
    """One that was held, with times said of every other one."""
    at = NOON + number * HALF
    made = Booking.objects.create(
        member=member, specialist=peer, starts_at=at, ends_at=at + HALF, mode=Mode.AUDIO,
        zone_shown="UTC", booked_at=NOON, changed_at=NOON, state=BookingState.HELD,
    )  # fmt: skip
    signed(made, now=made.ends_at)
    if number % 2 == 0:
        TimesSaid.objects.create(
            booking=made, began_at=at, stopped_at=made.ends_at, where="home", said_at=LATER
        )


def test_on_the_page_of_a_mark_each_look_is_a_line(
    whole: Coverage, maya: User, rowan: User, client_of: ClientOf
):
    browser = client_of(rowan)

    for looks in (1, 2):
        assert CHOSEN.legal_name in main(browser.get(whole.get_absolute_url()))
        assert lines_of(maya) == looks


def test_rowan_notes_what_the_plan_and_a_clinician_said(
    coverage: Coverage, rowan: User, client_of: ClientOf
):
    browser, place = client_of(rowan), coverage.get_absolute_url()
    answer = browser.post(f"{place}answers/", {"state": "active", "first": "2026-11-01"})
    assert "Please say until when." in main(answer)
    browser.post(f"{place}answers/", {"state": "asked"})
    browser.post(
        f"{place}answers/", {"state": "active", "first": "2026-11-01", "last": "2026-11-30"}
    )
    code = {"kind": "diagnosis", "value": "sad", "source": "Dr Osei", "on": "2026-11-20"}
    assert "no code of ICD-10" in main(browser.post(f"{place}notes/", code))
    browser.post(f"{place}notes/", {**code, "value": "f43.10"})

    states = coverage.answers.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["asked", "active"]
    assert CoverageEntry.objects.get(kind="diagnosis").value == "F43.10"


def test_rowan_freezes_a_batch_and_takes_both_files(
    whole: Coverage, met: Met, maya: User, rowan: User, client_of: ClientOf
):
    met()
    browser = client_of(rowan)
    browser.post(f"{BILLING}batches/", {"payer": PLAN.key})
    batch = ClaimBatch.objects.get()
    taken = [browser.post(f"{BILLING}batches/1/{form}/").content for form in ("csv", "json", "csv")]

    assert [each.decode() for each in taken] == [
        batch.contents[form] for form in ("csv", "json", "csv")
    ]
    assert "'=W-4471" in taken[0].decode()  # a formula to a spreadsheet, without the stroke
    assert lines_of(maya) == 3
    assert browser.post(f"{BILLING}batches/1/xml/").status_code == 404
    assert "it stays" in main(browser.post(f"{BILLING}batches/1/drop/", follow=True))


def test_rowan_corrects_a_line_with_a_reason(
    whole: Coverage, met: Met, rowan: User, client_of: ClientOf
):
    line = actions.bill(whole, met(), by=rowan, now=LATER)
    browser, place = client_of(rowan), f"{BILLING}lines/{line.pk}/"

    assert "Please fill this in." in main(browser.post(place, {"do": "void", "why": ""}))
    browser.post(place, {"do": "void", "why": "Not held."})

    assert ClaimLine.objects.get(replaces=line).kind == LineKind.VOID
    assert "Takes an earlier one back" in main(browser.get(whole.get_absolute_url()))


# --- Nobody else --------------------------------------------------------------------------------


def test_nobody_else_finds_any_of_it(
    whole: Coverage,
    met: Met,
    maya: User,
    sam: User,
    ines: User,
    osei: User,
    ade: User,
    noor: User,
    rowan: User,
    client_of: ClientOf,
):
    line = actions.bill(whole, met(), by=rowan, now=LATER)
    actions.freeze(PLAN, by=rowan, now=LATER)
    place, browsers = (
        whole.get_absolute_url(),
        [client_of(each) for each in (maya, sam, ines, osei, ade, noor)],
    )

    gets = {each.get(path).status_code for each in browsers for path in (BILLING, place)}
    posts = {
        each.post(path).status_code
        for each in browsers
        for path in (
            f"{place}notes/",
            f"{place}answers/",
            f"{BILLING}batches/",
            f"{BILLING}batches/1/csv/",
            f"{BILLING}batches/1/drop/",
            f"{BILLING}lines/{line.pk}/",
        )
    }

    assert (gets, posts) == ({404}, {404})


def test_no_page_of_a_room_or_a_session_holds_who_maya_is_to_her_plan(
    whole: Coverage, met: Met, sam: User, noor: User, client_of: ClientOf
):
    booking = met()
    said_again = [
        client_of(sam).get(path).content.decode()
        for path in ("/caseload/", "/sessions/", "/rooms/", f"{booking.get_absolute_url()}note/")
    ]

    assert [each for page in said_again for each in SECRETS if each in page] == []
    assert client_of(noor).get(f"/sessions/{booking.public_id}/minutes/").status_code == 404
