"""A question about one person that is built once is answered as Django would, for each person anew."""

from django.db.models import Q

from peerhub import asking
from peerhub.accounts.models import Block
from tests.cast import NOON
from tests.conftest import Person


def blocks(person_id):
    return Block.objects.filter(Q(by=person_id) | Q(whom=person_id)).values_list("by", "whom")


def test_each_hears_what_is_theirs_and_the_stranger_nothing(person: Person):
    maya, noor, sam, stranger = (person(name) for name in ("Maya", "Noor", "Sam", "Stranger"))
    for by, whom in ((maya, noor), (sam, maya)):
        Block.objects.create(by=by, whom=whom, at=NOON)
    ask = asking.of_person(blocks)
    for each in (maya, noor, sam):
        assert {*ask(each.pk)} == {*blocks(each.pk)}
    assert [len(ask(each.pk)) for each in (maya, noor, sam, stranger)] == [2, 1, 1, 0]


def test_it_is_built_once_and_asked_each_time(person: Person, django_assert_num_queries):
    maya, built = person("Maya"), []

    def question(person_id):
        built.append(person_id)
        return blocks(person_id)

    ask = asking.of_person(question)
    with django_assert_num_queries(3):
        assert [ask(maya.pk), ask(maya.pk), ask(0)] == [[], [], []]
    assert (len(built), maya.pk in built) == (1, False)
