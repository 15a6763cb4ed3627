"""How Stripe's library writes parameters: ``a[b][0][c]=d``."""

import re
from typing import Any
from urllib.parse import parse_qsl

_PARTS = re.compile(r"\[([^\]]*)\]")


def decoded(body: str) -> dict[str, Any]:
    """The parameters as nested dictionaries; what is numbered becomes a list."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        path = [name.partition("[")[0], *_PARTS.findall(name)]
        place = found
        for part in path[:-1]:
            place = place.setdefault(part, {})
        place[path[-1]] = value
    return {key: _listed(value) for key, value in found.items()}


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(each) for key, each in value.items()}
    if inner and all(key.isdecimal() or key == "" for key in inner):
        return [inner[key] for key in sorted(inner, key=lambda each: int(each or 0))]
    return inner
