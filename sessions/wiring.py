"""Everything sessions listens to and offers, on one page."""

from matching import meetings
from matching.peers import caseload
from peerhub import crypto
from peerhub.accounts import blocking, other_clock, own_page
from peerhub.accounts.events import RoleRevoked, SignInEnded
from peerhub.events import subscribe
from peerhub.notifications import kinds
from peerhub.ui import waits
from safety import companions, subjects
from safety.clinic import moments
from safety.sharing import fields
from safety.sharing.fields import Field
from sessions import wiring_money as money
from sessions.alliance import handlers as alliance
from sessions.alliance import notices as alliance_notices
from sessions.alliance.reading import waiting as to_look_at
from sessions.availability.events import HoursChanged
from sessions.bookings import (
    actions,
    afterwards,
    doors,
    first,
    handlers,
    happened,
    notices,
    parts,
)
from sessions.bookings.companions import have_met, met_by, people_of_each, starts_of_each
from sessions.bookings.events import SessionBooked, SessionCancelled, SessionMoved
from sessions.bookings.parts import Place
from sessions.bookings.reading import asked_to_move
from sessions.bookings.subject import NoteSubject
from sessions.calls import actions as calls
from sessions.calls import handlers as call_handlers
from sessions.calls import shown as calls_shown
from sessions.calls.events import RoomChanged
from sessions.caseload import handlers as caseload_parts
from sessions.caseload import notices as caseload_notices
from sessions.caseload.actions import handing_over, seal_working_notes_anew, working
from sessions.checkins import actions as checkins
from sessions.checkins import bring as check_in_lines
from sessions.checkins.subject import DayLineSubject
from sessions.heavy_days import actions as heavy_days
from sessions.heavy_days import handlers as on_hard_days
from sessions.heavy_days import happened as hard_days_happened
from sessions.heavy_days import notices as heavy_day_notices
from sessions.heavy_days.subject import WordsSubject
from sessions.journal import actions as journal
from sessions.journal.subject import EntrySubject
from sessions.measures import actions as measures
from sessions.measures import handlers as measured
from sessions.measures.subject import AnswerSubject
from sessions.notes import handlers as note_parts
from sessions.notes import notices as note_notices
from sessions.notes.actions import promising, remembering, writing
from sessions.notes.subject import RiskSubject, WrittenSubject
from sessions.on_now import above as on_now_above
from sessions.on_now import actions as on_now
from sessions.on_now import notices as on_now_notices
from sessions.on_now.subject import LineSubject as TalkSubject
from sessions.organisations import handlers as organisations
from sessions.pacing import actions as cards
from sessions.pacing import bring as heaviness_lines
from sessions.pacing import handlers as pacing
from sessions.pacing import notices as pacing_notices
from sessions.pacing.subject import CardSubject
from sessions.passport import actions as passport
from sessions.payments import notices as payment_notices
from sessions.progress import lines
from sessions.reminders import actions as reminders
from sessions.reminders import notices as reminder_notices
from sessions.series import actions as series
from sessions.series import handlers as series_handlers
from sessions.series import notices as series_notices
from sessions.series import pages as series_pages
from sessions.threads import actions as threads
from sessions.threads import bring as words_bring
from sessions.threads import handlers as words
from sessions.threads import notices as words_notices
from sessions.threads import said
from sessions.threads.events import PlaceTaken, WordsSeen
from sessions.threads.first import words as first_words
from sessions.threads.reading import count_new
from sessions.threads.subject import LineSubject, UnwrittenSubject
from sessions.waiting import above as waiting_above
from sessions.waiting import actions as waiting
from sessions.waiting import handlers as waiting_handlers
from sessions.waiting import notices as waiting_notices
from sessions.wellness import actions as my_plan
from sessions.wellness import notices as my_plan_notices
from sessions.wellness import reading as my_plan_words
from sessions.wellness.as_fhir import goal_parts
from sessions.wellness.subject import PlanSubject, SuggestionSubject

# What is written beside sessions, by the kind of its subject, and how staff read where.
WRITTEN = {
    writing.NOTE: writing.PLACE,
    promising.PROMISE: promising.PLACE,
    remembering.RECOLLECTION: remembering.PLACE,
    working.WORKING: working.PLACE,
    handing_over.HANDING: handing_over.PLACE,
}


