import re
from collections.abc import Callable

import pytest
from django.test import Client

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure, Entry
from safety.plans.models import WORDS, PlanShare, SafetyPlan
from safety.plans.states import Part
from tests.safety.flags.texts import HIGH
from tests.safety.plans.acts import ALONE, REASON, shared, suggested, written

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]
PLAN = "/plan/safety/"
OWN = ("versions/", "versions/1/", "paper/", "copy/", "sharing/", "delete/")


def test_a_plan_is_written_one_question_a_page(maya: User, client_of: ClientOf) -> None:
    maya_s = client_of(maya)

    answer = maya_s.post(f"{PLAN}part/signs/", {"words": "I go quiet.", "on": "yes"})

    assert answer.headers["Location"] == f"{PLAN}part/alone/"
    answer = maya_s.post(f"{PLAN}part/alone/", {"words": ALONE, "stop": "yes"})
    assert answer.headers["Location"] == PLAN
    page = maya_s.get(PLAN).content.decode()
    assert "I go quiet." in page
    assert ALONE in page


def test_every_question_can_be_skipped_by_a_link(maya: User, client_of: ClientOf) -> None:
    maya_s, place, seen = client_of(maya), f"{PLAN}part/signs/", []

    while place:
        page = maya_s.get(place).content.decode()
        seen.append(place.rstrip("/").rpartition("/")[2])
        skip = re.search(r'href="([^"]+)">Skip this one', page)
        place = skip.group(1) if skip else ""

    assert seen == list(Part.values)
    assert not SafetyPlan.objects.exists()


def test_a_plan_is_written_all_at_once(maya: User, client_of: ClientOf) -> None:
    client_of(maya).post(f"{PLAN}all/", {"alone": ALONE, "reason": REASON})

    plan = SafetyPlan.objects.get()
    assert (plan.words()[Part.ALONE], plan.words()[Part.REASON], plan.number) == (ALONE, REASON, 1)


def test_words_that_are_too_long_stay_on_the_page(maya: User, client_of: ClientOf) -> None:
    long = "a" * (WORDS + 1)

    answer = client_of(maya).post(f"{PLAN}part/alone/", {"words": long})

    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert "That is longer than 2,000 characters." in answer.content.decode()
    assert not SafetyPlan.objects.exists()


def test_heavy_words_are_kept_and_help_is_shown_until_calmer_ones(
    maya: User, client_of: ClientOf
) -> None:
    maya_s = client_of(maya)

    page = maya_s.post(f"{PLAN}part/signs/", {"words": HIGH, "stop": "y"}, follow=True)
    assert "You matter here" in page.content.decode()
    assert HIGH in page.content.decode()

    page = maya_s.post(f"{PLAN}part/signs/", {"words": "I go quiet.", "stop": "y"}, follow=True)
    assert "You matter here" not in page.content.decode()


def test_nobody_else_finds_a_plan(
    maya: User, noor: User, sam: User, ines: User, client_of: ClientOf
) -> None:
    plan = written(maya)

    for somebody in (noor, sam, ines):
        theirs = client_of(somebody)
        assert theirs.get(f"/plans/{plan.public_id}/").status_code == 404
        assert [theirs.get(PLAN + page).status_code for page in OWN] == [404] * len(OWN)
        assert ALONE not in theirs.get(PLAN).content.decode()
    assert Client().get(PLAN).headers["Location"].startswith("/account/login/")


def test_older_versions_can_be_read(maya: User, client_of: ClientOf) -> None:
    written(maya)
    written(maya, alone="Sing.")
    maya_s = client_of(maya)

    assert "Changed: What I can do alone<" in maya_s.get(f"{PLAN}versions/").content.decode()
    old, new = (maya_s.get(f"{PLAN}versions/{n}/").content.decode() for n in (1, 2))
    assert (ALONE in old, "Sing." in old) == (True, False)
    assert (ALONE in new, "Sing." in new) == (False, True)
    assert maya_s.get(f"{PLAN}versions/3/").status_code == 404


def test_the_copy_is_one_neutral_file_that_needs_nothing_and_asks_first(
    maya: User, client_of: ClientOf
) -> None:
    written(maya, alone="Sing <loudly>.")
    maya_s = client_of(maya)
    assert maya_s.post(f"{PLAN}copy/", {}).status_code == 422
    assert "Content-Disposition" not in maya_s.get(f"{PLAN}copy/").headers

    answer = maya_s.post(f"{PLAN}copy/", {"agrees": "on"})

    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes.html"'
    assert "no-store" in answer.headers["Cache-Control"]
    text = answer.content.decode()
    assert "<title>Notes</title>" in text
    assert "Sing &lt;loudly&gt;." in text
    assert 'href="tel:988"' in text
    assert re.findall(r"<(?:script|link|style|img|form)", text) == []
    assert "peerhub" not in text.lower()
    assert {link[:4] for link in re.findall(r'href="([^"]+)"', text)} == {"tel:", "sms:"}
    assert Entry.objects.filter(verb="safety.plan_copied").count() == 1


