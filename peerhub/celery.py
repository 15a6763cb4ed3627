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
        "peerhub.accounts",
        "peerhub.demo",
        "peerhub.notifications",
        "rooms.hosting",
        "rooms.seats",
        "safety.referrals",
        "safety.duty",
        "sessions.bookings",
    ]
)

app.conf.beat_schedule = {
    # job: (task, every … seconds)
    "deliver what is due": {
        "task": "peerhub.notifications.tasks.deliver_due",
        "schedule": 10.0,
        "options": {"expires": 10},
    },
    # manage.py keep_watch does the same every second, without Celery and Redis.
    "tell the next people what nobody answered in time": {
        "task": "safety.duty.tasks.look",
        "schedule": 2.0,
        "options": {"expires": 2},
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
    "play the hosts of the demo, where this is one": {
        "task": "peerhub.demo.tasks.play_hosts",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "open follow-ups that are due": {
        "task": "safety.referrals.tasks.open_due_follow_ups",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
}
