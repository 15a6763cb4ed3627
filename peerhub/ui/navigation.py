"""The work places: who finds which, in what part of the page "Work", and which stand in the frame.

The frame has room for three places, the page and the updates, also at 360 px with large words. A
new place goes into ``PLACES``, and what waits there is offered to ``peerhub.ui.waits``.
"""

from collections.abc import Collection
from typing import Any

from peerhub.access import signed_in
from peerhub.ui.places import Part as Part
from peerhub.ui.places import Place as Place
from peerhub.ui.places import roles as _roles

TABS_MOST = 3  # beside the page of all places and the updates


MODERATE = _roles("moderator", "supervisor")
SPECIALIST = _roles("specialist")
SUPERVISOR = _roles("supervisor")
CLINICIAN = _roles("clinician")

PLACES = (
    Place(
        href="/queue/",
        label="Queue",
        icon="inbox-stack",
        part=Part.PEOPLE,
        about="Texts that a person has to look at, the most urgent first.",
        roles=MODERATE | CLINICIAN,
        tab_for=MODERATE,
        unit="with nobody",
    ),
    Place(
        href="/queue/assessments/",
        label="Assessments",
        icon="clipboard-document-check",
        part=Part.PEOPLE,
        about="Open cases that need a signed assessment.",
        roles=MODERATE | CLINICIAN,
    ),
    Place(
        href="/caseload/",
        label="Caseload",
        icon="user-group",
        part=Part.PEOPLE,
        about="Your people: who needs what next, and why.",
        roles=SPECIALIST,
        tab_for=SPECIALIST,
    ),
    Place(
        href="/sessions/",
        label="Sessions",
        icon="calendar-days",
        part=Part.PEOPLE,
        about="Whom you meet, and when.",
        roles=SPECIALIST,
        tab_for=SPECIALIST,
    ),
    Place(
        href="/words/",
        label="Messages",
        icon="chat-bubble-bottom-center-text",
        part=Part.PEOPLE,
        about="What you and the people whom you meet write to each other.",
        roles=SPECIALIST,
        unit="with something new",
    ),
    Place(
        href="/requests/",
        label="Requests",
        icon="hand-raised",
        part=Part.PEOPLE,
        about="People for whom nobody fitted, and who ask.",
        roles=SPECIALIST,
    ),
    Place(
        href="/referrals/",
        label="Referrals",
        icon="arrows-right-left",
        part=Part.PEOPLE,
        about="Whom to hand on, and whom to ask how it went.",
        roles=MODERATE,
        tab_for=MODERATE,
    ),
    Place(
        href="/queue/caring/",
        label="Caring contacts",
        icon="chat-bubble-oval-left",
        part=Part.PEOPLE,
        about="Whom to ask how they are.",
        roles=MODERATE,
    ),
    Place(
        href="/queue/unmask/",
        label="Names",
        icon="identification",
        part=Part.PEOPLE,
        about="Names that need a second person.",
        roles=MODERATE,
    ),
    Place(
        href="/appeals/",
        label="Appeals",
        icon="arrow-uturn-left",
        part=Part.PEOPLE,
        about="What somebody asked us to look at again, as a second person.",
        roles=MODERATE,
    ),
    Place(
        href="/requests/waiting/",
        label="Who waits",
        icon="clock",
        part=Part.PEOPLE,
        about="Members who ask for a peer, and how long.",
        roles=SUPERVISOR,
        unit="without an answer",
    ),
    Place(
        href="/plans/",
        label="Shared plans",
        icon="clipboard-document-list",
        part=Part.PEOPLE,
        about="Plans for staying safe that a member shared with you.",
        roles=MODERATE | SPECIALIST,
    ),
    Place(
        href="/clinic/",
        label="Clinic",
        icon="envelope-open",
        part=Part.PEOPLE,
        about="Whom you invited, and what they let you know.",
        roles=CLINICIAN,
        tab_for=CLINICIAN,
    ),
    Place(
        href="/sharing/for-me/",
        label="Shared with you",
        icon="document-check",
        part=Part.PEOPLE,
        about="What members chose to share with you.",
        roles=CLINICIAN,
    ),
    Place(
        href="/letters/for-me/",
        label="Messages from members",
        icon="envelope",
        part=Part.PEOPLE,
        about="What members write to you, as their clinician.",
        roles=CLINICIAN,
        unit="with something new",
    ),
    Place(
        href="/reviews/for-me/",
        label="Reviews",
        icon="users",
        part=Part.PEOPLE,
        about="Where a member asks you to look at how it goes, together.",
        roles=SPECIALIST | CLINICIAN | SUPERVISOR,
        unit="to answer",
    ),
    Place(
        href="/becoming/",
        label="Applicants",
        icon="academic-cap",
        part=Part.PEERS,
        about="Who is on the way to becoming a peer specialist, and comes back after a break.",
        roles=SUPERVISOR,
    ),
    Place(
        href="/sign-offs/",
        label="Sign-offs",
        icon="check-badge",
        part=Part.PEERS,
        about="Who has passed the exam, and waits for a therapist.",
        roles=CLINICIAN,
    ),
    Place(
        href="/supervision/",
        label="Supervision",
        icon="users",
        part=Part.PEERS,
        about="The log of each pair, and what the role is.",
        roles=SPECIALIST | SUPERVISOR,
    ),
    Place(
        href="/supervision/notes/",
        label="Notes to co-sign",
        icon="pencil",
        part=Part.PEERS,
        about="Notes of specialists whom you look after, that wait for your signature.",
        roles=SUPERVISOR,
    ),
    Place(
        href="/training/practice/",
        label="Practice",
        icon="hand-thumb-up",
        part=Part.PEERS,
        about="Who asks for a practice session.",
        roles=SPECIALIST | SUPERVISOR,
    ),
    Place(
        href="/peers/",
        label="New peers",
        icon="user-plus",
        part=Part.PEERS,
        about="Specialists before anybody sees them, and how the others are shown.",
        roles=SUPERVISOR,
    ),
    Place(
        href="/topics/words/waiting/",
        label="Words to read",
        icon="language",
        part=Part.PEERS,
        about="Words for topics that specialists put forward.",
        roles=SUPERVISOR,
    ),
    Place(
        href="/supervision/sessions/",
        label="How sessions go",
        icon="scale",
        part=Part.PEERS,
        about="Where a member says that something should go otherwise.",
        roles=SUPERVISOR,
        unit="to look at",
    ),
    Place(
        href="/changes/",
        label="Changes",
        icon="arrow-path",
        part=Part.PEERS,
        about="How often people go on with someone else. Never who.",
        roles=SUPERVISOR,
    ),
    Place(
        href="/fairness/",
        label="Fairness",
        icon="scale",
        part=Part.PEERS,
        about="For whom we have nobody, how long people wait, and which topics to find peers for.",
        roles=SUPERVISOR | _roles("administrator"),
    ),
    Place(
        href="/stories/",
        label="Stories",
        icon="book-open",
        part=Part.PEERS,
        about="Stories that wait for somebody to read them.",
        roles=MODERATE,
    ),
    Place(
        href="/wall/unanswered/",
        label="Without an answer",
        icon="chat-bubble-oval-left-ellipsis",
        part=Part.PEOPLE,
        about="What somebody wrote on the wall, and nobody answered for two hours.",
        roles=MODERATE | SPECIALIST,
    ),
    Place(
        href="/asks/",
        label="Ask a guide",
        icon="hand-raised",
        part=Part.PEOPLE,
        about="Who asked for a few words from whoever is on shift.",
        roles=MODERATE | SPECIALIST,
    ),
    Place(
        href="/rooms/",
        label="Rooms",
        icon="chat-bubble-left-right",
        part=Part.TEAM,
        about="The rooms as everybody finds them.",
        roles=_roles("moderator", "specialist", "supervisor"),
        tab_for=_roles("moderator", "specialist"),
    ),
    Place(
        href="/rota/",
        label="Rota",
        icon="calendar",
        part=Part.TEAM,
        about="Who is there for people, and when.",
        roles=MODERATE | CLINICIAN,
        tab_for=SUPERVISOR,
        unit="open in two days",
    ),
    Place(
        href="/queue/hand-over/",
        label="Hand-overs",
        icon="document-text",
        part=Part.TEAM,
        about="What one shift leaves to the next.",
        roles=MODERATE | CLINICIAN,
        unit="to open",
    ),
    Place(
        href="/clinic/checks/",
        label="Clinicians",
        icon="building-office-2",
        part=Part.TEAM,
        about="Who asks to be a clinician here, and until when the others are checked.",
        roles=SUPERVISOR | _roles("administrator"),
        unit="to check",
    ),
    Place(
        href="/rooms/roster/",
        label="Hosts of rooms",
        icon="user-group",
        part=Part.TEAM,
        about="Who hosts which room, and when.",
        roles=MODERATE,
    ),
    Place(
        href="/debriefs/",
        label="Talks after hard cases",
        icon="heart",
        part=Part.TEAM,
        about="What was offered to you. It is yours to say no.",
        roles=MODERATE | CLINICIAN | SPECIALIST,
    ),
    Place(
        href="/organisations/",
        label="Organisations",
        icon="building-office-2",
        part=Part.TEAM,
        about="Who pays for members' places, and figures that never show a person.",
        roles=SUPERVISOR | _roles("administrator"),
    ),
    Place(
        href="/story/",
        label="Your story",
        icon="pencil-square",
        part=Part.OWN,
        about="What members read of you.",
        roles=SPECIALIST,
    ),
    Place(
        href="/hours/",
        label="Your hours",
        icon="clock",
        part=Part.OWN,
        about="When you can be booked.",
        roles=SPECIALIST,
    ),
    Place(
        href="/topics/words/",
        label="Words for topics",
        icon="language",
        part=Part.OWN,
        about="Put forward how people say it.",
        roles=SPECIALIST,
    ),
    Place(
        href="/rules/",
        label="Rules",
        icon="scale",
        part=Part.BASICS,
        about="What the screening looks for, and how well it finds it.",
        roles=MODERATE | CLINICIAN,
        tab_for=CLINICIAN,
    ),
    Place(
        href="/directory/",
        label="Local help",
        icon="map-pin",
        part=Part.BASICS,
        about="Services that we name to people.",
        roles=MODERATE | _roles("administrator"),
        tab_for=_roles("administrator"),
        unit="to check",
    ),
    Place(
        href="/billing/",
        label="Billing",
        icon="document-text",
        part=Part.BASICS,
        about="What plans may pay for, and what is missing.",
        roles=_roles("administrator"),
    ),
    Place(
        href="/paging/",
        label="Pager",
        icon="bell-alert",
        part=Part.BASICS,
        about="What calls us from outside.",
        roles=_roles("administrator", "supervisor"),
        tab_for=_roles("administrator"),
    ),
)


def works_here(user: Any) -> bool:
    """Whoever has a place to work, and an account that is not closed."""
    return bool(signed_in(user) and places_for(user.roles))


def places_for(roles: Collection[str]) -> list[Place]:
    """The work places of a person with ``roles``, in the order of the page."""
    return [place for place in PLACES if place.roles & frozenset(roles)]


def tabs_for(roles: Collection[str]) -> list[Place]:
    """Those of them that stand in the frame."""
    return [place for place in PLACES if place.tab_for & frozenset(roles)][:TABS_MOST]
