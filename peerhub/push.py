"""How a socket is sent to at once: an extension of the ASGI scope that our server offers.

``peerhub.websockets`` provides it; whoever sends asks ``push_of``. Nothing is imported here, so
that processes without sockets need not load a server.
"""

from collections.abc import Callable, Mapping
from typing import Any

PUSH = "peerhub.push"  # key among the scope's extensions (ASGI: "Extensions")
Push = Callable[[str], bool]  # sends a text now, or does not and says so


def push_of(scope: Mapping[str, Any]) -> Push | None:
    """The way to send at once, where the server has one."""
    extension = scope.get("extensions", {}).get(PUSH)
    return extension["push"] if extension else None
