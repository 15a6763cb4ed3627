"""The pages of the way: kept as one goes, kind errors, and nothing for the stranger."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from matching.becoming import actions, guide
from matching.becoming.models import Application, Decision
from matching.becoming.states import Answer, Station
from matching.certificates.models import Certificate
from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from peerhub.topics.models import Topic
from tests.builders_becoming import REASON, TWO, at, decided, sent
from tests.builders_matching import topics
from tests.safety.flags.texts import HIGH

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
LEVELS = {"known": "friend", "reliable": "yes", "bounds": "mostly"}


def text_of(browser: Client, place: str) -> str:
    answer = browser.get(place)
    assert answer.status_code == 200, place
    return answer.content.decode()


@pytest.fixture
def r7() -> Topic:
    return topics("R7")[0]


def test_maya_answers_page_by_page_and_sends(maya: User, r7: Topic, client_of: ClientOf) -> None:
    browser = client_of(maya)
    assert "Begin" in text_of(browser, "/way/")
    browser.post("/way/begin/")
    browser.post("/way/question/why/", {"why": "I know the nights."})
    assert "I know the nights." in text_of(browser, "/way/question/why/")
    assert "Send it" not in text_of(browser, "/way/")

    browser.post("/way/question/lived/", {"roots": ["R7"]})
    browser.post("/way/question/now/", {"now": ""})
    browser.post("/way/question/time/", {"hours": "3-5"})
    browser.post("/way/send/")

    application = Application.objects.get()
    assert (application.state, application.why, application.hours) == (
        "sent",
        "I know the nights.",
        "3-5",
    )
    assert application.labels == [r7.label]
    assert "A supervisor reads your answers" in text_of(browser, "/way/")


def test_what_is_wrong_is_said_and_what_was_typed_stays(maya: User, client_of: ClientOf) -> None:
    browser = client_of(maya)
    browser.post("/way/begin/")

    answer = browser.post("/way/question/why/", {"why": "x" * 2001})

    assert answer.status_code == 422
    assert "That is longer than 2,000 characters." in answer.content.decode()
    assert "x" * 2001 in answer.content.decode()
    assert browser.post("/way/question/time/", {"hours": "99"}).status_code == 422
    assert browser.get("/way/question/nothing/").status_code == 404


def test_words_of_danger_bring_help_lines_first(maya: User, client_of: ClientOf) -> None:
    browser = client_of(maya)
    browser.post("/way/begin/")

    page = browser.post("/way/question/why/", {"why": HIGH}, follow=True)

    assert page.redirect_chain == [("/way/", 302)]
    assert "988" in page.content.decode()


def test_a_supervisor_reads_books_and_the_look_is_written_down(
    maya: User, ade: User, client_of: ClientOf
) -> None:
    application = sent(maya, now=timezone.now())
    browser = client_of(ade)
    assert maya.handle in text_of(browser, "/becoming/")
    place = application.get_absolute_url()
    assert application.why in text_of(browser, place)
    assert Disclosure.objects.filter(person_id=maya.pk).count() == 1

    past = browser.post(place, {"starts_at": "2020-01-01T10:00", "place": "By video"})
    assert past.status_code == 422
    assert "still to come" in past.content.decode()
    soon = timezone.localtime(timezone.now() + timedelta(days=2), ade.zone)
    browser.post(place, {"starts_at": f"{soon:%Y-%m-%dT%H:%M}", "place": "By video"})

    assert application.interviews.get().place == "By video"
    assert "By video" in text_of(client_of(maya), "/way/")
    given = dict.fromkeys(guide.POINTS, "clear")
    browser.post(place, {**given, "outcome": "ready", "words": ""})
    assert "Name two people" in text_of(client_of(maya), "/way/")


def test_a_reference_answers_on_a_link_without_an_account(
    maya: User, ade: User, osei: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    application = at(Station.REFERENCES, maya, supervisor=ade, clinician=osei, now=now)
    names = {"name_1": "Rosa", "reach_1": "r@x.example", "name_2": "Tom", "reach_2": "r@x.example"}
    browser = client_of(maya)
    assert browser.post("/way/references/", names).status_code == 422
    browser.post("/way/references/", {**names, "reach_2": "555 0100"})
    first = application.references.get(number=1)
    page = text_of(client_of(ade), f"/becoming/named/{first.public_id}/")
    link = page.split('value="http://testserver')[1].split('"')[0]

    outside = Client()
    text = text_of(outside, link)
    assert "Hello Rosa" in text
    assert maya.handle not in text
    assert outside.post(link, {"words": "A good friend."}).status_code == 422
    outside.post(link, {**LEVELS, "trust": "yes", "words": "A good friend."})
    assert outside.get(link).status_code == 410
    assert "A good friend." in text_of(client_of(ade), f"/becoming/named/{first.public_id}/")
    assert "A good friend." not in text_of(browser, "/way/")
    assert "A good friend." not in text_of(browser, "/way/references/")


def test_a_no_needs_a_reason_and_is_read_kindly(
    maya: User, ade: User, osei: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    application = at(Station.SCREENING, maya, supervisor=ade, clinician=osei, now=now)
    place = application.get_absolute_url()
    browser = client_of(ade)
    for answer in ("no", "not_yet"):
        assert browser.post(place, {"answer": answer}).status_code == 422
    assert not Decision.objects.exists()

    browser.post(place, {"answer": "no", "reason": REASON})
    page = text_of(client_of(maya), "/way/")
    assert REASON in page
    assert "/way/second-opinion/" in page
    client_of(maya).post("/way/second-opinion/", {"words": ""})
    assert "A second supervisor looks at it" in text_of(client_of(maya), "/way/")


def test_the_therapist_signs_and_the_supervisor_certifies(
    maya: User, ade: User, osei: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    application = at(Station.SIGN_OFF, maya, supervisor=ade, clinician=osei, now=now)
    place = f"/sign-offs/{application.public_id}/"
    therapist = client_of(osei)
    assert maya.handle in text_of(therapist, "/sign-offs/")
    page = text_of(therapist, place)
    assert application.why not in page
    assert therapist.post(place, {"ready": "no"}).status_code == 422
    therapist.post(place, {"ready": "yes"})

    assert "second step" in text_of(client_of(maya), "/way/")
    client_of(ade).post(application.get_absolute_url(), {"supervisor": ade.pk})

    certificate = Certificate.objects.get(person=maya)
    first = client_of(maya).get("/certificate/")
    assert first.headers["Location"] == "/account/second-step/totp/activate/"
    TOTP.activate(maya, generate_totp_secret())
    assert certificate.number in text_of(client_of(maya), "/certificate/")
    assert "Read and sign" in text_of(client_of(maya), "/way/")


@pytest.mark.parametrize("station", list(Station)[1:])
def test_both_see_where_it_is_at_every_station(
    station: Station, maya: User, ade: User, osei: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    application = at(station, maya, supervisor=ade, clinician=osei, now=now)

    assert station.label in text_of(client_of(ade), application.get_absolute_url())
    assert "What is next" in text_of(client_of(maya), "/way/")
    assert maya.handle in text_of(client_of(ade), "/becoming/")


@pytest.mark.parametrize("who", ["noor", "sam", "ines", "osei"])
def test_nobody_else_opens_an_application(
    who: str, request: pytest.FixtureRequest, maya: User, ade: User, osei: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    application = at(Station.CHECK, maya, supervisor=ade, clinician=osei, now=now)
    first = application.references.get(number=1)
    browser = client_of(request.getfixturevalue(who))

    for place in (
        "/becoming/",
        application.get_absolute_url(),
        f"/becoming/named/{first.public_id}/",
        f"/sign-offs/{application.public_id}/",
    ):
        assert browser.get(place).status_code == 404, place
        assert browser.post(place).status_code in {404, 405}, place
    assert not Disclosure.objects.exists()
    assert TWO[0].name not in text_of(browser, "/way/")


def test_an_applicant_who_is_a_supervisor_opens_not_their_own(
    ade: User, person: Callable[..., User], osei: User, client_of: ClientOf
) -> None:
    application = sent(ade, now=timezone.now())

    assert client_of(ade).get(application.get_absolute_url()).status_code == 404
    assert "Nothing" not in text_of(client_of(ade), "/becoming/")
    assert application.person.handle not in text_of(client_of(ade), "/becoming/").split("<main")[1]


def test_taking_it_back_is_two_taps(maya: User, client_of: ClientOf) -> None:
    sent(maya, now=timezone.now())
    browser = client_of(maya)
    assert "You need no reason" in text_of(browser, "/way/taking-back/")

    browser.post("/way/taking-back/")

    assert Application.objects.get().state == "withdrawn"
    assert "Its words are deleted" in text_of(browser, "/way/")


def test_a_decided_no_shows_only_its_own_applicant(
    maya: User, noor: User, ade: User, osei: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    application = at(Station.SCREENING, maya, supervisor=ade, clinician=osei, now=now)
    decided(application, Answer.NO, by=ade, now=now)

    assert REASON not in text_of(client_of(noor), "/way/")
    assert client_of(noor).get("/way/second-opinion/").status_code == 404
    assert actions.reference_for("nonsense") is None
