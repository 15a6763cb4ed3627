"""The closest people out of very many, from topics, words and meaning."""

from datetime import timedelta

import pytest

from matching.peers import actions as peers
from matching.search.actions.reading import count_words, read_waiting
from matching.search.matches import Told, closest
from matching.search.meaning import vectors_of
from matching.search.ranking import Musts, Wishes
from matching.stories.models import StoryMeaning, StoryToRead
from peerhub.topics.models import Topic
from tests.builders_matching import published_specialist, told_story
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")


def codes(*values: str) -> frozenset[str]:
    return frozenset(values)


def told(**wishes) -> Told:
    labels = dict(Topic.objects.values_list("code", "label"))
    return Told(wishes=Wishes(**wishes), labels=labels)


def names(given: Told, words: str = "", **asked) -> list[str]:
    vector = vectors_of([words])[0] if words else None
    found = closest(given, words=words, vector=vector, most=asked.pop("most", 5), now=NOON, **asked)
    return [one.name for one in found]


def read_all() -> None:
    while read_waiting(clock=lambda: NOON, encode=vectors_of)[0]:
        pass
    count_words(now=NOON)


@pytest.fixture
def three(person) -> None:
    """The three peers of the handbook; the general one is free soonest."""
    for name, roots, struggles, hours in (
        ("Pine One", ("R7",), ("S35", "S55"), 48),
        ("Pine Two", ("R41", "R31"), ("S21", "S35"), 72),
        ("Pine Three", (), ("S35",), 1),
    ):
        published_specialist(
            person(name),
            roots=roots,
            struggles=struggles,
            next_open_slot_at=NOON + timedelta(hours=hours),
            now=NOON,
        )


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ("R7", ["Pine One", "Pine Three", "Pine Two"]),
        ("R41", ["Pine Two", "Pine Three", "Pine One"]),
    ],
)
def test_the_same_struggle_from_another_root_meets_another_person(root, expected) -> None:
    found = closest(told(roots=codes(root), struggles=codes("S35")), most=3, now=NOON)

    assert [one.name for one in found] == expected
    assert [one.score for one in found] == [65, 25, 25]
    assert found[1].reasons == ("You both named alcohol.",)


@pytest.mark.usefixtures("three")
def test_musts_leave_people_out_before_anybody_is_counted() -> None:
    spanish = Musts(languages=codes("es"))

    assert names(told(roots=codes("R7"), musts=spanish)) == []
    assert names(told(roots=codes("R7")), leave_out=["pine-one"]) == []


@pytest.mark.usefixtures("three")
def test_who_told_nothing_meets_nobody_by_chance() -> None:
    assert names(told()) == []


def test_words_find_who_says_the_same_in_other_words(person) -> None:
    for name, line in (
        ("Cedar Wren", "My dad poured whisky into his morning coffee."),
        ("Harbour Lane", "The earthquake took our whole street."),
    ):
        published_specialist(
            person(name),
            headline=line,
            parts={"before": line, "what_helped": "", "now": "", "offer": ""},
            now=NOON,
        )
    read_all()

    assert names(told(), "growing up with an alcoholic father") == ["Cedar Wren"]
    assert names(told(), "our house fell down when the ground shook") == ["Harbour Lane"]


def test_whoever_is_not_shown_is_not_suggested(person, ade) -> None:
    resting, hidden, gone = (person(name) for name in ("Resting Fern", "Hidden Fern", "Gone Fern"))
    given = told(roots=codes("R7"))
    for someone in (resting, hidden, gone):
        published_specialist(someone, roots=("R7",), now=NOON)
    read_all()
    words = "I used to lie awake and listen for the key in the lock"
    assert sorted(names(given, words)) == ["Gone Fern", "Hidden Fern", "Resting Fern"]

    peers.pause(resting.specialist_profile, by=resting, now=NOON)
    told_story(hidden, roots=("R7",), show=False, now=NOON)
    peers.withdraw(gone.specialist_profile, by=ade)

    assert names(given, words) == []
    # A story that was taken back leaves nothing behind that could be searched.
    assert not StoryMeaning.objects.filter(story__profile__person=hidden).exists()
    assert not StoryToRead.objects.exists()


@pytest.mark.parametrize("count", [1, 20])
def test_twenty_people_cost_what_one_costs(count, person, django_assert_num_queries) -> None:
    for number in range(count):
        published_specialist(person(f"Cedar Wren {number:02}"), roots=("R7",), now=NOON)
    read_all()
    given, vector = told(roots=codes("R7")), vectors_of(["a key in the lock"])[0]
    closest(given, words="key", vector=vector, most=20, now=NOON)

    # Whether anything has changed; words; meaning with its bounds in four; the words' worth; measures.
    with django_assert_num_queries(8):
        found = closest(given, words="key", vector=vector, most=20, now=NOON)
    assert len(found) == count
