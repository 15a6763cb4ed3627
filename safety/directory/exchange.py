"""What the closed words of our directory are to HSDS, and our services as it writes them."""

from typing import Any

from peerhub.accounts.countries import COUNTRIES
from safety.directory import hsds
from safety.directory.models import Service, ServiceQuerySet
from safety.directory.states import LANGUAGES, Access, Cost, Need

WORDS = hsds.Words(
    needs={need.value: str(need.label) for need in Need},
    access={each.value: str(each.label) for each in Access},
    languages=LANGUAGES,
    countries=COUNTRIES,
)


def written(services: ServiceQuerySet) -> dict[str, Any]:
    """Services as a page of HSDS 3, in a fixed number of queries."""
    return hsds.write(_listed(each) for each in services.whole().order_by("pk"))


def _listed(service: Service) -> hsds.Listed:
    place, phone = next(iter(service.locations.all()), None), next(iter(service.phones.all()), None)
    hours = next(iter(service.schedules.all()), None)
    names = ("address", "city", "region", "postal_code")
    return hsds.Listed(
        key=str(service.public_id),
        organization_key=f"organization-{service.organization_id}",
        organization=service.organization.name,
        website=service.organization.website,
        name=service.name,
        about=service.about,
        needs={need: WORDS.needs[need] for need in service.needs},
        ways=service.ways,
        languages={code: LANGUAGES[code] for code in service.languages},
        cost=str(Cost(service.cost).label),
        cost_note=service.cost_note,
        eligibility=service.eligibility,
        accessibility=service.access_words,
        country=service.country,
        whole_country=service.whole_country,
        area=service.area,
        phone=phone.number if phone else "",
        address={name: getattr(place, name) for name in names} if place else {},
        days=hours.days if hours else (),
        opens=hours.opens if hours else None,
        closes=hours.closes if hours else None,
        checked_on=service.checked_on.isoformat(),
    )
