"""A story that sounds like danger makes cases; a green light closes those that asked for a look."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from matching.stories import actions
from matching.stories.actions import Need
from matching.stories.actions.showing import subject_of
from matching.stories.models import Story, StoryReview, StoryVersion
from matching.stories.pieces import MARKED
from matching.stories.states import StoryState
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from safety.detection.second import look_twice
from safety.flags import actions as flags
from safety.flags.actions import lifting, watching
from safety.flags.models import Flag, FlagNote
from safety.flags.states import Act, FlagState, Outcome
from safety.screening.actions.looking import look_at_waiting
from safety.screening.models import Build
from tests.cast import NOON
from tests.matching.stories.telling import amber, green, handed_in
from tests.safety.flags.texts import CALM, HIGH, LOW, watched
from tests.together import together

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]
RAISED = "Some nights I thought everybody would be better off without me."
SOON = NOON + timedelta(hours=1)
LATER = NOON + timedelta(hours=2)


def sad(sam: User, **changes: str) -> StoryVersion:
    """A story with words of level 1 in what was before, and so with a case."""
    return handed_in(sam, changes={"before": LOW, **changes})


def second_look(*, found: str | None = None) -> int:
    """What waits is read a second time; ``found``: as if it said that."""
    return look_at_waiting(
        clock=lambda: LATER, looks=lambda texts: look_twice([found or text for text in texts])
    )


def test_a_green_light_closes_the_case_and_says_who_and_why(sam: User, ines: User) -> None:
    version = sad(sam)
    flag = Flag.objects.get()
    assert (flag.level, flag.state) == (1, FlagState.OPEN)

    green(version, ines, now=SOON)

    flag.refresh_from_db()
    assert (flag.state, flag.outcome, flag.resolved_by, flag.resolved_at) == (
        FlagState.RESOLVED,
        Outcome.READ_IN_REVIEW,
        ines,
        SOON,
    )
    assert not flag.deadlines.pending().exists()
    assert [(note.act, note.author) for note in flag.notes.order_by("pk")] == [
        (Act.RAISED, None),
        (Act.RESOLVED, ines),
    ]
    line = Entry.objects.get(verb=Verb.FLAG_RESOLVED)
    assert (line.actor_id, line.subject_id) == (ines.pk, str(flag.pk))


def test_the_case_and_the_review_page_say_what_a_green_light_does(
    sam: User, ines: User, ade: User, client_of: ClientOf
) -> None:
    version = sad(sam, now=HIGH)
    low, high = Flag.objects.order_by("level")

    page = client_of(ines).get(f"/stories/{version.pk}/").content.decode()
    assert f"Case {low.pk}</a>, level 1. If all your lights are green, it closes" in page
    assert f"Case {high.pk}</a>, level {high.level}. It stays" in page
    assert '<option value="now" selected>' in page  # the most urgent words, to be sent up
    green(version, ines)

    case = client_of(ade).get(f"/queue/{low.pk}/").content.decode()
    assert "Closed by Ines" in case
    assert "Read in the story’s review." in case
    assert "The review of these very words ended well" in case
    assert FlagState(Flag.objects.get(pk=high.pk).state) == FlagState.OPEN


def test_amber_leaves_it_open(sam: User, ines: User) -> None:
    amber(sad(sam), ines)

    assert Flag.objects.get().state == FlagState.OPEN


def test_a_case_of_level_2_stays(sam: User, ines: User) -> None:
    version = handed_in(sam, changes={"before": RAISED})
    flag = Flag.objects.get()
    assert (flag.level, flag.held) == (2, False)

    green(version, ines)

    assert Flag.objects.get().state == FlagState.OPEN


def test_the_same_words_elsewhere_and_other_words_of_the_story_stay(
    sam: User, maya: User, ines: User
) -> None:
    actions.keep(sam, {"before": f"{LOW} In a draft."}, now=NOON)
    watched(LOW, author=sam)
    version = sad(sam)
    assert Flag.objects.count() == 3

    green(version, ines)

    closed = Flag.objects.get(state=FlagState.RESOLVED)
    assert (closed.subject_id, closed.excerpt) == (f"{version.story_id}.before", LOW)
    assert sorted(flag.excerpt for flag in Flag.objects.waiting()) == [LOW, f"{LOW} In a draft."]


def test_what_somebody_took_or_wrote_into_stays(sam: User, ines: User, ade: User) -> None:
    version = sad(sam, what_helped=f"{LOW} Then.", now=f"{LOW} Still.", offer=f"{LOW} Today.")
    taken, back, noted, plain = Flag.objects.order_by("pk")
    flags.claim(taken, by=ade, now=NOON)
    flags.release(flags.claim(back, by=ade, now=NOON), by=ade, now=NOON)
    flags.add_note(noted, by=ade, words="I know him a little.", now=NOON)

    green(version, ines)

    assert list(Flag.objects.filter(state=FlagState.RESOLVED)) == [plain]


def test_a_case_whose_claim_lapsed_stays(sam: User, ines: User, ade: User) -> None:
    version = sad(sam)
    flags.claim(Flag.objects.get(), by=ade, now=NOON)

    green(version, ines, now=LATER)

    assert Flag.objects.get().state == FlagState.CLAIMED


def test_words_that_wait_for_a_moderator_go_on_waiting(sam: User, ines: User) -> None:
    version = handed_in(sam)
    with transaction.atomic():
        flags.watch(
            version.now,
            author=sam,
            subject=subject_of(version.story, "now"),
            place=actions.PLACE,
            now=NOON,
            holding=flags.Holding(kind="means", least=1),
        )

    green(version, ines)

    flag = Flag.objects.get()
    assert (flag.level, flag.held, flag.state) == (1, True, FlagState.OPEN)
    assert Story.objects.get().state == StoryState.HELD


def test_what_grew_heavy_over_several_messages_is_about_the_person_and_stays(
    sam: User, ines: User
) -> None:
    version = sad(sam)
    Flag.objects.update(reasons=[{"rule": "meaning.build_up", "level": 1, "start": 0, "end": 0}])

    green(version, ines)

    assert Flag.objects.get().state == FlagState.OPEN


def test_a_second_look_after_the_green_light_makes_no_case_of_the_same_words(
    sam: User, maya: User, ines: User
) -> None:
    green(handed_in(sam), ines)
    watched(CALM, author=maya)
    assert not Flag.objects.exists()

    second_look(found=LOW)

    assert [(flag.author, flag.excerpt) for flag in Flag.objects.all()] == [(maya, CALM)]


def test_words_that_were_read_do_not_add_up(
    sam: User, ines: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safety.screening.actions.looking.weight_of", lambda _: 3.0)
    version = handed_in(sam)
    green(version, ines)

    second_look()

    assert not Build.objects.exists()


def test_a_second_look_before_the_green_light_makes_a_case_that_it_closes(
    sam: User, ines: User
) -> None:
    version = handed_in(sam)
    second_look(found=LOW)
    assert set(Flag.objects.values_list("level", "state")) == {(1, FlagState.OPEN)}

    green(version, ines, now=LATER)

    assert set(Flag.objects.values_list("outcome", flat=True)) == {Outcome.READ_IN_REVIEW}


def test_a_second_look_that_finds_more_comes_before_people_all_the_same(
    sam: User, ines: User
) -> None:
    version = sad(sam)
    closed = Flag.objects.get()
    green(version, ines)

    second_look(found=HIGH)

    closed.refresh_from_db()
    assert (closed.state, closed.outcome, closed.resolved_by) == (FlagState.OPEN, "", None)
    assert closed.level >= 3
    assert [note.act for note in closed.notes.order_by("pk")][2:] == [
        Act.REOPENED,
        Act.LEVEL_RAISED,
    ]
    assert closed.deadlines.pending().exists()
    assert Flag.objects.exclude(pk=closed.pk).filter(level__gte=3).exists()


def test_what_a_person_closed_by_hand_is_not_opened_by_a_second_look(sam: User, ines: User) -> None:
    sad(sam)
    flag = flags.claim(Flag.objects.get(), by=ines, now=NOON)
    flags.resolve(flag, by=ines, outcome=Outcome.NOTHING_NEEDED, now=NOON)

    second_look(found=HIGH)

    flag.refresh_from_db()
    assert (flag.state, flag.level) == (FlagState.RESOLVED, 1)


def test_nobody_ends_a_case_like_this_by_hand(sam: User, ines: User, client_of: ClientOf) -> None:
    sad(sam)
    flag = flags.claim(Flag.objects.get(), by=ines, now=NOON)

    with pytest.raises(flags.NotThisWay):
        flags.resolve(flag, by=ines, outcome=Outcome.READ_IN_REVIEW, now=NOON)
    page = client_of(ines).get(f"/queue/{flag.pk}/").content.decode()
    assert "Nothing needed" in page
    assert "Read in the story" not in page


def test_a_reviewer_calls_somebody_and_the_lights_stay_as_they_were_chosen(
    sam: User, ines: User, client_of: ClientOf
) -> None:
    version = sad(sam)
    flag = Flag.objects.get()
    browser = client_of(ines)
    lights = {f"{piece}_light": "green" for piece, _ in MARKED} | {"now_advice": "Thank you."}
    need = {"send_up": "1", "need-piece": "before", "need-level": "3", "need-note": "It is today."}

    bare = browser.post(f"/stories/{version.pk}/", {**lights, "send_up": "1"})
    assert bare.status_code == 422
    assert Flag.objects.get().level == 1
    page = browser.post(f"/stories/{version.pk}/", {**lights, **need})

    assert page.status_code == 200
    assert "Thank you.</textarea>" in page.content.decode()
    assert page.content.decode().count(" checked") == len(MARKED)
    flag.refresh_from_db()
    assert (flag.level, flag.state) == (3, FlagState.OPEN)
    raised = FlagNote.objects.get(act=Act.LEVEL_RAISED)
    assert (raised.author, raised.words) == (ines, "It is today.")
    assert Entry.objects.filter(verb=Verb.STORY_SENT_UP).count() == 1
    assert not StoryReview.objects.exists()
    green(version, ines)
    assert Flag.objects.get().state == FlagState.OPEN


def test_words_without_a_case_get_one_and_closed_ones_are_opened_again(
    sam: User, ines: User, ade: User
) -> None:
    version = sad(sam)
    green(version, ines)

    new = actions.send_up(version, Need(piece="now", level=2), by=ade, now=LATER)
    again = actions.send_up(version, Need(piece="before", level=4, note="Now."), by=ade, now=LATER)

    assert (new.level, new.excerpt, new.kinds, new.author) == (
        2,
        version.now,
        ["in_review"],
        sam,
    )
    assert [(note.act, note.author) for note in new.notes.all()] == [(Act.RAISED, ade)]
    assert (again.level, again.state, again.excerpt) == (4, FlagState.OPEN, LOW)


def test_only_whoever_may_review_calls_somebody(
    sam: User, maya: User, noor: User, ines: User, client_of: ClientOf
) -> None:
    version = sad(sam)
    need = {"send_up": "1", "need-piece": "before", "need-level": "3"}

    for someone in (sam, maya, noor):
        with pytest.raises(actions.NotYourReview):
            actions.send_up(version, Need(piece="before", level=3), by=someone, now=NOON)
        assert client_of(someone).post(f"/stories/{version.pk}/", need).status_code == 404
    with pytest.raises(flags.NotThisWay):
        actions.send_up(version, Need(piece="before", level=1), by=ines, now=NOON)
    assert [flag.level for flag in Flag.objects.all()] == [1]


@pytest.mark.django_db(transaction=True)
def test_a_claim_and_a_green_light_at_once_leave_the_case_with_one_of_them(
    sam: User, ines: User, ade: User
) -> None:
    version = sad(sam)
    flag = Flag.objects.get()

    took, _ = together(
        lambda: flags.claim(Flag.objects.get(), by=ade, now=NOON).pk,
        lambda: green(version, ines).pk,
    )

    flag.refresh_from_db()
    if took.error is None:
        assert (flag.state, flag.claimed_by) == (FlagState.CLAIMED, ade)
    else:
        assert isinstance(took.error, flags.AlreadyTaken)
        assert (flag.state, flag.resolved_by) == (FlagState.RESOLVED, ines)


@pytest.mark.django_db(transaction=True)
def test_a_green_light_waits_for_a_second_look_that_is_raising_a_case(
    sam: User, ines: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = handed_in(sam)
    raising, decided = threading.Event(), threading.Event()

    def slowly(*args: Any, **kwargs: Any) -> Flag:
        raising.set()
        decided.wait(0.3)  # it comes only where the green light did not wait
        return watching.raise_flag(*args, **kwargs)

    def decide() -> None:
        raising.wait(10)
        green(version, ines, now=LATER)
        decided.set()

    monkeypatch.setattr(lifting, "raise_flag", slowly)
    together(lambda: second_look(found=LOW), decide)

    assert set(Flag.objects.values_list("outcome", flat=True)) == {Outcome.READ_IN_REVIEW}
