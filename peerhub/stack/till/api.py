"""Which address does what, as in Stripe's reference; and the same answer for the same key."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from peerhub.stack.till import shapes
from peerhub.stack.till.bank import Bank, Refused
from peerhub.stack.till.store import Thing

Given = dict[str, Any]
Deed = Callable[[Bank, str, Given], Thing]
OK, UNAUTHORISED, NOT_FOUND, CONFLICT = 200, 401, 404, 400


def _list(kind: str, *names: str) -> Deed:
    def found(bank: Bank, key: str, given: Given) -> Thing:
        del key
        having = {name: given[name] for name in names if name in given}
        things = bank.store.every(kind, **having)
        since = int((given.get("created") or {}).get("gte", 0))
        things = [one for one in things if one["created"] >= since]
        after = given.get("starting_after")
        if after:
            keys = [one["id"] for one in things]
            things = things[keys.index(after) + 1 :] if after in keys else []
        limit = int(given.get("limit", 10))
        return {
            **shapes.listed(things[:limit], f"/v1/{kind}s"),
            "has_more": len(things) > limit,
        }

    return found


def _one(kind: str) -> Deed:
    def found(bank: Bank, key: str, given: Given) -> Thing:
        del given
        if kind == "checkout.session":
            return bank.session(key)
        thing = bank.store.get(key, kind)
        if thing is None:
            raise Refused(f"No such {kind}: '{key}'", status=NOT_FOUND, code="resource_missing")
        return thing

    return found


KEY = r"([A-Za-z0-9_]+)"
ROUTES: Mapping[str, Deed] = {
    r"POST /v1/checkout/sessions": lambda bank, _, given: bank.begin(given),
    rf"GET /v1/checkout/sessions/{KEY}": _one("checkout.session"),
    rf"POST /v1/checkout/sessions/{KEY}/expire": lambda bank, key, _: bank.expire(key),
    rf"GET /v1/payment_intents/{KEY}": _one("payment_intent"),
    rf"POST /v1/payment_intents/{KEY}/capture": lambda bank, key, _: bank.capture(key),
    rf"POST /v1/payment_intents/{KEY}/cancel": lambda bank, key, given: bank.cancel(
        key, given.get("cancellation_reason")
    ),
    r"POST /v1/refunds": lambda bank, _, given: bank.refund(given),
    r"GET /v1/refunds": _list("refund", "payment_intent", "charge"),
    rf"GET /v1/refunds/{KEY}": _one("refund"),
    rf"GET /v1/charges/{KEY}": _one("charge"),
    r"GET /v1/events": _list("event", "type"),
    rf"GET /v1/events/{KEY}": _one("event"),
    rf"GET /v1/balance_transactions/{KEY}": _one("balance_transaction"),
    r"GET /v1/disputes": _list("dispute", "payment_intent", "charge"),
    rf"GET /v1/disputes/{KEY}": _one("dispute"),
}
EXPANDED = {
    "payment_intent": "payment_intent",
    "latest_charge": "charge",
    "balance_transaction": "balance_transaction",
}


@dataclass(frozen=True)
class Answer:
    """A status and JSON."""

    status: int
    body: str


def answer(bank: Bank, method: str, path: str, given: Given, key: str = "") -> Answer:
    """What Stripe would say, and what it said before where the key was there before."""
    asked = json.dumps([method, path, given], sort_keys=True)
    with bank.store.lock:
        if key and method == "POST" and (before := bank.store.answered(key)):
            if before[0] == asked:
                return Answer(before[1], before[2])
            said = "Keys for idempotent requests can only be used with the same parameters."
            return _no(Refused(said, kind="idempotency_error", status=CONFLICT))
        try:
            made = Answer(OK, json.dumps(_do(bank, f"{method} {path}", dict(given))))
        except Refused as refusal:
            made = _no(refusal)
        except (KeyError, ValueError, TypeError) as mistake:
            made = _no(Refused(f"Missing or wrong: {mistake}"))
        if key and method == "POST":
            bank.store.remember(key, asked, made.status, made.body)
        return made


def _do(bank: Bank, line: str, given: Given) -> Thing:
    for pattern, deed in ROUTES.items():
        if found := re.fullmatch(pattern, line):
            wanted = given.pop("expand", ())
            made = deed(bank, found.group(1) if found.groups() else "", given)
            for way in wanted:
                made = _expanded(bank, made, way.split("."))
            return made
    raise Refused(f"Unrecognized request URL ({line}).", status=NOT_FOUND)


def _expanded(bank: Bank, thing: Thing, way: list[str]) -> Thing:
    """The same with whole things in the place of their ids, along a way: a.b.c."""
    name, *rest = way
    value = thing.get(name)
    if isinstance(value, str):
        value = bank.store.get(value, EXPANDED[name])
    if isinstance(value, dict) and rest:
        value = _expanded(bank, value, rest)
    return {**thing, name: value}


def _no(refusal: Refused) -> Answer:
    said = shapes.error(refusal.kind, str(refusal), refusal.code)
    return Answer(refusal.status, json.dumps(said))
