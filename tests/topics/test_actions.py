"""The tables follow the files, and no choice is ever lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command

from peerhub.topics.actions import Synced, sync
from peerhub.topics.models import ContentNote, Facet, Topic
from peerhub.topics.taxonomy import Taxonomy, shipped
from tests.cast import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def empty_vocabulary() -> None:
    """Start from nothing, whatever the test database was filled with."""
    Topic.objects.all().delete()
    ContentNote.objects.all().delete()
    Facet.objects.all().delete()


def world() -> list[list[tuple[object, ...]]]:
    """Every row of the vocabulary."""
    return [
        list(model.objects.order_by("pk").values_list()) for model in (ContentNote, Facet, Topic)
    ]


def without(code: str) -> Taxonomy:
    """The vocabulary after ``code`` was taken out of its file."""
    all_of_it = shipped()
    return replace(all_of_it, roots=tuple(root for root in all_of_it.roots if root.code != code))


def test_the_first_sync_brings_everything() -> None:
    assert sync(now=NOON) == Synced(created=108 + 112 + 24 + 19)

    assert Topic.objects.roots().count() == 108
    assert Topic.objects.struggles().count() == 112
    assert ContentNote.objects.active().count() == 24
    assert Facet.objects.active().count() == 19


def test_a_second_sync_leaves_the_same_world() -> None:
    sync(now=NOON)
    before = world()

    assert sync(now=LATER) == Synced()

    assert world() == before


def test_a_row_says_what_the_file_says() -> None:
    sync(now=NOON)

    drank = Topic.objects.get(code="R7")

    assert drank.label == "A parent who drank too much"
    assert drank.axis == Topic.Axis.ROOT
    assert drank.group == "Growing up at home"
    assert "my dad drank" in drank.synonyms
    assert drank.content_note == ContentNote.objects.get(slug="alcohol")
    assert drank.sensitive
    assert str(drank) == f"Topic#{drank.pk}"


def test_facets_give_choices() -> None:
    sync(now=NOON)

    assert Facet.objects.get(slug="place").choices == [
        ("rural", "Countryside or small town"),
        ("urban", "City or suburb"),
    ]
    assert Facet.objects.get(slug="gender").choices == []


def test_lists_keep_the_order_of_the_files() -> None:
    sync(now=NOON)

    assert [topic.code for topic in Topic.objects.active()] == [
        topic.code for topic in shipped().topics
    ]


def test_a_topic_that_left_is_retired_and_kept() -> None:
    sync(now=NOON)

    assert sync(now=LATER, taxonomy=without("R44")) == Synced(retired=1)

    assert Topic.objects.get(code="R44").retired_at == LATER
    assert not Topic.objects.roots().filter(code="R44").exists()
    assert not Topic.objects.matching("my dog died").filter(code="R44").exists()
    assert sync(now=LATER + timedelta(days=1), taxonomy=without("R44")) == Synced()
    assert Topic.objects.get(code="R44").retired_at == LATER


def test_a_topic_that_came_back_is_the_same_one() -> None:
    sync(now=NOON)
    key = Topic.objects.get(code="R44").pk
    sync(now=LATER, taxonomy=without("R44"))

    assert sync(now=LATER) == Synced(changed=1)

    assert Topic.objects.roots().get(code="R44").pk == key


@pytest.mark.django_db(transaction=True)
def test_two_topics_may_swap_their_slugs() -> None:
    sync(now=NOON)
    first, second, *others = shipped().roots
    swapped = (replace(first, slug=second.slug), replace(second, slug=first.slug), *others)

    assert sync(now=LATER, taxonomy=replace(shipped(), roots=swapped)) == Synced(changed=2)

    assert Topic.objects.get(code="R1").slug == second.slug


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("sync_topics")
    call_command("sync_topics")

    assert capsys.readouterr().out.splitlines() == [
        "Topics: 263 new, 0 changed, 0 retired.",
        "Topics: 0 new, 0 changed, 0 retired.",
    ]
