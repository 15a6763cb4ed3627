"""A passport holds what its member ticked, in three forms that say the same, and is theirs alone."""

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from peerhub.fhir.bundle import validate
from peerhub.ui import pdf
from safety.flags.models import Flag
from sessions.measures.instruments.shape import Change
from sessions.passport import actions
from sessions.passport.drawing import drawn, kept
from sessions.passport.models import Passport
from sessions.passport.pieces import how_much, pieces
from sessions.wellness import actions as plans
from sessions.wellness.states import Kind
from tests.cast import NOON
from tests.sessions.passport.conftest import GOAL, HELPED, LINE, ONLY, lived

pytestmark = pytest.mark.django_db
PAGE = "/passport/"


def said(made: Any) -> str:
    """What page and PDF say."""
    return "\n".join(line for each in made.sections for line in (each.title, *each.lines))


def resources(text: str) -> list[dict[str, Any]]:
    bundle = json.loads(text)
    validate(bundle)
    return [each["resource"] for each in bundle["entry"]]


def main(page: Any) -> str:
    inside = page.content.decode().partition("<article")[2].partition("</article>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def test_there_is_a_tick_for_each_thing_and_none_for_what_there_is_not(
    full: User, noor: User
) -> None:
    assert [each.key for each in pieces(full, now=NOON)] == list(ONLY)
    assert [each.key for each in pieces(noor, now=NOON)] == ["name"]


def test_what_is_ticked_is_all_that_is_read_and_all_that_is_in_it(full: User) -> None:
    for key, words in ONLY.items():
        made = drawn(full, [key], now=NOON)

        lines, file = said(made), made.as_fhir()
        assert [each.key for each in made.sections] == [key]
        for other, theirs in ONLY.items():
            there = [each for each in theirs if each in lines]
            assert there == (words if other == key else []), (key, other)
        resources(file)
        spilt = [o for o, theirs in ONLY.items() if o != key and any(t in file for t in theirs)]
        assert spilt == [], key


def test_the_whole_of_it_is_a_valid_bundle(full: User) -> None:
    """The must-show: by the library's models, references, labels, codes (see tests/kernel)."""
    made = drawn(full, list(ONLY), now=NOON)

    found = resources(made.as_fhir())

    kinds = [each["resourceType"] for each in found]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "Patient": 1,
        "Observation": 3 + 2 + 1,  # totals, numbers of a day, the count of sessions
        "Questionnaire": 2,
        "QuestionnaireResponse": 2,
        "Goal": 2,
        "CarePlan": 1 + 3,
        "Communication": 1,
        "Appointment": 1,
    }
    totals = [each for each in found if each["resourceType"] == "Observation"]
    mood = next(each for each in totals if each["code"]["text"].startswith("PHQ-9"))
    assert mood["code"]["coding"][0] == {"system": "http://loinc.org", "code": "44261-6"}
    assert mood["valueQuantity"]["value"] == 8
    trauma = [each for each in totals if each["code"]["text"].startswith("PCL-5")]
    assert [each["valueQuantity"]["value"] for each in trauma] == [40, 28]
    assert not any("loinc" in json.dumps(each) for each in trauma)  # nobody verified a code
    assert trauma[1]["note"] == [
        {
            "text": "Last time it was 40. Now it is 12 points lower. That may be a real change."
        }
    ]  # fmt: skip
    goals = {
        each["description"]["text"]: each["lifecycleStatus"]
        for each in found
        if each["resourceType"] == "Goal"
    }
    assert goals == {GOAL: "active", "Call Ruth": "on-hold"}
    (met,) = (each for each in found if each["resourceType"] == "Appointment")
    assert met["description"] == "Appointment"
    assert "Sam" not in made.as_fhir()
    assert "died" not in said(made)  # nothing of ASQ


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            Change(10, 15),
            "From 10 points on, a difference may be a real change. From 15 on it very",
        ),
        (Change(5), "From 5 points on, a difference may be a real change. Less can be chance."),
        (None, "Nobody knows from how many points on a change is real here."),
    ],
)
def test_changes_are_called_no_more_than_is_known(change: Change | None, words: str) -> None:
    assert how_much(change).startswith(words)


def test_what_touches_substances_is_marked_by_itself(full: User) -> None:
    plans.keep(Kind.HELPED, "Not drinking on Fridays", member=full, now=NOON)

    found = resources(drawn(full, list(ONLY), now=NOON).as_fhir())

    marked = [
        each
        for each in found
        if "ETH" in {label["code"] for label in each["meta"]["security"]}
    ]  # fmt: skip
    assert [each["note"][0]["text"] for each in marked] == [str(Kind.HELPED.label)]


