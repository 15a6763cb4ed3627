"""The wall over HTTP, to read: what the page shows, field by field."""

from datetime import UTC
from typing import Any, cast

from django.utils import timezone
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from peerhub.accounts.models import User
from rooms.wall.models import Post
from rooms.wall.reading import Item, page_of


class Posts(APIView):
    """``?before=`` the public id of a post: those that come after it, newest first."""

    permission_classes = (IsAuthenticated,)

    def get(self, request: Request) -> Response:
        """Answer with ``posts``, and ``older`` to read on with; "" at the end."""
        person = cast(User, request.user)
        before = request.query_params.get("before", "")
        page = page_of(person, before, now=timezone.now())
        return Response({"posts": [_told(item) for item in page.items], "older": page.older})


def _told(item: Item) -> dict[str, Any]:
    """Written field by field: nothing else can slip in. Covered words are the reader's to ask for."""
    post = cast(Post, item.written)
    return {
        "id": post.public_id,
        "author": post.author.handle,
        "at": item.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"),
        "words": post.words,
        "drawing": {"svg": post.picture, "shows": post.drawing_description}
        if post.drawing
        else None,
        "mentions": [note.label for note in item.notes],
        "covered": bool(item.how),
        "topics": [topic.label for topic in post.topics.all()],
        "changed": post.changed_at is not None,
        "mine": item.is_own,
        "state": post.state if item.is_own else "",
    }
