"""``python -m tests.faults.reminders_world 10x30``: peers, members, and sessions that are booked.

The argument is "peers x sessions of each". Everybody's clock is UTC, so that no night moves what
falls due in the run. Runs in a process of its own.
"""

import sys
from datetime import timedelta

import django

MEMBERS_OF_EACH = 4  # members for each peer: enough that nobody is in two sessions at once


def main(shape: str) -> None:
    """Make it."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    peers, sessions = (int(part) for part in shape.split("x"))
    _book(peers, sessions)


def _book(peers: int, sessions: int) -> None:
    from django.utils import timezone

    from peerhub.accounts.actions import create_person, grant_role
    from peerhub.accounts.roles import Role
    from sessions.bookings import openings
    from tests.builders_sessions import bookable_specialist, booked_session

    now = timezone.now()

    def somebody(name: str, role: Role) -> object:
        email = f"{name.lower()}@people.example"
        person = create_person(email=email, password=None, handle=name, now=now)
        grant_role(person, role, by=None, now=now)
        return person

    members = [somebody(f"Member{n}", Role.MEMBER) for n in range(peers * MEMBERS_OF_EACH)]
    for number in range(peers):
        person = somebody(f"Peer{number}", Role.SPECIALIST)
        profile = bookable_specialist(person, now=now)  # type: ignore[arg-type]
        free = openings.coming_timetable(profile, now=now).all_free(now=now)
        later = [at for at in free if at > now + timedelta(days=3)]
        for place in range(sessions):
            member = members[(place * peers + number) % len(members)]
            booked_session(member, profile, now, starts_at=later[2 * place])  # type: ignore[arg-type]


if __name__ == "__main__":
    main(*sys.argv[1:])
