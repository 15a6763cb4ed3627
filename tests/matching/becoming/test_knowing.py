"""People who know an applicant: asked by mail with their yes, answered on a link, or left in peace."""

import io
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from matching.becoming import actions, policies, way
from matching.becoming.actions import Named, NotYet, NotYours, Said, TooLate
from matching.becoming.models import Application, Reference, ReferenceMail
from matching.becoming.states import Deed, Known, Level, Standing, Station, Trust
from matching.becoming.views import outside
from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure, Entry
from peerhub.audit.verbs import Verb
from peerhub.logs import WithoutContent
from peerhub.notifications.channels import MAIL
from tests.builders_becoming import WHY, interviewed, sent
from tests.cast import NOON
from tests.together import all_gave

ClientOf = Callable[[User], Client]
WEEK = timedelta(days=7)
ROSA = Named(name="Rosa Alvarez", reach="rosa@friends.example", called="Marianne")
TOM = Named(name="Tom Becker", reach="+1 555 0100", called="Marianne")
ANSWER = {
    "known": "work",
    "reliable": "yes",
    "bounds": "unsure",
    "trust": "support",
    "worry": "She gives too much.",
    "words": "",
    "may_call": "on",
    "phone": "555 0101",
}


@pytest.fixture
def application(maya: User, ade: User) -> Application:
    """Maya has talked with Ade and names Rosa, who may be written to, and Tom, who has no mail."""
    made = sent(maya, now=NOON)
    interviewed(made, by=ade, now=NOON)
    return made


@pytest.fixture
def named(application: Application, maya: User) -> Application:
    actions.name_references(application, (ROSA, TOM), by=maya, now=NOON)
    return application


def rosa_of(application: Application) -> Reference:
    return application.references.get(number=1)


def standing(application: Application, *, now: datetime = NOON) -> list[Standing]:
    return [each.standing(now=now) for each in application.references.order_by("number")]


def token_in(message: EmailMessage) -> str:
    found = re.search(r"/reference/([^/\s]+)/", str(message.body))
    assert found is not None
    return found[1]


@pytest.mark.django_db
def test_rosa_is_asked_once_and_reminded_once(named: Application) -> None:
    for now in (NOON, NOON, NOON + WEEK - timedelta(hours=1)):
        actions.mail_references(now=now)
    assert [message.to for message in mail.outbox] == [["rosa@friends.example"]]
    for now in (NOON + WEEK, NOON + WEEK, NOON + 9 * WEEK):
        actions.mail_references(now=now)

    first, again = mail.outbox
    assert "a week ago we wrote to you" not in first.body
    assert "a week ago we wrote to you" in again.body
    assert first.extra_headers["Message-ID"] != again.extra_headers["Message-ID"]
    assert Entry.objects.filter(verb=Verb.REFERENCE_ASKED).count() == 2
    assert not Disclosure.objects.exists()


@pytest.mark.django_db
def test_the_mail_says_the_name_that_maya_gave_and_nothing_else_of_her(
    named: Application, maya: User
) -> None:
    actions.mail_references(now=NOON)

    (message,) = mail.outbox
    assert "Marianne would like to be a volunteer peer specialist" in message.body
    told = f"{message.subject}\n{message.body}"
    for secret in (maya.handle, WHY, *named.labels, "trauma", "Tom"):
        assert secret not in told
    assert "Marianne" not in message.subject


@pytest.mark.django_db
def test_without_a_yes_or_an_address_nobody_is_written_to(
    application: Application, maya: User
) -> None:
    quiet = Named(name="Rosa Alvarez", reach="rosa@friends.example")

    actions.name_references(application, (quiet, TOM), by=maya, now=NOON)

    assert not ReferenceMail.objects.exists()
    kept = list(application.references.values_list("mail_agreed_at", "sealed_called"))
    assert kept == [(None, None)] * 2


@pytest.mark.django_db
def test_who_answered_is_not_reminded(named: Application) -> None:
    actions.mail_references(now=NOON)
    said = Said(known=Known.WORK, reliable=Level.YES, bounds=Level.UNSURE, worry="Too much.")
    actions.answer_reference(rosa_of(named), Trust.YES, words="Yes.", said=said, now=NOON)

    assert actions.mail_references(now=NOON + WEEK) == 0

    assert len(mail.outbox) == 1
    kept = rosa_of(named)
    assert (kept.words, kept.more["worry"], kept.called) == ("Yes.", "Too much.", "Marianne")
    for sealed in (kept.sealed_words, kept.sealed_more, kept.sealed_called):
        assert sealed is not None
        assert b"Yes" not in bytes(sealed)
        assert b"Marianne" not in bytes(sealed)


