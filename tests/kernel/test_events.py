"""Announcements: after the commit, to everyone, and a failing listener silences nobody."""

import logging
from dataclasses import dataclass

import pytest
from django.db import transaction

from peerhub import events
from peerhub.events import Event, publish, subscribe


@dataclass(frozen=True, kw_only=True)
class LampWasLit(Event):
    lamp_id: int


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr(events, "_listeners", type(events._listeners)(list))
    told: list[int] = []
    subscribe(LampWasLit, lambda event: told.append(event.lamp_id))
    return told


@pytest.mark.django_db
def test_listeners_hear_after_the_commit(heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publish(LampWasLit(lamp_id=7))
        assert heard == []

    assert heard == [7]


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_is_not_announced(heard):
    with pytest.raises(RuntimeError), transaction.atomic():
        publish(LampWasLit(lamp_id=7))
        raise RuntimeError

    assert heard == []


@pytest.mark.django_db
def test_a_failing_listener_silences_nobody_and_its_words_stay_out_of_the_log(
    heard, caplog, django_capture_on_commit_callbacks
):
    def broken(event):
        raise ValueError("I cannot sleep since it happened")

    later: list[int] = []
    subscribe(LampWasLit, broken)
    subscribe(LampWasLit, lambda event: later.append(event.lamp_id))

    with caplog.at_level(logging.ERROR), django_capture_on_commit_callbacks(execute=True):
        publish(LampWasLit(lamp_id=7))

    assert (heard, later) == ([7], [7])
    assert "broken failed on LampWasLit: ValueError" in caplog.text
    assert "sleep" not in caplog.text


def test_subscribing_twice_listens_once(heard):
    def listener(event):
        pass

    subscribe(LampWasLit, listener)
    subscribe(LampWasLit, listener)

    assert events.listeners_of(LampWasLit).count(listener) == 1
