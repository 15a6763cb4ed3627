"""The stand-in as an HTTP server: Stripe's addresses, the page for browsers, and ``/control/``."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from peerhub.stack.processes import LOOPBACK
from peerhub.stack.till import page
from peerhub.stack.till.api import NOT_FOUND, UNAUTHORISED, answer
from peerhub.stack.till.bank import Bank, Refused
from peerhub.stack.till.faults import happens
from peerhub.stack.till.forms import decoded
from peerhub.stack.till.store import Store
from peerhub.stack.till.telling import Teller

LATER = 3.0  # seconds until a payment is there that comes later
BROKEN = 500
JSON, HTML = "application/json", "text/html; charset=utf-8"
KINDS = (
    *("checkout.session", "payment_intent", "charge", "refund", "dispute", "event"),
    "balance_transaction",
)


class Till:
    """The server with what it knows; ``hook`` is where events are told, "" nowhere."""

    def __init__(
        self, home: Path | str, *, key: str, secret: str, hook: str, port: int = 0
    ) -> None:
        self.key = key
        self.server = ThreadingHTTPServer((LOOPBACK, port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.origin = f"http://localhost:{self.port}"
        place = home if home == ":memory:" else Path(home) / "till.sqlite3"
        self.bank = Bank(Store(place), self.origin)
        self.teller = Teller(self.bank, hook, secret)
        self.server.till = self  # type: ignore[attr-defined]

    def start(self) -> None:
        """Answer from now on, in threads."""
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        if self.teller.url:
            self.teller.start()

    def stop(self) -> None:
        """No more answers."""
        if self.teller.is_alive():
            self.teller.stop()
        self.server.shutdown()
        self.server.server_close()
        self.bank.store.close()

    def control(self, name: str, given: dict[str, Any]) -> object:
        """What tests ask of it."""
        bank = self.bank
        match name:
            case "faults":
                bank.faults.change(given)
            case "pay":
                bank.pay(given["session"])
            case "dispute":
                bank.dispute(given["payment_intent"], given["status"])
            case "hurry":
                bank.store.hurry()
            case "state":
                return {
                    **{kind: bank.store.every(kind) for kind in KINDS},
                    "done": list(bank.store.done()),
                    "waiting": bank.store.waiting(),
                    "answers": self.teller.answers,
                }
            case _:
                raise Refused("No such control.", status=NOT_FOUND)
        return {}


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"

    @property
    def till(self) -> Till:
        """Whose connection it is."""
        found: Till = self.server.till  # type: ignore[attr-defined]
        return found

    def do_GET(self) -> None:
        """Read."""
        self._serve("GET")

    def do_POST(self) -> None:
        """Do."""
        self._serve("POST")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _serve(self, method: str) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if parts.path.startswith("/v1/"):
            self._api(method, parts.path, decoded(body or parts.query))
        elif parts.path.startswith("/control/"):
            self._control(parts.path.removeprefix("/control/"), json.loads(body or "{}"))
        elif parts.path.startswith("/pay/"):
            self._page(method, parts.path.removeprefix("/pay/"), decoded(body))
        else:
            self._say(NOT_FOUND, "{}")

    def _api(self, method: str, path: str, given: dict[str, Any]) -> None:
        faults = self.till.bank.faults
        if self.headers.get("Authorization") != f"Bearer {self.till.key}":
            self._say(UNAUTHORISED, '{"error": {"message": "Invalid API Key provided"}}')
            return
        if happens(faults.api_500):
            self._say(BROKEN, '{"error": {"message": "Something went wrong", "type": "api_error"}}')
            return
        made = answer(
            self.till.bank, method, path, given, self.headers.get("Idempotency-Key") or ""
        )
        if method == "POST" and happens(faults.lost_answer):
            time.sleep(faults.hang)
            self.close_connection = True  # it is done, and nobody hears of it
            return
        self._say(made.status, made.body)

    def _control(self, name: str, given: dict[str, Any]) -> None:
        try:
            self._say(200, json.dumps(self.till.control(name, given)))
        except (Refused, KeyError, ValueError) as error:
            self._say(400, json.dumps({"error": str(error)}))

    def _page(self, method: str, key: str, given: dict[str, Any]) -> None:
        bank = self.till.bank
        found = bank.store.get(key, "checkout.session") and bank.session(key)
        if not found or found["status"] != "open":
            self._say(NOT_FOUND, page.closed(found or None), HTML)
            return
        card = given.get("card", "") if method == "POST" else ""
        if card in {"pays", "later"}:
            bank.pay(key, later=LATER if card == "later" else None)
            if card == "later":
                threading.Timer(LATER, bank.clear, (key,)).start()
            self._say(303, "", HTML, to=found["success_url"])
        else:
            said = {"declined": page.DECLINED, "asks": page.ASKED}.get(card, "")
            self._say(200, page.drawn(found, said=said, asked=card == "asks"), HTML)

    def _say(self, status: int, body: str, kind: str = JSON, *, to: str = "") -> None:
        said = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(said)))
        self.send_header("Cache-Control", "no-store")
        if to:
            self.send_header("Location", to)
        self.end_headers()
        self.wfile.write(said)
