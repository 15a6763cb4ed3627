"""What becomes of words: screened before others see them, read first, limited, never lost."""

from datetime import timedelta
from uuid import uuid4

import pytest

from peerhub.audit.models import Disclosure
from peerhub.notifications.models import Notice
from rooms.wall import actions, policies
from rooms.wall.models import Post, Reply
from rooms.wall.states import Audience, State
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.pauses import LASTS
from safety.flags.states import DeadlineKind, Fate, Outcome, Reason
from tests.cast import NOON
from tests.safety.flags.texts import HIGH, LOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
LATER = NOON + timedelta(minutes=3)
MUCH_LATER = NOON + timedelta(days=30)
TRACE = "Write to me at maya@somewhere.example, please."


def new(words="The kettle sings.", **more):
    return actions.NewPost(words=words, client_id=more.pop("client_id", uuid4()), **more)


def wrote(by, words="The kettle sings.", now=NOON, **more):
    return actions.post(new(words, **more), by=by, now=now).written


def case_of(written):
    return Flag.objects.filter(subject_id=written.public_id).latest("pk")


def seen_by(person, now=LATER):
    return list(Post.objects.visible_to(person, now))


def decided(flag, by, **more):
    flag = flags.claim(flag, by=by, now=LATER)
    flags.resolve(flag, by=by, outcome=Outcome.NOTHING_NEEDED, now=LATER, **more)


def notices_of(person):
    return [notice.kind for notice in Notice.objects.filter(person=person).order_by("pk")]


def test_the_first_posts_of_a_new_account_wait_for_a_guide_and_then_no_more(maya, noor, ines):
    first, second, third = (wrote(maya, f"The kettle sings {n}.") for n in range(3))
    assert {each.state for each in (first, second, third)} == {State.WAITING}
    assert seen_by(noor) == []
    # The author is told two hours, so the queue is held to them.
    flag = case_of(first)
    ack = flag.deadlines.get(kind=DeadlineKind.ACK)
    assert flag.due_at == ack.due_at == NOON + timedelta(hours=2)

    for post in (first, second, third):
        mine = flags.claim(case_of(post), by=ines, now=LATER)
        flags.let_out(mine, by=ines, now=LATER)

    assert {post.posted_at for post in seen_by(noor)} == {LATER}  # among the newest
    assert notices_of(maya) == ["rooms.wall_let_out"] * 3
    assert wrote(maya, "The fourth.").state == State.SHOWN


def test_a_guide_who_keeps_it_back_thanks_and_its_author_can_change_it(maya, noor, ines):
    post = wrote(maya)
    decided(case_of(post), ines)

    post.refresh_from_db()
    assert post.state == State.HIDDEN
    assert notices_of(maya) == ["safety.deed_done"]
    said = actions.change(post, actions.Changed(words="Other words."), by=maya, now=LATER)
    assert said.written.state == State.HELD
    assert case_of(post).held
    assert seen_by(noor) == []


def test_the_team_and_a_wall_without_first_posts_wait_for_nobody(maya, sam, settings):
    assert wrote(sam).state == State.SHOWN
    settings.WALL_FIRST_POSTS = 0
    assert wrote(maya).state == State.SHOWN


def test_words_of_danger_are_kept_and_heard_and_their_author_reads_where_help_is(
    put, answer, maya, noor
):
    post = put(noor)
    said = actions.post(new(HIGH), by=maya, now=NOON)
    reply = answer(post, maya, HIGH)

    assert said.show_help
    assert (said.written.state, reply.state) == (State.HELD, State.HELD)
    assert {case_of(each).author for each in (said.written, reply)} == {maya}
    assert seen_by(noor) == [post]


def test_words_that_are_not_taken_are_heard_all_the_same(maya):
    assert actions.hear_unposted(HIGH, by=maya, now=NOON)
    assert Flag.objects.get().place == "The wall (not sent: nobody else saw it)"
    assert not actions.hear_unposted("The tea was warm.", by=maya, now=NOON)


def test_what_may_tell_who_somebody_is_is_asked_about_and_then_read_first(put, maya, noor):
    put(noor)
    with pytest.raises(actions.Nudge):
        actions.post(new(TRACE), by=maya, now=NOON)
    assert wrote(maya, TRACE, anyway=True).state == State.HELD


def test_a_double_press_is_one_post_and_other_words_under_its_id_are_another(put, answer, maya):
    one = uuid4()
    post = put(maya, client_id=one)
    assert put(maya, client_id=one) == post
    other = put(maya, "Something else.", client_id=one)
    assert put(maya, "Something else.", client_id=one) == other != post
    reply = answer(post, maya, client_id=one)
    assert answer(post, maya, client_id=one) == reply
    assert (Post.objects.count(), Reply.objects.count()) == (2, 1)


