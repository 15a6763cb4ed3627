"""Tells PeerHub of events: signed, tried again, and with the faults that are turned on."""

import json
import random
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from stripe import WebhookSignature

from peerhub.stack.till.bank import Bank
from peerhub.stack.till.faults import happens
from peerhub.stack.till.store import Thing

WITHIN = 10.0  # seconds for one try
WAITS = (1.0, 2.0, 5.0, 15.0, 60.0)  # Stripe's own are hours; for three days, as its are
ROUND = 0.1
OK = 200


class Teller(threading.Thread):
    """Looks for what is due until it is stopped."""

    def __init__(self, bank: Bank, url: str, secret: str) -> None:
        super().__init__(daemon=True)
        self.bank, self.url, self.secret = bank, url, secret
        self.enough = threading.Event()
        self.answers: list[int] = []  # of the tries, in order

    def run(self) -> None:
        """Until ``stop``."""
        with ThreadPoolExecutor(16) as side_by_side:
            while not self.enough.wait(ROUND):
                due = self.bank.store.claimed(until=time.time())
                if self.bank.faults.reorder:
                    random.shuffle(due)
                for number, event, tries in due:
                    side_by_side.submit(self._tell, number, event, tries)

    def stop(self) -> None:
        """Tell nobody any more."""
        self.enough.set()
        self.join(WITHIN)

    def _tell(self, number: int, key: str, tries: int) -> None:
        event = self.bank.store.get(key, "event")
        if event is None:
            return
        faults = self.bank.faults
        if happens(faults.forge):
            self.post(event, secret="whsec_of_somebody_else")  # noqa: S106 - that is the fault
        copies = [
            threading.Thread(target=self.post, args=(event,)) for _ in range(faults.duplicate - 1)
        ]
        for each in copies:
            each.start()
        status = self.post(event)
        for each in copies:
            each.join()
        done = status == OK or tries >= len(WAITS)
        again = None if done else time.time() + WAITS[min(tries, len(WAITS) - 1)]
        self.bank.store.settle(number, again=again)

    def post(self, event: Thing, *, secret: str = "") -> int:
        """Tell it once; the status of the answer, 0 where there is none."""
        body = json.dumps(event)
        signed = WebhookSignature.generate_signature_header(body, secret or self.secret)
        request = urllib.request.Request(  # noqa: S310 - the address of our own web server
            self.url,
            data=body.encode(),
            headers={"Content-Type": "application/json", "Stripe-Signature": signed},
        )
        try:
            with urllib.request.urlopen(request, timeout=WITHIN) as answer:  # noqa: S310
                status = int(answer.status)
        except urllib.error.HTTPError as error:
            status = error.code
        except OSError:
            status = 0
        self.answers.append(status)
        return status
