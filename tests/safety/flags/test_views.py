from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from safety import subjects
from safety.flags import actions
from safety.flags.models import Flag
from safety.flags.states import FlagState, Outcome
from safety.subjects import Line
from tests.safety.closing.acts import looked_after
from tests.safety.flags.texts import HIGH, LOW, flagged

ClientOf = Callable[[User], Client]


def now() -> datetime:
    return timezone.now()


def test_the_queue_shows_the_most_urgent_first(maya: User, ines: User, client_of: ClientOf) -> None:
    low = flagged(maya, text=LOW, subject_id="1", now=now() - timedelta(hours=3))
    high = flagged(maya, subject_id="2", now=now())

    page = client_of(ines).get("/queue/")

    assert [row.id for row in page.context["rows"]] == [high.pk, low.pk]
    assert b"Respond now" in page.content
    assert b"Room: After a loss" in page.content


def test_the_list_holds_no_word_of_what_was_written(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    flagged(maya, now=now())

    page = client_of(ines).get("/queue/")

    assert b"kill" not in page.content
    assert b"Maya" not in page.content
    assert not Entry.objects.filter(verb="safety.flag_read").exists()


def test_the_first_words_are_a_look_that_is_written_down(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    flag = flagged(maya, now=now())

    page = client_of(ines).get(f"/queue/{flag.pk}/first-words/")

    assert page.content.decode() == HIGH
    entry = Entry.objects.get(verb="safety.flag_read")
    assert (entry.actor_id, entry.subject_id) == (ines.pk, str(flag.pk))


def test_taking_and_handing_back_work_by_forms(maya: User, ines: User, client_of: ClientOf) -> None:
    flag = flagged(maya, now=now())
    browser = client_of(ines)

    taken = browser.post(f"/queue/{flag.pk}/claim/")
    flag.refresh_from_db()

    assert (taken.status_code, taken["Location"]) == (302, f"/queue/{flag.pk}/")
    assert flag.claimed_by == ines
    browser.post(f"/queue/{flag.pk}/release/")
    flag.refresh_from_db()
    assert flag.state == FlagState.OPEN


def test_a_second_moderator_sees_who_is_on_it(
    maya: User, ines: User, ade: User, client_of: ClientOf
) -> None:
    flag = actions.claim(flagged(maya, now=now()), by=ines, now=now())
    browser = client_of(ade)

    page = browser.get("/queue/")
    refused = browser.post(f"/queue/{flag.pk}/claim/", follow=True)

    assert b"Ines" in page.content
    assert b"Take this" not in page.content
    assert b"Ines is already on this." in refused.content


def test_nobody_takes_a_case_about_their_own_words(ines: User, client_of: ClientOf) -> None:
    flag = flagged(ines, now=now())

    page = client_of(ines).post(f"/queue/{flag.pk}/claim/", follow=True)

    assert b"These are your own words." in page.content
    flag.refresh_from_db()
    assert flag.state == FlagState.OPEN


def test_a_case_shows_the_words_with_their_marks_and_the_rule(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    flag = flagged(maya, text=f"<b>Hello.</b> {HIGH}", now=now())

    page = client_of(ines).get(f"/queue/{flag.pk}/")

    assert "<mark>" in page.content.decode()
    assert "&lt;b&gt;Hello.&lt;/b&gt;" in page.content.decode()
    assert flag.reasons[0]["rule"] in page.content.decode()
    assert Entry.objects.filter(verb="safety.flag_read", actor_id=ines.pk).count() == 1


def test_a_long_text_begins_with_its_first_words_and_covers_the_rest(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    long = f"{HIGH} {'And then I walked along the river. ' * 6}"
    flag = flagged(maya, text=long, now=now())
    short = flagged(maya, subject_id="2", now=now())

    page = client_of(ines).get(f"/queue/{flag.pk}/")

    assert page.context["case"].snippet == f"{' '.join(long.split()[:12])} …"
    assert b"The rest is covered." in page.content
    assert b"The rest is covered." not in client_of(ines).get(f"/queue/{short.pk}/").content


def test_a_case_shows_what_was_said_around_it(maya: User, ines: User, client_of: ClientOf) -> None:
    class Around(subjects.Subject):
        def context(self, subject_id: str) -> list[Line]:  # noqa: ARG002
            return [Line("Quiet Heron", "I am here with you.", now())]

    subjects.offer("test.message", Around())
    flag = flagged(maya, now=now())

    page = client_of(ines).get(f"/queue/{flag.pk}/")

    assert b"Quiet Heron" in page.content
    assert b"I am here with you." in page.content


def test_a_broken_adapter_does_not_close_the_case(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    class Broken(subjects.Subject):
        def context(self, subject_id: str) -> list[Line]:  # noqa: ARG002
            raise RuntimeError

    subjects.offer("test.message", Broken())
    flag = flagged(maya, now=now())

    assert client_of(ines).get(f"/queue/{flag.pk}/").status_code == 200


def test_closing_without_an_outcome_says_so_and_keeps_the_note(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    flag = actions.claim(flagged(maya, now=now()), by=ines, now=now())

    page = client_of(ines).post(f"/queue/{flag.pk}/outcome/", {"outcome-note": "We talked."})

    assert page.status_code == 200
    assert b"Please choose one." in page.content
    assert b"We talked." in page.content


def test_closing_a_false_alarm_without_a_reason_is_refused_beside_the_form(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    flag = actions.claim(flagged(maya, now=now()), by=ines, now=now())

    page = client_of(ines).post(
        f"/queue/{flag.pk}/outcome/", {"outcome-outcome": Outcome.FALSE_ALARM}
    )

    assert b"Say in a few words why it was a false alarm." in page.content
    flag.refresh_from_db()
    assert flag.state == FlagState.CLAIMED


def test_the_whole_case_by_forms(maya: User, ines: User, ade: User, client_of: ClientOf) -> None:
    flag = flagged(maya, now=now())
    browser = client_of(ines)
    base = f"/queue/{flag.pk}/"

    browser.post(base + "claim/")
    browser.post(base + "notes/", {"note-words": "Writing to them."})
    browser.post(base + "level/", {"level-level": "5", "level-note": "It is now."})
    browser.post(base + "let-out/")
    looked_after(flag, ines, supervisor=ade, now=now())
    page = browser.post(
        base + "outcome/", {"outcome-outcome": "reached", "outcome-note": "Safe."}, follow=True
    )

    flag.refresh_from_db()
    assert (flag.level, flag.held, flag.state) == (5, False, FlagState.RESOLVED)
    assert b"This is closed." in page.content
    assert browser.get("/queue/").context["rows"] == []


@pytest.mark.parametrize("path", ["", "first-words/"])
def test_a_case_that_is_not_there_is_not_found(path: str, ines: User, client_of: ClientOf) -> None:
    assert client_of(ines).get(f"/queue/4711/{path}").status_code == 404


@pytest.mark.parametrize("path", ["claim/", "release/", "notes/", "level/", "let-out/", "outcome/"])
def test_nobody_acts_on_a_case_that_is_not_there(
    path: str, ines: User, client_of: ClientOf
) -> None:
    assert client_of(ines).post(f"/queue/4711/{path}").status_code == 404


def test_noor_finds_nothing(maya: User, noor: User, client_of: ClientOf) -> None:
    flag = flagged(maya, now=now())
    browser = client_of(noor)

    pages = ["", "rows/", f"{flag.pk}/", f"{flag.pk}/first-words/"]
    acts = ["claim/", "release/", "notes/", "level/", "let-out/", "outcome/"]
    seen = [browser.get(f"/queue/{page}").status_code for page in pages]
    seen += [browser.post(f"/queue/{flag.pk}/{act}").status_code for act in acts]

    assert seen == [404] * 10
    assert Flag.objects.get().state == FlagState.OPEN


def test_a_visitor_is_sent_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/queue/").status_code == 302


def test_the_list_costs_the_same_for_one_flag_and_for_three(
    maya: User,
    ines: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = client_of(ines)
    browser.get("/queue/rows/")
    for count in (1, 3):
        while Flag.objects.count() < count:
            flag = flagged(maya, subject_id=str(Flag.objects.count()), now=now())
            actions.claim(flag, by=ines, now=now())
        with django_assert_num_queries(6):
            browser.get("/queue/rows/")
