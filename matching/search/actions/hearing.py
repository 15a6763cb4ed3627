"""What words mean, asked of the worker of search: the model is in no web process.

A question and its answer pass through Redis; neither is kept longer than ``PATIENCE`` asks for.
Whoever gets no answer in time goes on with words alone.
"""

import json
import logging
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any
from uuid import uuid4

import numpy as np
import redis
from django.conf import settings

log = logging.getLogger(__name__)

PATIENCE = 0.3  # seconds that a page waits for an answer
KEPT = 2  # seconds, whatever happens
AWAKE = 4  # seconds after which a silent worker counts as away

Encode = Callable[[Sequence[str]], Any]


class Hearing:
    """Both ends of the line; ``prefix`` keeps sites on one Redis apart."""

    def __init__(self, address: str, *, prefix: str) -> None:
        self._redis = redis.Redis.from_url(
            address, socket_connect_timeout=PATIENCE, socket_timeout=2 * PATIENCE
        )
        self._asked, self._awake = f"{prefix}:hear", f"{prefix}:hears"
        self._prefix, self._tried = prefix, False

    def is_awake(self) -> bool:
        """Whether a worker that has the model listens."""
        try:
            return bool(self._redis.exists(self._awake))
        except redis.RedisError:
            return False

    def ask(self, words: str) -> Any | None:
        """What ``words`` mean, as a unit vector; None when nobody answers in time."""
        try:
            if not self._redis.exists(self._awake):
                return None
            answer = f"{self._prefix}:heard:{uuid4().hex}"
            line = self._redis.pipeline()
            line.lpush(self._asked, json.dumps([answer, words]))
            line.expire(self._asked, KEPT)
            line.execute()
            told: Any = self._redis.blpop([answer], timeout=PATIENCE)
        except redis.RedisError as error:
            log.warning("nobody says what words mean: %s", type(error).__name__)
            return None
        return np.frombuffer(told[1], np.float32) if told else None

    def answer(self, encode: Encode, *, wait: float) -> bool:
        """Answer the next question, within ``wait`` seconds; returns whether there was one.

        Raises:
            RedisError: Redis is away.
            NoEncoder: the model is.
        """
        self._hears(encode)
        asked = self._redis.brpop([self._asked], timeout=wait)
        if not asked:
            return False
        answer, words = json.loads(asked[1])
        vector = np.asarray(encode([words])[0], np.float32)
        line = self._redis.pipeline()
        line.lpush(answer, vector.tobytes())
        line.expire(answer, KEPT)
        line.execute()
        return True

    def _hears(self, encode: Encode) -> None:
        """Say that questions are answered, and only if they are: the first time loads the model."""
        if not self._tried:
            encode(["How are you?"])
            self._tried = True
        self._redis.set(self._awake, 1, ex=AWAKE)

    def fall_silent(self) -> None:
        """Say that nobody answers any more."""
        self._redis.delete(self._awake)


@cache
def line() -> Hearing:
    """The line of this site; its connections are shared."""
    prefix = settings.CHANNEL_LAYERS["default"]["CONFIG"]["prefix"]
    return Hearing(settings.REDIS_URL, prefix=prefix)
