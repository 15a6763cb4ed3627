"""Sam's caseload: a note in each state, promises, something heavy, a talk that he asks for, and a hand-over."""

from datetime import datetime, timedelta
from typing import Any

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.demo.cast import ADE, SAM
from peerhub.demo.world.content import rows
from peerhub.demo.world.people import People
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.caseload import actions as caseload
from sessions.notes import actions as notes
from sessions.notes.models import NoteVersion
from sessions.notes.states import PromiseState, Risk

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS = ("goal", "did", "own_story", "response", "next_step", "linked", "member_place", "late_why")
CO_SIGNED = {"co_signed", "waits"}


def write(people: People, *, now: datetime) -> None:
    """Write what Sam has written in the last weeks, the oldest first."""
    for row in rows("notes", "note"):
        _note(row, people, now=now)
    sam = people[SAM.name]
    profile = SpecialistProfile.objects.get(person=sam)
    for row in rows("notes", "promise"):
        _promise(row, profile, people[row["member"]], now=now)
    for row in rows("notes", "working"):
        member = people[row["member"]]
        caseload.keep_working_note(profile, member, words=row["words"], by=sam, now=now - DAY)
    caseload.ask_for_debrief(by=sam, now=now - 4 * HOUR)
    _hand_over(people, profile, now=now)


def _hand_over(people: People, sam: SpecialistProfile, *, now: datetime) -> None:
    """Tomasz asked somebody whether Sam may go on with them; they said yes, and Sam has not answered."""
    (row,) = rows("notes", "hand_over")
    giver, member = people[row["from"]], people[row["member"]]
    tomasz = SpecialistProfile.objects.get(person=giver)
    nothing = caseload.Handing([], [])
    then = now - DAY
    made = caseload.hand_over(
        tomasz, member, taker=sam, words=row["words"], offered=nothing, by=giver, now=then
    )
    caseload.agree(made, [], by=member, now=then + HOUR)


def _note(row: dict[str, Any], people: People, *, now: datetime) -> None:
    sam, ade, member = people[SAM.name], people[ADE.name], people[row["member"]]
    held = Booking.objects.filter(specialist__person=sam, member=member).with_people()
    booking = held.settled().past(now=now).first()
    if booking is None:
        return  # no free time was found for it
    then = min(now, booking.ends_at + row["after"] * HOUR)
    if row.get("heavy"):
        bookings.mark_heavy(booking, heavy=True, by=sam, now=then)
    if row["state"] in CO_SIGNED:
        notes.ask_to_co_sign(sam, by=ade, now=then)
    given = {name: row.get(name, "") for name in WORDS} | _shared(row)
    notes.save_draft(booking, {**given, "risk": Risk.NONE}, by=sam, now=then)
    if row["state"] == "draft":
        return
    version = notes.sign(booking, by=sam, now=then)
    if row["state"] == "co_signed":
        notes.open_to_co_sign(version.note, by=ade, now=then)
        notes.co_sign(version, by=ade, now=then)
    if row["state"] in CO_SIGNED:
        notes.end_co_signing(sam, by=ade, now=then)
    if row["state"] == "amended":
        version = _amend(row, booking, now=min(now, then + DAY))
        notes.remember(
            version.note, words=row["remembered"], by=member, now=min(now, then + 2 * DAY)
        )


def _shared(row: dict[str, Any]) -> dict[str, Any]:
    return {"shared": row["state"] != "not_shared", "unshared_why": row.get("unshared_why", "")}


def _amend(row: dict[str, Any], booking: Booking, *, now: datetime) -> NoteVersion:
    sam = booking.specialist.person
    notes.amend(booking, by=sam, now=now)
    changed = {"amended_why": row["amended_why"], "next_step": row["amended_next_step"]}
    notes.save_draft(booking, changed, by=sam, now=now)
    return notes.sign(booking, by=sam, now=now)


def _promise(
    row: dict[str, Any], profile: SpecialistProfile, member: User, *, now: datetime
) -> None:
    made_at, sam = now + row["made"] * DAY, profile.person
    due_on = (now + row["due"] * DAY).date() if "due" in row else None
    made = notes.promise(profile, member, words=row["words"], due_on=due_on, by=sam, now=made_at)
    if "state" in row:
        notes.settle(made, PromiseState(row["state"]), by=sam, now=made_at + 2 * DAY)
