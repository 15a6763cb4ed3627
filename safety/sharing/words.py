"""The words that a member signs, and the notice that goes with what touches substances. Pure.

``signed_text`` says all that 42 CFR 2.31(a) asks of a written consent, a number for each:
(1) whose it is, (2) who shares, (3) what, (4) with whom, (5) why, (6) the right to take it back and
how, (7) until when, (8) the signature, (9) the date; and for treatment also that it may be passed
on, and what a no would mean. Change a word, and change ``VERSION``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

VERSION = "2026-11"  # of the words below
SITE = "PeerHub"
TICKED = "with a tick at “I sign this” and a press on “Yes, share”"
NARROWED = "with a press on “Stop sharing this”; it takes the place of an earlier yes"

# 42 CFR 2.32(a)(1), the long form. Read at its source up to "at least one of the following
# applies:"; what follows there, (i) to (iii) and the last sentence, is from memory, and has to be
# compared with the rule by counsel before real people use it.
NOTICE = (
    "This record which has been disclosed to you is protected by Federal confidentiality rules"
    " (42 CFR part 2). These rules prohibit you from using or disclosing this record, or testimony"
    " that describes the information contained in this record, in any civil, criminal,"
    " administrative, or legislative proceedings by any Federal, State, or local authority, against"
    " the patient, unless authorized by the consent of the patient, except as provided at 42 CFR"
    " 2.12(c)(5) or as authorized by a court in accordance with 42 CFR 2.64 or 2.65. In addition,"
    " the Federal rules prohibit you from making any other use or disclosure of this record unless"
    " at least one of the following applies: (i) further use or disclosure is expressly permitted"
    " by the written consent of the individual whose information is being disclosed in this record"
    " or as otherwise permitted by 42 CFR part 2; (ii) you are a covered entity or business"
    " associate and have received the record for the purpose of treatment, payment, or health care"
    " operations; or (iii) you have received the record from a covered entity or business associate"
    " as permitted by 45 CFR part 164, subparts A and E. A general authorization for the release of"
    " medical or other information is NOT sufficient to meet the required elements of written"
    " consent to further use or redisclose the record (see 42 CFR 2.31)."
)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a yes is to, all of it in words."""

    person: str
    to: str
    why: str
    until: str
    labels: Sequence[str]
    on: str
    signed: str = TICKED


def signed_text(terms: Terms) -> str:
    """All that is signed, as it is shown before and kept afterwards."""
    what = "\n".join(f"   - {label}" for label in terms.labels)
    return f"""Yes to sharing (words of {VERSION})

1. About whom: {terms.person}. That is my name on {SITE}.
2. Who shares: {SITE}.
3. What, as it is when they get it, and nothing else:
{what}
4. With whom: {terms.to}.
5. Why: {_small(terms.why)}.
6. I can take this back at any time: in Settings, Sharing, with one tap, or in writing to {SITE}. It stops at once. What they got before that stays with them, because I had said yes to it.
7. Until: {terms.until}.
8. Signed by: {terms.person}, signed in with their own account, {terms.signed}.
9. When: {terms.on}.

I do not have to share anything. If I say no, nothing changes about the help I get on {SITE}.
Whoever cares for my health may pass it on where the law on health records (HIPAA) lets them. Then it may be protected less than it is here.
What is about alcohol, drugs or help with them goes out as federal law asks (42 CFR Part 2), with a notice that says so. It may not be used against me by a court or an authority, unless I say yes to that on its own, or a court orders it under that law. This is no such yes. It is also no yes to share notes of counselling about substance use."""


def fingerprint(words: str) -> str:
    """SHA-256 of words, by which they are known again."""
    return sha256(words.encode()).hexdigest()


def _small(words: str) -> str:
    """A reason as it goes on inside a sentence."""
    return words[:1].lower() + words[1:]