def test_the_paper_holds_the_words_and_no_name(maya: User, client_of: ClientOf) -> None:
    written(maya)

    page = client_of(maya).get(f"{PLAN}paper/").content.decode()

    main = page[page.index("<main") : page.index("</main>")]
    printed = main[main.index("<h1>") :]
    assert ALONE in printed
    assert "988" in printed
    assert "Maya" not in printed


def test_sharing_is_one_press_and_ending_it_too(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    plan = written(maya)
    maya_s, ines_s = client_of(maya), client_of(ines)

    maya_s.post(f"{PLAN}sharing/", {"who": "team", "share": "yes"})
    page = ines_s.get(f"/plans/{plan.public_id}/")
    assert ALONE in page.content.decode()
    assert [line.sentence for line in Disclosure.objects.about(maya.pk)] == [
        "A moderator read your plan, because you shared it."
    ]

    maya_s.post(f"{PLAN}sharing/", {"who": "team", "share": "no"})
    assert ines_s.get(f"/plans/{plan.public_id}/").status_code == 404
    assert "The plan of Maya" not in ines_s.get("/plans/").content.decode()


@pytest.mark.parametrize("who", ["", "nobody", "0", "99999999", "½", "-1"])
def test_sharing_with_nobody_known_is_not_found(
    who: str, maya: User, noor: User, client_of: ClientOf
) -> None:
    written(maya)

    for key in (who, str(noor.pk)):
        answer = client_of(maya).post(f"{PLAN}sharing/", {"who": key, "share": "yes"})
        assert answer.status_code == 404
    assert not PlanShare.objects.exists()


def test_the_list_of_shared_plans_shows_no_words_and_only_ones_own(
    maya: User, sam: User, ines: User, noor: User, client_of: ClientOf
) -> None:
    shared(maya, sam)

    assert "The plan of Maya" in client_of(sam).get("/plans/").content.decode()
    assert ALONE not in client_of(sam).get("/plans/").content.decode()
    assert "The plan of Maya" not in client_of(ines).get("/plans/").content.decode()
    assert client_of(noor).get("/plans/").status_code == 404


def test_a_suggestion_is_made_seen_and_taken(maya: User, sam: User, client_of: ClientOf) -> None:
    plan = shared(maya, sam)
    address = f"/plans/{plan.public_id}/"
    bad = client_of(sam).post(address, {"words": "Tea."})
    assert (bad.status_code, "Tea." in bad.content.decode()) == (422, True)
    client_of(sam).post(address, {"part": "alone", "words": "Tea."})

    page = client_of(maya).get(PLAN).content.decode()
    assert "Sam suggests for “What I can do alone”" in page
    number = plan.proposals.get().pk
    client_of(maya).post(f"{PLAN}suggestions/{number}/", {"answer": "take"})

    assert SafetyPlan.objects.get().words()[Part.ALONE] == f"{ALONE}\nTea."


def test_nobody_else_answers_a_suggestion(
    maya: User, sam: User, noor: User, client_of: ClientOf
) -> None:
    proposal = suggested(shared(maya, sam), sam)

    for somebody in (sam, noor):
        answer = client_of(somebody).post(f"{PLAN}suggestions/{proposal.pk}/", {"answer": "take"})
        assert answer.status_code == 404
    proposal.refresh_from_db()
    assert proposal.answer == ""


def test_a_plan_is_deleted_after_a_yes_on_a_page_that_says_what_goes(
    maya: User, client_of: ClientOf
) -> None:
    written(maya)
    maya_s = client_of(maya)
    assert maya_s.post(f"{PLAN}delete/", {}).status_code == 422
    assert SafetyPlan.objects.exists()

    maya_s.post(f"{PLAN}delete/", {"agrees": "on"})

    assert not SafetyPlan.objects.exists()
    assert "Begin, one question a page" in maya_s.get(PLAN).content.decode()


def test_home_and_the_help_panel_lead_to_the_plan(maya: User, client_of: ClientOf) -> None:
    assert f'href="{PLAN}"' in client_of(maya).get("/").content.decode()
