"""Clinicians of the demo: Dr Osei was checked and invites people; another one waits for Ade."""

from datetime import datetime, timedelta

from peerhub.accounts import actions as accounts
from peerhub.demo.cast import ADE, DOMAIN, MAYA, OSEI
from peerhub.demo.world.people import People
from safety.clinic import actions
from safety.clinic.actions import Applying, Inviting
from safety.clinic.states import Profession, Reach, Reason

CHECKED = timedelta(days=20)  # before now
HOLDS = timedelta(days=365)
SAID_YES = timedelta(days=4)
INVITED = timedelta(days=2)
WAITS = timedelta(days=1)
HADDAD = "Lantern Bay"  # how the one who waits is called here
OSEI_SAYS = Applying(
    name="Dr Osei",
    profession=Profession.PHYSICIAN,
    organization="Harbor Clinic",
    licence_body="Board of Medicine, a made-up state",
    licence_number="DEMO-4711",
    address=f"osei@{DOMAIN}",
)
HADDAD_SAYS = Applying(
    name="Dr Haddad",
    profession=Profession.PSYCHOLOGIST,
    organization="Riverside Practice",
    licence_body="Board of Psychology, a made-up state",
    licence_number="DEMO-0815",
    address=f"haddad@{DOMAIN}",
)


def invite(people: People, *, now: datetime) -> None:
    """Maya came by a code of Dr Osei; another invitation is open; Dr Haddad waits to be checked."""
    osei, then = people[OSEI.name], now - CHECKED
    asked = actions.apply(osei, OSEI_SAYS, now=then)
    checked = "Found in the register of the board, and called back at the clinic."
    until = then + HOLDS
    actions.verify(asked, said=checked, until=until, by=people[ADE.name], now=then)
    said = Inviting(
        reason=Reason.SOMEBODY_LIKE,
        reach=Reach.WRITING,
        wishes="Somebody who knows what it is like after losing someone.",
        reply_to="555-0100, weekday mornings",
    )
    _, code = actions.invite(said, by=osei, now=now - SAID_YES)
    actions.say_yes(code, by=people[MAYA.name], now=now - SAID_YES)
    other = Inviting(reason=Reason.BETWEEN, reach=Reach.THEY_SAY)
    actions.invite(other, by=osei, now=now - INVITED)
    haddad = accounts.create_person(
        email=f"haddad@{DOMAIN}", password=None, handle=HADDAD, now=now - WAITS
    )
    actions.apply(haddad, HADDAD_SAYS, now=now - WAITS)
