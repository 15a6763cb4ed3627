"""What a person wrote stands in no log, whoever writes the log."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from peerhub.celery import app
from peerhub.logs import WithoutContent
from peerhub.settings.base import LOGGING

WORDS = "I cannot sleep since it happened"


@pytest.fixture
def written() -> io.StringIO:
    return io.StringIO()


@pytest.fixture(autouse=True)
def _our_handler(written: io.StringIO) -> Iterator[None]:
    handler = logging.StreamHandler(written)
    handler.addFilter(WithoutContent())
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)


def test_a_task_that_breaks_does_not_tell_its_words(written: io.StringIO) -> None:
    @app.task(name="tests.breaks")
    def breaks() -> None:
        raise ValueError(WORDS)

    try:
        breaks.apply(throw=False)
    finally:
        app.tasks.unregister("tests.breaks")

    assert "ValueError" in written.getvalue()
    assert "tests.breaks" in written.getvalue()
    assert "sleep" not in written.getvalue()


def test_an_error_as_a_word_of_a_message_is_named_by_its_kind(written: io.StringIO) -> None:
    logging.getLogger("x").error("it broke: %s", ValueError(WORDS))

    assert "it broke: ValueError" in written.getvalue()


def test_the_server_of_the_sockets_writes_through_our_handler() -> None:
    loggers: Any = LOGGING["loggers"]
    assert loggers["uvicorn"] == {
        "handlers": [],
        "propagate": True,
        "level": "WARNING",
    }
