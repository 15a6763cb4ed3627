"""What the architecture tests look at: our own Python files and our own URLs."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("peerhub", "matching", "rooms", "sessions", "safety")


def files(*, tests: bool = False) -> list[Path]:
    """Our own modules, migrations left out."""
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    if tests:
        found += (ROOT / "tests").rglob("*.py")
    return sorted(path for path in found if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def urls() -> Iterator[tuple[str, URLPattern]]:
    """Every address with its pattern, allauth's own left out."""
    yield from _walk(get_resolver(), "/")


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        place = prefix + str(pattern.pattern).lstrip("^/").rstrip("$")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, place)
        elif not pattern.callback.__module__.startswith("allauth"):
            yield place, pattern


def named_pages() -> Iterator[tuple[str, URLPattern]]:
    """Our addresses by their full name, such as "rooms:room"."""
    yield from _named(get_resolver(), "")


def answers_get(pattern: URLPattern) -> bool:
    """Whether a GET is answered with something else than 405."""
    allowed = _allowed_methods(pattern.callback)
    return allowed is None or "GET" in allowed


def _allowed_methods(view: Any) -> set[str] | None:
    """The methods that ``require_http_methods`` lets through, found in its closure."""
    while view is not None:
        names = view.__code__.co_freevars if hasattr(view, "__code__") else ()
        if "request_method_list" in names:
            return set(view.__closure__[names.index("request_method_list")].cell_contents)
        view = getattr(view, "__wrapped__", None)
    return None


def _named(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, (namespace, pattern.namespace)))
            yield from _named(pattern, inner)
        elif not pattern.callback.__module__.startswith("allauth") and pattern.name:
            yield ":".join(filter(None, (namespace, pattern.name))), pattern