def connect() -> None:
    """Each slice in turn; what is told to people last."""
    _calls()
    _bookings()
    _reminders()
    _series()
    _waiting()
    _on_now()
    _hard_days()
    _check_ins()
    _journal()
    _wellness()
    _threads()
    _pacing()
    _alliance()
    _measures()
    _notes()
    _caseload()
    _organisations()
    money.connect()
    told = (
        *(reminder_notices, notices, series_notices),
        *(waiting_notices, on_now_notices, heavy_day_notices, words_notices),
        *(pacing_notices, alliance_notices, note_notices, caseload_notices),
        *(my_plan_notices, payment_notices),
    )
    for kind in (kind for each in told for kind in each.ALL):
        kinds.offer(kind)


def _bookings() -> None:
    """Hours that change move the next free time; a block cancels what was to come; notes can be flagged.

    Members can share their plans with whom they have a session with, and whom they met is told
    when they go on with someone else. Matching asks how many people a specialist sees, and counts
    how sessions go on.
    """
    subscribe(HoursChanged, handlers.show_next_open_slot)
    subjects.offer(actions.SUBJECT, NoteSubject())
    blocking.offer(actions.cancel_between)
    companions.offer(met_by)
    meetings.offer(have_met)
    meetings.offer_starts(starts_of_each)
    caseload.offer(people_of_each)
    parts.offer_above(asked_to_move)
    parts.offer(Place.AFTER, afterwards.bring_words)
    parts.offer(Place.AFTER, afterwards.bring_again)
    lines.offer_happenings(happened.sessions)
    moments.offer(first.sessions)


def _reminders() -> None:
    """Other wishes or another clock: what was not told yet comes differently."""
    reminders.offer(handlers.plan_reminders_anew)
    other_clock.offer(reminders.replan)


def _series() -> None:
    """Regular sessions look at once how far ahead they may book, end with a block, and show each other."""
    subscribe(HoursChanged, series_handlers.look_how_far_ahead)
    blocking.offer(series.end_between)
    parts.offer(Place.BEFORE, series_pages.link)


def _waiting() -> None:
    """Whoever waits for a time with somebody is offered what became free."""
    subscribe(SessionBooked, waiting_handlers.look_again)
    subscribe(SessionCancelled, waiting_handlers.look_again)
    subscribe(SessionMoved, waiting_handlers.look_again)
    subscribe(HoursChanged, waiting_handlers.look_at_other_hours)
    blocking.offer(waiting.end_between)
    parts.offer_above(waiting_above.above)


def _on_now() -> None:
    """Whoever wants to talk now is sent to who is on."""
    subjects.offer(on_now.SUBJECT, TalkSubject())
    blocking.offer(on_now.end_between)
    parts.offer_above(on_now_above.above)
    for place in (Place.BEFORE, Place.AFTER):
        parts.offer(place, on_now_above.first_line)


def _hard_days() -> None:
    """A day that may be hard shows on its member's own page, and at a session where it is shared."""
    subjects.offer(heavy_days.SUBJECT, WordsSubject())
    blocking.offer(heavy_days.end_between)
    other_clock.offer(heavy_days.replan_for)
    own_page.offer(on_hard_days.today_may_be_hard)
    parts.offer(Place.BEFORE, on_hard_days.shared_days)
    crypto.offer("words of days", heavy_days.seal_anew)
    lines.offer_happenings(hard_days_happened.hard_days)


def _check_ins() -> None:
    """How days were: lines on the member's page of progress, and what of it can be shared."""
    subjects.offer(checkins.SUBJECT, DayLineSubject())
    blocking.offer(checkins.end_between)
    crypto.offer("lines of days", checkins.seal_anew)
    lines.offer(check_in_lines.days)
    fields.offer(check_in_lines.FIELD)


def _journal() -> None:
    """What a member writes to themself: for nobody else, and read only where they said so."""
    subjects.offer(journal.SUBJECT, EntrySubject())
    crypto.offer("notes to oneself", journal.seal_anew)