@pytest.mark.parametrize(
    ("now", "most"), [(NOON, policies.POSTS_OF_NEW), (MUCH_LATER, policies.POSTS)]
)
def test_a_day_has_so_many_posts_and_a_cry_for_help_is_taken_all_the_same(now, most, maya):
    for n in range(most):
        wrote(maya, f"Number {n}.", now=now)
    with pytest.raises(actions.SlowDown):
        wrote(maya, now=now)
    assert wrote(maya, HIGH, now=now).state == State.HELD
    assert wrote(maya, now=now + timedelta(days=1, seconds=1))


def test_people_with_the_same_topic_need_a_topic_and_an_empty_post_says_nothing(maya):
    with pytest.raises(actions.NeedsTopic):
        wrote(maya, audience=Audience.TOPIC)
    with pytest.raises(actions.SaysNothing):
        wrote(maya, "")


def test_changed_words_are_screened_anew_and_the_old_ones_kept_for_moderators(put, maya, noor):
    post = put(maya, "The tea was warm.")
    kept = actions.change(post, actions.Changed(words="The tea was cold."), by=maya, now=LATER)
    assert (kept.written.state, kept.written.changed_at) == (State.SHOWN, LATER)

    said = actions.change(post, actions.Changed(words=HIGH), by=maya, now=LATER)

    assert (said.show_help, said.written.state) == (True, State.HELD)
    assert seen_by(noor) == []
    said_before = [each.words for each in post.formers.order_by("pk")]
    assert said_before == ["The tea was warm.", "The tea was cold."]
    with pytest.raises(actions.NotThere):
        actions.change(post, actions.Changed(words="Mine now."), by=noor, now=LATER)


def test_a_first_post_cannot_become_another_one_once_it_was_read(maya, noor, ines):
    post = wrote(maya)
    flags.let_out(flags.claim(case_of(post), by=ines, now=LATER), by=ines, now=LATER)
    said = actions.change(post, actions.Changed(words="Other words."), by=maya, now=LATER)
    assert said.written.state == State.WAITING
    assert seen_by(noor) == []


def test_what_its_author_deleted_nobody_lets_out_or_shows_again(maya, noor, ines):
    post = wrote(maya)
    actions.delete(post, by=maya)
    flags.let_out(flags.claim(case_of(post), by=ines, now=LATER), by=ines, now=LATER)
    actions.show_again(post, by=ines)
    assert seen_by(noor) == seen_by(maya) == []
    with pytest.raises(actions.NotThere):
        actions.delete(post, by=maya)


def test_a_reported_reply_is_seen_among_its_neighbours_hidden_shown_and_its_author_silenced(
    put, answer, maya, noor, ines
):
    post = put(noor, "The tea was warm.")
    reply = answer(post, maya, "Go away.")
    worry = flags.Worry(Reason.UNKIND, "")
    flags.report(actions.subject_of(reply), worry, by=noor, now=NOON)
    flag = flags.claim(case_of(reply), by=ines, now=LATER)
    case = flags.open_case(flag, by=ines, now=LATER)
    assert [(line.who, line.words) for line in case.context] == [
        ("Noor", "The tea was warm."),
        ("Maya", "Go away."),
    ]
    assert Disclosure.objects.about(maya.pk).filter(what="wall").count() == 1

    flags.hide_text(flag, by=ines, now=LATER)
    assert not Reply.objects.visible_to(noor, LATER).exists()
    assert notices_of(maya) == ["safety.deed_done"]
    flags.show_text(flag, by=ines, now=LATER)
    assert Reply.objects.visible_to(noor, LATER).get() == reply
    rest = flags.Rest(reason="Be kind.", lasts=next(iter(LASTS.values())))
    flags.mute_author(flag, rest, by=ines, now=LATER)
    with pytest.raises(actions.AskedToPause):
        answer(post, maya, now=LATER)
    assert answer(post, maya, LOW, now=LATER).state == State.HELD  # a cry for help is heard
    flags.unmute_author(flag, by=ines, now=LATER)
    assert answer(post, maya, now=LATER).is_shown
    hidden = {"outcome": Outcome.NOTHING_NEEDED, "fate": Fate.HIDDEN}
    flags.resolve(flag, by=ines, now=LATER, **hidden)
    assert reply not in Reply.objects.visible_to(noor, LATER)


def test_an_author_hears_once_a_day_of_answers_and_nothing_of_people_they_do_not_see(
    put, answer, maya, noor, sam
):
    post = put(maya)
    actions.mute(sam, by=maya, now=NOON)
    answer(post, sam)
    answer(post, maya)
    assert notices_of(maya) == []
    for n in range(2):
        answer(post, noor, f"Number {n}.", now=NOON + timedelta(minutes=n))
    assert notices_of(maya) == ["rooms.wall_answered"]
