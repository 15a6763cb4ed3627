"""What scenes of sessions do inside the site: one begins now, or has been over for an hour."""


def session_now(member: str, mode: str = "video") -> dict[str, str]:
    """Book a specialist of the demo, who can sign in from now on, and let it begin now.

    Gives the names and the address of the session.
    """
    from datetime import timedelta

    from allauth.account.models import EmailAddress
    from allauth.mfa.totp.internal.auth import TOTP
    from django.utils import timezone

    from matching.peers.models import SpecialistProfile
    from peerhub.accounts.models import User
    from peerhub.accounts.roles import Role
    from peerhub.demo.cast import PASSWORD, Player
    from sessions.availability.rules import USUAL
    from sessions.bookings import actions, openings
    from sessions.bookings.models import Booking
    from sessions.bookings.states import Mode
    from sessions.pacing import actions as cards

    now = timezone.now()
    busy = Booking.objects.filter(ends_at__gt=now, starts_at__lt=now + USUAL).values("specialist")
    profiles = SpecialistProfile.objects.published().exclude(pk__in=busy).select_related("person")
    profile = (
        profiles.filter(ways__contains=[mode]).exclude(person__handle="Sam").order_by("-pk")[0]
    )
    person = profile.person
    if not person.has_usable_password():
        player = Player(person.handle, person.handle, Role.SPECIALIST, person.time_zone, "")
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
        EmailAddress.objects.filter(user=person).update(email=player.email)
        TOTP.activate(person, player.totp_secret)
    before = now - timedelta(days=3)
    free = openings.coming_timetable(profile, now=before).all_free(now=before)
    booking = actions.book(
        profile, by=User.objects.get(handle=member), starts_at=free[0], mode=Mode(mode),
        length=USUAL, now=before,
    ).booking  # fmt: skip
    cards.read(booking, 0, by=person, now=before)  # the room is shut for him until he has
    Booking.objects.filter(pk=booking.pk).update(starts_at=now, ends_at=now + USUAL)
    return {
        "specialist": person.handle,
        "name": profile.name,
        "zone": person.time_zone,
        "room": f"/sessions/{booking.public_id}/room/",
    }


def at_another_time(session: str, begins_in: int) -> None:
    """Let the session at this address begin in so many minutes; below 0, it began before now.

    One that is over stands before those of the same two people from other scenes, if there are any.
    """
    from datetime import timedelta

    from django.db.models import Q
    from django.utils import timezone

    from sessions.bookings.models import Booking

    public_id = session.strip("/").split("/")[-1]
    row = Booking.objects.get(public_id=public_id)
    length = row.ends_at - row.starts_at
    starts_at = timezone.now() + timedelta(minutes=begins_in)
    theirs = Booking.objects.exclude(pk=row.pk).filter(
        Q(specialist=row.specialist) | Q(member=row.member)
    )
    while starts_at + length < timezone.now() and (
        in_the_way := theirs.filter(ends_at__gt=starts_at, starts_at__lt=starts_at + length).first()
    ):
        starts_at = in_the_way.starts_at - length
    row.starts_at, row.ends_at = starts_at, starts_at + length
    row.save(update_fields=["starts_at", "ends_at"])
