"""Typed reading of the environment. Nothing else in the project reads ``os.environ``."""

import os
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None) -> str:
    """The value of ``name``.

    Raises:
        ImproperlyConfigured: it is not set and there is no default.
    """
    value = os.environ.get(name)
    if value is None:
        if default is None:
            raise ImproperlyConfigured(f"Set {name}: see the table in README.md.")
        return default
    return value


def flag(name: str, *, default: bool) -> bool:
    """A yes or no.

    Raises:
        ImproperlyConfigured: the value is neither.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, *, default: int) -> int:
    """A whole number.

    Raises:
        ImproperlyConfigured: the value is no whole number.
    """
    value = os.environ.get(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error


def day(name: str) -> date | None:
    """A day, such as 2027-03-01; None where it is not set.

    Raises:
        ImproperlyConfigured: the value is no day.
    """
    value = os.environ.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} must be a day like 2027-03-01, not {value!r}."
        ) from error


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def secret(name: str, default: str | None = None) -> str:
    """A secret, from ``NAME`` or from the file that ``NAME_FILE`` names.

    Raises:
        ImproperlyConfigured: neither is set and there is no default.
    """
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return text(name, default)


def kept(path: Path) -> str:
    """What stands in a file that this machine made for itself; "" where it did not yet."""
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def https(name: str) -> str:
    """An address that nobody on the way can read; "" where it is not set.

    Raises:
        ImproperlyConfigured: it is another kind of address.
    """
    value = os.environ.get(name, "")
    if value and not value.startswith("https://"):
        raise ImproperlyConfigured(f"{name} must begin with https://")
    return value


def refuse_other(name: str, only: str) -> None:
    """Let ``name`` be unset, or be ``only``.

    Raises:
        ImproperlyConfigured: it is something else.
    """
    if os.environ.get(name, only) != only:
        raise ImproperlyConfigured(f"{name} can only be {only} here. Do not set it.")


def database(url: str) -> dict[str, Any]:
    """Django's description of a ``postgres://user:password@host:port/name`` address.

    Raises:
        ImproperlyConfigured: it is no PostgreSQL address.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL must be postgres://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0,
    }


def export_to_children(name: str, value: str) -> None:
    """Set a variable for this process and those it starts (the supervisor and the test plugin)."""
    os.environ[name] = value


def everything() -> dict[str, str]:
    """The environment for a child process."""
    return dict(os.environ)