@pytest.mark.django_db
def test_nobody_is_written_to_once_it_was_taken_back(named: Application, maya: User) -> None:
    actions.withdraw(named, by=maya, now=NOON)

    assert actions.mail_references(now=NOON) == 0
    assert mail.outbox == []
    assert not ReferenceMail.objects.exists()


@pytest.mark.django_db
def test_nobody_is_reminded_once_it_has_ended(named: Application) -> None:
    actions.mail_references(now=NOON)
    Application.objects.filter(pk=named.pk).update(state="declined", ended_at=NOON)

    assert actions.mail_references(now=NOON + WEEK) == 0
    assert len(mail.outbox) == 1
    assert not ReferenceMail.objects.waiting().exists()


@pytest.mark.django_db
def test_maya_does_not_learn_that_rosa_would_rather_not(named: Application, maya: User) -> None:
    actions.mail_references(now=NOON)
    actions.answer_reference(rosa_of(named), Trust.SILENT, words="", now=NOON)

    assert standing(named) == [Standing.NOT_REACHED, Standing.ASKED]
    assert named.steps.order_by("-pk")[0].deed == Deed.NOT_REACHED
    assert way.waits_for(policies.facts_of(named, now=NOON)) == way.YOU
    assert rosa_of(named).trust == Trust.SILENT  # supervisors see it

    other = Named(name="Uma Reyes", reach="uma@friends.example", called="Marianne")
    actions.name_another(named, 1, other, by=maya, now=NOON)
    actions.mail_references(now=NOON)
    assert [message.to[0] for message in mail.outbox] == [
        "rosa@friends.example",
        "uma@friends.example",
    ]
    assert standing(named) == [Standing.ASKED, Standing.ASKED]


@pytest.mark.django_db
def test_two_real_answers_are_needed(named: Application, maya: User) -> None:
    first, second = named.references.order_by("number")
    actions.answer_reference(first, Trust.NO, words="", now=NOON)
    actions.answer_reference(second, Trust.SILENT, words="", now=NOON)
    assert way.station(policies.facts_of(named, now=NOON)) == Station.REFERENCES
    with pytest.raises(TooLate):
        actions.name_another(named, 1, TOM, by=maya, now=NOON)

    actions.name_another(named, 2, TOM, by=maya, now=NOON)
    actions.answer_reference(named.references.get(number=2), Trust.YES, words="", now=NOON)

    assert way.station(policies.facts_of(named, now=NOON)) == Station.CHECK
    assert standing(named) == [Standing.ANSWERED, Standing.ANSWERED]


@pytest.mark.django_db
def test_only_maya_names_another_one(named: Application, maya: User, noor: User) -> None:
    with pytest.raises(NotYours):
        actions.name_another(named, 1, TOM, by=noor, now=NOON)
    with pytest.raises(NotYet):
        actions.name_another(named, 3, TOM, by=maya, now=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["See https://x.example", "A\nB", "x@y.example", "<b>M</b>"])
def test_only_a_name_stands_in_the_mail(
    words: str, application: Application, maya: User, client_of: ClientOf
) -> None:
    given = {
        "name_1": "Rosa",
        "reach_1": "rosa@friends.example",
        "by_mail": "on",
        "name_2": "Tom",
        "reach_2": "555 0100",
        "called": words,
    }
    page = client_of(maya).post("/way/references/", given)
    assert page.status_code == 422
    assert "Please write only a name here." in page.content.decode()

    for crafted in (replace(ROSA, called=words), replace(ROSA, name=words)):
        actions.name_references(application, (crafted, TOM), by=maya, now=NOON)
        assert not ReferenceMail.objects.exists()


@pytest.mark.django_db
def test_nobody_writes_to_the_whole_town_through_us(named: Application, maya: User) -> None:
    for _ in range(5):
        actions.name_another(named, 1, ROSA, by=maya, now=NOON)

    with pytest.raises(TooLate, match="talk with a supervisor"):
        actions.name_another(named, 1, ROSA, by=maya, now=NOON)


@pytest.mark.django_db
def test_after_four_weeks_of_silence_they_were_not_reached(named: Application) -> None:
    assert standing(named, now=NOON + 4 * WEEK - timedelta(minutes=1))[0] == Standing.ASKED
    assert standing(named, now=NOON + 4 * WEEK)[0] == Standing.NOT_REACHED


