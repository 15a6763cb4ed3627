"""Who reads a review and until when; goals enter by the member alone; ideas change nothing."""

import threading
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure
from peerhub.notifications.models import Notice
from safety.clinic.actions.linking import end as end_link
from safety.clinic.states import How
from safety.flags.models import Flag
from safety.reviews import actions
from safety.reviews.actions import NotHere, looking
from safety.reviews.actions.goals import version_of
from safety.reviews.actions.holding import IDEA as IDEA_KIND
from safety.reviews.actions.holding import Over, TooMany
from safety.reviews.models import GoalVersion, Participant, ReviewIdea, SharedGoal
from safety.reviews.people import A_SUPERVISOR, choices_for
from safety.reviews.policies import may_propose, place_of, places_for
from safety.reviews.reading import said_in
from safety.reviews.states import Answer, GoalState
from safety.subjects import adapter_for
from tests.cast import NOON
from tests.safety.flags.texts import CALM, HIGH, LOW
from tests.safety.letters.acts import lets_know
from tests.safety.letters.acts import linked as link
from tests.safety.reviews.acts import ABOUT, GOAL, IDEA, agreed, called, joined, suggested
from tests.together import all_gave

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
STAYS = "stays as it was"  # what the database says


def place(review, person: User) -> Participant:
    return Participant.objects.select_related("review").get(review=review, person=person)


def goals_of(review) -> list[tuple[str, int]]:
    return [(goal.words, goal.number) for goal in said_in(review).goals]


def may_read(review, *people: User, now=LATER) -> list[bool]:
    found = [place_of(review, each, now) for each in people]
    return [each is not None and each.answer == Answer.YES for each in found]


def test_a_member_chooses_among_their_peers_their_clinicians_and_a_supervisor(
    maya: User, sam: User, osei: User, lee: User, rosa: User, noor: User
) -> None:
    assert [each.name for each in choices_for(maya, NOON)] == ["Sam", "Dr Osei", A_SUPERVISOR]
    assert [each.name for each in choices_for(noor, NOON)] == [A_SUPERVISOR]
    for stranger in (lee, rosa, noor):
        with pytest.raises(NotHere):
            called(maya, stranger)


def test_only_a_yes_opens_it_and_each_look_is_a_line(
    maya: User, sam: User, osei: User, lee: User, rosa: User, ade: User
) -> None:
    review = called(maya, sam, osei)
    everybody = (sam, osei, lee, rosa, ade, maya)
    assert may_read(review, *everybody) == [False] * 6
    actions.answer(review, yes=True, by=sam, now=NOON)
    actions.answer(review, yes=False, by=osei, now=NOON)

    assert may_read(review, *everybody) == [True, *[False] * 5]
    _, said = actions.look(review, by=sam, now=LATER)
    assert (said.about, said.people) == (ABOUT, ["Sam"])
    for stranger in everybody[1:]:
        with pytest.raises(NotHere):
            actions.look(review, by=stranger, now=LATER)
    assert [line.sentence for line in Disclosure.objects.about(maya.pk)] == [
        "A peer specialist opened a review of yours, because you chose them for it."
    ]


def test_of_two_supervisors_the_first_takes_part_and_the_other_finds_nothing(
    maya: User, ade: User, person
) -> None:
    kofi = person("Kofi", Role.SUPERVISOR)
    review = called(maya, keys=["supervisor"])
    assert [len(places_for(each, NOON)) for each in (ade, kofi)] == [1, 1]
    actions.answer(review, yes=False, by=kofi, now=NOON)

    actions.answer(review, yes=True, by=ade, now=NOON)

    assert may_read(review, ade, kofi) == [True, False]
    assert [len(places_for(each, NOON)) for each in (ade, kofi)] == [1, 0]
    with pytest.raises(NotHere):
        actions.answer(review, yes=True, by=kofi, now=NOON)
    actions.take_out(place(review, ade), by=maya, now=LATER)
    with pytest.raises(NotHere):
        actions.ask(review, ["supervisor"], by=maya, now=LATER)


def test_a_supervisor_whom_nobody_was_yet_can_be_asked_again(maya: User, ade: User) -> None:
    review = called(maya, keys=["supervisor"])
    actions.take_out(Participant.objects.get(), by=maya, now=NOON)
    assert places_for(ade, NOON) == []

    actions.ask(review, ["supervisor"], by=maya, now=NOON)
    actions.answer(review, yes=True, by=ade, now=NOON)
    actions.leave(review, by=ade, now=NOON)

    with pytest.raises(NotHere):
        actions.ask(review, ["supervisor"], by=maya, now=LATER)


