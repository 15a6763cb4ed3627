"""``python -m tests.faults.followups_world 10x20``: members, and referrals that were passed on.

The argument is "members x referrals of each". Everybody lives where it is late morning now, so that
no night moves what falls due in the run. Runs in a process of its own.
"""

import sys
from datetime import timedelta

import django

LATE_MORNING = 11  # o'clock


def main(shape: str) -> None:
    """Make it."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    members, referrals = (int(part) for part in shape.split("x"))
    _refer(members, referrals)


def _refer(members: int, each: int) -> None:
    from django.utils import timezone

    from peerhub.accounts.actions import create_person, grant_role
    from peerhub.accounts.models import User
    from peerhub.accounts.roles import Role
    from safety.referrals import actions
    from safety.referrals.states import Asking, Kind, Reason, Share

    now = timezone.now()

    def somebody(name: str, role: Role) -> User:
        email = f"{name.lower()}@people.example"
        person = create_person(email=email, password=None, handle=name, now=now)
        grant_role(person, role, by=None, now=now)
        User.objects.filter(pk=person.pk).update(time_zone=_where_it_is_late_morning(now.hour))
        person.refresh_from_db()
        return person

    ines = somebody("Ines", Role.MODERATOR)
    for name in ("Ade", "Juno"):
        somebody(name, Role.SUPERVISOR)
    for number in range(members):
        member = somebody(f"Member{number}", Role.MEMBER)
        for _ in range(each):
            draft = actions.Draft(
                kind=Kind.SERVICE,
                to_whom="Anyone near me",
                reason=Reason.OTHER,
                share=(Share.REASON,),
                asking=Asking.MAIL,
            )
            referral = actions.draft(draft, member=member, now=now - timedelta(hours=1)).referral
            actions.consent(referral, by=member, now=now)
            actions.mark_sent(referral, by=ines, now=now)


def _where_it_is_late_morning(hour: int) -> str:
    """A zone without summer; in those names a plus means behind UTC."""
    behind = (hour - LATE_MORNING + 12) % 24 - 12
    return f"Etc/GMT{behind:+d}" if behind else "UTC"


if __name__ == "__main__":
    main(*sys.argv[1:])
