"""Finding local help: what was asked for, and what fits."""

from dataclasses import dataclass
from datetime import date

from safety.directory.models import Service, ServiceQuerySet
from safety.directory.states import LOW_COST, Cost, Way

FREE, LOW = "free", "low"  # what "cost" can ask for
FROM_HOME = "from_home"  # what "way" can ask for: without going anywhere


@dataclass(frozen=True)
class Search:
    """What somebody looks for; "" means anything."""

    country: str
    place: str = ""
    need: str = ""
    language: str = ""
    cost: str = ""
    way: str = ""


def found(search: Search, *, on: date) -> ServiceQuerySet:
    """What fits and was checked lately: the same for everybody who asks, by name."""
    services: ServiceQuerySet = Service.objects.listed(on=on).filter(country=search.country)
    if search.need:
        services = services.filter(needs__contains=[search.need])
    if search.language:
        services = services.filter(languages__contains=[search.language])
    if search.way == FROM_HOME:
        services = services.filter(ways__overlap=[Way.PHONE, Way.ONLINE])
    elif search.way:
        services = services.filter(ways__contains=[search.way])
    if search.cost:
        wanted = {Cost.FREE} if search.cost == FREE else LOW_COST
        services = services.filter(cost__in=wanted)
    if search.place:
        services = services.near(search.place)
    return services.whole().order_by("whole_country", "organization__name", "name", "pk")
