"""The credential for the relay: as coturn checks it, for a while, and of nobody in particular."""

import hashlib
import hmac
from base64 import b64encode
from datetime import timedelta

from sessions.calls.ice import GRACE, relay
from tests.cast import NOON

URLS = ["turn:relay.example:3478?transport=udp", "turns:relay.example:5349?transport=tcp"]
SECRET = "known-to-two"


def test_the_credential_is_what_the_relay_computes_itself() -> None:
    made = relay(URLS, SECRET, until=NOON, word="word")

    assert made is not None
    holds = int((NOON + GRACE).timestamp())
    assert made.username == f"{holds}:word"
    digest = hmac.new(SECRET.encode(), made.username.encode(), hashlib.sha1).digest()
    assert made.credential == b64encode(digest).decode()
    assert made.as_json() == {
        "urls": URLS,
        "username": made.username,
        "credential": made.credential,
    }


def test_it_holds_a_few_minutes_longer_than_the_room_and_no_more() -> None:
    made = relay(URLS, SECRET, until=NOON)

    assert made is not None
    assert int(made.username.split(":")[0]) - NOON.timestamp() == GRACE.total_seconds()
    assert timedelta(minutes=2) < GRACE < timedelta(minutes=10)


def test_two_visits_have_nothing_in_common() -> None:
    one, other = relay(URLS, SECRET, until=NOON), relay(URLS, SECRET, until=NOON)

    assert one is not None
    assert other is not None
    assert one.username.split(":")[1] != other.username.split(":")[1]
    assert one.credential != other.credential


def test_without_an_address_or_a_secret_there_is_no_relay() -> None:
    assert relay([], SECRET, until=NOON) is None
    assert relay(URLS, "", until=NOON) is None
