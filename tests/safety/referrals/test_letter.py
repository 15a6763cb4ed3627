"""The letter holds what was ticked and nothing else, whatever was ticked."""

import re
from datetime import date
from itertools import chain, combinations

import pytest

from peerhub.accounts.models import User
from safety.referrals.forms import ForThemForm
from safety.referrals.letter import PART_2
from safety.referrals.models import Referral
from safety.referrals.states import Kind, Reason, Share

SAID = {
    Share.HANDLE: "Zirkonia",
    Share.REASON: "Alcohol, drugs or another habit",
    Share.WISH: "the copper bell",
    Share.CONTACT: "the tin whistle",
}
EVERY = list(chain.from_iterable(combinations(Share, n) for n in range(len(Share) + 1)))


@pytest.mark.parametrize("ticked", EVERY, ids=lambda ticked: "+".join(ticked) or "nothing")
def test_a_letter_never_holds_what_was_not_ticked(ticked: tuple[Share, ...]) -> None:
    referral = Referral(
        member=User(handle=SAID[Share.HANDLE]),
        kind=Kind.SERVICE,
        to_whom="Harbor Practice",
        reason=Reason.SUBSTANCES,
        wish=SAID[Share.WISH],
        contact=SAID[Share.CONTACT],
        fields_shared=list(ticked),
    )

    letter = referral.letter_as_it_is(until=date(2026, 12, 23))

    assert {share for share, words in SAID.items() if words in letter} == set(ticked)
    assert ("They told us nothing else" in letter) == (not ticked)
    # In every letter alike: a notice in some alone would tell whom they are about.
    assert letter.endswith(PART_2)
    assert "until 23 December 2026" in letter


def test_a_letter_speaks_of_its_person_as_somebody_else_does() -> None:
    referral = Referral(
        member=User(handle=SAID[Share.HANDLE]),
        kind=Kind.MEDICATION,
        to_whom="Harbor Practice",
        reason=Reason.MOOD,
        wish=SAID[Share.WISH],
        contact=SAID[Share.CONTACT],
        fields_shared=list(Share),
    )

    letter = referral.letter_as_it_is(until=date(2026, 12, 23))

    lines = letter.split("\n\n")[2:7]
    assert lines == [
        "Looking for: Someone who can talk about medication",
        "The name they use here: Zirkonia",
        "What it is about, in one line: Low mood or worry",
        "In their own words: the copper bell",
        "How to reach them: the tin whistle",
    ]


@pytest.mark.parametrize("label", [*Kind.labels, *Reason.labels])
def test_what_several_people_read_has_no_side(label: str) -> None:
    assert not {"i", "me", "my", "you", "your"} & set(label.lower().split())


def test_the_form_for_somebody_else_never_says_me() -> None:
    said = re.sub(r"<[^>]*>", " ", str(ForThemForm())).lower()

    assert not {"me", "my", "mine", "i"} & set(re.findall(r"[a-z]+", said))
