"""Every page that anyone can reach: axe clean, no policy violation, a way out, no side scroll.

And no browser keeps a page of somebody who signed in, or shows a topic of theirs in its title.
Pages for members are walked here, those for our team beside it, in ``test_every_page_at_work``.
"""

import pytest

from peerhub.demo.cast import MAYA, Player
from tests.architecture import walk
from tests.browser.axe import LOOKS, RULES, violations
from tests.browser.crawl import OUTSIDE, places
from tests.browser.private import Private
from tests.browser.site import Watch

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
SEEN: set[str] = set()
# What a page is drawn of. Colours and sizes belong to these, so a page of which all was looked at
# in the dark and at a desk is not looked at so again.
DRAWN: set[str] = set()
DRAWN_HERE = """[...document.querySelectorAll("body, body *")].map(
  (each) => `${each.tagName} ${each.getAttribute("class") ?? ""} ${each.parentElement.className}`)"""
# Pages that look different to different people, and are looked at again.
TWICE = {"accounts:home", "ui:work", "rooms:room", "sessions:mine", "matching:peer"}
# Whose policy lets members in.
OPEN = {"anyone", "signed_in", "is_visitor", "is_enrolled", "is_member"}
PAGES = {name: pattern for name, pattern in walk.named_pages() if walk.answers_get(pattern)}
FOR_MEMBERS = {
    name
    for name, pattern in PAGES.items()
    if getattr(getattr(pattern.callback, "access", None), "__name__", "anyone") in OPEN
}
# Only somebody of our team gets to these in the demo.
MET_AT_WORK = {
    *("matching:certificate", "matching:my_certificate", "matching:check_certificate"),
    *("sessions:organisation", "sessions:organisations"),
    "sessions:gifts",
}


def of(visitor: Player | None) -> str:
    return visitor.name if visitor else "visitor"


@pytest.mark.parametrize("visitor", OUTSIDE, ids=of)
def test_every_page_of_a_person(site, browser, visitor):
    walked(site, browser, visitor)


def walked(site, browser, visitor, known=frozenset()):
    """Look at each page that this person reaches and nobody looked at before."""
    look = {"reduced_motion": "reduce"}
    phone = site.context(browser, visitor, viewport=PHONE, **look)
    dark = site.context(browser, visitor, viewport=DESKTOP, color_scheme="dark", **look)
    page, other = phone.new_page(), dark.new_page()
    watch = Watch(page, site.address)
    private = Private(page) if visitor else None
    problems = []
    for place in places(page, visitor, known=known | SEEN):  # each adds what only they reach
        watch.check()  # before axe, which brings styles of its own
        if private:
            private.look(also_titles=visitor is MAYA)  # others see only what they look after
        if place.view in SEEN and place.view not in TWICE:
            continue
        SEEN.add(place.view)
        problems += [f"{place.path} light, phone: {each}" for each in _problems(page)]
        new = set(page.evaluate(DRAWN_HERE)) - DRAWN
        if new or place.view in TWICE:
            DRAWN.update(new)
            other.goto(place.path)
            rules = RULES if place.view in TWICE else LOOKS
            problems += [f"{place.path} dark, desktop: {each}" for each in _problems(other, rules)]
        watch.problems.clear()
    phone.close()
    dark.close()

    assert problems == []
    assert private is None or private.problems == []


