"""What has to hold of a bundle that leaves, beside what the library's models check. Pure.

The library takes any word for a code of a closed list, any reference, any LOINC code and any
Patient. A fault names where and what kind, never what somebody said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from peerhub.fhir import codes

Json = Mapping[str, Any]
URN = re.compile(r"urn:uuid:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
ZONED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
INSTANTS = frozenset(
    {
        *("dateTime", "effectiveDateTime", "authored", "authoredOn", "lastModified", "sent"),
        *("received", "start", "end", "timestamp", "issued", "created", "lastUpdated"),
    }
)
OF_A_PATIENT = frozenset({"resourceType", "meta", "identifier", "name"})
OF_A_NAME = frozenset({"use", "text"})
OF_A_CONSENT = frozenset(
    {"status", "scope", "category", "patient", "dateTime", "policyRule", "provision"}
)
OF_ITS_PROVISION = frozenset({"type", "period", "actor", "action", "purpose"})


def faults(bundle: Json) -> list[str]:
    """All that is wrong with it; none where it may leave."""
    found = list(_of_the_bundle(bundle))
    for place, each in enumerate(_resources(bundle)):
        kind = str(each.get("resourceType", ""))
        own = (*_statuses(kind, each), *_labels(each), *_people(kind, each), *_yes(kind, each))
        found += [f"{place} {kind}: {fault}" for fault in own]
    return found


def walk(value: Any) -> Iterator[tuple[str, Any]]:
    """Every value with the name it has, from the outside in."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield name, each
            yield from walk(each)
    elif isinstance(value, list):
        for each in value:
            yield "", each
            yield from walk(each)


def _resources(bundle: Json) -> list[Json]:
    return [each.get("resource", {}) for each in bundle.get("entry", [])]


def _of_the_bundle(bundle: Json) -> Iterator[str]:
    keys = [str(each.get("fullUrl", "")) for each in bundle.get("entry", [])]
    made = _resources(bundle)
    if bundle.get("type") not in codes.ALLOWED["Bundle", "type"]:
        yield "bundle: type"
    if not all(URN.fullmatch(key) for key in keys) or len(keys) != len(set(keys)):
        yield "bundle: fullUrl"
    if [each.get("resourceType") for each in made].count("Patient") != 1:
        yield "bundle: exactly one Patient"
    labels = _codes_of(bundle)
    if not all(_codes_of(each) <= labels for each in made):
        yield "bundle: a label of a resource that it does not have"
    asked = {f"{each.get('url')}|{each.get('version')}" for each in made}
    for name, each in walk(dict(bundle)):
        if isinstance(each, str):
            yield from _said(name, each, keys, asked)
        elif isinstance(each, Mapping) and "system" in each:
            yield from _coded(each)


def _said(name: str, each: str, keys: Sequence[str], asked: set[str]) -> Iterator[str]:
    if name == "reference" and each not in keys:
        yield "bundle: a reference leads nowhere"
    if name == "questionnaire" and each not in asked:
        yield "bundle: a questionnaire that is not in it"
    if name in INSTANTS and not _is_moment(name, each):
        yield f"bundle: {name} without a zone"


def _is_moment(name: str, said: str) -> bool:
    day_will_do = name != "timestamp"
    return bool(ZONED.fullmatch(said) or (day_will_do and DAY.fullmatch(said)))


def _coded(each: Json) -> Iterator[str]:
    system, code = each["system"], each.get("code", each.get("value"))
    if system not in codes.SYSTEMS:
        yield "bundle: a system that we do not know"
    if not code:
        yield "bundle: a coding without a code"
    if system == codes.LOINC and code not in codes.VERIFIED:
        yield "bundle: a LOINC code that nobody verified"


def _statuses(kind: str, each: Json) -> Iterator[str]:
    for (of, path), allowed in codes.ALLOWED.items():
        if of != kind:
            continue
        said = _at(each, path.split("."))
        if not set(said) <= allowed or ("." not in path and not said):
            yield path


def _at(value: Any, path: Sequence[str]) -> list[Any]:
    """What stands at a path; lists are gone through."""
    if isinstance(value, list):
        return [found for each in value for found in _at(each, path)]
    if not path:
        return [value]
    if not isinstance(value, Mapping) or path[0] not in value:
        return []
    return _at(value[path[0]], path[1:])


def _codes_of(each: Json) -> set[tuple[str, str]]:
    return {
        (label.get("system", ""), label.get("code", ""))
        for label in each.get("meta", {}).get("security", [])
    }


def _labels(each: Json) -> Iterator[str]:
    found = _codes_of(each)
    if not {(label.system, label.code) for label in codes.ALWAYS} <= found:
        yield "security labels"
    if len({(label.system, label.code) for label in codes.SUBSTANCES} & found) == 1:
        yield "ETH and 42CFRPart2 go together"


def _people(kind: str, each: Json) -> Iterator[str]:
    if kind != "Patient":
        return
    numbers, names = each.get("identifier", []), each.get("name", [])
    if not set(each) <= OF_A_PATIENT or not all(set(name) <= OF_A_NAME for name in names):
        yield "more of a person than a name they use here"
    if len(names) > 1 or [set(number) for number in numbers] != [{"system", "value"}]:
        yield "identifier"
    elif not URN.fullmatch(f"urn:uuid:{numbers[0]['value']}"):
        yield "an identifier that is not random"


def _yes(kind: str, each: Json) -> Iterator[str]:
    if kind != "Consent":
        return
    yield from sorted(f"no {name}" for name in OF_A_CONSENT - set(each))
    yield from sorted(
        f"no provision.{name}" for name in OF_ITS_PROVISION - set(each.get("provision", {}))
    )
