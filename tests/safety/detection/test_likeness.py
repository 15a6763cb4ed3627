"""How a message is likened to our sentences: by what sets danger apart, less by its topic."""

import numpy as np
import pytest

from safety.detection.likeness import Likeness, centres_of

TOPIC, DANGER, CALM = np.eye(6)[:3], np.eye(6)[3], np.eye(6)[4]
NOBODY = np.zeros((0, 6))


def unit(rows):
    rows = np.asarray(rows, float)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def said(intent):
    """One sentence on each topic; the topic is three times as loud as what is meant."""
    return unit([3 * topic + intent for topic in TOPIC])


@pytest.fixture
def own():
    return np.vstack([said(DANGER), said(CALM)])


def measured(own, centres=NOBODY):
    return Likeness(own, ["danger"] * 3 + ["calm"] * 3, np.arange(6) < 3, centres)


def test_danger_is_more_like_danger_on_every_topic(own):
    likeness = measured(own)

    assert (likeness(said(DANGER)) > 0).all()
    assert (likeness(said(CALM)) < 0).all()


def test_what_is_meant_is_heard_where_the_topic_is_louder(own):
    heard = measured(own)(said(0.5 * DANGER)) - measured(own)(said(0.5 * CALM))
    plain = own[:3] @ said(0.5 * DANGER).T - own[:3] @ said(0.5 * CALM).T

    assert heard.min() > 5 * plain.max()


def test_likeness_to_some_of_what_is_said_in_danger_leaves_the_rest_out(own):
    first = np.arange(6) == 0
    likeness = Likeness(own, ["danger"] * 3 + ["calm"] * 3, np.arange(6) < 3, NOBODY, to=first)

    assert likeness(own[:1])[0] > measured(own)(own[:1])[0]
    assert likeness(own[1:2])[0] < measured(own)(own[1:2])[0]


def test_everyday_talk_is_less_like_danger_where_its_centres_are_known(own):
    talk = unit([2 * DANGER + np.eye(6)[5]])

    assert measured(own, talk)(talk)[0] < measured(own)(talk)[0]


def test_centres_are_the_same_each_time_and_lie_where_talk_is():
    near = np.random.default_rng(1).normal(0, 0.02, (60, 6))
    talk = unit(np.repeat(np.eye(6)[:3], 20, axis=0) + near)
    centres = centres_of(talk, count=12)

    assert np.array_equal(centres, centres_of(talk, count=12))
    assert np.linalg.norm(centres, axis=1) == pytest.approx(1)
    assert (talk @ centres.T).max(axis=1).min() > 0.99


def test_fewer_messages_than_centres_are_their_own_centres():
    talk = np.eye(6)[:2]

    assert sorted(centres_of(talk, count=5).tolist()) == sorted(talk.tolist())
