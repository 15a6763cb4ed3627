"""Catching up over HTTP: what was said after, before or around a place."""

from typing import Any, cast

from django.utils import timezone
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from peerhub.accounts.models import User
from rooms.live.lines import event_of
from rooms.live.reading import wire
from rooms.live.reading.pages import Log, Reader
from rooms.live.reading.people import must_have_seat, number, reader_of

PAGE = 50  # messages and changes of one answer


class Messages(APIView):
    """``?after=`` what came next, with changes; ``?before=`` messages of then.

    In order of place. Only for people who entered the room; for others it does not exist.
    """

    permission_classes = (IsAuthenticated,)

    def get(self, request: Request, public_id: str) -> Response:
        """Answer with ``events``, whether there are ``more`` in the same direction, and ``last``.

        ``mine``: the reader's own reactions, by place of the message.
        """
        reader = reader_of(cast(User, request.user), public_id, now=timezone.now())
        must_have_seat(reader)
        before = number(request.query_params.get("before"))
        if before is not None:
            return Response(_stretch(reader, reader.before(before)))
        after = number(request.query_params.get("after")) or 0
        lines = wire.news(public_id, after=after, count=PAGE + 1)
        events = [event_of(line) for line in lines[:PAGE]]
        last = reader.room.last_seq
        return Response({"events": events, "more": len(lines) > PAGE, "last": last, "mine": {}})


def _stretch(reader: Reader, log: Log) -> dict[str, Any]:
    return {
        "events": [event_of(line) for line in log.lines],
        "more": log.older is not None,
        "older": log.older,
        "last": reader.room.last_seq,
        "mine": {str(line.seq): sorted(line.mine) for line in log.lines if line.mine},
    }
