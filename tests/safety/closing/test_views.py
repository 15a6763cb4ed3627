"""The pages of closing: everything by forms, nothing typed is lost, strangers find nothing."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure
from safety.closing import actions
from safety.closing.models import CheckIn
from safety.closing.steps import NUMBERS
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import FlagState, Outcome
from tests.conftest import Person
from tests.safety.closing.acts import WHOLE, looked_after
from tests.safety.closing.conftest import CUT
from tests.safety.flags.texts import LOW, flagged

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
STAFF_PAGES = ("closing/", "assessment/", "checklist/")


def now() -> datetime:
    return timezone.now()


@pytest.fixture
def high(maya: User, ines: User) -> Flag:
    return flags.claim(flagged(maya, text=CUT, now=now()), by=ines, now=now())


@pytest.fixture
def raised(maya: User, ines: User) -> Flag:
    flag = flags.claim(flagged(maya, text=LOW, now=now()), by=ines, now=now())
    return flags.raise_level(flag, by=ines, level=2, now=now())


def opened(flag: Flag, by: User) -> CheckIn:
    (check_in, *_) = actions.book(flag, to=None, by=by, now=now())
    actions.open_due(now=check_in.due_at)
    check_in.refresh_from_db()
    return check_in


def test_what_is_missing_stands_there_and_what_was_typed_stays(
    raised: Flag, ines: User, client_of: ClientOf
) -> None:
    given = {"outcome-outcome": "reached", "outcome-note": "They are with a friend."}

    page = client_of(ines).post(f"/queue/{raised.pk}/outcome/", given).content.decode()

    assert "Nothing is written down about reaching the person." in page
    assert "Not booked yet: the caring contact after 24 hours." in page
    assert "They are with a friend." in page
    raised.refresh_from_db()
    assert raised.state == FlagState.CLAIMED


def test_a_raised_case_closes_by_forms(raised: Flag, ines: User, client_of: ClientOf) -> None:
    browser, base = client_of(ines), f"/queue/{raised.pk}/"
    browser.post(base + "closing/attempts/", {"attempt-way": "call", "attempt-result": "reached"})
    browser.post(base + "closing/help/", {"help-what": "lines"})
    browser.post(base + "closing/caring/", {"book-who": "me"})
    assert "Everything is there" in browser.get(base + "closing/").content.decode()

    browser.post(base + "outcome/", {"outcome-outcome": "reached"})

    raised.refresh_from_db()
    assert raised.state == FlagState.RESOLVED
    assert [each.assigned for each in raised.check_ins.all()] == [ines]


@pytest.mark.parametrize(
    ("path", "given", "kept"),
    [
        ("closing/attempts/", {"attempt-words": "Rang twice."}, "Rang twice."),
        (
            "closing/attempts/",
            {"attempt-way": "call", "attempt-result": "no", "attempt-words": "Rang twice."},
            "Rang twice.",
        ),
        (
            "closing/attempts/",
            {"attempt-try_again": "soon", "attempt-words": "Rang twice."},
            "Rang twice.",
        ),
        ("closing/help/", {"help-words": "Gave the number."}, "Gave the number."),
        ("closing/help/", {"help-what": "lines", "help-words": "x" * 2001}, "xxx"),
        ("closing/incident/", {"incident-words": "It ended well."}, "It ended well."),
        ("closing/agreement/incident/", {"agree_incident-words": "Read it."}, "Read it."),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_on_the_page(
    high: Flag, ines: User, client_of: ClientOf, path: str, given: dict[str, str], kept: str
) -> None:
    page = client_of(ines).post(f"/queue/{high.pk}/{path}", given)

    assert page.status_code == 422
    assert kept in page.content.decode()
    assert high.attempts.count() + high.help_given.count() + high.incidents.count() == 0


def test_an_agreement_to_something_else_is_not_found(
    high: Flag, ines: User, client_of: ClientOf
) -> None:
    answer = client_of(ines).post(f"/queue/{high.pk}/closing/agreement/anything/", {})

    assert answer.status_code == 404


def test_a_closed_case_is_opened_again_from_its_page(
    raised: Flag, ines: User, ade: User, client_of: ClientOf
) -> None:
    looked_after(raised, ines, now=now())
    flags.resolve(raised, by=ines, outcome=Outcome.REACHED, now=now())
    browser = client_of(ade)
    assert "Open it again" in browser.get(f"/queue/{raised.pk}/closing/").content.decode()

    browser.post(f"/queue/{raised.pk}/reopening/", {"reopen-words": "They wrote again."})

    raised.refresh_from_db()
    assert raised.state == FlagState.OPEN
    assert "They wrote again." in browser.get(f"/queue/{raised.pk}/").content.decode()


@pytest.mark.parametrize("page", STAFF_PAGES)
def test_each_look_is_a_line_for_the_person(
    high: Flag, maya: User, ines: User, client_of: ClientOf, page: str
) -> None:
    client_of(ines).get(f"/queue/{high.pk}/{page}")

    assert [line.what for line in Disclosure.objects.about(maya.pk)] == ["care"]


def test_the_assessment_is_saved_in_parts_and_signed_by_a_clinician(
    high: Flag, ines: User, osei: User, client_of: ClientOf
) -> None:
    doctor, path = client_of(osei), f"/queue/{high.pk}/assessment/"
    assert f"Case {high.pk}" in doctor.get("/queue/assessments/").content.decode()

    doctor.post(path, {"risks": WHOLE.risks, "after": "0"})
    early = doctor.post(path, {"risks": "Changed.", "after": "1", "sign": "1"})
    whole = {**vars(WHOLE), "after": "2", "sign": "1"}
    late = doctor.post(path, whole)

    assert early.status_code == 422
    assert "Each part needs a few words" in early.content.decode()
    assert "Changed." in early.content.decode()
    assert late.status_code == 302
    newest = high.assessments.order_by("-version")[0]
    assert (newest.version, newest.signature.signed_by) == (3, osei)


def test_a_clinician_finds_the_assessment_and_not_the_queue(
    high: Flag, osei: User, client_of: ClientOf
) -> None:
    browser = client_of(osei)

    codes = {
        path: browser.get(f"/queue/{path}").status_code
        for path in ("", f"{high.pk}/", f"{high.pk}/closing/", f"{high.pk}/assessment/")
    }

    assert codes == {
        "": 404,
        f"{high.pk}/": 404,
        f"{high.pk}/closing/": 404,
        f"{high.pk}/assessment/": 200,
    }


def test_a_clinician_who_only_refers_people_in_finds_no_assessment(
    high: Flag, person: Person, client_of: ClientOf
) -> None:
    browser = client_of(person("Dr Lin", Role.CLINICIAN))

    paths = ("/queue/assessments/", f"/queue/{high.pk}/assessment/", "/debriefs/")
    assert [browser.get(path).status_code for path in paths] == [404] * 3


def test_somebody_saved_meanwhile_and_ones_own_words_stay(
    high: Flag, ines: User, osei: User, client_of: ClientOf
) -> None:
    actions.save(high, WHOLE, after=0, by=osei, now=now())

    page = client_of(ines).post(
        f"/queue/{high.pk}/assessment/", {"risks": "What I typed.", "after": "0"}
    )

    assert page.status_code == 422
    assert "Somebody saved this meanwhile" in page.content.decode()
    assert "What I typed." in page.content.decode()


def test_the_checklist_keeps_what_is_filled_in_and_says_what_is_not(
    high: Flag, ines: User, client_of: ClientOf
) -> None:
    flags.raise_level(high, by=ines, level=4, now=now())
    browser, path = client_of(ines), f"/queue/{high.pk}/checklist/"

    wrong = browser.post(path, {"step-1-done": "done", "step-2-words": "Rang the neighbour."})
    assert wrong.status_code == 422
    assert "Rang the neighbour." in wrong.content.decode()
    assert high.step_lines.count() == 0

    browser.post(
        path,
        {
            "step-1-done": "done",
            "step-1-words": "Talked with them.",
            "step-4-done": "not_needed",
            "step-4-words": "They went by themselves.",
            "step-8-done": "done",
            "step-8-words": "The nurse said so.",
            "step-8-dialled": "116 123",
            "step-8-confirmed_by": "Nurse on shift",
        },
    )
    lines = actions.lines_of(high)
    assert {number: lines[number].needed for number in lines} == {1: True, 4: False, 8: True}
    assert (lines[8].dialled, lines[8].confirmed_by) == ("116 123", "Nurse on shift")
    page = browser.get(path).content.decode()
    assert [f"<h2>{number}. " in page for number in NUMBERS] == [True] * 9


def test_a_check_in_is_in_the_queue_and_written_down_by_a_form(
    high: Flag, ines: User, client_of: ClientOf
) -> None:
    check_in, browser = opened(high, ines), client_of(ines)
    path = f"/queue/caring/{check_in.pk}/"
    assert path in browser.get("/queue/").content.decode()
    assert path in browser.get("/queue/caring/").content.decode()

    wrong = browser.post(path, {"result": "moved", "words": "They asked for it."})
    assert wrong.status_code == 422
    assert "They asked for it." in wrong.content.decode()
    browser.post(path, {"result": "reached", "words": "They are at their sister’s."})

    check_in.refresh_from_db()
    assert (check_in.result, check_in.closed_by) == ("reached", ines)
    assert path not in browser.get("/queue/").content.decode()


def test_no_page_of_a_check_in_tells_who_the_person_is(
    high: Flag, ines: User, client_of: ClientOf
) -> None:
    User.objects.filter(pk=high.author_id).update(handle="Zirkonia")
    check_in, browser = opened(high, ines), client_of(ines)
    paths = ["", "caring/", f"caring/{check_in.pk}/"]
    paths += [f"{high.pk}/{page}" for page in STAFF_PAGES]

    assert [path for path in paths if b"Zirkonia" in browser.get(f"/queue/{path}").content] == []


def test_the_person_answers_with_one_press(
    high: Flag, maya: User, ines: User, client_of: ClientOf
) -> None:
    check_in, browser = opened(high, ines), client_of(maya)
    path = f"/caring/{check_in.public_id}/"
    assert "I would like to talk to somebody" in browser.get(path).content.decode()

    browser.post(path, {"answer": "nonsense"})
    said = browser.post(path, {"answer": "talk"}, follow=True).content.decode()

    check_in.refresh_from_db()
    assert check_in.answer == "talk"
    assert "A person from our team reads this" in said
    shown = client_of(ines).get(f"/queue/caring/{check_in.pk}/").content.decode()
    assert "I would like to talk to somebody" in shown


def test_the_person_chooses_how_to_be_asked(maya: User, client_of: ClientOf) -> None:
    browser = client_of(maya)

    assert browser.post("/caring/", {"way": "here"}).status_code == 422
    browser.post("/caring/", {"way": "not", "words": "short"})

    assert (maya.check_in_wish.way, maya.check_in_wish.words) == ("not", "short")


def test_a_stranger_finds_nothing(high: Flag, ines: User, noor: User, client_of: ClientOf) -> None:
    check_in, browser = opened(high, ines), client_of(noor)
    paths = [f"/queue/{high.pk}/{page}" for page in STAFF_PAGES]
    paths += ["/queue/caring/", f"/queue/caring/{check_in.pk}/", "/queue/assessments/"]
    paths += [f"/caring/{check_in.public_id}/", f"/caring/{uuid4()}/", "/debriefs/"]

    assert {path: browser.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)
    answer = browser.post(f"/caring/{check_in.public_id}/", {"answer": "no_more"})
    assert answer.status_code == 404


def test_one_that_is_not_due_yet_is_not_there_for_the_person(
    high: Flag, maya: User, ines: User, client_of: ClientOf
) -> None:
    (check_in, *_) = actions.book(high, to=None, by=ines, now=now())

    assert client_of(maya).get(f"/caring/{check_in.public_id}/").status_code == 404


def test_a_member_of_the_team_does_not_see_the_check_in_about_themselves(
    ines: User, ade: User, client_of: ClientOf
) -> None:
    flag = flags.claim(flagged(ines, text=CUT, now=now()), by=ade, now=now())
    check_in, browser = opened(flag, ade), client_of(ines)

    assert browser.get(f"/queue/caring/{check_in.pk}/").status_code == 404
    assert b"caring/%d/" % check_in.pk not in browser.get("/queue/").content


def test_an_address_from_an_older_message_leads_on_and_loses_no_answer(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    one = uuid4()
    for browser, before, after in (
        (client_of(maya), "/check-ins/", "/caring/"),
        (client_of(maya), f"/check-ins/{one}/", f"/caring/{one}/"),
        (client_of(ines), "/queue/check-ins/", "/queue/caring/"),
        (client_of(ines), "/queue/check-ins/7/", "/queue/caring/7/"),
    ):
        answer = browser.post(before, {"answer": "talk"})
        # 308: the browser sends the same again, with all that was typed.
        assert (answer.status_code, answer.headers["Location"]) == (308, after)