@pytest.mark.django_db
def test_a_mail_server_that_is_away_is_tried_again_and_then_given_up(
    named: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: EmailMessage) -> None:
        raise SMTPServerDisconnected("Rosa Alvarez is not here")

    send = EmailMessage.send
    monkeypatch.setattr(EmailMessage, "send", away)
    now = NOON
    assert actions.mail_references(now=now) == 0
    row = ReferenceMail.objects.get()
    assert (row.error, row.sent_at) == ("SMTPServerDisconnected", None)
    for wait in MAIL.waits:
        now += wait
        actions.mail_references(now=now)

    assert standing(named)[0] == Standing.NOT_REACHED
    assert named.steps.order_by("-pk")[0].deed == Deed.NOT_REACHED
    monkeypatch.setattr(EmailMessage, "send", send)
    assert actions.mail_references(now=now + WEEK) == 0
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_once(named: Application) -> None:
    sent_by = all_gave(*[lambda: actions.mail_references(now=NOON)] * 2)

    assert sorted(sent_by) == [0, 1]
    assert ReferenceMail.objects.filter(sent_at=NOON).count() == 1


@pytest.mark.django_db
def test_rosa_answers_on_the_link_of_the_mail(
    named: Application, maya: User, ade: User, client_of: ClientOf
) -> None:
    actions.mail_references(now=timezone.now())
    place, rosa = f"/reference/{token_in(mail.outbox[0])}/", Client(enforce_csrf_checks=False)
    page = rosa.get(place)
    text = page.content.decode()
    assert "Marianne would like to be a volunteer peer specialist" in text
    assert maya.handle not in text
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "same-origin"
    wrong = rosa.post(place, {**ANSWER, "phone": "", "trust": "silent"})
    assert wrong.status_code == 422
    assert "She gives too much." in wrong.content.decode()

    assert rosa.post(place, ANSWER).status_code == 200

    over = rosa.get(place)
    assert (over.status_code, over.headers["Referrer-Policy"]) == (410, "no-referrer")
    seen = client_of(ade).get(f"/becoming/named/{rosa_of(named).public_id}/").content.decode()
    for words in ("She gives too much.", "555 0101", "From work or school", "I am not sure"):
        assert words in seen
    for own in ("/way/", "/way/references/"):
        assert "She gives too much." not in client_of(maya).get(own).content.decode()
    assert client_of(maya).get("/way/references/1/").status_code == 404


@pytest.mark.django_db
def test_one_button_says_rather_not(named: Application, maya: User, client_of: ClientOf) -> None:
    actions.mail_references(now=timezone.now())

    page = Client().post(f"/reference/{token_in(mail.outbox[0])}/", {"refuse": "1"})

    assert "We do not write to you again" in page.content.decode()
    text = client_of(maya).get("/way/references/").content.decode()
    assert "Not reached" in text
    assert "rather not" not in text


@pytest.mark.django_db
def test_maya_says_yes_to_the_mail_on_the_page(
    application: Application, maya: User, noor: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    given = {
        "name_1": "Rosa",
        "reach_1": "rosa@friends.example",
        "name_2": "Tom",
        "reach_2": "555 0100",
        "by_mail": "on",
    }
    wrong = browser.post("/way/references/", given)
    assert wrong.status_code == 422
    assert "Please say what they call you" in wrong.content.decode()
    phones = browser.post("/way/references/", {**given, "reach_1": "555", "called": "M"})
    assert "We need an e-mail address for that." in phones.content.decode()
    browser.post("/way/references/", {**given, "called": "Marianne"})
    assert [each.kind for each in ReferenceMail.objects.all()] == ["first"]

    page = browser.post("/way/references/1/", {"name": "Uma", "reach": "u@x.example"}, follow=True)

    assert page.redirect_chain == [("/way/references/", 302)]
    assert not ReferenceMail.objects.exists()
    assert client_of(noor).get("/way/references/").status_code == 404
    assert client_of(noor).get("/way/references/1/").status_code == 404


@pytest.mark.django_db
def test_a_link_is_asked_for_at_a_human_pace(
    named: Application, ade: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr(outside, "OF_ONE_LINK", 3)
    monkeypatch.setattr(outside, "OF_NO_LINK", 2)
    place = f"/reference/{actions.open_reference(rosa_of(named), by=ade, now=NOON)}/"
    browser = Client()

    codes = [browser.get(place).status_code for _ in range(4)]
    guesses = [browser.get(f"/reference/{number}/").status_code for number in range(3)]

    assert codes == [200, 200, 200, 429]
    assert guesses == [410, 410, 429]
    cache.clear()


def test_the_secret_of_a_link_stands_in_no_log() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(WithoutContent())
    log = logging.getLogger("tests.links")
    log.addHandler(handler)

    log.error("Internal Server Error: %s", "/reference/IjEyMyI:1abc:xyz/")
    log.error("Forbidden (%s): %s", "no cookie", "/reference/IjEyMyI:1abc:xyz/?a=1")
    log.error('GET "/reference/IjEyMyI:1abc:xyz/"')
    try:
        int("broken")
    except ValueError:
        log.exception("it broke at %s", "/reference/IjEyMyI:1abc:xyz/")

    assert "IjEyMyI" not in written.getvalue()
    assert written.getvalue().count("/reference/…") == 4
