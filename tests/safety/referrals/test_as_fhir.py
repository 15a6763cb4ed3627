"""A letter as FHIR says what the letter says, and goes when the yes goes."""

import json
from datetime import timedelta
from itertools import chain, combinations
from typing import Any

import pytest

from peerhub.accounts.models import User
from peerhub.fhir.bundle import validate
from safety.referrals import actions
from safety.referrals.as_fhir import file_of
from safety.referrals.models import Referral
from safety.referrals.states import Kind, Reason, ReferralState, Share
from tests.cast import NOON
from tests.safety.referrals.acts import CONTACT, WISH, drafted, sent, shared

WORDS = {
    Share.HANDLE: "Maya",
    Share.REASON: Reason.MOOD.label,
    Share.WISH: WISH,
    Share.CONTACT: CONTACT,
}
EVERY = [*chain.from_iterable(combinations(Share, many) for many in range(5))]


def made(ticks, **given) -> Referral:
    """A letter that was said yes to, kept nowhere."""
    until = NOON.date() + timedelta(days=30)
    found = Referral(
        member=User(pk=1, handle="Maya", time_zone="America/New_York"),
        state=ReferralState.CONSENTED,
        kind=Kind.THERAPIST,
        to_whom="Harbor Practice",
        reason=given.get("reason", Reason.MOOD),
        wish=given.get("wish", WISH),
        contact=CONTACT,
        fields_shared=list(ticks),
        made_at=NOON,
        consent_at=NOON,
        consent_until=until,
    )
    found.sealed_letter = found.sealed(found.letter_as_it_is(until=until))
    return found


def kinds(text: str) -> dict[str, dict[str, Any]]:
    bundle = json.loads(text)
    validate(bundle)
    return {each["resource"]["resourceType"]: each["resource"] for each in bundle["entry"]}


@pytest.mark.parametrize("ticks", EVERY, ids=lambda ticks: "+".join(ticks) or "nothing")
def test_the_file_has_what_was_ticked_and_nothing_else(ticks) -> None:
    text = file_of(made(ticks), now=NOON)

    assert {share for share, words in WORDS.items() if words in text} == set(ticks)
    found = kinds(text)
    assert found["ServiceRequest"]["code"]["text"] == Kind.THERAPIST.label
    assert found["Task"]["status"] == "requested"
    assert found["Consent"]["provision"]["period"] == {"start": "2026-11-23", "end": "2026-12-23"}
    assert "T12:00" not in text.replace(json.loads(text)["timestamp"], "")  # days alone


def test_a_name_that_changed_since_is_not_in_it() -> None:
    found = made([Share.HANDLE, Share.WISH])
    found.member.handle = "Somebody Else"

    text = file_of(found, now=NOON)

    assert "Somebody Else" not in text
    assert "name" not in kinds(text)["Patient"]


@pytest.mark.parametrize(
    ("ticks", "given", "marked"),
    [
        ([Share.REASON], {"reason": Reason.SUBSTANCES}, True),
        ([Share.WISH], {"wish": "Help with my drinking"}, True),
        ([Share.WISH], {"reason": Reason.SUBSTANCES}, False),  # it was not told
        ([], {"wish": "Help with my drinking"}, False),
    ],
)
def test_it_is_marked_by_what_it_says(ticks, given, *, marked: bool) -> None:
    bundle = json.loads(file_of(made(ticks, **given), now=NOON))

    labels = ["R", "PSY", "ETH", "42CFRPart2"][: 4 if marked else 2]
    assert [each["code"] for each in bundle["meta"]["security"]] == labels


@pytest.mark.django_db
def test_there_is_a_file_while_the_yes_holds_and_for_the_member_alone(
    maya: User, noor: User, ines: User, client_of
) -> None:
    draft = drafted(maya)
    with pytest.raises(actions.TooLate):
        actions.copy_as_fhir(draft, by=maya, now=NOON)
    out = sent(maya, ines)

    assert WISH in actions.copy_as_fhir(out, by=maya, now=NOON)
    with pytest.raises(actions.TooLate):
        actions.copy_as_fhir(out, by=maya, now=NOON + timedelta(days=40))
    back = shared(maya)
    actions.withdraw(back, by=maya, now=NOON)
    with pytest.raises(actions.TooLate):
        actions.copy_as_fhir(back, by=maya, now=NOON)
    address = f"/referrals/{out.public_id}/copy/"
    assert client_of(noor).post(address).status_code == 404
    assert client_of(ines).post(address).status_code == 404
