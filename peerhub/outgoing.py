"""A POST to somebody else's server: it ends in time, follows nobody, and tells no more than asked.

``urllib`` and ``requests`` bound each read, not the whole: a server that sends a byte a second
holds them for ever. Both also look a name up again when they connect, so that a name which was
checked may lead somewhere else by then. Here the address that was checked is the one we talk to.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from urllib.parse import SplitResult, urlsplit

HTTPS = 443
PORTS = {"http": 80, "https": HTTPS}
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last four bytes
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Place = tuple[str, int]  # an IP address and a port


class Refused(Exception):
    """Nobody is asked at this address."""


def post(url: str, *, body: bytes, headers: Mapping[str, str], within: float, public: bool) -> int:
    """Send ``body`` and return the status of the answer; its words are not read.

    Args:
        url: where to; a redirect is an answer like any other.
        body: what is sent.
        headers: beside Host and Content-Length.
        within: seconds that all of it may take, the look-up of the name apart.
        public: the address is not ours to trust: only https on its own port, and no address of
            this machine or of a private network.

    Raises:
        Refused: the address is none, or not one that ``public`` allows.
        TimeoutError: it took longer.
        OSError: nobody there, or they hung up.
        http.client.HTTPException: the answer is no HTTP.
    """
    parts, places = _resolved(url, public=public)
    end = time.monotonic() + within
    exchange = _Exchange(parts, end)
    try:
        with closing(exchange):
            return exchange.ask(places, body, headers)
    except TimeoutError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= end:  # we hung up ourselves
            raise TimeoutError from error
        raise


def must_be_public(url: str) -> None:
    """See that ``url`` is one that a stranger may name.

    Raises:
        Refused: it is not https on its own port, or leads to this machine or a private network.
        OSError: the name leads nowhere.
    """
    _resolved(url, public=True)


class _Exchange:
    """One connection, cut off at ``end`` whatever it is doing."""

    def __init__(self, parts: SplitResult, end: float) -> None:
        self.parts, self.end = parts, end
        self.socket: socket.socket | None = None
        self.timer = threading.Timer(self._left(), self._cut)
        self.timer.daemon = True

    def ask(self, places: list[Place], body: bytes, headers: Mapping[str, str]) -> int:
        """Connect, send, and read the head of the answer."""
        self.timer.start()
        plain = self._connected(places)
        host = self.parts.hostname or ""
        if self.parts.scheme == "https":
            context = ssl.create_default_context()
            # The handshake comes later: a slow one must be cut off, too.
            self.socket = context.wrap_socket(
                plain, server_hostname=host, do_handshake_on_connect=False
            )
            self.socket.do_handshake()
        connection = http.client.HTTPConnection(host, self.parts.port or PORTS[self.parts.scheme])
        connection.sock = self.socket
        path = self.parts.path or "/"
        target = f"{path}?{self.parts.query}" if self.parts.query else path
        connection.request("POST", target, body, dict(headers))
        return connection.getresponse().status

    def close(self) -> None:
        """Hang up."""
        self.timer.cancel()
        if self.socket is not None:
            self.socket.close()

    def _connected(self, places: list[Place]) -> socket.socket:
        for place in places[:-1]:
            with suppress(OSError):
                self.socket = socket.create_connection(place, self._left() / 2)
                break
        if self.socket is None:
            self.socket = socket.create_connection(places[-1], self._left())
        self.socket.settimeout(self._left())
        return self.socket

    def _left(self) -> float:
        return max(0.001, self.end - time.monotonic())

    def _cut(self) -> None:
        if self.socket is not None:
            with suppress(OSError):
                # Of the plain socket: TLS's own would wait for the other side.
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)


def _resolved(url: str, *, public: bool) -> tuple[SplitResult, list[Place]]:
    parts = urlsplit(url)
    try:
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError) as error:
        raise Refused("no address of a web server") from error
    if not parts.hostname or parts.username is not None or not url.isascii():
        raise Refused("no address of a web server")
    if public and (parts.scheme != "https" or port != HTTPS):
        raise Refused("only https on its own port")
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that is empty or too long
        raise Refused("no name of a server") from error
    places = [(str(where[0]), int(where[1])) for *_, where in found]
    if public and not all(_is_public(ipaddress.ip_address(host)) for host, _ in places):
        raise Refused("an address of a private network")
    return parts, places


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast
