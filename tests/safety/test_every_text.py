"""Every field in which a member or a specialist writes is read for danger when it is stored.

A new field of more than a few words must come into one of the two lists below, or the first test
fails; what is in the first is proved by storing words of danger through the product's own action.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import BinaryField, CharField, TextField

from matching.becoming import actions as becoming
from matching.becoming.states import Answer, Station
from matching.models import SpecialistProfile
from matching.requests import actions as requests
from matching.requests.actions import Asking as AskingForAPeer
from matching.requests.models import MatchRequest
from matching.supervision import actions as supervision
from matching.supervision.models import Supervision
from matching.supervision.states import Occasion
from matching.topics import actions as additions
from matching.topics.actions import Putting
from matching.training import actions as training
from matching.training import practice
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from rooms.hosting import actions as hosting
from rooms.hosting.measures import MEASURES
from rooms.live import actions as live
from rooms.live.models import Message, Room
from rooms.roster import actions as roster
from rooms.roster.actions import Theme
from safety.asking import actions as asking
from safety.asking.actions import Asking
from safety.detection.assess import assess
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import Reason
from safety.plans import actions as plans
from safety.plans.states import Part
from safety.referrals import actions as referrals
from safety.referrals.actions import Draft
from safety.referrals.states import Kind
from safety.referrals.states import Reason as Why
from safety.subjects import SubjectRef
from safety.talk import actions as talk
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.caseload import actions as caseload
from sessions.heavy_days import actions as heavy_days
from sessions.heavy_days import states as of_days
from sessions.heavy_days.dates import Span
from sessions.notes import actions as notes
from sessions.notes.models import WORDS as NOTE_FIELDS
from sessions.on_now import actions as on_now
from sessions.pacing import actions as cards
from sessions.pacing import models as pacing
from sessions.threads import actions as threads
from tests.builders_becoming import at, decided, learned
from tests.builders_matching import certified, published_specialist, told_story
from tests.builders_notes import drafted, held_session, signed
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.conftest import Person
from tests.rooms.conftest import staffed
from tests.safety.flags.texts import HIGH, LOW, flagged

pytestmark = pytest.mark.django_db
OURS = {"peerhub", "matching", "rooms", "sessions", "safety"}
FEW = 64  # characters: names, codes and addresses, nothing that one can say much in


@dataclass
class Scene:
    """Sam looks after a room that Maya is in."""

    room: Room
    maya: User
    sam: User
    person: Person

    def say(self, words: str) -> Message:
        """Maya says something."""
        posted = live.post_message(
            room=self.room, person=self.maya, body=words, client_id=uuid4(), now=NOON
        )
        return posted.message

    def story(self, **given: str) -> None:
        """Sam tells his story."""
        headline = given.pop("headline", "I have been there.")
        boundaries = given.pop("boundaries", "")
        told_story(self.sam, headline=headline, boundaries=boundaries, parts=given, now=NOON)

    def refer(self, *, to_whom: str = "Dr Osei", wish: str = "", contact: str = "") -> None:
        """Maya drafts a referral."""
        kind, reason = next(iter(Kind)), next(iter(Why))
        draft = Draft(kind=kind, to_whom=to_whom, reason=reason, wish=wish, contact=contact)
        referrals.draft(draft, member=self.maya, now=NOON)

    def ask_to_talk(self, words: str) -> None:
        on_now.ask(self.maya, mode=Mode.TEXT, line=words, now=NOON)

    def book(self, note: str) -> None:
        """Maya books a session with Sam."""
        booked_session(self.maya, bookable_specialist(self.sam, now=NOON), NOON, note=note)

    def write(self, words: str, *, by: User | None = None) -> None:
        """Maya, or Sam, writes to the other; they meet on one of the next days."""
        booking = Booking.objects.filter(member=self.maya).first()
        if booking is None:
            booking = booked_session(self.maya, bookable_specialist(self.sam, now=NOON), NOON)
        thread = threads.open_thread(self.maya, booking.specialist, by=self.maya, now=NOON)
        threads.write(thread, words, client_id=uuid4(), by=by or self.maya, now=NOON)

    def say_what_to_leave(self, words: str) -> None:
        """Maya says what is off the table in a session with Sam."""
        booked = booked_session(self.maya, bookable_specialist(self.sam, now=NOON), NOON)
        wish = pacing.Wish(words=pacing.OwnWords(off_table=words))
        cards.write(booked, wish, by=self.maya, now=NOON)

    def announce(self, theme: str) -> None:
        """Sam announces an hour."""
        hour = Theme(theme, NOON + timedelta(hours=3), timedelta(hours=1))
        roster.announce(self.room, theme=hour, host=self.sam, by=self.sam, now=NOON)

    def mute(self, reason: str) -> None:
        """Sam mutes Maya."""
        mask = self.say("The kettle is on again.").mask
        hosting.bind(mask, MEASURES["mute-1-hour"], reason=reason, by=self.sam, now=NOON)

    def answer(self, words: str) -> None:
        """Maya answers our team."""
        ines = self.person("Ines", Role.MODERATOR)
        flag = flags.claim(flagged(self.maya, text=LOW), by=ines, now=NOON)
        written = talk.write(flag, "Hello. How are you?", by=ines, now=NOON)
        talk.answer(written.talk, words, by=self.maya, now=NOON)

    def ask(self, words: str) -> None:
        """Maya asks for a person."""
        asking.ask(Asking(words=words), person=self.maya, now=NOON)

    def plan(self, words: str) -> None:
        """Maya writes a plan for hard hours."""
        plans.save({Part.SIGNS: words}, member=self.maya, now=NOON)

    def keep_for_a_day(self, part: of_days.Part, words: str) -> None:
        """Maya writes for a day that may be hard."""
        tomorrow = (NOON + timedelta(days=1)).date()
        dates = heavy_days.Dates(Span(tomorrow, tomorrow, yearly=False))
        day = heavy_days.begin(dates, member=self.maya, now=NOON)
        heavy_days.write(day, {part: words}, by=self.maya, now=NOON)

    def suggest(self, words: str) -> None:
        """Maya shares her plan with Sam, who suggests a line."""
        booked_session(self.maya, bookable_specialist(self.sam, now=NOON), NOON)
        plan = plans.save({Part.ALONE: "Tea."}, member=self.maya, now=NOON).plan
        plans.share(plan, person=self.sam, by=self.maya, now=NOON)
        plans.propose(plan, part=Part.ALONE, words=words, by=self.sam, now=NOON)

    def ask_for_a_peer(self, words: str) -> MatchRequest:
        """Maya asks for somebody who fits."""
        return requests.ask(AskingForAPeer(words=words), by=self.maya, now=NOON).request

    def propose(self, words: str) -> None:
        """Sam proposes himself."""
        published_specialist(self.sam, now=NOON)
        requests.propose(self.ask_for_a_peer("Someone."), words=words, by=self.sam, now=NOON)

    def put_forward(self, *, words: str = "the bottle", why: str = "") -> None:
        """Sam puts words forward for a topic."""
        putting = Putting(words=words, axis="struggle", why=why)
        additions.put_forward(putting, by=self.sam, now=NOON)

    def report(self, words: str) -> None:
        """Sam reports what Maya said."""
        said = self.say("The kettle is on again.")
        worry = flags.Worry(Reason.UNKIND, words)
        flags.report(SubjectRef("rooms.message", said.public_id), worry, by=self.sam, now=NOON)

    def apply(self, *, why: str = "", now: str = "") -> None:
        """Maya writes an application."""
        application = becoming.begin(self.maya, now=NOON)
        becoming.keep(application, becoming.Answers(why=why, now=now), by=self.maya, now=NOON)

    def appeal(self, words: str) -> None:
        """A supervisor says no to Maya, who asks for a second opinion."""
        ade, osei = self.person("Ade", Role.SUPERVISOR), self.person("Dr Osei", Role.CLINICIAN)
        application = at(Station.SCREENING, self.maya, supervisor=ade, clinician=osei, now=NOON)
        decided(application, Answer.NO, by=ade, now=NOON)
        becoming.appeal(application, words=words, by=self.maya, now=NOON)

    def feed_back(self, words: str) -> None:
        """Sam says how a practice session with Maya was."""
        certified(self.sam, now=NOON)
        learned(self.maya, now=NOON)
        asked = training.ask_for_practice(self.maya, now=NOON)
        points = dict.fromkeys(practice.POINTS, "seen")
        training.observe(asked, points, words=words, by=self.sam, now=NOON)

    def note(self, **given: str) -> None:
        """Sam writes a note about a session with Maya."""
        booking = held_session(self.maya, self._peer(), ended=timedelta(hours=9), now=NOON)
        drafted(booking, now=NOON, **given)

    def remember(self, words: str) -> None:
        """Maya adds how she remembers it."""
        booking = held_session(self.maya, self._peer(), ended=timedelta(hours=9), now=NOON)
        notes.remember(signed(booking, now=NOON), words=words, by=self.maya, now=NOON)

    def promise(self, words: str) -> None:
        """Sam promises Maya something."""
        notes.promise(self._peer(), self.maya, words=words, due_on=None, by=self.sam, now=NOON)

    def keep_for_oneself(self, words: str) -> None:
        """Sam keeps a working note about Maya."""
        peer = self._peer()
        booked_session(self.maya, peer, NOON)
        caseload.keep_working_note(peer, self.maya, words=words, by=self.sam, now=NOON)

    def hand_on(self, words: str) -> None:
        """Sam asks Maya whether another peer may go on."""
        peer = self._peer()
        booked_session(self.maya, peer, NOON)
        taker = published_specialist(self.person("Tomasz"), now=NOON)
        nothing = caseload.Handing([], [])
        caseload.hand_over(
            peer, self.maya, taker=taker, words=words, offered=nothing, by=self.sam, now=NOON
        )

    def _peer(self) -> SpecialistProfile:
        return bookable_specialist(self.sam, now=NOON - timedelta(days=9))

    def log(self, words: str) -> None:
        """Sam writes in the log with his supervisor."""
        certified(self.sam, now=NOON)
        given = Supervision.objects.get(specialist=self.sam)
        supervision.write(given, words=words, occasion=Occasion.DEBRIEF, by=self.sam, now=NOON)


TOLD = ("before", "boundaries", "headline", "now", "offer", "what_helped")
HANDED = ("storydraft", "storyversion")  # the same words, while they are written and as handed in


def _in_a_story(field: str) -> Callable[[Scene], object]:
    return lambda scene: scene.story(**{field: HIGH})


def _for_a_day(part: of_days.Part) -> Callable[[Scene], object]:
    return lambda scene: scene.keep_for_a_day(part, HIGH)


def _in_a_note(field: str) -> Callable[[Scene], object]:
    return lambda scene: scene.note(**{field: HIGH})


READ: dict[str, Callable[[Scene], object]] = {
    "matching.addition.why": lambda scene: scene.put_forward(why=HIGH),
    "matching.addition.words": lambda scene: scene.put_forward(words=HIGH),
    "matching.appeal.words": lambda scene: scene.appeal(HIGH),
    "matching.application.now": lambda scene: scene.apply(now=HIGH),
    "matching.application.why": lambda scene: scene.apply(why=HIGH),
    "matching.logentry.words": lambda scene: scene.log(HIGH),
    "matching.practice.words": lambda scene: scene.feed_back(HIGH),
    "matching.matchrequest.words": lambda scene: scene.ask_for_a_peer(HIGH),
    "matching.proposal.words": lambda scene: scene.propose(HIGH),
    "matching.specialistprofile.boundaries": lambda scene: scene.story(boundaries=HIGH),
    "matching.specialistprofile.headline": lambda scene: scene.story(headline=HIGH),
    "matching.story.before": lambda scene: scene.story(before=HIGH),
    "matching.story.now": lambda scene: scene.story(now=HIGH),
    "matching.story.offer": lambda scene: scene.story(offer=HIGH),
    "matching.story.what_helped": lambda scene: scene.story(what_helped=HIGH),
    **{f"matching.{model}.{field}": _in_a_story(field) for model in HANDED for field in TOLD},
    "peer_sessions.ask.line": lambda scene: scene.ask_to_talk(HIGH),
    "peer_sessions.booking.note": lambda scene: scene.book(HIGH),
    **{f"peer_sessions.hardday.sealed_{part.value}": _for_a_day(part) for part in of_days.Part},
    "peer_sessions.line.words": lambda scene: scene.write(HIGH),
    "peer_sessions.pacingcard.sealed": lambda scene: scene.say_what_to_leave(HIGH),
    **{f"peer_sessions.noteversion.{field}": _in_a_note(field) for field in NOTE_FIELDS},
    "peer_sessions.promise.words": lambda scene: scene.promise(HIGH),
    "peer_sessions.recollection.words": lambda scene: scene.remember(HIGH),
    "peer_sessions.warmhandover.words": lambda scene: scene.hand_on(HIGH),
    "peer_sessions.workingnote.sealed": lambda scene: scene.keep_for_oneself(HIGH),
    "rooms.bound.reason": lambda scene: scene.mute(HIGH),
    "rooms.message.body": lambda scene: scene.say(HIGH),
    "rooms.themedhour.theme": lambda scene: scene.announce(HIGH),
    "safety.helprequest.words": lambda scene: scene.ask(HIGH),
    "safety.planentry.sealed": lambda scene: scene.plan(HIGH),
    "safety.planproposal.words": lambda scene: scene.suggest(HIGH),
    "safety.referral.contact": lambda scene: scene.refer(contact=HIGH),
    "safety.referral.to_whom": lambda scene: scene.refer(to_whom=HIGH),
    "safety.referral.wish": lambda scene: scene.refer(wish=HIGH),
    "safety.talkline.words": lambda scene: scene.answer(HIGH),
    "safety.report.words": lambda scene: scene.report(HIGH),
}
NOT_READ = {
    "accounts.pause.reason": "a moderator's; read all the same, see tests/safety/flags/test_pausing",
    "accounts.user.password": "a hash",
    "matching.storymark.advice": "a moderator's or a supervisor's",
    "matching.decision.reason": "a supervisor's",
    "matching.decision.would_help": "a supervisor's",
    "matching.handover.words": "a supervisor's",
    "matching.interview.place": "a supervisor's",
    "matching.interview.words": "a supervisor's",
    "matching.measure.reason": "a supervisor's",
    "matching.recognition.issuer": "a supervisor's",
    "matching.recognition.notes": "a supervisor's",
    "matching.recognition.sealed_number": "a number, sealed",
    "matching.reference.sealed_called": "a name, sealed",
    "matching.reference.sealed_more": "of somebody without an account, for a supervisor to read",
    "matching.reference.sealed_name": "a name, sealed",
    "matching.reference.sealed_reach": "an address or a number, sealed",
    "matching.reference.sealed_words": "of somebody without an account, for a supervisor to read",
    "matching.requestnote.words": "a supervisor's",
    "matching.signoff.words": "a therapist's",
    "notifications.notice.reference": "made by us",
    "notifications.notice.url": "made by us",
    "notifications.pushsubscription.sealed": "a browser's address, sealed",
    "peer_sessions.keeping.draft": "not sent yet: read when it is sent",
    "rooms.former.body": "what a message was: read when it was said",
    "rooms.mask.draft": "not said yet: read when it is sent",
    "rooms.room.closed_why": "a moderator's",
    "rooms.room.prompts": "a moderator's",
    "rooms.room.purpose": "a moderator's",
    "safety.reveal.words": "a moderator's",
    "safety.decision.rules": "made by us",
    "safety.decision.rules_off": "made by us",
    "safety.decision.version": "made by us",
    "safety.agreement.words": "a moderator's",
    "safety.assessment.asked": "a clinician's or moderator's",
    "safety.assessment.next_steps": "a clinician's or moderator's",
    "safety.assessment.reasons": "a clinician's or moderator's",
    "safety.assessment.risks": "a clinician's or moderator's",
    "safety.assessment.strengths": "a clinician's or moderator's",
    "safety.checkin.words": "a moderator's",
    "safety.contactattempt.words": "a moderator's",
    "safety.flag.excerpt": "of a text that was read",
    "safety.flag.rules_off": "made by us",
    "safety.flag.rules_version": "made by us",
    "safety.secondlook.place": "made by us",
    "safety.secondlook.text": "a text that was read, until it is read again",
    "safety.flag.place": "made by us",
    "safety.flagnote.words": "a moderator's, or of a text that was read",
    "safety.switch.words": "a clinician's or a supervisor's",
    "safety.report.snapshot": "of a text that was read",
    "safety.location.address": "staff's, about an organization",
    "safety.location.city": "staff's, about an organization",
    "safety.location.region": "staff's, about an organization",
    "safety.organization.name": "staff's, about an organization",
    "safety.organization.website": "staff's, about an organization",
    "safety.service.about": "staff's, about an organization",
    "safety.service.area": "staff's, about an organization",
    "safety.service.consent_by": "staff's, about an organization",
    "safety.service.cost_note": "staff's, about an organization",
    "safety.service.eligibility": "staff's, about an organization",
    "safety.service.name": "staff's, about an organization",
    "safety.service.retired_why": "staff's, about an organization",
    "safety.handover.words": "a moderator's or a clinician's",
    "safety.handoverline.done": "a moderator's or a clinician's",
    "safety.handoverline.next": "a moderator's or a clinician's",
    "safety.helpgiven.words": "a moderator's",
    "safety.incident.words": "a moderator's",
    "safety.stepline.words": "a moderator's",
    "topics.contentnote.label": "the vocabulary",
    "topics.facet.label": "the vocabulary",
    "topics.topic.label": "the vocabulary",
    "topics.topic.more_synonyms": "the vocabulary; read when it was put forward",
    "topics.topic.synonyms": "the vocabulary",
}


def fields_for_words() -> set[str]:
    """Fields of our own models that hold more than a few words, and not one of a few choices."""
    found = set()
    for model in apps.get_models():
        if model.__module__.partition(".")[0] not in OURS:
            continue
        for field in model._meta.concrete_fields:
            inner = field.base_field if isinstance(field, ArrayField) else field
            is_free = isinstance(inner, BinaryField | CharField | TextField) and not inner.choices
            if is_free and (inner.max_length is None or inner.max_length > FEW):
                found.add(f"{model._meta.label_lower}.{field.name}")
    return found


@pytest.fixture
def scene(maya: User, sam: User, person: Person) -> Scene:
    room = live.open_room(
        name="After a loss", purpose="For anyone who misses someone.", by=None, now=NOON
    )
    live.appoint_host(room=room, person=sam, by=None, now=NOON)
    staffed(room, sam)
    live.enter(room=room, person=maya, name="Quiet Heron", now=NOON)
    return Scene(room, maya, sam, person)


def test_every_field_for_words_is_read_or_has_a_reason_not_to_be() -> None:
    assert fields_for_words() == set(READ) | set(NOT_READ)
    assert set(READ) & set(NOT_READ) == set()


@pytest.mark.parametrize("field", READ)
def test_words_of_danger_in_it_come_before_the_moderators(field: str, scene: Scene) -> None:
    READ[field](scene)

    assert [flag.level for flag in Flag.objects.filter(excerpt__contains=HIGH)] == [
        assess(HIGH).level
    ]
