"""Whether a session is ready to be billed, and if not: what is missing, what to do, who can. Pure.

What stops it and what only warns are those of the readiness gate of Peer Support Studio (handbook,
domain 2.7), and what payers ask of a note, a session and a supervisor (3.4). Nothing is guessed:
what is not known is missing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sessions.insurance import answers
from sessions.insurance.facts import Facts, Finding, Who
from sessions.insurance.payers import PLACES, Asks, Terms, about_substances
from sessions.insurance.units import units_of

SOON = timedelta(days=30)  # before an authorisation ends


@dataclass(frozen=True)
class _Check:
    found: Callable[[Facts, Terms], bool]
    finding: Finding


def findings(facts: Facts, terms: Terms | None) -> list[Finding]:
    """All that stops it, then all that warns. None of either: it can be billed."""
    if terms is None:
        return [NO_TERMS]
    return [each.finding for each in CHECKS if each.found(facts, terms)]


def is_ready(found: Sequence[Finding]) -> bool:
    """Whether nothing stops it."""
    return not any(each.stops for each in found)


def needs_authorisation(facts: Facts, terms: Terms) -> bool:
    """Whether the payer wants to be asked before this session."""
    if terms.authorisation == Asks.AFTER:
        return facts.used_year + facts.units(terms) > (terms.unmanaged or 0)
    return terms.authorisation == Asks.ALWAYS


def _not_authorised(facts: Facts, terms: Terms) -> bool:
    if not needs_authorisation(facts, terms):
        return False
    if facts.authorised is None or not facts.authorised[0] <= facts.day <= facts.authorised[1]:
        return True
    return facts.authorised_units is not None and facts.authorised_units < facts.units(terms)


def _ends_soon(facts: Facts, terms: Terms) -> bool:
    if facts.authorised is None or _not_authorised(facts, terms):
        return False
    return facts.today <= facts.authorised[1] < facts.today + SOON


def _quarters(facts: Facts, terms: Terms) -> int:
    return units_of(facts.minutes, terms.rule) if facts.minutes and facts.minutes > 0 else 0


def _full(cap: int | None, used: int) -> bool:
    return cap is not None and used >= cap


def _not_ordered(facts: Facts) -> bool:
    return facts.ordered_on is None or facts.ordered_on > facts.day


NO_TERMS = Finding(
    "terms",
    stops=True,
    words="We have no terms of this plan for that day.",
    todo="Read its manual, and have its terms added.",
    who=Who.BILLING,
)


def _stops(
    key: str, found: Callable[[Facts, Terms], bool], words: str, todo: str, who: Who
) -> _Check:
    return _Check(found, Finding(key, stops=True, words=words, todo=todo, who=who))


def _warns(
    key: str, found: Callable[[Facts, Terms], bool], words: str, todo: str, who: Who
) -> _Check:
    return _Check(found, Finding(key, stops=False, words=words, todo=todo, who=who))


CHECKS = (
    _stops(
        "live",
        lambda f, _: not f.live,
        "The member has paused this, or ended it.",
        "It is theirs to start again, or to leave so.",
        Who.MEMBER,
    ),
    _stops(
        "before",
        lambda f, _: f.day < f.chosen_on,
        "It was before the day on which the member said yes.",
        "There is nothing to do. A yes does not reach back.",
        Who.NOBODY,
    ),
    _stops(
        "signature",
        lambda f, _: not f.signature,
        "There is no signature on file.",
        "Sign on the page about insurance.",
        Who.MEMBER,
    ),
    _stops(
        "to_bill",
        lambda f, _: not f.to_bill,
        "There is no yes to billing.",
        "Say yes to billing on the page about insurance.",
        Who.MEMBER,
    ),
    _stops(
        "to_treat",
        lambda f, _: not f.to_treat,
        "There is no yes to this kind of support.",
        "Say yes to support on the page about insurance.",
        Who.MEMBER,
    ),
    _stops(
        "member_number",
        lambda f, _: not f.member_number,
        "The member number of the plan is missing.",
        "Copy it from the card onto the page about insurance.",
        Who.MEMBER,
    ),
    _stops(
        "eligible",
        lambda f, _: f.eligible != answers.ACTIVE,
        "We do not know that the plan was active on that day.",
        "Ask the plan, and write down from when until when it is active.",
        Who.BILLING,
    ),
    _stops(
        "authorised",
        _not_authorised,
        "The plan has to agree before this session, and no such yes holds on that day.",
        "Ask the plan for its prior authorisation, and write it down.",
        Who.BILLING,
    ),
    _stops(
        "diagnosis",
        lambda f, _: not f.diagnosis,
        "There is no code that a clinician verified. What somebody says of themselves does not count.",
        "With the member’s yes, ask their clinician for the code.",
        Who.BILLING,
    ),
    _stops(
        "substances",
        lambda f, _: about_substances(f.diagnosis) and not f.substances,
        "The code tells of the use of substances, and the member has not said yes to telling that.",
        "Say yes to it on the page about insurance, or leave it.",
        Who.MEMBER,
    ),
    _stops(
        "order",
        lambda f, t: t.order and _not_ordered(f),
        "The plan wants an order for this support, signed on the first day or before.",
        "Ask a clinician for the order, and write down when it was signed.",
        Who.BILLING,
    ),
    _stops(
        "held",
        lambda f, _: not f.held,
        "Nobody has said that the two met.",
        "Say on the page of the session that you met.",
        Who.SPECIALIST,
    ),
    _stops(
        "signed",
        lambda f, _: not f.signed,
        "The note is not signed.",
        "Write the note and sign it.",
        Who.SPECIALIST,
    ),
    _stops(
        "co_signed",
        lambda f, t: f.signed and not f.co_signed and (f.to_co_sign or t.co_sign),
        "The note needs a second signature.",
        "Read the note and sign it, too.",
        Who.SUPERVISOR,
    ),
    _stops(
        "certificate",
        lambda f, _: f.signed and not f.certificate,
        "The specialist had no certificate in force when they signed.",
        "See to the certificate, then amend the note and sign it again.",
        Who.SPECIALIST,
    ),
    _stops(
        "times",
        lambda f, _: f.minutes is None,
        "It is not known when the session began and when it stopped.",
        "Say on the page of the session when you began and stopped.",
        Who.SPECIALIST,
    ),
    _stops(
        "where",
        lambda f, _: f.where not in PLACES,
        "It is not known whether the member was at home.",
        "Say on the page of the session where they were, if they told you.",
        Who.SPECIALIST,
    ),
    _stops(
        "short",
        lambda f, t: f.minutes is not None and _quarters(f, t) == 0,
        "It was shorter than one unit.",
        "There is nothing to do. It cannot be billed.",
        Who.NOBODY,
    ),
    _stops(
        "text",
        lambda f, t: f.way == "text" and not t.pays_for(f.way),
        "This plan does not pay for sessions by text.",
        "There is nothing to do. It cannot be billed, and costs nobody more because of that.",
        Who.NOBODY,
    ),
    _stops(
        "way",
        lambda f, t: f.way != "text" and not t.pays_for(f.way),
        "This plan does not pay for sessions that were held in this way.",
        "There is nothing to do. It cannot be billed, and costs nobody more because of that.",
        Who.NOBODY,
    ),
    _stops(
        "free",
        lambda f, _: bool(f.free),
        "It is free, or paid for in another way. Nothing is billed twice.",
        "There is nothing to do.",
        Who.NOBODY,
    ),
    _stops(
        "billed",
        lambda f, _: f.billed,
        "It was billed before.",
        "There is nothing to do.",
        Who.NOBODY,
    ),
    _stops(
        "day_full",
        lambda f, t: _full(t.a_day, f.used_day),
        "All units that the plan pays for on one day are used.",
        "There is nothing to do. It cannot be billed.",
        Who.NOBODY,
    ),
    _stops(
        "year_full",
        lambda f, t: _full(t.a_year, f.used_year),
        "All units that the plan pays for in one year are used.",
        "There is nothing to do. It cannot be billed.",
        Who.NOBODY,
    ),
    _stops(
        "supervised",
        lambda f, _: not f.supervised,
        "Nobody looks after the specialist.",
        "Take the specialist on.",
        Who.SUPERVISOR,
    ),
    _stops(
        "supervisor_ratio",
        lambda f, t: f.peers_of_supervisor > t.peers_of_supervisor,
        "The supervisor looks after more specialists than the plan allows.",
        "Hand somebody over to another supervisor.",
        Who.SUPERVISOR,
    ),
    _stops(
        "peer_ratio",
        lambda f, t: f.members_of_peer > t.members_of_peer,
        "The specialist sees more people than the plan allows.",
        "Look at the caseload together.",
        Who.SUPERVISOR,
    ),
    _stops(
        "group_ratio",
        lambda f, t: f.group > t.group,
        "More people were there than the plan allows in a group.",
        "There is nothing to do. It cannot be billed.",
        Who.NOBODY,
    ),
    _warns(
        "cut",
        lambda f, t: 0 < f.units(t) < _quarters(f, t),
        "The plan pays for fewer units than it lasted: its cap is nearly used.",
        "There is nothing to do. Only what is left is billed.",
        Who.NOBODY,
    ),
    _warns(
        "release",
        lambda f, _: not f.release,
        "There is no release of information on file.",
        "Ask the member whether they want to sign one.",
        Who.BILLING,
    ),
    _warns(
        "organisation",
        lambda f, _: not f.organisation,
        "The managed care organisation is missing.",
        "Look it up with the plan.",
        Who.BILLING,
    ),
    _warns(
        "referrer",
        lambda f, _: not f.referrer,
        "The number (NPI) of whoever referred is missing.",
        "Ask whoever referred for it.",
        Who.BILLING,
    ),
    _warns(
        "no_order",
        lambda f, t: not t.order and _not_ordered(f),
        "There is no referral or order on file.",
        "Ask a clinician for one, if the plan likes to see it.",
        Who.BILLING,
    ),
    _warns(
        "ends_soon",
        _ends_soon,
        "The prior authorisation ends within 30 days.",
        "Ask the plan for the next one.",
        Who.BILLING,
    ),
)
