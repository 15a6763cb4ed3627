"""A moderator's open queue, without the browser: what ``queue-live.js`` does."""

import json
import re
import threading
import time
from contextlib import ExitStack

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.journeys.person import PATIENCE, Person

ROW = re.compile(r'id="flag-(\d+)"')


class OpenQueue:
    """The socket says that something happened, and then the list is fetched, once at a time.

    ``hinted``, ``visible``: by flag, when its hint came, and when it was there in a list that was
    fetched after its hint.
    """

    def __init__(self, address: str, key: str) -> None:
        self.hinted: dict[int, float] = {}
        self.visible: dict[int, float] = {}
        self._person = Person(address, key)
        self._again, self._end, self._over = threading.Event(), ExitStack(), threading.Event()
        page = self._person.get("/queue/")
        assert page.status == 200, page
        self._socket = self._end.enter_context(
            connect(
                f"{address.replace('http', 'ws', 1)}/ws/queue/",
                origin=Origin(address),
                additional_headers={"Cookie": self._person.cookies},
                compression=None,
                open_timeout=PATIENCE,
                close_timeout=2,
            )
        )
        for work in (self._listen, self._fetch):
            threading.Thread(target=work, daemon=True).start()

    def close(self) -> None:
        """Close the page."""
        self._over.set()
        self._again.set()
        self._end.close()

    def _listen(self) -> None:
        try:
            for words in self._socket:
                frame = json.loads(words)
                if frame.get("t") == "flag":
                    self.hinted.setdefault(int(frame["id"]), time.time())
                if frame.get("t") in {"flag", "changed"}:
                    self._again.set()
        except (ConnectionClosed, OSError):
            pass

    def _fetch(self) -> None:
        while self._again.wait() and not self._over.is_set():
            self._again.clear()
            hinted = dict(self.hinted)
            answer = self._person.get("/queue/rows/")
            now = time.time()
            if answer.status == 200:
                there = {int(number) for number in ROW.findall(answer.body)}
                for flag in there & hinted.keys():
                    self.visible.setdefault(flag, now)