def test_whoever_is_taken_out_or_leaves_reads_nothing_more(
    maya: User, sam: User, osei: User
) -> None:
    review = joined(maya, sam, osei)

    actions.take_out(place(review, sam), by=maya, now=LATER)
    actions.leave(review, by=osei, now=LATER)

    assert may_read(review, sam, osei) == [False, False]
    for gone in (sam, osei):
        with pytest.raises(NotHere):
            actions.look(review, by=gone, now=LATER)
        with pytest.raises(NotHere):
            suggested(review, gone)
    actions.ask(review, [f"p{sam.pk}"], by=maya, now=LATER)
    assert place(review, sam).answer == Answer.WAITING


def test_nobody_else_takes_somebody_out_or_ends_it(maya: User, sam: User, osei: User) -> None:
    review = joined(maya, sam, osei)

    with pytest.raises(NotHere):
        actions.take_out(place(review, osei), by=sam, now=LATER)
    with pytest.raises(NotHere):
        actions.end(review, by=sam, now=LATER)
    assert may_read(review, sam, osei) == [True, True]


def test_the_end_closes_it_for_everybody_but_the_member(maya: User, sam: User) -> None:
    review = joined(maya, sam)
    goal = agreed(review)

    actions.end(review, by=maya, now=LATER)

    review.refresh_from_db()
    assert may_read(review, sam) == [False]
    assert places_for(sam, LATER) == []
    with pytest.raises(Over):
        actions.rewrite(goal, actions.GoalWords(goal="Other."), by=maya, now=LATER)
    assert goals_of(review) == [(GOAL, 1)]


def test_a_block_and_the_end_of_a_link_end_it_between_the_two(
    maya: User, sam: User, osei: User
) -> None:
    review = joined(maya, sam, osei)
    suggested(review, sam)

    blocked = blocking.block(sam, by=maya, now=LATER)
    end_link(maya.clinic_links.get(), how=How.BY_MEMBER, by=maya, now=LATER)

    assert may_read(review, sam, osei) == [False, False]
    assert not ReviewIdea.objects.exists()
    blocking.unblock(blocked, by=maya)
    link(maya, osei, now=LATER)
    assert may_read(review, sam, osei) == [False, False]  # until the member asks again


def test_a_goal_enters_by_its_member_alone(maya: User, sam: User, noor: User) -> None:
    review = joined(maya, sam)
    goal = agreed(review)

    suggested(review, sam)
    for other in (sam, noor):
        for deed in (
            lambda by: actions.agree(review, actions.GoalWords(goal=IDEA), by=by, now=LATER),
            lambda by: actions.rewrite(goal, actions.GoalWords(goal=IDEA), by=by, now=LATER),
            lambda by: actions.move(goal, GoalState.LET_GO, by=by, now=LATER),
            lambda by: actions.take(ReviewIdea.objects.get(), by=by, now=LATER),
        ):
            with pytest.raises(NotHere):
                deed(other)

    assert goals_of(review) == [(GOAL, 1)]


def test_an_idea_is_taken_as_it_is_in_own_words_or_left(maya: User, sam: User) -> None:
    review = joined(maya, sam)
    first, second, third = (suggested(review, sam, words) for words in (IDEA, "Tea.", "Run."))
    with pytest.raises(TooMany):
        suggested(review, sam, "Swim.")

    actions.take(first, by=maya, now=NOON)
    actions.take(second, actions.GoalWords(goal="Tea with Dee."), by=maya, now=NOON)
    actions.leave_idea(third, by=maya, now=NOON)

    assert goals_of(review) == [(IDEA, 1), ("Tea with Dee.", 1)]
    assert said_in(review).goals[0].helps == "I ask on Mondays."
    stands = [idea.stands.partition(".")[0] for idea in ReviewIdea.objects.order_by("pk")]
    assert stands == ["Taken", "Taken", "Not taken"]
    with pytest.raises(Over):
        actions.take(third, by=maya, now=NOON)


def test_other_words_are_a_new_version_that_nobody_has_read(
    maya: User, sam: User, noor: User
) -> None:
    review = joined(maya, sam)
    goal = agreed(review)
    actions.say_read(goal, 1, by=sam, now=NOON)
    with pytest.raises(NotHere):
        actions.say_read(goal, 1, by=noor, now=NOON)
    assert said_in(review).goals[0].read_by == ["Sam"]

    actions.rewrite(goal, actions.GoalWords(goal="Sleep well."), by=maya, now=LATER)

    (now,) = said_in(review).goals
    assert (now.words, now.number, now.read_by) == ("Sleep well.", 2, [])
    with pytest.raises(NotHere):
        actions.say_read(goal, 1, by=sam, now=LATER)
    assert [each.said["goal"] for each in GoalVersion.objects.order_by("number")] == [
        GOAL,
        "Sleep well.",
    ]
    with pytest.raises(ProgrammingError, match=STAYS), transaction.atomic():
        GoalVersion.objects.filter(number=1).update(look_on=date(2027, 1, 1))


