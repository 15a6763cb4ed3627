"""Training: content that is whole, quizzes that teach, practice, and an exam with two tries."""

import random
from datetime import timedelta

import pytest

from matching.training import actions, exam, policies, practice
from matching.training.actions import NotForYou, NotYet, TooLate
from matching.training.content import COMPETENCIES, bank, modules
from matching.training.models import ExamTry, ModulePass, Practice, QuizAnswer
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from peerhub.ui import waits
from peerhub.ui.navigation import PLACES
from tests.builders_becoming import all_right, examined, learned, practised
from tests.builders_matching import certified
from tests.cast import NOON
from tests.conftest import Person

LATER = NOON + timedelta(days=1)


def test_every_competency_has_a_module_and_every_module_something_to_say() -> None:
    covered = {number for module in modules() for number in module.competencies}

    assert covered == set(COMPETENCIES)
    for module in modules():
        words = " ".join(each for part in module.parts for each in part.paragraphs).split()
        assert len(words) >= 300, module.slug
        assert len(module.questions) >= 4, module.slug
        for question in module.questions:
            assert all(answer.why for answer in question.answers), question.key


def test_the_right_answer_stands_in_no_fixed_place() -> None:
    places = {
        [answer.right for answer in question.answers].index(True) for question in bank().values()
    }

    assert places == {0, 1, 2}


def test_an_exam_asks_of_every_part() -> None:
    for seed in range(20):
        keys = exam.draw(random.Random(seed))
        assert len(keys) == len(set(keys)) == exam.LENGTH
        assert {key.split(".")[0] for key in keys} == {module.slug for module in modules()}
    assert (exam.needed(15), exam.needed(4), exam.needed(5)) == (12, 4, 4)


@pytest.mark.parametrize(
    ("seen", "partly", "well"), [(5, 0, True), (4, 1, True), (3, 2, False), (4, 0, False)]
)
def test_practice_counts_when_four_were_seen_and_nothing_is_missing(
    seen: int, partly: int, well: bool
) -> None:
    levels = ["seen"] * seen + ["partly"] * partly + ["not-yet"] * (5 - seen - partly)

    assert practice.went_well(dict(zip(practice.POINTS, levels, strict=True))) is well


@pytest.mark.django_db
def test_a_wrong_answer_can_be_tried_again_and_a_right_one_stays(maya: User) -> None:
    module = modules()[0]
    right = all_right(module)
    first = module.questions[0]
    wrong = next(answer.letter for answer in first.answers if not answer.right)

    assert not actions.answer(maya, module, {**right, first.key: wrong}, now=NOON)
    assert policies.passed_modules(maya) == set()
    assert actions.answer(maya, module, {first.key: first.right.letter}, now=LATER)
    actions.answer(maya, module, {first.key: wrong}, now=LATER)

    assert policies.passed_modules(maya) == {module.slug}
    assert QuizAnswer.objects.filter(question=first.key).count() == 2
    assert ModulePass.objects.count() == 1


@pytest.mark.django_db
def test_an_answer_that_is_none_changes_nothing(maya: User) -> None:
    module = modules()[0]

    assert not actions.answer(maya, module, {module.questions[0].key: "z", "x": "a"}, now=NOON)

    assert not QuizAnswer.objects.exists()


@pytest.mark.django_db
def test_practice_comes_after_the_parts_and_the_exam_after_practice(maya: User, ade: User) -> None:
    with pytest.raises(NotYet):
        actions.ask_for_practice(maya, now=NOON)
    learned(maya, now=NOON)
    with pytest.raises(NotYet):
        actions.begin_exam(maya, now=NOON)
    practised(maya, by=ade, now=NOON)

    assert examined(maya, now=NOON).passed


@pytest.mark.django_db
def test_only_a_certified_specialist_or_a_supervisor_says_how_practice_was(
    maya: User, sam: User, ade: User, noor: User
) -> None:
    learned(maya, now=NOON)
    asked = actions.ask_for_practice(maya, now=NOON)
    points = dict.fromkeys(practice.POINTS, "seen")
    for somebody in (maya, noor, sam):  # Sam has no certificate yet
        with pytest.raises(NotForYou):
            actions.observe(asked, points, words="Good.", by=somebody, now=NOON)

    certified(sam, now=NOON)
    actions.observe(asked, points, words="Good.", by=sam, now=NOON)
    with pytest.raises(TooLate):
        actions.observe(asked, points, words="Bad.", by=ade, now=NOON)

    held = Practice.objects.get()
    assert (held.held_by, held.words, held.went_well) == (sam, "Good.", True)
    assert [n.person_id for n in Notice.objects.filter(kind="matching.practice_held")] == [maya.pk]


