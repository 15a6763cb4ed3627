"""The time zones a person can choose."""

from zoneinfo import available_timezones

REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian",
           "Pacific")  # fmt: skip


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Zones grouped by region, as a ``<select>`` wants them: "Europe" → "London"."""
    groups: dict[str, list[tuple[str, str]]] = {region: [] for region in REGIONS}
    for name in sorted(available_timezones()):
        region, _, place = name.partition("/")
        if place and region in groups:
            groups[region].append((name, place.replace("_", " ").replace("/", ", ")))
    return [*groups.items(), ("Universal", [("UTC", "UTC")])]


def exists(name: str) -> bool:
    """Whether ``name`` is an IANA zone that can be chosen."""
    return name == "UTC" or (name.partition("/")[0] in REGIONS and name in available_timezones())
