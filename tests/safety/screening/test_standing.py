"""Whoever opens the queue reads when screening does less than it should."""

from datetime import timedelta

from django.utils import timezone

from peerhub.accounts.models import User
from safety.detection.second import NoSecondLook
from safety.screening import actions
from safety.screening.actions.looking import look_at_waiting
from tests.safety.flags.texts import CALM, watched

ALONE = b"Texts are read by the rules alone"
WAIT = b"Some texts wait for their second reading"


def away(texts):
    raise NoSecondLook("NoEncoder")


def shown(client, *words):
    page = client.get("/queue/").content
    return [word in page for word in words]


def test_nothing_is_said_while_all_is_well(ines: User, client_of) -> None:
    assert shown(client_of(ines), ALONE, WAIT) == [False, False]


def test_the_queue_says_that_texts_are_read_by_the_rules_alone(
    maya: User, ines: User, client_of
) -> None:
    watched(CALM, author=maya, now=timezone.now())
    look_at_waiting(clock=timezone.now, looks=away)

    assert shown(client_of(ines), ALONE, WAIT) == [True, False]


def test_the_queue_says_that_texts_wait(maya: User, ines: User, client_of) -> None:
    watched(CALM, author=maya, now=timezone.now() - timedelta(minutes=1))
    actions.look_after(now=timezone.now())

    assert shown(client_of(ines), ALONE, WAIT) == [False, True]