def test_the_member_is_told_on_the_day_to_look_again_and_on_no_other(maya: User) -> None:
    review = called(maya)
    goal = agreed(review, look_on=date(2026, 12, 1))

    def due() -> list[str]:
        rows = Notice.objects.filter(kind="safety.review_look_again", cancelled_at=None)
        return [notice.due_at.isoformat() for notice in rows]

    assert due() == ["2026-12-01T14:00:00+00:00"]  # nine in the morning in New York
    other = actions.GoalWords(goal=GOAL, look_on=date(2026, 12, 8))
    actions.rewrite(goal, other, by=maya, now=LATER)
    assert due() == ["2026-12-08T14:00:00+00:00"]
    actions.move(goal, GoalState.DONE, by=maya, now=LATER)
    assert due() == []
    actions.move(goal, GoalState.OPEN, by=maya, now=LATER + timedelta(minutes=1))
    assert due() == ["2026-12-08T14:00:00+00:00"]
    actions.end(review, by=maya, now=LATER + timedelta(minutes=2))
    assert due() == []


def test_words_are_screened_and_only_those_of_others_wait(maya: User, sam: User) -> None:
    review = joined(maya, sam, about=HIGH)
    agreed(review, HIGH)
    idea = suggested(review, sam, LOW)

    flags = Flag.objects.order_by("pk")
    assert [(flag.subject_kind, flag.author.handle, flag.held) for flag in flags] == [
        ("safety.review", "Maya", False),
        ("safety.review_goal", "Maya", False),
        ("safety.review_idea", "Sam", True),
    ]
    with pytest.raises(NotHere):
        actions.take(idea, by=maya, now=LATER)
    adapter_for(IDEA_KIND).release(str(idea.pk), LATER)
    actions.take(idea, by=maya, now=LATER)
    assert [words for words, _ in goals_of(review)] == [HIGH, LOW]


def test_words_are_sealed_and_sealed_anew(maya: User, sam: User, settings) -> None:
    review = joined(maya, sam)
    goal = agreed(review)
    suggested(review, sam)
    assert ABOUT.encode() not in bytes(review.sealed)
    assert GOAL.encode() not in bytes(version_of(goal).sealed)
    settings.TEXT_KEYS = ["a new key for this test", *settings.TEXT_KEYS]

    assert (actions.seal_anew(), actions.seal_anew()) == (3, 0)
    assert goals_of(review) == [(GOAL, 1)]


def test_who_may_propose_one(maya: User, sam: User, osei: User, lee: User, rosa: User) -> None:
    everybody = (sam, osei, lee, rosa)
    assert [may_propose(each, maya, NOON) for each in everybody] == [True, False, False, False]
    lets_know(maya, osei)
    assert [may_propose(each, maya, NOON) for each in everybody] == [True, True, False, False]

    idea = actions.propose(maya, CALM, by=sam, now=NOON)
    with pytest.raises(NotHere):
        actions.propose(maya, CALM, by=rosa, now=NOON)
    assert not maya.case_reviews.exists()
    review = actions.call(actions.Calling(about=ABOUT), by=maya, idea=idea, now=NOON).review

    idea.refresh_from_db()
    assert (idea.answer, review.participants.count()) == ("taken", 0)


def test_nobody_but_whom_it_is_for_is_told_and_never_of_what(
    maya: User, sam: User, osei: User
) -> None:
    review = joined(maya, sam)
    suggested(review, sam)

    told = [
        (notice.person_id, notice.kind, notice.context) for notice in Notice.objects.order_by("pk")
    ]

    assert told == [
        (sam.pk, "safety.review_asked", {}),
        (maya.pk, "safety.review_answered", {}),
        (maya.pk, "safety.review_proposed", {}),
    ]


@pytest.mark.django_db(transaction=True)
def test_taking_somebody_out_waits_for_whoever_reads_and_nobody_reads_after_it(
    maya: User, sam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = joined(maya, sam)
    theirs = place(review, sam)
    reading, out = threading.Event(), threading.Event()

    def slowly(held):
        reading.set()
        assert not out.wait(0.3)  # taking out stands before the row
        return said_in(held)

    monkeypatch.setattr(looking, "said_in", slowly)

    def take_out() -> None:
        assert reading.wait(10)
        actions.take_out(theirs, by=maya, now=LATER)
        out.set()

    (_, said), _ = all_gave(lambda: actions.look(review, by=sam, now=LATER), take_out)

    assert said.about == ABOUT
    assert place(review, sam).answer == Answer.OUT
    with pytest.raises(NotHere):
        actions.look(review, by=sam, now=LATER)
    assert Disclosure.objects.about(maya.pk).count() == 1
    assert SharedGoal.objects.count() == 0
