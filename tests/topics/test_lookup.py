"""A person's own words find the topics they may mean."""

import pytest

from peerhub.topics.actions import sync
from peerhub.topics.lookup import plain_words, suggest
from peerhub.topics.models import Topic
from tests.cast import NOON


@pytest.fixture(autouse=True)
def vocabulary(db: None) -> None:
    """The shipped vocabulary."""
    sync(now=NOON)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("drinking", "S35"),
        ("my dad drank", "R7"),
        ("My father was an alcoholic.", "R7"),
        ("nightmers", "S1"),
        ("grief", "S21"),
        ("GREIF", "S21"),
        ("panick attacks", "S6"),
        ("I can't sleep", "S7"),
        ("I can’t sleep", "S7"),
        ("flashbaks", "S3"),
        ("miscarrige", "R34"),
        ("deppression", "S22"),
        ("i want to die", "S31"),
        ("I don't want to be here any more", "S31"),
        ("cutting", "S32"),
        ("self harm", "S32"),
        ("my brother killed himself", "R38"),
        ("my dog died", "R44"),
        ("I was raped", "R47"),
        ("weed", "S37"),
        ("OCD", "S54"),
    ],
)
def test_the_closest_topic_comes_first(text: str, code: str) -> None:
    assert suggest(text, Topic.objects.all())[0].code == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("I can't sleep at night since the car crash", {"S7", "R60"}),
        ("My wife cheated on me and now I drink every night", {"R51", "S35"}),
        ("Growing up my dad drank. Now I have trouble sleeping.", {"R7", "S7"}),
        ("dad drank, trouble sleeping", {"R7", "S7"}),
        ("I was adopted and I feel I don't belong anywhere", {"R21", "S66"}),
    ],
)
def test_a_sentence_may_name_several(text: str, codes: set[str]) -> None:
    assert codes <= {topic.code for topic in suggest(text, Topic.objects.all())}


def test_a_morning_is_no_mourning() -> None:
    assert "S21" not in {topic.code for topic in suggest("every morning", Topic.objects.all())}


def test_only_among_the_topics_asked_for() -> None:
    found = suggest("my dad drank and now I am drinking", Topic.objects.roots())

    assert {topic.axis for topic in found} == {Topic.Axis.ROOT}
    assert found[0].code == "R7"


def test_every_label_finds_itself() -> None:
    for topic in Topic.objects.active():
        found = [one.code for one in suggest(topic.label, Topic.objects.all(), limit=4)]
        assert topic.code in found, (topic.code, found)


@pytest.mark.parametrize(
    "text", ["", "   ", "and the of", "?!", "😀", "asdfgh", "pizza recipe", "\0", "z" * 100_000]
)
def test_nothing_close_suggests_nothing(text: str) -> None:
    assert suggest(text, Topic.objects.all()) == []


def test_no_more_than_asked_for() -> None:
    assert len(suggest("anxiety at work and in relationships", Topic.objects.all(), limit=2)) == 2


def test_words_are_made_plain() -> None:
    assert (
        plain_words("  I CAN'T — and don’t — go to my CAFÉ any more ") == "cannot not go cafe any"
    )
    assert len(plain_words("word " * 5000).split()) == 40


def test_one_query_however_much_is_found(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        suggest("drinking and grief and panic", Topic.objects.all())