def _problems(page, rules=RULES) -> list[str]:
    found = [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in violations(page, rules)
        for node in rule["nodes"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("scrolls sideways")
    for_people = page.locator("body.staff").count() == 0
    if for_people and page.locator("a[href='/leave/']:visible").count() == 0:
        found.append("no way out")
    if page.locator("a[href^='/now/']:visible").count() == 0 and "/now/" not in page.url:
        found.append("no help link")
    if not page.title().strip():
        found.append("no title")
    return found


# Addresses without a page, and pages of a moment that no link leads to.
ELSEWHERE = {
    "alive",
    "ready",
    "accounts:join",  # a redirect
    *("safety:check_ins_before", "safety:check_in_before"),  # from their old addresses, likewise
    *("safety:my_check_in_before", "safety:check_in_wish_before"),
    "ui:leave",  # a redirect
    "notifications:worker",  # a script
    "safety:queue_rows",  # a part of the queue, fetched by its script
    "rooms:messages",  # JSON, fetched by the room's script
    "rooms:wall_posts",  # JSON, for programs
    "rooms:help",  # a part of the room, fetched by its script
    "rooms:standing",  # likewise
    "rooms:shifts",  # for hosts; test_hosting looks at both
    "rooms:host_message",
    "rooms:mask",  # before the first word in a room; test_rooms_ways looks at it
    "rooms:edit",  # from the menu of one's own message; test_rooms looks at them
    "rooms:delete",
    "safety:talk_news",  # a number, fetched by a script
    "safety:first_words",  # a part of the queue, fetched by its script
    "sessions:calendar",  # a file
    "sessions:feed",  # likewise
    "sessions:slot",  # behind a button; test_a_week looks at it and at all of a series
    "sessions:pay_slot",  # only where nothing free bears a session; test_money looks at it
    "sessions:payment",  # only once one has paid; test_money looks at it
    "sessions:statement",  # files
    "sessions:regularly",
    "sessions:series",
    "sessions:end_series",
    "sessions:words_of",  # a redirect
    "sessions:words_after",  # JSON, fetched by the script of a conversation
    "sessions:words_help",  # a part of it, fetched by its script
    "safety:reveal_mask",  # of a moment; test_unmasking looks at all three
    "safety:reveal_account",
    "safety:reveal_request",
    "rooms:wrong",  # only for whom a host asked to pause; test_rooms_hosts looks at it
    "rooms:line",  # only in front of a small room that is full; test_rooms_ways looks at it
    "accounts:paused",  # only for whose account is paused; test_queue_more looks at both
    "safety:pause_wrong",
    "safety:checklist",  # only from level 4 on; tests/safety/closing fills it in
    "safety:steps",  # only for whoever took the case; test_a_shift looks at both
    "safety:handover_write",  # only when a shift ends; test_a_shift looks at it
    "sessions:card_in_room",  # a part of the room, fetched by its script
    "sessions:check_in",  # only for a week after a session; test_a_week looks at it
    "sessions:booked_on_date",  # only while a session is booked on a day that is closed
    "matching:someone_else",  # after one tap on a peer's page; tests/matching/rematch looks at it
    "matching:way_question",  # only while one applies; test_becoming looks at them
    "matching:way_references",
    "matching:way_another",  # likewise; tests/matching/becoming looks at it
    "matching:named",  # only once somebody was named; test_becoming looks at it
    "matching:reference",
    "matching:way_appeal",  # only after a no; tests/matching/becoming looks at it
    "sessions:my_hand_over",  # only while a peer asks; tests/sessions/caseload looks at both
    "sessions:giving",
    "sessions:worried",  # only while a session goes on; tests/sessions/notes looks at it
    "sessions:session_times",  # only where a plan may pay; tests/sessions/insurance looks at it
    "sessions:check_ins_copy",  # a file
    "sessions:organisation_figures",  # likewise
    "sessions:wallet_lines",  # likewise
    "sessions:own_notes_text",
    "sessions:own_notes_json",
    "safety:steady_worker",  # a script
    "safety:introduction",  # only for who is to go with somebody; tests/safety/referrals looks at it
    "safety:referral_change",  # only before a yes; likewise
    "safety:referral_for_case",  # only for whoever took the case; likewise
    "safety:asked",  # only for who asked for a person; test_hard_hours looks at it
}


def test_no_page_was_missed():
    assert sorted(FOR_MEMBERS - MET_AT_WORK - SEEN - ELSEWHERE) == []
