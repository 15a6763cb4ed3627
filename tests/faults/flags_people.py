"""Who posts canaries, and who works the queue, each in a thread; none gives up."""

import random
import re
import threading
import time
from collections.abc import Iterator
from uuid import uuid4

from websockets.exceptions import WebSocketException

from tests.faults.rooms_crowd import _name
from tests.journeys.person import Person, Seat

BREATH = 0.25  # seconds between two frames of one socket: the product's limit is 5 a second
AGAIN = 0.3  # seconds until something is tried again
ANSWER = 8.0  # seconds for an answer
TOP = 6  # rows of the list from which a moderator takes one: so that several want the same
# Words of our own that the first look knows: level 2, and level 5.
DANGER, NOW = "I want to kill myself", "I am going to kill myself tonight"

FREE = re.compile(r'action="/queue/(\d+)/claim/"')
MINE = re.compile(r'action="/queue/(\d+)/release/".*?name="claim" value="(\d+)"', re.DOTALL)
CLAIMED = re.compile(r"/queue/\d+/$")


class Poster(threading.Thread):
    """Says one canary after another, each under the same id until it is acknowledged."""

    def __init__(self, person: Person, room: str, numbers: Iterator[int], urgent: int) -> None:
        super().__init__(daemon=True)
        self.person, self.room, self.numbers, self.urgent = person, room, numbers, urgent
        self.acknowledged: list[str] = []
        self.enough = threading.Event()
        self.seat: Seat | None = None

    def run(self) -> None:
        """Until it is enough; what is being said is said to its end."""
        while not self.enough.is_set():
            number, client_id = next(self.numbers), str(uuid4())
            words = f"{NOW if number % self.urgent == 0 else DANGER}, {_name(number)}."
            while not self._said(words, client_id):
                time.sleep(AGAIN)
            self.acknowledged.append(client_id)
            time.sleep(BREATH)
        if self.seat:
            self.seat.close()

    def _said(self, words: str, client_id: str) -> bool:
        try:
            if self.seat is None or self.seat.closed.is_set():
                self.seat = Seat(self.person, self.room)
            return self.seat.told(words, client_id, within=ANSWER).get("t") == "said"
        except (OSError, WebSocketException):
            self.seat = None
            return False


class Moderator(threading.Thread):
    """Takes a case from the top of the list, looks at it, hands it back; and again."""

    def __init__(self, person: Person, rest: float) -> None:
        super().__init__(daemon=True)
        self.person, self.rest = person, rest
        self.took = self.lost = self.handed_back = 0
        self.enough = threading.Event()

    def run(self) -> None:
        """Until it is enough; then nothing is held any more."""
        while not self.enough.is_set() or not self._hand_back():
            page = self.person.get("/queue/rows/")
            if page.status == 200 and not self.enough.is_set() and self._claim(page.body):
                time.sleep(random.uniform(0, self.rest))
            self._hand_back()
            time.sleep(random.uniform(0, self.rest) if page.status == 200 else AGAIN)

    def _claim(self, page: str) -> bool:
        free = FREE.findall(page)[:TOP]
        if not free:
            return False
        answer = self.person.post(f"/queue/{random.choice(free)}/claim/")
        if answer.status != 302:
            return False
        took = CLAIMED.search(answer.location) is not None
        self.took += took
        self.lost += not took
        return took

    def _hand_back(self) -> bool:
        """Whatever is this person's, also where the answer to the claim was never heard."""
        page = self.person.get("/queue/rows/?mine=on")
        if page.status != 200:
            return False
        for case, claim in MINE.findall(page.body):
            answer = self.person.post(f"/queue/{case}/release/", claim=claim)
            self.handed_back += answer.status == 302
        return not MINE.search(page.body)