@pytest.mark.django_db
def test_two_tries_then_a_talk_then_two_more(maya: User, ade: User) -> None:
    learned(maya, now=NOON)
    practised(maya, by=ade, now=NOON)
    for _ in range(2):
        assert not examined(maya, right=False, now=NOON).passed
    with pytest.raises(NotYet):
        actions.begin_exam(maya, now=NOON)
    told = Notice.objects.filter(kind="matching.exam_talk")
    assert [notice.person_id for notice in told] == [ade.pk]
    with pytest.raises(NotForYou):
        actions.talk_after_exam(maya, by=maya, now=NOON)

    actions.talk_after_exam(maya, by=ade, now=NOON)
    with pytest.raises(TooLate):
        actions.talk_after_exam(maya, by=ade, now=NOON)

    assert examined(maya, now=NOON).passed
    with pytest.raises(TooLate):
        actions.begin_exam(maya, now=NOON)


@pytest.mark.django_db
def test_twelve_right_answers_pass_and_eleven_do_not(maya: User, ade: User) -> None:
    learned(maya, now=NOON)
    practised(maya, by=ade, now=NOON)
    for right, passed in ((11, False), (12, True)):
        begun = actions.begin_exam(maya, now=NOON)
        given = {key: bank()[key].right.letter for key in begun.questions[:right]}
        ended = actions.hand_in(begun, given, by=maya, now=NOON)
        assert (ended.right, ended.passed) == (right, passed)
        with pytest.raises(TooLate):
            actions.hand_in(begun, given, by=maya, now=NOON)


@pytest.mark.django_db
def test_noor_hands_in_nothing_of_mayas_and_sees_no_training(
    maya: User, noor: User, ade: User, client_of
) -> None:
    learned(maya, now=NOON)
    practised(maya, by=ade, now=NOON)
    begun = actions.begin_exam(maya, now=NOON)

    with pytest.raises(NotForYou):
        actions.hand_in(begun, {}, by=noor, now=NOON)
    assert ExamTry.objects.get().ended_at is None
    for place in ("/training/", "/training/boundaries/", "/training/exam/", "/training/practice/"):
        assert client_of(noor).get(place).status_code == 404


@pytest.mark.django_db
def test_who_is_certified_reads_the_parts_and_a_page_says_why(person: Person, client_of) -> None:
    sam = person("Sam", Role.SPECIALIST)
    browser = client_of(sam)
    module = modules()[0]
    first = module.questions[0]
    wrong = next(answer for answer in first.answers if not answer.right)

    browser.post(f"/training/{module.slug}/", {first.key: wrong.letter})

    page = browser.get(f"/training/{module.slug}/").content.decode()
    assert "Not this one" in page
    assert wrong.why.split(".")[0] in page.replace("&#x27;", "'")
    assert browser.post(f"/training/{module.slug}/", {first.key: "zz"}).status_code == 422


@pytest.mark.django_db
def test_who_asks_for_practice_is_heard_of_by_every_supervisor_and_waits_in_the_list_of_work(
    maya: User, ade: User, sam: User, noor: User
) -> None:
    learned(maya, now=NOON)
    for _ in range(2):
        asked = actions.ask_for_practice(maya, now=NOON)

    told = Notice.objects.filter(kind="matching.practice_asked", cancelled_at=None)
    assert [(notice.person, notice.url) for notice in told] == [(ade, "/training/practice/")]
    assert [_waits(each) for each in (ade, sam, noor)] == [1, 0, 0]
    points = dict.fromkeys(practice.POINTS, "seen")
    actions.observe(asked, points, words="Well done.", by=ade, now=LATER)
    assert not told.all().exists()
    assert _waits(ade) == 0


def _waits(person: User) -> int:
    """How much waits at the place of practice for somebody."""
    parts = waits.overview(PLACES, person=person, now=NOON)
    lines = [line for _, found in parts for line in found]
    return next(line.waits for line in lines if line.place.href == "/training/practice/")
