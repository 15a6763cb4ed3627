"""What was ticked, as a page, as PDF, and as FHIR: all three say the same, and nothing else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from peerhub.accounts.models import User
from peerhub.fhir import codes
from peerhub.fhir.bundle import as_text, bundle
from peerhub.fhir.parts import Part, Patient
from peerhub.ui import pdf
from peerhub.ui.moments import in_words
from safety.sharing.substances import touch_substances
from sessions.passport.models import Passport
from sessions.passport.pieces import NAME, pieces

HEADING = "What I take along"
LEAD = "My own words and numbers, as they were on {on}. I chose each part of it."
# Their own copy is no disclosure of ours (42 CFR 2.23), so it has no notice of 2.32. Whoever is
# handed it is asked plainly.
LAST = "This is mine. Please ask me before you pass it on."


@dataclass(frozen=True)
class Section:
    """One piece that was ticked, and what it says."""

    key: str
    title: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Drawn:
    """All that was ticked, on one day."""

    on: str
    sections: Sequence[Section]
    bundle: dict[str, Any]

    @property
    def lead(self) -> str:
        """What stands above all of it."""
        return LEAD.format(on=self.on)

    @property
    def last(self) -> str:
        """What stands below all of it."""
        return LAST

    def as_pdf(self) -> bytes:
        """A file to print or to give. What it is called inside says nothing."""
        sections = [(each.title, each.lines) for each in self.sections]
        return pdf.drawn(pdf.Page("Notes", HEADING, self.lead, sections, LAST))

    def as_fhir(self) -> str:
        """A file for a system."""
        return as_text(self.bundle)

    def contents(self) -> dict[str, Any]:
        """What is kept."""
        return {
            "sections": [[each.key, each.title, list(each.lines)] for each in self.sections],
            "bundle": self.bundle,
        }


def drawn(member: User, ticked: Collection[str], *, now: datetime) -> Drawn:
    """What was ticked; nothing else is read.

    Raises:
        peerhub.fhir.bundle.NotValid: it must not leave.
    """
    patient = Patient(name=member.handle if NAME in ticked else "")
    parts: list[Part] = [patient]
    sections = []
    for piece in pieces(member, now=now):
        if piece.key not in ticked:
            continue
        said = piece.read(patient)
        labels = codes.SUBSTANCES if touch_substances((piece.title, *said.lines)) else ()
        parts += [replace(part, labels=labels) for part in said.parts]
        sections.append(Section(piece.key, piece.title, said.lines))
    on = in_words(now, "date", member.zone)
    return Drawn(on, sections, bundle(parts, now=now))


def kept(passport: Passport) -> Drawn:
    """One that was kept, as it was.

    Raises:
        peerhub.crypto.Unreadable: it was changed or moved, or its key is not here.
    """
    contents = passport.contents
    sections = [Section(key, title, lines) for key, title, lines in contents["sections"]]
    on = in_words(passport.made_at, "date", passport.member.zone)
    return Drawn(on, sections, contents["bundle"])
