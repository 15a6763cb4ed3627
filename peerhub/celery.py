"""The Celery app and THE TIMETABLE: every periodic job in one table.

Beat only nudges. What must happen is a row with a due time, claimed by whoever comes first, so
two beats, two workers or a killed one change nothing but the delay.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerhub.settings.dev")

app = Celery("peerhub")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    [
        "matching.becoming",
        "peerhub.accounts",
        "peerhub.audit",
        "peerhub.demo",
        "peerhub.notifications",
        "matching.peers",
        "matching.requests",
        "matching.supervision",
        "rooms.feed",
        "rooms.guide",
        "rooms.hosting",
        "rooms.letters",
        "rooms.seats",
        "safety.asking",
        "safety.appeals",
        "safety.clinic",
        "safety.closing",
        "safety.deeds",
        "safety.handover",
        "safety.referrals",
        "safety.duty",
        "safety.reveals",
        "safety.paging",
        "safety.rota",
        "safety.screening",
        "safety.upkeep",
        "sessions.bookings",
        "sessions.series",
        "sessions.on_now",
        "sessions.waiting",
        "sessions.heavy_days",
        "sessions.threads",
        "sessions.calls",
        "sessions.caseload",
        "sessions.ledger",
        "sessions.earnings",
        "sessions.wallet",
        "sessions.organisations",
        "sessions.payments",
    ]
)

app.conf.beat_schedule = {
    # job: (task, every … seconds)
    "deliver what is due": {
        "task": "peerhub.notifications.tasks.deliver_due",
        "schedule": 10.0,
        "options": {"expires": 10},
    },
    "tell browsers of what is due": {
        "task": "peerhub.notifications.tasks.push_due",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    # manage.py keep_watch does the same every second, without Celery and Redis.
    "tell the next people what nobody answered in time": {
        "task": "safety.duty.tasks.look",
        "schedule": 2.0,
        "options": {"expires": 2},
    },
    # manage.py keep_watch does the same every second.
    "send the pages that are due": {
        "task": "safety.paging.tasks.send_due",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "see that texts get their second look": {
        "task": "safety.screening.tasks.look_after_screening",
        "schedule": 10.0,
        "options": {"expires": 10},
    },
    "put new audit entries into the chain": {
        "task": "peerhub.audit.tasks.seal",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "walk the chain of the audit": {
        "task": "peerhub.audit.tasks.verify",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "open accounts whose pause is over": {
        "task": "peerhub.accounts.tasks.end_pauses",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "show when each specialist is free next": {
        "task": "sessions.bookings.tasks.refresh_next_open_slots",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "let times go that were kept while a member confirmed": {
        "task": "sessions.bookings.tasks.let_kept_times_go",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "book regular sessions that came in reach": {
        "task": "sessions.series.tasks.book_what_came_in_reach",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "offer times that became free to who waits": {
        "task": "sessions.waiting.tasks.look_at_lines",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "ask those who are on for who wants to talk now": {
        "task": "sessions.on_now.tasks.look_at_talk_line",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "count the ledger anew": {
        "task": "sessions.ledger.tasks.count_anew",
        "schedule": 86400.0,
        "options": {"expires": 3600},
    },
    "close the months that are over, for what specialists earned": {
        "task": "sessions.earnings.tasks.close_months",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "let sessions that were about danger not count": {
        "task": "sessions.wallet.tasks.look_for_danger",
        "schedule": 3600.0,
        "options": {"expires": 600},
    },
    "go on with payments": {
        "task": "sessions.payments.tasks.go_on_with_due",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "read of payments what was never told": {
        "task": "sessions.payments.tasks.read_the_list",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "count the months that are over, for organisations": {
        "task": "sessions.organisations.tasks.freeze_months",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "look after days that may be hard": {
        "task": "sessions.heavy_days.tasks.look_after_days",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "empty words of private conversations that were kept long enough": {
        "task": "sessions.threads.tasks.empty_old_words",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "empty messages of friends that were kept long enough": {
        "task": "rooms.letters.tasks.empty_old_letters",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "end visits to session rooms whose page is gone": {
        "task": "sessions.calls.tasks.end_silent_visits",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "let working notes go a year after the last session": {
        "task": "sessions.caseload.tasks.let_working_notes_go",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "tell who could fit of those who ask for a peer": {
        "task": "matching.requests.tasks.tell_of_requests",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "take out of sight whose certificate has ended": {
        "task": "matching.becoming.tasks.unlist_lapsed",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "write to people who know applicants": {
        "task": "matching.becoming.tasks.mail_references",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "let topics count again whose month of rest is over": {
        "task": "matching.peers.tasks.end_rests",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "let hand-overs of specialists come true, and end supervisions without a role": {
        "task": "matching.supervision.tasks.keep_supervised",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "offer free seats to those who wait in line": {
        "task": "rooms.seats.tasks.offer_free_seats",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "warn of rooms without a host, close forgotten ones": {
        "task": "rooms.hosting.tasks.look_after_unhosted",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "tell those on shift of posts that nobody answered": {
        "task": "rooms.feed.tasks.tell_of_silence",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "tell those on shift of who waits for a guide": {
        "task": "rooms.guide.tasks.look_after_asks",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "empty messages to guides that were kept long enough": {
        "task": "rooms.guide.tasks.empty_old_lines",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "play the hosts of the demo, where this is one": {
        "task": "peerhub.demo.tasks.play_hosts",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    # manage.py keep_watch does the same every 30 seconds.
    "come round to check-ins that are due": {
        "task": "safety.closing.tasks.open_due_check_ins",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    # manage.py keep_watch does the same every second.
    "tell the next people of check-ins and reviews that are late": {
        "task": "safety.closing.tasks.climb",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "offer a talk after hard cases": {
        "task": "safety.closing.tasks.offer_debriefs",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    # manage.py keep_watch does the same every 30 seconds.
    "remind supervisors of names that were opened by one person alone": {
        "task": "safety.reveals.tasks.remind",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    # manage.py keep_watch does the same every 30 seconds.
    "open follow-ups that are due": {
        "task": "safety.referrals.tasks.open_due_follow_ups",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    # manage.py keep_watch does the same every 30 seconds.
    "make the shifts of the rota, and tell its gaps": {
        "task": "safety.rota.tasks.look_ahead",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    # manage.py keep_watch does the same every 30 seconds.
    "make the hand-overs that nobody wrote": {
        "task": "safety.handover.tasks.make_missing",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "end checks of clinicians that ran out": {
        "task": "safety.clinic.tasks.look_after_clinicians",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "empty what became of words that was kept long enough": {
        "task": "safety.deeds.tasks.empty_old_deeds",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "tell supervisors of appeals that are late": {
        "task": "safety.appeals.tasks.tell_of_late",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "say which lines nobody has checked": {
        "task": "safety.upkeep.tasks.report_stale",
        "schedule": 6 * 3600.0,
        "options": {"expires": 3600},
    },
}
