"""What web servers say while everything breaks: nobody's words, and no error without a cause."""

import re
from collections.abc import Iterable

from tests.faults import rooms_rude
from tests.faults.rooms_crowd import PHRASES
from tests.faults.rooms_site import Server

# Of Django's format, and of uvicorn's before Django is set up.
ERROR = re.compile(r"^\S+ \S+ (ERROR|CRITICAL) |^(ERROR|CRITICAL): |Exception in ASGI")
# Malformed frames: who went while we spoke to them, and uvicorn's own line.
RUDE = ("ClientDisconnected", "Invalid UTF-8 sequence received from client")
# Outages: a socket or a page that has to read or store while PostgreSQL is away, and the layer's
# listener while Redis is. Explained only up to the end of the last outage.
OUTAGES = (
    "peerhub.sockets RoomConsumer: OperationalError",
    "peerhub.sockets a socket: OperationalError",
    "peerhub.views a service is away: OperationalError",
    "django.request Service Unavailable: ",
    "channels_redis.pubsub Unexpected exception in receive task [ConnectionError in",
)


def errors(webs: Iterable[Server]) -> list[str]:
    """Lines of all servers that tell of errors, apart from those of bad manners."""
    return [
        line
        for web in webs
        for line in web.log.read_text().splitlines()
        if ERROR.search(line) and not any(words in line for words in RUDE)
    ]


def of_outages(webs: Iterable[Server]) -> set[str]:
    """Those lines that an outage explains."""
    return {line for line in errors(webs) if any(words in line for words in OUTAGES)}


def words_in_logs(webs: Iterable[Server]) -> int:
    """How often something that a person said stands in a log."""
    words = (rooms_rude.CANARY, *(phrase[:24] for phrase in PHRASES))
    return sum(web.log.read_text().count(word) for web in webs for word in words)