def test_maya_ticks_looks_and_takes_it_along_and_nothing_is_kept(full: User, client_of) -> None:
    maya_at = client_of(full)

    first = maya_at.get(PAGE)
    assert "checked" not in first.content.decode().partition("<main")[2]
    assert "Nothing is ticked." in maya_at.post(PAGE, {"do": "pdf"}).content.decode()
    parts = {"parts": ["plan.goals", "plan.helped"]}
    shown = maya_at.post(PAGE, {**parts, "do": "show"})
    assert GOAL in main(shown)
    assert HELPED in main(shown)
    assert LINE not in main(shown)
    paper = maya_at.post(PAGE, {**parts, "do": "pdf"})
    file = maya_at.post(PAGE, {**parts, "do": "fhir"})

    assert paper.content.startswith(b"%PDF-")
    assert paper.headers["Content-Disposition"] == 'attachment; filename="notes.pdf"'
    assert file.headers["Content-Disposition"] == 'attachment; filename="notes.json"'
    assert file.headers["Content-Type"] == "application/fhir+json"
    assert {each["resourceType"] for each in resources(file.content.decode())} == {
        *("Patient", "Goal", "CarePlan"),
    }
    assert "Maya" not in file.content.decode()
    for answer in (shown, paper, file):
        assert "no-store" in answer.headers["Cache-Control"]
    assert maya_at.post(PAGE, {"parts": ["numbers.xyz"], "do": "pdf"}).status_code == 422
    assert not Passport.objects.exists()
    assert not Disclosure.objects.exists()
    assert not Flag.objects.filter(subject_kind__contains="passport").exists()


def test_one_that_is_kept_stays_as_it_was_until_it_is_deleted_for_good(
    full: User, client_of
) -> None:
    maya_at = client_of(full)
    keep = {"parts": ["name", "plan.goals"], "do": "keep"}

    address = maya_at.post(PAGE, keep).headers["Location"]
    assert maya_at.post(PAGE, keep).headers["Location"] == address  # a second press
    plans.erase(full.plan_items.get(kind=Kind.GOAL, state="open"), by=full)

    shown = maya_at.get(address)
    assert GOAL in main(shown)
    assert address in maya_at.get(PAGE).content.decode()
    assert GOAL in maya_at.post(address, {"do": "fhir"}).content.decode()
    assert maya_at.post(address, {"do": "pdf"}).content.startswith(b"%PDF-")
    row = Passport.objects.get()
    assert GOAL.encode() not in bytes(row.sealed)
    assert maya_at.post(address, {"do": "delete"}).status_code == 422
    assert maya_at.post(address, {"do": "delete", "agrees": "on"}).headers["Location"] == PAGE
    assert not Passport.objects.exists()
    assert maya_at.get(address).status_code == 404


def test_nobody_else_finds_it(
    full: User, sam: User, ines: User, osei: User, noor: User, client_of
) -> None:
    found = actions.keep(["plan.goals"], by=full, now=NOON)
    for who in (sam, ines, osei, noor):
        browser = client_of(who)
        for answer in (
            browser.get(found.get_absolute_url()),
            browser.post(found.get_absolute_url(), {"do": "pdf"}),
            browser.post(found.get_absolute_url(), {"do": "delete", "agrees": "on"}),
            browser.get(f"{PAGE}{uuid4()}/"),
        ):
            assert answer.status_code in (403, 404), who.handle
    with pytest.raises(actions.NotThere):
        actions.erase(found, by=noor)
    assert Passport.objects.count() == 1


def test_the_database_changes_none_and_another_key_opens_it(full: User, settings) -> None:
    found = actions.keep(["plan.goals"], by=full, now=NOON)
    for change in ({"made_at": NOON + timedelta(days=1)}, {"sealed": b"x"}):
        with (
            pytest.raises((ProgrammingError, IntegrityError, InternalError)),
            transaction.atomic(),
        ):
            Passport.objects.update(**change)

    settings.TEXT_KEYS = ["another", *settings.TEXT_KEYS]
    assert actions.seal_anew() == 1
    assert actions.seal_anew() == 0
    assert GOAL in said(kept(Passport.objects.get(pk=found.pk)))


def test_no_more_are_kept_than_fit(maya: User) -> None:
    for each in range(actions.MOST):
        actions.keep(["name"], by=maya, now=NOON + timedelta(days=each))

    with pytest.raises(actions.TooMany):
        actions.keep(["name"], by=maya, now=NOON + timedelta(days=99))
    with pytest.raises(actions.NothingTicked):
        actions.keep(["plan.goals"], by=maya, now=NOON)


def test_the_page_asks_the_database_the_same_however_much_there_is(
    maya: User, sam: User, client_of, django_assert_max_num_queries
) -> None:
    lived(maya, sam, now=timezone.now())
    maya_at = client_of(maya)

    with django_assert_max_num_queries(26):
        maya_at.post(PAGE, {"parts": list(ONLY), "do": "show"})


def test_words_that_a_pdf_cannot_show_leave_a_mark(maya: User) -> None:
    plans.keep(Kind.GOAL, "Hablar con mi mamá مرحبا 🐕", member=maya, now=NOON)
    made = drawn(maya, ["plan.goals"], now=NOON)

    lines, missed = pdf.as_it_shows(said(made))

    assert "Hablar con mi mamá [?] [?]" in lines
    assert missed
    assert "مرحبا 🐕" in made.as_fhir()
