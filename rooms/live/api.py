"""Catching up over HTTP: what was said after or before a place."""

from typing import cast

from django.shortcuts import get_object_or_404
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from peerhub.accounts.models import User
from rooms.live.lines import event_of
from rooms.live.models import Message, Room
from rooms.live.reading import lines_of

PAGE = 50  # messages of one answer
FURTHEST = 2**63 - 1  # what the table can hold


class Messages(APIView):
    """``?after=`` the next messages, ``?before=`` the previous ones; in order, at most 50.

    Only for people who entered the room; for others it does not exist.
    """

    permission_classes = (IsAuthenticated,)

    def get(self, request: Request, public_id: str) -> Response:
        """Answer with ``events`` and whether there are ``more`` in the same direction."""
        person = cast(User, request.user)  # the permission has let nobody else in
        room = get_object_or_404(Room.objects.entered_by(person), public_id=public_id)
        said = Message.objects.filter(room=room).with_host()
        before = _place(request.query_params.get("before"))
        if before is not None:
            found = list(said.before(before, PAGE + 1))
            shown = found[:PAGE][::-1]
        else:
            after = _place(request.query_params.get("after")) or 0
            found = list(said.after(after)[: PAGE + 1])
            shown = found[:PAGE]
        events = [event_of(line) for line in lines_of(shown)]
        return Response({"events": events, "more": len(found) > PAGE})


def _place(given: str | None) -> int | None:
    if given is None or not given.isascii() or not given.isdigit():
        return None
    return min(int(given[:19]), FURTHEST)
