"""``python -m tests.faults.money_world 6x3``: members with free time, and specialists who ask a price.

The argument is "members x specialists". Runs in a process of its own.
"""

import sys
from datetime import timedelta

import django

PRICE = 3000  # cents
MONTH = "2020-01"  # over long ago: acts move it, and no booking does


def main(shape: str) -> None:
    """Make it."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    members, peers = (int(part) for part in shape.split("x"))
    _people(members, peers)


def _people(members: int, peers: int) -> None:
    from django.utils import timezone

    from matching.peers.actions import set_price
    from peerhub.accounts.actions import create_person, grant_role
    from peerhub.accounts.models import User
    from peerhub.accounts.roles import Role
    from sessions.ledger.actions import Move, Place, Reason, post
    from sessions.ledger.states import Kind
    from tests.builders_money import use_free_time
    from tests.builders_sessions import bookable_specialist

    now = timezone.now()

    def somebody(name: str, role: Role) -> User:
        email = f"{name.lower()}@people.example"
        person = create_person(email=email, password=None, handle=name, now=now)
        grant_role(person, role, by=None, now=now)
        return person

    for number in range(peers):
        person = somebody(f"Peer{number}", Role.SPECIALIST)
        set_price(bookable_specialist(person, now=now - timedelta(days=60)), PRICE)
    for number in range(members):
        member = somebody(f"Member{number}", Role.MEMBER)
        there = Place(Kind.FREE, member.pk, MONTH)
        given = Move(2, Place(Kind.GIVEN, member.pk, MONTH), there)
        post(Reason(f"given:{member.pk}:{MONTH}", "given", member), [given], now=now)
        use_free_time(member, now=now)  # so that their sessions have to be paid


if __name__ == "__main__":
    main(*sys.argv[1:])
