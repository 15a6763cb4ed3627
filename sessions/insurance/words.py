"""What a member says yes to when they let a plan pay, in plain words, and what they sign. Pure.

``signed_text`` has all that 42 CFR 2.31(a) asks of a written consent, a number for each, as
``safety.sharing.words`` has it for what is shared with one person. Change a word, and change
``VERSION``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from safety.sharing.words import SITE

VERSION = "2026-11"
TOLD = (
    "Your plan learns that you had peer support, on which days, for how long and with whom.",
    "A claim to a plan passes on facts about your health. What a plan has, we cannot call back.",
    "Our billing team sees your legal name, your date of birth and your member number. Your plan gets"
    " them, too. Nobody else here does: no peer, nobody in a room.",
    "Your peer reads whether a session can be billed, and what they still have to do. So they learn"
    " that a plan may pay, and not which one.",
    "Your plan may write to whoever holds the policy, such as a parent or a partner. Ask your plan"
    " where its letters go before you say yes.",
    "Each time our billing team looks, you find a line in “Who looked”.",
)
SIGNATURE = "I sign this"
TO_BILL = "Yes, my plan may be billed for my sessions"
TO_TREAT = "Yes, I want this kind of support"
CLINICIAN = "Yes, you may ask my clinician for the code that the plan wants"
SUBSTANCES = "Yes, my plan may also be told what is about alcohol, drugs or help with them"
FREE = "You need none of this. Without it everything here works as before, and nothing costs more."
# What goes with each record, whoever it is handed to.
MARK = "NOT A CLAIM"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a yes is to."""

    person: str  # the legal name
    payer: str
    on: str
    signed: bool
    to_bill: bool
    to_treat: bool
    clinician: bool
    substances: bool


def signed_text(terms: Terms) -> str:
    """All that is signed, as it is kept."""
    told = "\n".join(f"   - {line}" for line in TOLD)
    yeses = "\n".join(f"   - {line}" for line in _yeses(terms)) or "   - none of the yeses"
    about = (
        "What is about alcohol, drugs or help with them is told, too, as federal law asks (42 CFR"
        " Part 2), with its notice."
        if terms.substances
        else "Nothing is told that is about alcohol, drugs or help with them."
    )
    signature = f"{terms.person}, with a tick at “{SIGNATURE}”" if terms.signed else "not signed"
    return f"""Yes to billing (words of {VERSION})

1. About whom: {terms.person}.
2. Who tells: {SITE}, its billing team.
3. What: my legal name, date of birth and member number, and of each session its day, its begin and end, its units, how it was held, where I was, the code that my clinician gave, and what it costs. Not what was said. {about}
4. To whom: {terms.payer}.
5. Why: so that it pays.
6. I can pause or end this at any time, with one press on the page about insurance, or in writing to {SITE}. Nothing new is told then. What the plan got before that stays with it.
7. Until: I end it.
8. Signed by: {signature}.
9. When: {terms.on}.

I was told:
{told}
I said:
{yeses}
I do not have to say yes. If I say no, nothing changes about the help I get on {SITE}. A plan may pass on what it has where the law on health records (HIPAA) lets it. This is no yes to use any of it against me before a court or an authority."""


def _yeses(terms: Terms) -> Sequence[str]:
    said = (
        (terms.to_bill, TO_BILL),
        (terms.to_treat, TO_TREAT),
        (terms.clinician, CLINICIAN),
        (terms.substances, SUBSTANCES),
    )
    return [words for yes, words in said if yes]
