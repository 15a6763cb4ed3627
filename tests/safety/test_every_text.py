"""Every field in which a member or a specialist writes is read for danger when it is stored.

A new field of more than a few words must come into one of the two lists below, or the first test
fails; what is in the first is proved by storing words of danger through the product's own action.
"""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import BinaryField, CharField, TextField

from peerhub.accounts.models import User
from rooms.live import actions as live
from safety.detection.assess import assess
from safety.flags.models import Flag
from sessions.heavy_days import states as of_days
from sessions.notes.models import WORDS as NOTE_FIELDS
from sessions.wellness.states import Kind
from tests.cast import NOON
from tests.conftest import Person
from tests.rooms.conftest import staffed
from tests.safety.flags.texts import HIGH
from tests.safety.scene import Scene

pytestmark = pytest.mark.django_db
OURS = {"peerhub", "matching", "rooms", "sessions", "safety"}
FEW = 64  # characters: names, codes and addresses, nothing that one can say much in

TOLD = ("before", "boundaries", "headline", "now", "offer", "what_helped")
HANDED = ("storydraft", "storyversion")  # the same words, while they are written and as handed in


def _in_a_story(field: str) -> Callable[[Scene], object]:
    return lambda scene: scene.story(**{field: HIGH})


def _for_a_day(part: of_days.Part) -> Callable[[Scene], object]:
    return lambda scene: scene.keep_for_a_day(part, HIGH)


# One table, and a name for each sort of its rows.
OF_A_PLAN = {"planitem": Kind.HOLD, "goal": Kind.GOAL, "help": Kind.SIGN, "step": Kind.STEP}


def _in_a_plan(kind: Kind) -> Callable[[Scene], object]:
    return lambda scene: scene.keep_in_own_plan(kind, HIGH)


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
    "peer_sessions.daycheckin.sealed_line": lambda scene: scene.say_of_a_day(HIGH),
    "peer_sessions.journalentry.sealed": lambda scene: scene.note_to_self(HIGH),
    "peer_sessions.line.words": lambda scene: scene.write(HIGH),
    "peer_sessions.payment.sealed_note": lambda scene: scene.pay(HIGH),
    "peer_sessions.pacingcard.sealed": lambda scene: scene.say_what_to_leave(HIGH),
    **{f"peer_sessions.noteversion.{field}": _in_a_note(field) for field in NOTE_FIELDS},
    **{f"peer_sessions.{model}.sealed": _in_a_plan(kind) for model, kind in OF_A_PLAN.items()},
    "peer_sessions.promise.words": lambda scene: scene.promise(HIGH),
    "peer_sessions.recollection.words": lambda scene: scene.remember(HIGH),
    "peer_sessions.suggestion.sealed": lambda scene: scene.suggest_for_own_plan(HIGH),
    "peer_sessions.warmhandover.words": lambda scene: scene.hand_on(HIGH),
    "peer_sessions.workingnote.sealed": lambda scene: scene.keep_for_oneself(HIGH),
    "rooms.bound.reason": lambda scene: scene.mute(HIGH),
    "rooms.friendletter.sealed": lambda scene: scene.write_to_a_friend(HIGH),
    "rooms.guideline.sealed": lambda scene: scene.ask_a_guide(HIGH),
    "rooms.message.body": lambda scene: scene.say(HIGH),
    "rooms.post.drawing_description": lambda scene: scene.put_on_wall(drawn=HIGH),
    "rooms.post.words": lambda scene: scene.put_on_wall(HIGH),
    "rooms.reply.words": lambda scene: scene.answer_on_wall(HIGH),
    "rooms.themedhour.theme": lambda scene: scene.announce(HIGH),
    "safety.deed.sealed_answer": lambda scene: scene.answer_appeal(HIGH),
    "safety.deed.sealed_appeal": lambda scene: scene.appeal_against("It sings.", HIGH),
    "safety.helprequest.words": lambda scene: scene.ask(HIGH),
    "safety.casereview.sealed": lambda scene: scene.review(HIGH),
    "safety.goalversion.sealed": lambda scene: scene.agree(HIGH),
    "safety.letter.sealed": lambda scene: scene.write_to_clinician(HIGH),
    "safety.reviewidea.sealed": lambda scene: scene.suggest_in_review(HIGH),
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
    "peer_sessions.claimbatch.sealed": "names, numbers and days, sealed",
    "peer_sessions.claimline.why": "our billing team's",
    "peer_sessions.coverage.sealed": "a name, a date and numbers, sealed",
    "peer_sessions.coverageentry.sealed": "our billing team's, or made by us",
    "peer_sessions.formerwords.sealed": "what a plan said before: read when it was written",
    "peer_sessions.keeping.draft": "not sent yet: read when it is sent",
    "peer_sessions.measurerun.sealed": "numbers that were chosen; see tests/sessions/measures/test_danger",
    "peer_sessions.paymentevent.kind": "the card company's",
    "peer_sessions.passport.sealed": "of texts that were read, sealed",
    "rooms.former.body": "what a message was: read when it was said",
    "rooms.mask.draft": "not said yet: read when it is sent",
    "rooms.lettersquiet.reason": "a moderator's",
    "rooms.room.closed_why": "a moderator's",
    "rooms.room.prompts": "a moderator's",
    "rooms.room.purpose": "a moderator's",
    "rooms.wallformer.words": "what a post was: read when it was written",
    "rooms.wallsilence.reason": "a moderator's",
    "safety.deed.place": "made by us",
    "safety.deed.sealed_quote": "of a text that was read, sealed",
    "safety.deed.sealed_told": "a moderator's; read where they say it to somebody",
    "safety.reveal.words": "a moderator's",
    "safety.decision.rules": "made by us",
    "safety.decision.rules_off": "made by us",
    "safety.decision.version": "made by us",
    "peer_sessions.ledgerentry.reference": "made by us",
    "safety.agreement.words": "a moderator's",
    "safety.assessment.asked": "a clinician's or moderator's",
    "safety.assessment.next_steps": "a clinician's or moderator's",
    "safety.assessment.reasons": "a clinician's or moderator's",
    "safety.assessment.risks": "a clinician's or moderator's",
    "safety.assessment.strengths": "a clinician's or moderator's",
    "safety.checkin.words": "a moderator's",
    "safety.standing.said": "a supervisor's, of how somebody was checked",
    "safety.standing.sealed": "a licence and an address, sealed",
    "safety.invitation.sealed": "a clinician's, about somebody whom nobody here knows",
    "safety.contactattempt.words": "a moderator's",
    "safety.flag.excerpt": "of a text that was read",
    "safety.flag.rules_off": "made by us",
    "safety.flag.rules_version": "made by us",
    "safety.secondlook.place": "made by us",
    "safety.secondlook.text": "a text that was read, until it is read again",
    "safety.flag.place": "made by us",
    "safety.flagnote.words": "a moderator's, or of a text that was read",
    "safety.switch.words": "a clinician's or a supervisor's",
    "safety.referral.sealed_letter": "of texts that were read, sealed",
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
    "safety.sharing.sealed": "made by us",
    "safety.accountingline.labels": "made by us",
    "safety.accountingline.sealed": "staff's, of an emergency",
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
