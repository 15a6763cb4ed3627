"""A few at a time: what comes in a rush waits in line, instead of all of it failing together.

When a server stops, everybody who sat on it comes to the next one at once. A hundred threads then
share the connections to PostgreSQL and one interpreter, all become slow, most give up after the
pool's five seconds and come again, with more: on a slow machine that went on for minutes. In line
each is served soon after its turn, and who goes away leaves the line (docs/decisions/0007).

The shares add up to less than the pool, so nobody in them waits for a connection; what is left is
for help and the way out, which stand in no line.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar, cast

from channels.db import database_sync_to_async
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware

from peerhub.loops import EachLoop
from peerhub.middleware import PrivacyHeaders
from peerhub.views import come_back_later

REQUESTS = max(1, settings.DB_POOL // 3)
WORKS = max(1, settings.DB_POOL // 3)  # of sockets: what is said, who is there
SIGN_INS = max(1, settings.DB_POOL // 6)  # who opens a socket
PATIENCE = 20.0  # seconds in line
FIRST = ("/now/", "/leave/", "/alive/")

T = TypeVar("T")


def places(count: int) -> EachLoop[asyncio.Semaphore]:
    """``count`` at once; those who come later wait in order."""
    return EachLoop(partial(asyncio.Semaphore, count))


_threads = EachLoop(partial(ThreadPoolExecutor, WORKS, "database"))


async def in_database(work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Run ``work`` in one of the process's few database threads, shared by all sockets."""
    run = partial(work, *args, **kwargs)
    in_thread = database_sync_to_async(run, thread_sensitive=False, executor=_threads.own)
    return cast(T, await in_thread())


# For whom it took too long. No middleware runs then, so what protects a page is named here.
_late = SecurityMiddleware(
    CSPMiddleware(XFrameOptionsMiddleware(PrivacyHeaders(lambda _: come_back_later())))
)


class InTurn(ASGIHandler):
    """Django over ASGI, a few requests at a time.

    A turn ends when the answer is made: who sends or reads slowly keeps nobody waiting.
    """

    def __init__(self) -> None:
        super().__init__()
        self._places = places(REQUESTS)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, after those who came before; 503 for whom that takes too long."""
        if request.path.startswith(FIRST):
            return await super().get_response_async(request)
        place = self._places.own
        try:
            async with asyncio.timeout(PATIENCE):
                await place.acquire()
        except TimeoutError:
            return cast(HttpResponseBase, _late(request))
        try:
            return await super().get_response_async(request)
        finally:
            place.release()
