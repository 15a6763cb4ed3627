"""Open Referral's HSDS 3 as JSON, read and written. Pure.

Read: one service, one organization with its ``services``, a list of either, or a page of an API
(``contents``); with what belongs to each nested inside it, as HSDS 3.0's schemas say
(docs.openreferral.org, "Schema reference"). What a directory says in its own words (costs, needs) is
taken where we can be sure, and left for a person to choose where not: a wrong "free" costs somebody
a way for nothing. Written: the same fields, from services that are listed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OURS = "https://peerhub.example/needs"  # the taxonomy of our own needs
VERSION = "3.0"
TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
COSTS = (  # the first that fits
    ("sliding", re.compile(r"sliding|pay what you can|donation|income[- ]based", re.IGNORECASE)),
    ("insurance", re.compile(r"insur|medicaid|medicare", re.IGNORECASE)),
    ("paid", re.compile(r"[1-9]|costs money", re.IGNORECASE)),
    (
        "free",
        re.compile(r"(?:free(?: of charge)?|no (?:cost|fee|charge)s?)(?:$|[.,;])", re.IGNORECASE),
    ),
)
GONE = ("inactive", "defunct", "temporarily closed")

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """The closed words of our directory, by which others' are recognised."""

    needs: Mapping[str, str]  # code: label
    access: Mapping[str, str]
    languages: Mapping[str, str]
    countries: Mapping[str, str]


@dataclass
class Brought:
    """One service as it was read: what a form begins with, and what we could not read."""

    key: str
    facts: dict[str, Any]
    unread: list[str] = field(default_factory=list)


class NotHsds(ValueError):
    """It has no services as HSDS writes them."""


def read(document: object, words: Words) -> list[Brought]:
    """All services of a document that are not over.

    Raises:
        NotHsds: there is nothing of that kind in it, or a service has neither id nor name.
    """
    return [
        _service(service, organization, words)
        for service, organization in _services(document)
        if service.get("status") not in GONE
    ]


def _services(document: object) -> Iterator[tuple[Json, Json]]:
    if isinstance(document, list):
        for each in document:
            yield from _services(each)
    elif not isinstance(document, dict):
        raise NotHsds("This is not HSDS as JSON: neither an object nor a list.")
    elif isinstance(document.get("contents"), list):
        yield from _services(document["contents"])
    elif isinstance(document.get("services"), list):
        for service in _objects(document["services"]):
            yield service, document
    elif document.get("id") and document.get("name"):
        yield document, _object(document.get("organization"))
    else:
        raise NotHsds("A service needs an id and a name.")


def _service(service: Json, organization: Json, words: Words) -> Brought:
    found = Brought(str(service.get("id", ""))[:64], {})
    if not found.key or not service.get("name"):
        raise NotHsds("A service needs an id and a name.")
    places = [_object(each.get("location")) for each in _list(service, "service_at_locations")]
    phones = _list(service, "phones") + [p for place in places for p in _list(place, "phones")]
    website = _text(organization, "website", 200) or _text(service, "url", 200)
    found.facts = {
        "name": _text(service, "name", 200),
        "about": _text(service, "description", 600),
        "organization": _text(organization, "name", 200),
        "website": website,
        "phone": _text(phones[0], "number", 32) if phones else "",
        "needs": _needs(service, words, found),
        "languages": _languages(service, places, words, found),
        "eligibility": _eligibility(service),
        "accessibility": _accessibility(places, words, found),
        **_where(service, places, words),
        **_cost(service, found),
        **_when(_list(service, "schedules"), found),
    }
    found.facts["ways"] = _ways(found.facts, places, website)
    return found


def _needs(service: Json, words: Words, found: Brought) -> list[str]:
    terms = [_object(each.get("taxonomy_term")) for each in _list(service, "attributes")]
    needs = [code for term in terms if (code := str(term.get("code", ""))) in words.needs]
    others = [_text(term, "name", 60) for term in terms if term.get("code") not in words.needs]
    _say(found, "It helps with", others)
    return list(dict.fromkeys(needs))


