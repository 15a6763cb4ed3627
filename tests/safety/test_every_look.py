"""No page shows the team what somebody wrote without a line for them in "Who looked".

Everything a member or a specialist can write is written once, each with words that stand nowhere
else; then every address of the product is opened by every role. Where the words come back, and a
stranger does not get them too, the author's list must have grown in the same request.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.access import anyone
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure
from rooms.live import actions as live
from safety.closing import actions as closing
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.plans import actions as plans
from safety.plans.states import Part
from safety.reviews import actions as reviews
from safety.talk import actions as talk
from sessions.caseload import actions as caseload
from sessions.checkins import actions as check_ins
from sessions.insurance import actions as insurance
from sessions.journal import actions as journal
from sessions.notes import actions as notes
from sessions.pacing import actions as cards
from sessions.pacing.models import OwnWords, Wish
from sessions.wellness import actions as my_plan
from sessions.wellness.states import Kind
from tests.architecture import walk
from tests.builders_becoming import sent
from tests.builders_matching import supervisor
from tests.builders_notes import held_session, signed
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.conftest import Person
from tests.rooms.conftest import staffed
from tests.safety.flags.texts import HIGH, LOW, flagged
from tests.safety.referrals.acts import shared
from tests.safety.reviews.acts import joined
from tests.safety.scene import Scene
from tests.sessions.insurance.conftest import CHOSEN

ClientOf = Callable[[User], Client]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_404")]

# What is written, by whom, with words that no rule, page or other text holds.
UNREAD = "unread"  # what Maya wrote to herself before she let a program look
INSURED = "insured"  # her name, as her plan has it
MAYA = {
    "room": "the blue kettle",
    "held": "the green lantern",
    "booking": "the paper boat",
    "payment": "the linen kite",
    "card": "the amber comb",
    "referral": "the copper bell",
    "talk": "the woollen glove",
    "asking": "the tin whistle",
    "plan": "the glass marble",
    "wanted": "the velvet drum",
    "application": "the oak ladder",
    "words": "the felt slipper",
    "to_a_friend": "the nickel whisk",
    "to_a_guide": "the ivory thimble",
    "remembered": "the cork boat",
    "day": "the straw hat",
    "goal": "the pewter cup",
    "own_plan": "the straw broom",
    "letter": "the clay pigeon",
    "review": "the birch canoe",
    "wall": "the nickel fork",
    "to_self": "the birch whisk",
    "hidden": "the cherry flute",
    "appeal": "the marble duck",
    INSURED: "the opal anchor",
    UNREAD: "the chalk jar",
}
SAM = {
    "story": "the wooden spoon",
    "report": "the brass button",
    "bound": "the silver thimble",
    "suggested": "the leather strap",
    "words_back": "the iron hinge",
    "note": "the slate roof",
    "working": "the zinc bucket",
    "idea": "the linen scarf",
    "goal_idea": "the bone needle",
}


# Names of what an address asks for, and where that is found: every row of these tables is tried.
GAPS = {
    "flag_id": ("safety.Flag", "pk"),
    "check_in_id": ("safety.CheckIn", "pk"),
    "line_id": ("rooms.FriendLetter", "public_id"),
    "host_id": ("rooms.Host", "pk"),
    "seq": ("rooms.Message", "seq"),
    "member_id": ("accounts.User", "pk"),
    "promise_id": ("peer_sessions.Promise", "pk"),
    "specialist_id": ("accounts.User", "pk"),
    "debrief_id": ("peer_sessions.DebriefAsked", "pk"),
    "slug": ("matching.SpecialistProfile", "slug"),
    "letter_id": ("safety.Letter", "public_id"),
}
# Whose public id or key it is, by how the address begins; a new beginning has to be added here.
OF = {
    "/appeals/": "safety.Deed",
    "/decisions/": "safety.Deed",
    "/ask/": "matching.MatchRequest",
    "/becoming/": "matching.Application",
    "/billing/": "peer_sessions.Coverage",
    "/becoming/named/": "matching.Reference",
    "/caseload/hand-overs/": "peer_sessions.WarmHandOver",
    "/caring/": "safety.CheckIn",
    "/check-ins/": "safety.CheckIn",
    "/clinic/": "safety.Link",
    "/clinic/checks/": "safety.Standing",
    "/directory/": "safety.Service",
    "/organisations/": "peer_sessions.Organisation",
    "/notes/": "peer_sessions.JournalEntry",
    "/plan/": "peer_sessions.PlanItem",
    "/plan/suggestions/": "peer_sessions.Suggestion",
    "/plans/": "safety.SafetyPlan",
    "/progress/check-ins/": "peer_sessions.DayCheckIn",
    "/queue/unmask/": "safety.Reveal",
    "/r/": "rooms.Room",
    "/directory/drafts/": "safety.ServiceDraft",
    "/referrals/": "safety.Referral",
    "/referrals/together/": "safety.Introduction",
    "/requests/": "matching.MatchRequest",
    "/sessions/": "peer_sessions.Booking",
    "/sessions/hand-overs/": "peer_sessions.WarmHandOver",
    "/sessions/notes/": "peer_sessions.SessionNote",
    "/sharing/": "safety.Sharing",
    "/sign-offs/": "matching.Application",
    "/someone/": "safety.HelpRequest",
    "/stories/": "matching.StoryVersion",
    "/supervision/": "matching.Supervision",
    "/friends/": "rooms.Friendship",
    "/guide/": "rooms.GuideAsk",
    "/hard-days/": "peer_sessions.HardDay",
    "/letters/": "safety.Correspondence",
    "/measures/": "peer_sessions.MeasureRun",
    "/passport/": "peer_sessions.Passport",
    "/reviews/": "safety.CaseReview",
    "/sessions/regular/": "peer_sessions.Series",
    "/sessions/waits/": "peer_sessions.Wait",
    "/supervision/sessions/": "peer_sessions.AllianceCheckIn",
    "/supervision/notes/": "peer_sessions.SessionNote",
    "/talk/": "safety.Talk",
    "/training/practice/": "matching.Practice",
    "/wall/": "rooms.Post",
    "/wall/replies/": "rooms.Reply",
    "/words/": "peer_sessions.Thread",
    "/payments/": "peer_sessions.Payment",
}


@pytest.fixture
def scene(maya: User, sam: User, ines: User, person: Person) -> Scene:
    """Everything is written; Ines is on the case of the last."""
    room = live.open_room(name="After a loss", purpose="For anyone.", by=None, now=NOON)
    live.appoint_host(room=room, person=sam, by=None, now=NOON)
    staffed(room, sam)
    live.enter(room=room, person=maya, name="Quiet Heron", now=NOON)
    scene = Scene(room, maya, sam, person)
    booked = booked_session(
        maya, bookable_specialist(sam, now=NOON), NOON, note=f"{HIGH} {MAYA['booking']}"
    )
    assert booked.note
    scene.write(SAM["words_back"], by=sam)
    scene.write(f"{LOW} {MAYA['words']}")
    scene.write_to_a_friend(f"{HIGH} {MAYA['to_a_friend']}")
    wish = Wish(words=OwnWords(off_table=f"{HIGH} {MAYA['card']}"))
    cards.write(booked, wish, by=maya, now=NOON)
    _noted(scene, booked.specialist)
    _planned(scene)
    shared(maya, wish=f"{HIGH} {MAYA['referral']}")
    scene.ask(f"{HIGH} {MAYA['asking']}")
    scene.ask_for_a_peer(f"{HIGH} {MAYA['wanted']}")
    sent(maya, why=f"{HIGH} {MAYA['application']}", now=NOON)
    scene.story(now=f"{HIGH} {SAM['story']}")
    scene.say(f"{LOW} {MAYA['room']}")
    scene.say(f"{HIGH} {MAYA['held']}")
    scene.put_on_wall(f"{HIGH} {MAYA['wall']}")
    scene.appeal_against(MAYA["hidden"], f"{LOW} {MAYA['appeal']}")
    scene.report(f"{HIGH} {SAM['report']}")
    scene.mute(f"{HIGH} {SAM['bound']}")
    flag = flags.claim(flagged(maya, text=HIGH), by=ines, now=NOON)
    written = talk.write(flag, "Hello. How are you?", by=ines, now=NOON)
    talk.answer(written.talk, f"{HIGH} {MAYA['talk']}", by=maya, now=NOON)
    closing.book(flag, to=None, by=ines, now=NOON)
    return scene


def _planned(scene: Scene) -> None:
    """Maya shares a plan and a goal with Sam, and not what she notices; he suggests something."""
    plan = plans.save({Part.SIGNS: f"{HIGH} {MAYA['plan']}"}, member=scene.maya, now=NOON).plan
    plans.share(plan, person=scene.sam, by=scene.maya, now=NOON)
    plans.share(plan, person=None, by=scene.maya, now=NOON)
    plans.propose(plan, part=Part.SIGNS, words=f"{HIGH} {SAM['suggested']}", by=scene.sam, now=NOON)
    goal = my_plan.keep(Kind.GOAL, f"{HIGH} {MAYA['goal']}", member=scene.maya, now=NOON).item
    my_plan.keep(Kind.SIGN, f"{HIGH} {MAYA['own_plan']}", member=scene.maya, now=NOON)
    my_plan.share(goal, person_id=scene.sam.pk, by=scene.maya, now=NOON)
    idea = f"{HIGH} {SAM['idea']}"
    my_plan.suggest(scene.maya, kind=Kind.HELPED, words=idea, by=scene.sam, now=NOON)
    # She asks a guide, writes to her clinician, and asks Sam into a review.
    scene.ask_a_guide(f"{HIGH} {MAYA['to_a_guide']}")
    scene.write_to_clinician(f"{LOW} {MAYA['letter']}")
    review = joined(scene.maya, scene.sam, about=f"{HIGH} {MAYA['review']}")
    words = f"{HIGH} {SAM['goal_idea']}"
    reviews.suggest(review, words=words, by=scene.sam, now=NOON)
    # She lets a plan pay.
    insurance.choose(replace(CHOSEN, legal_name=MAYA[INSURED]), by=scene.maya, now=NOON)


def _noted(scene: Scene, peer: SpecialistProfile) -> None:
    """Sam met Maya, wrote it down for himself, too, and she added to it; his supervisor co-signs.

    She lets him see the numbers of her days, and never her line, nor what she writes to herself.
    """
    scene.pay(f"{HIGH} {MAYA['payment']}", peer)
    scene.say_of_a_day(f"{HIGH} {MAYA['day']}")
    journal.write(f"{HIGH} {MAYA[UNREAD]}", member=scene.maya, now=NOON)
    scene.note_to_self(f"{HIGH} {MAYA['to_self']}")
    check_ins.share(scene.sam.pk, by=scene.maya, now=NOON)
    publisher = supervisor(now=NOON)
    notes.ask_to_co_sign(scene.sam, by=publisher, now=NOON)
    now = timezone.now()
    held = held_session(scene.maya, peer, ended=timedelta(days=1), now=now)
    note = signed(held, now=now, did=f"{LOW} {SAM['note']}")
    notes.remember(note, words=f"{HIGH} {MAYA['remembered']}", by=scene.maya, now=now)
    words = f"{HIGH} {SAM['working']}"
    caseload.keep_working_note(peer, scene.maya, words=words, by=scene.sam, now=now)
    caseload.ask_for_debrief(by=scene.sam, now=now)


def addresses(pattern: URLPattern, place: str) -> Iterator[str]:
    """``place`` with its gaps filled by every row there is; those of other kinds answer 404."""
    names = list(pattern.pattern.converters)
    for values in product(*[sorted(values_of(name, place)) for name in names]):
        path = place
        for value in values:
            head, _, tail = path.partition("<")
            path = f"{head}{value}{tail.partition('>')[2]}"
        yield path


def values_of(name: str, place: str) -> set[str]:
    if name in {"public_id", "pk"}:
        begins = max((begins for begins in OF if place.startswith(begins)), key=len)
        return {str(value) for value in _all(OF[begins], name)}
    if name in GAPS:
        return {str(value) for value in _all(*GAPS[name]) if value is not None}
    return set()


def _all(model: str, field: str) -> list[Any]:
    return list(apps.get_model(model).objects.values_list(field, flat=True))


def found(answer: Any, author: dict[str, str]) -> set[str]:
    """What of ``author`` came back."""
    text = answer.content.decode() if answer.status_code == 200 else ""
    return {kind for kind, words in author.items() if words in text}


def lines_of(person: User) -> int:
    return Disclosure.objects.about(person.pk).count()


def looks(worker: Client, stranger: Client, scene: Scene) -> dict[str, set[str]]:
    """By address, what of others came back; where no line did, "without a line" stands with it."""
    seen: dict[str, set[str]] = {}
    own = worker.session["_auth_user_id"]
    authors = [
        (each, written)
        for each, written in ((scene.maya, MAYA), (scene.sam, SAM))
        if str(each.pk) != own
    ]
    for place, pattern in walk.urls():
        # What is open to anyone tells nobody apart, and one of these pages signs people out.
        if getattr(pattern.callback, "access", None) is anyone or not walk.answers_get(pattern):
            continue
        for path in addresses(pattern, place):
            before = {each: lines_of(each) for each, _ in authors}
            answer = worker.get(path)
            for person, written in authors:
                kinds = found(answer, written)
                if not kinds or kinds <= found(stranger.get(path), written):
                    continue
                known = lines_of(person) > before[person]
                seen.setdefault(place, set()).update(
                    kind if known else f"{kind} without a line" for kind in kinds
                )
    return seen


CASE = "/queue/<int:flag_id>/"
# What those see who work the queue.
QUEUE = {
    "/appeals/<uuid:public_id>/": {"hidden", "appeal"},
    CASE: {*MAYA, *SAM} - {UNREAD, INSURED, "hidden"},
    f"{CASE}first-words/": {*MAYA, *SAM}
    - {"words_back", UNREAD, INSURED, "hidden"},  # stands only around what was flagged
    f"{CASE}write/": {"talk"},
    "/referrals/<uuid:public_id>/case/": {"referral"},
    "/plans/<uuid:public_id>/": {"plan"},
}
ROOM = "/r/<slug:public_id>/host/m/<int:seq>/"  # by its address: no link leads a moderator there
WORDS = "/words/<slug:public_id>/"
SEEN: dict[Role, dict[str, set[str]]] = {
    Role.MODERATOR: {**QUEUE, ROOM: {"room"}},
    Role.SUPERVISOR: {
        **QUEUE,
        "/becoming/<uuid:public_id>/": {"application"},
        # It is Maya's line: Sam was told that his notes are read.
        "/supervision/notes/<slug:public_id>/": {"remembered", "note without a line"},
    },
    Role.CLINICIAN: {},
    Role.ADMINISTRATOR: {"/billing/<uuid:public_id>/": {INSURED}},
    Role.SPECIALIST: {},
}


def _worker(role: Role, ines: User, person: Person) -> User:
    """Somebody with the role; the supervisor is the one who looks after Sam."""
    if role == Role.MODERATOR:
        return ines
    if role != Role.SUPERVISOR:
        return person("Juno", role)
    found = supervisor(now=NOON)
    TOTP.activate(found, generate_totp_secret())
    return found


@pytest.mark.parametrize("role", SEEN)
def test_no_page_shows_the_team_words_of_a_person_without_a_line(
    role: Role, scene: Scene, ines: User, noor: User, person: Person, client_of: ClientOf
) -> None:
    worker = _worker(role, ines, person)

    assert looks(client_of(worker), client_of(noor), scene) == SEEN[role]


def test_each_look_again_is_another_line(
    scene: Scene, maya: User, ines: User, client_of: ClientOf
) -> None:
    browser = client_of(ines)
    case = Flag.objects.get(excerpt__contains=MAYA["booking"]).pk
    plan = apps.get_model("safety.SafetyPlan").objects.get().public_id
    talk_of = apps.get_model("safety.Talk").objects.get().flag_id
    paths = (f"/queue/{case}/", f"/queue/{talk_of}/write/", f"/plans/{plan}/")

    for path in paths:
        before = lines_of(maya)
        grown = []
        for _ in range(2):
            browser.get(path)
            grown.append(lines_of(maya) - before)
        assert grown == [1, 2], path


def test_a_host_reads_along_in_their_room_and_a_shared_plan_leaves_a_line(
    scene: Scene, sam: User, noor: User, client_of: ClientOf
) -> None:
    seen = looks(client_of(sam), client_of(noor), scene)

    # What Maya said stands in a room that he is in.
    assert seen == {
        "/caseload/<int:member_id>/": {"goal"},
        "/caseload/<int:member_id>/suggest/": {"goal"},
        "/plans/<uuid:public_id>/": {"plan"},
        "/reviews/for-me/<uuid:public_id>/": {"review"},
        "/sessions/<slug:public_id>/note/": {"remembered"},
        "/r/<slug:public_id>/host/": {"room without a line"},
        ROOM: {"room without a line"},
        # What she wrote to him.
        WORDS: {"words without a line"},
        f"{WORDS}<int:seq>/report/": {"words without a line"},
        f"{WORDS}messages/": {"words without a line"},
    }
