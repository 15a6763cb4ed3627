"""A scene in which a member and a specialist can write wherever there is something to write in."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.test import override_settings

from matching.becoming import actions as becoming
from matching.becoming.states import Answer, Station
from matching.models import SpecialistProfile
from matching.peers.actions import set_price
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
from rooms.friends import actions as friends
from rooms.guide import actions as guide
from rooms.hosting import actions as hosting
from rooms.hosting.measures import MEASURES
from rooms.letters import actions as letters
from rooms.live import actions as live
from rooms.live.models import Message, Room
from rooms.roster import actions as roster
from rooms.roster.actions import Theme
from rooms.wall import actions as wall
from rooms.wall.drawing import Stroke
from rooms.wall.models import Post
from safety.appeals import actions as appeals
from safety.asking import actions as asking
from safety.asking.actions import Asking
from safety.deeds import actions as deeds
from safety.deeds.actions import Done
from safety.deeds.models import Deed
from safety.deeds.states import DeedKind, Outcome
from safety.flags import actions as flags
from safety.flags.states import Reason
from safety.plans import actions as plans
from safety.plans.states import Part
from safety.referrals import actions as referrals
from safety.referrals.actions import Draft
from safety.referrals.states import Kind
from safety.referrals.states import Reason as Why
from safety.reviews.models import CaseReview
from safety.subjects import SubjectRef
from safety.talk import actions as talk
from sessions.bookings.actions import How, Wish
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.caseload import actions as caseload
from sessions.checkins import actions as check_ins
from sessions.heavy_days import actions as heavy_days
from sessions.heavy_days import states as of_days
from sessions.heavy_days.dates import Span
from sessions.journal import actions as journal
from sessions.notes import actions as notes
from sessions.on_now import actions as on_now
from sessions.pacing import actions as cards
from sessions.pacing import models as pacing
from sessions.payments import actions as payments
from sessions.threads import actions as threads
from sessions.wellness import actions as my_plan
from sessions.wellness import states as of_plans
from sessions.wellness.models import PlanItem
from tests.builders_becoming import at, decided, learned
from tests.builders_matching import certified, published_specialist, told_story
from tests.builders_money import use_free_time
from tests.builders_notes import drafted, held_session, signed
from tests.builders_sessions import bookable_specialist, booked_session, free_time
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.texts import LOW, flagged
from tests.safety.letters.acts import checked, linked, wrote
from tests.safety.reviews.acts import agreed, called, joined, suggested


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

    def appeal_against(self, quote: str, words: str, *, told: str = "") -> None:
        """Something of Maya's was hidden, and she says that it was wrong."""
        done = Done(DeedKind.HIDDEN, SubjectRef("rooms.post", "hidden"), quote, told=told)
        deed = deeds.tell(self.maya, done, by=self.person("Quinn", Role.MODERATOR), now=NOON)
        assert deed is not None
        appeals.appeal(deed, words, by=self.maya, now=NOON)

    def answer_appeal(self, words: str) -> None:
        """A second person answers it."""
        self.appeal_against("The kettle sings.", "It is only a kettle.")
        by = self.person("Kofi", Role.SUPERVISOR)
        appeals.decide(Deed.objects.latest("pk"), Outcome.UPHELD, words, by=by, now=NOON)

    def put_on_wall(self, words: str = "The kettle sings.", *, drawn: str = "") -> Post:
        """Maya posts on the wall, with a drawing if she says what it shows."""
        picture = (Stroke("ink", "thin", (0, 0)),) if drawn else ()
        new = wall.NewPost(
            words=words, client_id=uuid4(), drawing=picture, drawing_description=drawn
        )
        wall.post(new, by=self.maya, now=NOON)
        return Post.objects.latest("pk")

    def answer_on_wall(self, words: str) -> None:
        """Maya answers what Sam wrote on the wall."""
        wall.post(wall.NewPost(words="Good evening.", client_id=uuid4()), by=self.sam, now=NOON)
        reply = wall.NewReply(words=words, client_id=uuid4())
        wall.reply(Post.objects.latest("pk"), reply, by=self.maya, now=NOON)

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

    def pay(self, note: str, peer: SpecialistProfile | None = None) -> None:
        """Maya begins to pay for a session; nothing is asked of the card company yet."""
        peer = peer or bookable_specialist(self.sam, now=NOON)
        set_price(peer, 3000)
        use_free_time(self.maya, now=NOON)
        starts_at = free_time(peer, now=NOON, number=30)
        wish = Wish(peer, self.maya, starts_at, starts_at + timedelta(minutes=30))
        with override_settings(STRIPE_SECRET_KEY="sk_test_x", STRIPE_WEBHOOK_SECRET="whsec_x"):
            payments.begin(wish, How(Mode.TEXT, note), now=NOON)
        set_price(peer, None)  # whatever else is booked here costs nothing

    def write(self, words: str, *, by: User | None = None) -> None:
        """Maya, or Sam, writes to the other; they meet on one of the next days."""
        booking = Booking.objects.filter(member=self.maya).first()
        if booking is None:
            booking = booked_session(self.maya, bookable_specialist(self.sam, now=NOON), NOON)
        thread = threads.open_thread(self.maya, booking.specialist, by=self.maya, now=NOON)
        threads.write(thread, words, client_id=uuid4(), by=by or self.maya, now=NOON)

    def write_to_a_friend(self, words: str) -> None:
        """Maya writes to Wren, who is her friend."""
        wren = User.objects.filter(handle="Wren").first() or self.person("Wren")
        friends.take_asks(wren, on=True, now=NOON)
        asked = friends.ask(wren, by=self.maya, now=NOON)
        friendship = friends.accept(asked, by=wren, now=NOON)
        letters.write(friendship, words, client_id=uuid4(), by=self.maya, now=NOON)

    def ask_a_guide(self, words: str) -> None:
        """Maya asks the guide on shift."""
        guide.ask_guide(words, client_id=uuid4(), by=self.maya, now=NOON)

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

    def say_of_a_day(self, words: str) -> None:
        """Maya writes a line about a day."""
        check_ins.write(words, on=NOON.date(), by=self.maya, now=NOON)

    def note_to_self(self, words: str) -> None:
        """Maya, who asked that a program looks, writes a note to herself."""
        journal.turn_on(by=self.maya, now=NOON)
        journal.write(words, member=self.maya, now=NOON)

    def keep_in_own_plan(self, kind: of_plans.Kind, words: str) -> PlanItem:
        """Maya writes into her own plan; a step goes towards a goal."""
        goal = None
        if kind == of_plans.Kind.STEP:
            goal = self.keep_in_own_plan(of_plans.Kind.GOAL, "Sleep.")
        return my_plan.keep(kind, words, member=self.maya, goal=goal, now=NOON).item

    def suggest_for_own_plan(self, words: str) -> None:
        """Sam, who meets Maya, suggests something for her plan."""
        booked_session(self.maya, bookable_specialist(self.sam, now=NOON), NOON)
        kind = of_plans.Kind.HELPED
        my_plan.suggest(self.maya, kind=kind, words=words, by=self.sam, now=NOON)

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

    def write_to_clinician(self, words: str) -> None:
        """Maya writes to a clinician whom she is linked with."""
        osei = checked(self.person("Dr Osei", Role.CLINICIAN), by=self.person("Kofi"))
        linked(self.maya, osei)
        wrote(self.maya, osei, words)

    def review(self, about: str) -> CaseReview:
        """Maya calls a review, and Sam says yes."""
        booked_session(self.maya, self._peer(), NOON)
        return joined(self.maya, self.sam, about=about)

    def agree(self, goal: str) -> None:
        """Maya agrees to a goal in a review."""
        agreed(called(self.maya), goal)

    def suggest_in_review(self, words: str) -> None:
        """Sam suggests a goal for a review of Maya's."""
        suggested(self.review("How it goes."), self.sam, words)

    def _peer(self) -> SpecialistProfile:
        return bookable_specialist(self.sam, now=NOON - timedelta(days=9))

    def log(self, words: str) -> None:
        """Sam writes in the log with his supervisor."""
        certified(self.sam, now=NOON)
        given = Supervision.objects.get(specialist=self.sam)
        supervision.write(given, words=words, occasion=Occasion.DEBRIEF, by=self.sam, now=NOON)
