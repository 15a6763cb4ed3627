"""The worker of search as it runs: one real round, from a changed story to an answer by meaning."""

import os
import re
import signal
import threading
import time

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from matching.search.actions import hearing
from matching.stories.models import StoryMeaning
from peerhub.accounts.actions import create_person
from peerhub.topics.actions import sync
from tests.builders_matching import published_specialist, told_story
from tests.cast import NOON

LINE = "My dad poured whisky into his morning coffee."
PARTS = {"before": LINE, "what_helped": "", "now": "", "offer": ""}
PATIENCE = 120.0  # seconds, for the slowest machine; how long it takes is measured by the bench


def until(holds) -> bool:
    end = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


@pytest.mark.django_db(transaction=True)
def test_a_changed_story_is_found_by_what_it_means_while_the_worker_runs() -> None:
    sync(now=NOON)
    sam = create_person(email="sam@people.example", password="-", handle="Sam", now=NOON)
    published_specialist(sam, now=NOON)
    found: list[str] = []

    def names() -> list[str]:
        page = Client().get("/people/?q=booze+at+breakfast").content.decode()
        return re.findall(r'<h2 id="name-[^"]+"><a href="[^"]+">([^<]+)</a>', page)

    def change_and_look() -> None:
        """What a specialist and a visitor do while the worker runs; then the worker is told to end."""
        try:
            until(lambda: hearing.line().is_awake() and StoryMeaning.objects.exists())
            found.append(",".join(names()))
            told_story(sam, headline=LINE, parts=PARTS, now=NOON)
            until(lambda: names() == ["Sam"])
            found.append(",".join(names()))
        finally:
            connection.close()
            os.kill(os.getpid(), signal.SIGTERM)

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    reader = threading.Thread(target=change_and_look)
    reader.start()
    try:
        call_command("keep_searchable")
    finally:
        reader.join()
        for number, handler in before.items():
            signal.signal(number, handler)

    assert found == ["", "Sam"]
    assert not hearing.line().is_awake()
