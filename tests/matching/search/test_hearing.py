"""What words mean is asked of a worker; whoever gets no answer goes on without it."""

import threading
import time

import numpy as np
import pytest
import redis
from django.conf import settings

from matching.search.actions import hearing
from matching.search.actions.hearing import AWAKE, KEPT, PATIENCE, Hearing
from peerhub.encoder import NoEncoder

MEANT = np.arange(384, dtype=np.float32)


def encode(texts):
    return np.array([MEANT + len(text) for text in texts])


@pytest.fixture
def line():
    """The line of this test alone."""
    made = Hearing(settings.REDIS_URL, prefix=f"{hearing.line()._prefix}:{time.monotonic_ns()}")
    yield made
    made.fall_silent()


def keys(line) -> list[bytes]:
    return sorted(line._redis.keys(f"{line._prefix}:*"))


def test_words_are_answered_with_what_they_mean_and_nothing_stays(line) -> None:
    line.answer(encode, wait=0.01)  # it says that it listens
    worker = threading.Thread(target=lambda: line.answer(encode, wait=2))
    worker.start()

    heard = line.ask("growing up with a parent who drank")

    worker.join()
    assert list(heard) == list(MEANT + 34)
    assert keys(line) == [f"{line._prefix}:hears".encode()]


def test_where_nobody_listens_nobody_waits(line) -> None:
    began = time.monotonic()

    assert line.ask("hello") is None
    assert time.monotonic() - began < PATIENCE
    assert keys(line) == []
    assert not line.is_awake()


def test_a_silent_worker_costs_a_moment_and_the_words_are_not_kept(line) -> None:
    line.answer(encode, wait=0.01)

    assert line.ask("hello") is None

    (asked,) = [key for key in keys(line) if key.endswith(b":hear")]
    assert 0 < line._redis.ttl(asked) <= KEPT
    assert 0 < line._redis.ttl(f"{line._prefix}:hears") <= AWAKE


def test_a_worker_without_the_model_does_not_say_that_it_listens(line) -> None:
    def away(texts):
        raise NoEncoder("not there")

    with pytest.raises(NoEncoder):
        line.answer(away, wait=0.01)

    assert not line.is_awake()


def test_without_redis_words_stand_as_they_are() -> None:
    line = Hearing("redis://127.0.0.1:9/0", prefix="x")

    assert line.ask("hello") is None
    assert not line.is_awake()
    with pytest.raises(redis.RedisError):
        line.answer(encode, wait=0.01)