def _wellness() -> None:
    """A member's own plan: shared thing by thing, suggested for, and ticked for others to read."""
    subjects.offer(my_plan.SUBJECT, PlanSubject())
    subjects.offer(my_plan.SUGGESTION, SuggestionSubject())
    blocking.offer(my_plan.end_between)
    crypto.offer("words of own plans", my_plan.seal_anew)
    crypto.offer("passports that were kept", passport.seal_anew)
    # Free words can touch anything, the use of substances, too.
    goals, helps = "My goals, in my own words", "What helps me, in my own words"
    offered = (
        Field(
            "wellness.goals",
            goals,
            my_plan_words.goal_lines,
            about_substances=True,
            as_fhir=goal_parts,
        ),
        Field("wellness.helps", helps, my_plan_words.help_lines, about_substances=True),
    )
    for each in offered:
        fields.offer(each)


def _threads() -> None:
    """What two people write to each other: its open pages, its place in a session, its safety."""
    subscribe(PlaceTaken, words.tell_both)
    subscribe(WordsSeen, words.tell_it_was_seen)
    subscribe(SignInEnded, words.look_at_their_threads)
    subjects.offer(threads.SUBJECT, LineSubject())
    subjects.offer(threads.UNWRITTEN, UnwrittenSubject())
    blocking.offer(threads.wait_for_words)
    parts.offer(Place.BEFORE, words_bring.a_way_to_write)
    parts.offer(Place.AFTER, words_bring.a_way_after)
    parts.offer(Place.ROOM, words_bring.in_the_room)
    waits.offer("/words/", lambda person, _now: count_new(person))
    moments.offer(first_words)


def _pacing() -> None:
    """What a member would like of a session, which a specialist reads before they go in; how heavy it is."""
    subjects.offer(cards.SUBJECT, CardSubject())
    subscribe(SessionCancelled, pacing.call_notice_off)
    doors.offer(pacing.step_before_the_room)
    parts.offer(Place.BEFORE, pacing.bring_card)
    parts.offer(Place.ROOM, pacing.bring_to_room)
    parts.offer(Place.BEFORE, pacing.bring_heaviness_before)
    parts.offer(Place.AFTER, pacing.bring_heaviness_after)
    lines.offer(heaviness_lines.heaviness)


def _alliance() -> None:
    """How sessions go, asked of members, and never shown to their specialists."""
    parts.offer(Place.AFTER, alliance.bring)
    waits.offer("/supervision/sessions/", to_look_at)


def _measures() -> None:
    """What members answer of how they are: their lines, what they can share, and what we must hear."""
    subjects.offer(measures.SUBJECT, AnswerSubject())
    crypto.offer("answers of measures", measures.seal_anew)
    lines.offer(measured.numbers)
    for field in measured.FIELDS:
        fields.offer(field)


def _calls() -> None:
    """The room in which two people meet: who may not be there any more goes at once.

    It comes first of all, so that the way in stands first on a session's page.
    """
    subscribe(RoomChanged, call_handlers.look_at_the_room)
    subscribe(SessionCancelled, call_handlers.look_at_that_session)
    subscribe(SessionMoved, call_handlers.look_at_that_session)
    subscribe(SignInEnded, call_handlers.look_who_stays)
    subscribe(RoleRevoked, call_handlers.look_who_stays)
    said.offer(call_handlers.pause_at_the_word)
    blocking.offer(calls.end_between)
    parts.offer(Place.NEXT, calls_shown.way_in)
    parts.offer(Place.BEFORE, calls_shown.way_in)
    parts.offer(Place.AFTER, calls_shown.back_in)
    parts.offer(Place.AFTER, calls_shown.who_was_there)


def _notes() -> None:
    """What is written about sessions, and who reads it."""
    subjects.offer(writing.RISK, RiskSubject())
    for kind_of, place in WRITTEN.items():
        subjects.offer(kind_of, WrittenSubject(place))
    waits.offer("/supervision/notes/", note_parts.waiting_to_co_sign)
    parts.offer(Place.AFTER, note_parts.note_part)


def _caseload() -> None:
    """What a specialist does beside sessions: hand over, rest, keep notes of their own."""
    crypto.offer("working notes", seal_working_notes_anew)
    parts.offer(Place.BEFORE, caseload_parts.hand_over_part_before)
    parts.offer(Place.AFTER, caseload_parts.hand_over_part)
    parts.offer(Place.BEFORE, caseload_parts.heavy_part_before)
    parts.offer(Place.AFTER, caseload_parts.heavy_part)


def _organisations() -> None:
    """Who looks after places finds their figures on their own page."""
    own_page.offer(organisations.places_looked_after)
