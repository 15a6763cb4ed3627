"""Who is there: the people you can sign in as, the specialists with their stories, the members."""

from datetime import datetime, time, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.peers import actions as peers
from matching.peers.actions import About
from matching.peers.models import SpecialistProfile
from matching.stories.actions import SUBJECT
from matching.stories.checks import proposed
from matching.stories.pieces import PART_KEYS
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.demo.cast import ADE, DOMAIN, MAYA, NOOR, PASSWORD, PLAYERS, SAM, Player
from peerhub.demo.telling import Telling, tell
from peerhub.demo.world import certificates
from peerhub.demo.world.content import rows
from peerhub.topics.models import ContentNote, Topic
from safety.flags.models import SecondLook
from sessions.availability import actions as availability
from sessions.availability.week import WeeklyHours

JOINED = timedelta(days=40)  # before the demo's own now: everyone was there before the talk began

People = dict[str, User]


def arrive(*, now: datetime) -> People:
    """Make everyone; returns them by the keys of the content and by the names of the cast."""
    then = now - JOINED
    people = {player.name: _player(player, now=then) for player in PLAYERS}
    for name in certificates.SUPERVISORS:
        people[name] = _nobody({"key": name.lower(), "handle": name, "zone": "UTC"}, now=then)
        accounts.grant_role(people[name], Role.SUPERVISOR, by=None, now=then)
    for number, row in enumerate(rows("specialists", "specialist")):
        people[row["key"]] = _specialist(row, people, number=number, now=then)
    for key, handle in certificates.BEFORE.items():
        people[key] = _nobody({"key": key, "handle": handle, "zone": "UTC"}, now=then)
        accounts.grant_role(people[key], Role.SPECIALIST, by=people[ADE.name], now=then)
    topics = {topic.code: topic for topic in Topic.objects.all()}
    # These stories are weeks old: their second look was taken then. Their green lights had closed
    # what asked for no more, and the rest was answered.
    SecondLook.objects.filter(subject_kind=SUBJECT).delete()
    for row in rows("members", "member"):
        people[row["key"]] = _member(row, people, topics, now=then)
    return people


def _player(player: Player, *, now: datetime) -> User:
    person = accounts.create_person(
        email=player.email,
        password=PASSWORD,
        handle=player.handle,
        time_zone=player.zone,
        country="GB" if player is NOOR else "US",
        now=now,
    )
    if player.role is not Role.MEMBER:
        accounts.grant_role(person, player.role, by=None, now=now)
    if player.has_second_step and not Authenticator.objects.filter(user=person).exists():
        TOTP.activate(person, player.totp_secret)
    return person


def _specialist(row: dict[str, Any], people: People, *, number: int, now: datetime) -> User:
    person = people[SAM.name] if row["handle"] == SAM.handle else _nobody(row, now=now)
    accounts.grant_role(person, Role.SPECIALIST, by=people[ADE.name], now=now)
    certificates.certify(person, number, people, now=now)
    about = About(
        headline=row["headline"],
        languages=tuple(row["languages"]),
        ways=tuple(row["ways"]),
        facets=tuple(row.get("facets", ())),
        boundaries=row["boundaries"],
    )
    profile = peers.create_profile(
        person, about=about, trained_on=row["trained_on"], capacity=row["capacity"]
    )
    tell(person, about=about, telling=_telling(row), reader=people[ADE.name], now=now)
    availability.offer_hours(profile, [_hours(each) for each in row["hours"]], now=now)
    peers.publish(SpecialistProfile.objects.get(pk=profile.pk), by=people[ADE.name], now=now)
    return person


def _member(
    row: dict[str, Any], people: People, topics: dict[str, Topic], *, now: datetime
) -> User:
    person = people[MAYA.name] if row["key"] == "m001" else _nobody(row, now=now)
    answers = Answers(
        roots=tuple(topics[code] for code in row["roots"]),
        struggles=tuple(topics[code] for code in row["struggles"]),
        facets=tuple(row.get("facets", ())),
        counts_more=("struggle",) if person.handle == MAYA.name else (),
    )
    intake.keep(person, answers, agrees=True, now=now)
    return person


def _nobody(row: dict[str, Any], *, now: datetime) -> User:
    """Someone whom nobody can sign in as."""
    return accounts.create_person(
        email=f"{row['key']}@{DOMAIN}",
        password=None,
        handle=row.get("handle", ""),
        time_zone=row["zone"],
        country=row.get("country", "US"),
        now=now,
    )


def _telling(row: dict[str, Any]) -> Telling:
    """A story with its notes: at single parts where the words of what was before speak for them.

    The others stand before the whole story: single words find too little to open the rest of it.
    """
    said = row["content_notes"]
    found = {slug for slug in proposed(row["before"]) if slug in said}
    part_notes = {
        part: tuple(slug for slug in proposed(row[part]) if slug in found) for part in PART_KEYS
    }
    return Telling(
        before=row["before"],
        what_helped=row["what_helped"],
        now=row["now"],
        offer=row["offer"],
        roots=tuple(Topic.objects.roots().filter(code__in=row["roots"])),
        struggles=tuple(Topic.objects.struggles().filter(code__in=row["struggles"])),
        content_notes=tuple(ContentNote.objects.filter(slug__in=set(said) - found)),
        part_notes=part_notes,
    )


def _hours(row: dict[str, Any]) -> WeeklyHours:
    return WeeklyHours(
        weekday=row["weekday"],
        opens=time.fromisoformat(row["opens"]),
        closes=time.fromisoformat(row["closes"]),
    )
