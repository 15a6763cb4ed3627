"""The account behind a case: all that we hold to reach somebody, and nothing that we do not."""

from collections.abc import Sequence

from peerhub.accounts.addresses import held_of
from peerhub.accounts.countries import COUNTRIES, ELSEWHERE
from peerhub.accounts.models import User
from peerhub.audit.words import What
from safety.resources.find import lines_for
from safety.reveals.targets import Fact, Found, Target
from safety.subjects import SubjectRef


class AccountTarget(Target):
    """Whoever wrote the text of a case."""

    what = What.ACCOUNT
    noted_asked = "Asked who wrote this."
    noted_opened = "Opened who wrote this: their handle, e-mail address and country."

    def find(self, subject: SubjectRef, author_id: int) -> Found:
        """The author."""
        del subject
        return Found(author_id, str(author_id))

    def facts(self, ref: str, person_id: int) -> Sequence[Fact]:
        """Handle, e-mail addresses, country with its emergency number, time zone."""
        del ref
        person = User.objects.get(pk=person_id)
        return [
            Fact("Handle", person.handle),
            *_addresses(person),
            *_country(person),
            Fact("Time zone", person.time_zone),
        ]


def _addresses(person: User) -> list[Fact]:
    return [
        Fact("E-mail address", one.email if one.confirmed else f"{one.email} (not confirmed)")
        for one in held_of(person.pk)
    ]


def _country(person: User) -> list[Fact]:
    if person.country == ELSEWHERE:
        return []
    facts = [Fact("Country", COUNTRIES.get(person.country, person.country))]
    found = lines_for(person.country)
    return [*facts, Fact("Emergency number there", found.emergency)] if found.known else facts
