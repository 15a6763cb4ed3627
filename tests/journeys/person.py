"""People as the network sees them: a browser without scripts, and a socket in a room."""

import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

TOKEN = "a" * 32
PATIENCE = 30  # seconds for any answer


@dataclass(frozen=True)
class Answer:
    """What came back; status 0: nothing did."""

    status: int
    body: str
    seconds: float
    location: str = ""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Redirects are answers."""


class Person:
    """Somebody's browser, signed in if there is a session key."""

    def __init__(self, address: str, key: str = "") -> None:
        self.address, self.key = address, key
        self.cookies = f"csrftoken={TOKEN}" + (f"; sessionid={key}" if key else "")
        self._opener = urllib.request.build_opener(_Stay)

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask(urllib.request.Request(self.address + path))

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form."""
        words = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, **fields}).encode()
        return self._ask(urllib.request.Request(self.address + path, data=words))

    def read(self, room: str, after: int = 0) -> list[dict[str, Any]]:
        """Catch up as a browser does: all that was said after a place."""
        events: list[dict[str, Any]] = []
        more = True
        while more:
            answer = self.get(f"/r/{room}/messages/?after={after}")
            assert answer.status == 200, answer
            page = json.loads(answer.body)
            events += page["events"]
            more = page["more"]
            after = events[-1]["seq"] if events else after
        return events

    def _ask(self, request: urllib.request.Request) -> Answer:
        request.add_header("Cookie", self.cookies)
        began = time.monotonic()
        try:
            with self._opener.open(request, timeout=PATIENCE) as response:
                status, body, headers = response.status, response.read(), response.headers
        except urllib.error.HTTPError as error:
            status, body, headers = error.code, error.read(), error.headers
        except OSError:
            return Answer(0, "", time.monotonic() - began)
        return Answer(
            status, body.decode(), time.monotonic() - began, headers.get("Location") or ""
        )


class Seat:
    """One person's socket. A thread reads it; places that it shows are kept in order."""

    def __init__(self, person: Person, room: str) -> None:
        self.person, self.room = person, room
        self.places: list[int] = []
        self.answers: dict[str, dict[str, Any]] = {}
        self.errors: list[dict[str, Any]] = []
        self.newest = 0  # as heartbeats say it
        self.closed = threading.Event()
        self.open()

    def open(self) -> None:
        """Connect, or connect again; what was seen stays seen."""
        self.closed.clear()
        self._end = ExitStack()
        self.socket = self._end.enter_context(
            connect(
                f"{self.person.address.replace('http', 'ws', 1)}/ws/r/{self.room}/",
                origin=Origin(self.person.address),
                additional_headers={"Cookie": self.person.cookies},
                compression=None,
                open_timeout=PATIENCE,
                close_timeout=2,
            )
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def say(self, words: str, client_id: str = "") -> str:
        """Send a message; gives its client id."""
        client_id = client_id or str(uuid4())
        frame = {"t": "say", "body": words, "client_id": client_id}
        self.socket.send(json.dumps(frame))
        return client_id

    def told(self, words: str, client_id: str = "", *, within: float = PATIENCE) -> dict[str, Any]:
        """Send a message and wait for its answer: ``said``, an error, or ``{}`` for none."""
        errors = len(self.errors)
        client_id = self.say(words, client_id)
        until = time.monotonic() + within
        while time.monotonic() < until and not self.closed.is_set():
            if client_id in self.answers:
                return self.answers[client_id]
            if len(self.errors) > errors:
                return self.errors[-1]
            time.sleep(0.005)
        return self.answers.get(client_id, {})

    def catch_up(self) -> None:
        """What a browser does when the room is further than the socket told."""
        last = max(self.places, default=0)
        self.places += [int(event["seq"]) for event in self.person.read(self.room, last)]

    def close(self) -> None:
        """Go."""
        self._end.close()

    def _listen(self) -> None:
        try:
            for frame in self.socket:
                self._heard(json.loads(frame))
        except (ConnectionClosed, OSError):
            pass
        self.closed.set()

    def _heard(self, frame: dict[str, Any]) -> None:
        match frame["t"]:
            case "news":
                self.places += [int(event["seq"]) for event in frame["events"]]
            case "hb":
                self.newest = int(frame["seq"])
            case "said":
                self.answers[frame["client_id"]] = frame
            case "error":
                self.errors.append(frame)


def refused(person: Person, room: str) -> int:
    """The code with which a socket is turned away; -1: it is not."""
    seat = Seat(person, room)
    if not seat.closed.wait(PATIENCE):
        return -1
    return int(seat.socket.close_code or 0)