def _languages(service: Json, places: Sequence[Json], words: Words, found: Brought) -> list[str]:
    spoken = _list(service, "languages") + [e for p in places for e in _list(p, "languages")]
    by_name = {name.lower(): code for code, name in words.languages.items()}
    codes: list[str] = []
    others: list[str] = []
    for each in spoken:
        code, name = str(each.get("code") or "")[:2].lower(), _text(each, "name", 60)
        known = code if code in words.languages else by_name.get(name.lower(), "")
        (codes if known else others).append(known or name or code)
    _say(found, "Languages", others)
    return list(dict.fromkeys(codes))


def _accessibility(places: Sequence[Json], words: Words, found: Brought) -> list[str]:
    by_name = {label.lower(): code for code, label in words.access.items()}
    said = [_text(each, "description", 60) for p in places for each in _list(p, "accessibility")]
    _say(found, "Accessibility", [each for each in said if each.lower() not in by_name])
    return list(dict.fromkeys(by_name[each.lower()] for each in said if each.lower() in by_name))


def _where(service: Json, places: Sequence[Json], words: Words) -> dict[str, Any]:
    addresses = [each for place in places for each in _list(place, "addresses")]
    address = next((a for a in addresses if a.get("address_type") != "postal"), {})
    areas = [
        each for each in _list(service, "service_areas") if each.get("extent_type") != "country"
    ]
    whole = len(areas) < len(_list(service, "service_areas"))
    country = str(address.get("country") or "").upper()
    street = " ".join(filter(None, (_text(address, f"address_{n}", 100) for n in (1, 2))))
    return {
        "country": country if country in words.countries else "US",
        "address": street[:200],
        "city": _text(address, "city", 100),
        "region": _text(address, "state_province", 100) or _text(address, "region", 100),
        "postal_code": _text(address, "postal_code", 16),
        "whole_country": whole,
        "area": ", ".join(filter(None, (_text(each, "name", 60) for each in areas)))[:200],
    }


def _eligibility(service: Json) -> str:
    said = _text(service, "eligibility_description", 200)
    least, most = service.get("minimum_age"), service.get("maximum_age")
    if said or (least is None and most is None):
        return said
    ends = (
        f"from {least}" if least is not None else "",
        f"up to {most}" if most is not None else "",
    )
    return f"Age {' '.join(filter(None, ends))}"


def _cost(service: Json, found: Brought) -> dict[str, Any]:
    options = _list(service, "cost_options")
    said = [_text(service, "fees_description", 200)]
    said += [
        _text(each, name, 100) for each in options for name in ("option", "amount_description")
    ]
    note = ". ".join(filter(None, dict.fromkeys(said)))[:200]
    amounts = [each["amount"] for each in options if isinstance(each.get("amount"), int | float)]
    if amounts and not note:
        return {"cost": "paid" if max(amounts) > 0 else "free", "cost_note": ""}
    cost = next(
        (
            cost
            for cost, pattern in COSTS
            if pattern.match(note) or (cost != "free" and pattern.search(note))
        ),
        "",
    )
    if not cost:
        _say(found, "Cost", [note])
    return {"cost": cost, "cost_note": note}


def _when(schedules: Sequence[Json], found: Brought) -> dict[str, Any]:
    """One weekly schedule, which is all that we keep; others are told in words."""
    read_ones = [(days, each) for each in schedules if (days := _days(each))]
    rest = [each for each in schedules if not _days(each)] + [each for _, each in read_ones[1:]]
    _say(found, "Open", [_text(each, "description", 100) or "at other times" for each in rest])
    if not read_ones:
        return {"days": [], "opens": None, "closes": None}
    days, first = read_ones[0]
    opens, closes = _time(first.get("opens_at")), _time(first.get("closes_at"))
    both = opens and closes
    return {"days": days, "opens": opens if both else None, "closes": closes if both else None}


def _days(schedule: Json) -> list[int]:
    named = str(schedule.get("byday") or "").upper().replace(" ", "").split(",")
    is_weekly = schedule.get("freq") in (None, "", "WEEKLY") and schedule.get("interval") in (
        None,
        1,
    )
    return [n for n, day in enumerate(BYDAY) if day in named] if is_weekly else []


def _time(given: object) -> str | None:
    found = TIME.match(str(given or ""))
    return f"{int(found[1]):02}:{found[2]}" if found else None


def _ways(facts: Json, places: Sequence[Json], website: str) -> list[str]:
    kinds = {str(place.get("location_type") or "physical") for place in places if place}
    ways = {
        "phone": bool(facts["phone"]),
        "online": "virtual" in kinds and bool(website),
        "in_person": bool(facts["city"]) and "physical" in kinds,
    }
    return [way for way, is_one in ways.items() if is_one]


def _say(found: Brought, about: str, words: Iterable[str]) -> None:
    said = [each for each in words if each]
    if said:
        found.unread.append(f"{about}: {', '.join(dict.fromkeys(said))}")


def _list(given: Json, name: str) -> list[Json]:
    return _objects(given.get(name))


def _objects(given: object) -> list[Json]:
    return [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []


def _object(given: object) -> Json:
    return given if isinstance(given, dict) else {}


def _text(given: Json, name: str, most: int) -> str:
    return " ".join(str(given.get(name) or "").replace("\x00", "").split())[:most]


# ---- writing


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One service of ours, as it is listed: what people see, and nothing of who said yes."""

    key: str
    organization_key: str
    organization: str
    website: str
    name: str
    about: str
    needs: Mapping[str, str]
    ways: Sequence[str]
    languages: Mapping[str, str]
    cost: str
    cost_note: str
    eligibility: str
    accessibility: Sequence[str]
    country: str
    whole_country: bool
    area: str
    phone: str
    address: Json  # address, city, region, postal_code; empty where there is none
    days: Sequence[int]
    opens: time | None
    closes: time | None
    checked_on: str


def write(services: Iterable[Listed]) -> dict[str, Any]:
    """A page of services, as an API of HSDS 3 gives it."""
    contents = [_written(each) for each in services]
    return {
        "version": VERSION,
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }


def _written(one: Listed) -> dict[str, Any]:
    key = one.key
    return {
        "id": key,
        "name": one.name,
        "description": one.about,
        "status": "active",
        "url": one.website,
        "eligibility_description": one.eligibility,
        "assured_date": one.checked_on,
        "organization": {
            "id": one.organization_key,
            "name": one.organization,
            "description": one.organization,
            "website": one.website,
        },
        "phones": [{"id": f"{key}-phone", "number": one.phone}] if one.phone else [],
        "schedules": _schedules(one),
        "languages": [
            {"id": f"{key}-{code}", "code": code, "name": name}
            for code, name in one.languages.items()
        ],
        "cost_options": [
            {"id": f"{key}-cost", "option": one.cost, "amount_description": one.cost_note}
        ],
        "service_areas": _areas(one),
        "service_at_locations": _places(one),
        "attributes": [
            {
                "id": f"{key}-{code}",
                "link_entity": "service",
                "taxonomy_term": {"id": code, "code": code, "name": name, "term_uri": OURS},
            }
            for code, name in one.needs.items()
        ],
    }


def _schedules(one: Listed) -> list[dict[str, Any]]:
    if not one.days:
        return []
    times = {
        name: f"{at:%H:%M}"
        for name, at in (("opens_at", one.opens), ("closes_at", one.closes))
        if at is not None
    }
    byday = ",".join(BYDAY[day] for day in sorted(one.days))
    return [{"id": f"{one.key}-hours", "freq": "WEEKLY", "interval": 1, "byday": byday, **times}]


def _areas(one: Listed) -> list[dict[str, Any]]:
    named = [{"name": one.area, "extent_type": "text"}] if one.area else []
    whole = [{"name": one.country, "extent_type": "country"}] if one.whole_country else []
    return [{"id": f"{one.key}-area-{n}", **each} for n, each in enumerate(named + whole)]


def _places(one: Listed) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = []
    access = [
        {"id": f"{one.key}-access-{n}", "description": each}
        for n, each in enumerate(one.accessibility)
    ]
    if one.address:
        address = {
            "id": f"{one.key}-address",
            "address_1": one.address["address"],
            "city": one.address["city"],
            "state_province": one.address["region"],
            "postal_code": one.address["postal_code"],
            "country": one.country,
            "address_type": "physical",
        }
        places.append({"location_type": "physical", "addresses": [address]})
    if "online" in one.ways:
        places.append({"location_type": "virtual", "url": one.website})
    if places:
        places[0]["accessibility"] = access
    return [
        {"id": f"{one.key}-at-{n}", "location": {"id": f"{one.key}-place-{n}", **place}}
        for n, place in enumerate(places)
    ]
