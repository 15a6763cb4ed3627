"""Whoever decided does not look again; what a second person undoes is undone, or told as it is."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from rooms.bounds.models import Bound
from rooms.friends import actions as friends
from rooms.hosting import actions as hosting
from rooms.letters import actions as letters
from rooms.letters.models import FriendLetter
from rooms.live import actions as live
from rooms.live.models import Message, Room
from rooms.masks.models import Mask
from rooms.wall import actions as wall
from rooms.wall.actions import Changed, NewPost
from rooms.wall.models import Post, Reply
from safety.appeals import actions, policies
from safety.appeals.actions import AlreadyAppealed, AlreadyDecided, NotTheSecond
from safety.deeds.actions import Done, tell
from safety.deeds.models import Deed
from safety.deeds.states import DeedKind, Outcome
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import Outcome as End
from safety.subjects import SubjectRef, adapter_for
from tests.conftest import Person
from tests.rooms.conftest import staffed
from tests.rooms.friends.conftest import Befriend, befriend, wren
from tests.rooms.letters.conftest import DANGER
from tests.safety.appeals.conftest import MUTE
from tests.safety.appeals.test_appeals import ANSWER, WHY, appealed, bound, decided, now
from tests.safety.flags.in_a_room import case_of, entered, said
from tests.together import together

__all__ = ["befriend", "wren"]
pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
Take = Callable[..., Deed]
OLD, NEW = "The kettle sings.", "The kettle is quiet."
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def changed(vocabulary: None, maya: User) -> tuple[Post, Flag, Flag]:
    """A first post of Maya's that she changed while it waited: its two cases, in their order."""
    post = wall.post(NewPost(words=OLD, client_id=uuid4()), by=maya, now=now()).written
    assert isinstance(post, Post)
    wall.change(post, Changed(words=NEW), by=maya, now=now())
    first, second = Flag.objects.filter(subject_id=post.public_id).order_by("pk")
    return post, first, second


def closed(flag: Flag, ines: User, *, let_out: bool = False) -> list[tuple[str, str]]:
    """Ines closes a case; what its author was told of by now."""
    flag = flags.claim(flag, by=ines, now=now())
    if let_out:
        flag = flags.let_out(flag, by=ines, now=now())
    flags.resolve(flag, by=ines, outcome=End.NOTHING_NEEDED, rule="names", now=now())
    return [(deed.kind, deed.quote) for deed in Deed.objects.order_by("pk")]


def test_who_changed_what_waited_hears_of_the_first_words_and_of_the_new_ones(
    changed: tuple[Post, Flag, Flag], maya: User, ines: User, client_of: ClientOf
) -> None:
    _, first, second = changed

    told = closed(first, ines)

    assert told == [("changed", OLD)]
    assert Notice.objects.filter(person=maya, kind="safety.deed_done").count() == 1
    page = client_of(maya).get(Deed.objects.get().get_absolute_url()).content.decode()
    assert ("Nobody else saw the first ones" in page, "second look" in page) == (True, False)
    assert closed(second, ines) == [*told, ("kept", NEW)]


def test_of_first_words_nobody_says_that_the_new_ones_were_kept_back(
    changed: tuple[Post, Flag, Flag], ines: User
) -> None:
    post, first, second = changed

    assert closed(second, ines, let_out=True) == []
    assert closed(first, ines) == [("changed", OLD)]
    post.refresh_from_db()
    assert post.is_shown


def test_who_hides_once_more_is_no_second_person(
    flag: Flag, sam: User, maya: User, ines: User, ade: User, client_of: ClientOf
) -> None:
    message = Message.objects.get(public_id=flag.subject_id)
    hosting.hide(message, by=sam, now=message.posted_at)
    flags.hide_text(flag, by=ines, now=now())
    flags.hide_text(flag, by=ines, now=now())
    deed = appealed(Deed.objects.get(), maya)

    assert (deed.by, deed.also_by) == (sam, [ines.pk])
    with pytest.raises(NotTheSecond):
        decided(deed, ines)
    assert client_of(ines).get(f"/appeals/{deed.public_id}/").status_code == 404
    assert [policies.waiting_for(who, now=now()) for who in (ines, ade)] == [[], [deed]]
    deed.put(answer=ANSWER)
    deed.outcome, deed.decided_at, deed.decided_by = Outcome.UNDONE, now(), ines
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        deed.save()
    assert decided(Deed.objects.get(), ade).outcome == "undone"


def test_supervisors_are_told_once_of_what_is_late(
    take: Take, maya: User, ines: User, ade: User, sam: User, person: Person
) -> None:
    deed = appealed(take(), maya)
    assert deed.due_on is not None
    late = now() + 8 * DAY

    assert actions.tell_of_late(now=now()) == 0
    assert [actions.tell_of_late(now=late) for _ in range(2)] == [1, 0]

    person("Bo", Role.SUPERVISOR)
    assert actions.tell_of_late(now=late + DAY) == 0
    told = Notice.objects.filter(kind="safety.appeal_late")
    assert [(each.person, each.url, each.context) for each in told] == [(ade, "/appeals/", {})]


def test_what_is_late_waits_until_a_supervisor_can_decide(
    take: Take, maya: User, ade: User, person: Person
) -> None:
    deed, late = appealed(take(), maya), now() + 8 * DAY
    Deed.objects.filter(pk=deed.pk).update(also_by=[ade.pk])  # she hid it, too
    assert actions.tell_of_late(now=late) == 0

    bo = person("Bo", Role.SUPERVISOR)

    assert actions.tell_of_late(now=late) == 1
    assert Notice.objects.get(kind="safety.appeal_late").person == bo


@pytest.mark.parametrize("still", [True, False])
def test_of_a_message_that_cannot_get_to_a_friend_any_more_that_is_said(
    still: bool,
    maya: User,
    wren: User,
    ines: User,
    ade: User,
    befriend: Befriend,
    client_of: ClientOf,
) -> None:
    tie = befriend(maya, wren)
    danger = "I have the pills in front of me and I am going to kill myself tonight."
    letter = letters.write(tie, danger, by=maya, now=now(), client_id=uuid4()).letter
    subject = SubjectRef(letters.SUBJECT, str(letter.public_id))
    deed = tell(maya, Done(DeedKind.KEPT, subject, danger), by=ines, now=now())
    assert deed is not None
    adapter_for(subject.kind).keep_unseen(subject.id, ines.pk, now())
    appealed(deed, maya)
    if not still:
        friends.end(tie, by=wren, now=now())

    deed = decided(deed, ade)

    assert (deed.seen_again, FriendLetter.objects.get().gone) == (still, "" if still else "hidden")
    page = client_of(maya).get(deed.get_absolute_url()).content.decode()
    assert ("not back in their place" in page, "it is undone" in page) == (not still, still)


def test_only_the_mute_that_was_appealed_ends(
    flag: Flag, take: Take, room: Room, mask: Mask, maya: User, sam: User, ade: User
) -> None:
    deed = take(mute=MUTE)
    other = bound(mask, sam, "mute-1-hour", said_by(mask))
    appealed(deed, maya)

    decided(deed, ade)

    held = Bound.objects.active(now=said_by(mask).posted_at).filter(mask=mask)
    assert [str(each.pk) for each in held] == [other.subject_id]


def said_by(mask: Mask) -> Message:
    return Message.objects.filter(mask=mask).latest("pk")


@pytest.mark.usefixtures("vocabulary")
@pytest.mark.parametrize("where", ["wall", "letters"])
def test_one_mute_ends_and_another_stays(
    where: str, maya: User, wren: User, ines: User, befriend: Befriend
) -> None:
    if where == "wall":
        post = wall.post(NewPost(words=OLD, client_id=uuid4()), by=maya, now=now()).written
        kind, key = wall.POST, post.public_id
    else:
        tie = befriend(maya, wren)
        letter = letters.write(tie, OLD, by=maya, now=now(), client_id=uuid4()).letter
        kind, key = letters.SUBJECT, str(letter.public_id)
    owner, at = adapter_for(kind), now()
    long = owner.mute(key, "Please rest.", at + DAY, ines.pk, at)
    short = owner.mute(key, "Please rest.", at + HOUR, ines.pk, at)

    owner.end_mute(long, ines.pk, at)
    assert owner.muted_until(key, at) == at + HOUR

    owner.end_mute(short, ines.pk, at)
    assert owner.muted_until(key, at) is None


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_one_appeal_is_kept_and_one_decision(
    sam: User, maya: User, ade: User, ines: User
) -> None:
    subject = SubjectRef("tests.words", "1")
    deed = tell(maya, Done(DeedKind.HIDDEN, subject, OLD), by=sam, now=now())
    assert deed is not None

    came = together(
        *[lambda: actions.appeal(deed, WHY, by=maya, now=now()).deed.pk] * 2,
        lambda: actions.appeal(deed, "Something else.", by=maya, now=now()).deed.pk,
    )

    kept = Deed.objects.get().appeal
    same, other = (2, 1) if kept == WHY else (1, 2)
    names = sorted(str(each) for each in came)
    assert names == sorted([str(deed.pk)] * same + [AlreadyAppealed.__name__] * other)

    answers = {ade: (Outcome.UNDONE, "Undone."), ines: (Outcome.UPHELD, "It stays.")}
    came = together(
        *[
            lambda by=by, said=said: actions.decide(deed, *said, by=by, now=now()).pk
            for by, said in answers.items()
        ]
    )

    assert sorted(str(each) for each in came) == sorted([str(deed.pk), AlreadyDecided.__name__])
    deed.refresh_from_db()
    assert deed.decided_by is not None
    assert (deed.outcome, deed.answer) == answers[deed.decided_by]
    assert Notice.objects.filter(kind="safety.appeal_decided").count() == 1


@pytest.mark.usefixtures("vocabulary")
@pytest.mark.parametrize("how", ["kept", "hidden unread", "seen"])
def test_words_that_nobody_had_seen_come_back_among_the_newest_and_others_in_their_place(
    how: str, maya: User, noor: User, ines: User, ade: User, settings
) -> None:
    settings.WALL_FIRST_POSTS = 0 if how == "seen" else 3
    before = now() - DAY
    post = wall.post(NewPost(words=OLD, client_id=uuid4()), by=maya, now=before).written
    subject = SubjectRef(wall.POST, post.public_id)
    kind = DeedKind.KEPT if how == "kept" else DeedKind.HIDDEN
    deed = tell(maya, Done(kind, subject, OLD), by=ines, now=before)
    assert deed is not None
    owner = adapter_for(subject.kind)
    if how == "kept":
        owner.keep_unseen(subject.id, ines.pk, before)
    else:
        owner.hide(subject.id, ines.pk, before)
    appealed(deed, maya)

    deed = decided(deed, ade)

    found = Post.objects.get()
    assert (deed.seen_again, found.is_shown) == (True, True)
    assert found.posted_at == (before if how == "seen" else deed.decided_at)
    told = Notice.objects.filter(kind="rooms.wall_let_out", person=maya)
    assert told.count() == (0 if how == "seen" else 1)
    wall.hide(found, by=ines)
    wall.show_again(found, by=ines)  # by now they had seen it
    assert Post.objects.get().posted_at == found.posted_at


@pytest.mark.usefixtures("vocabulary")
def test_an_answer_that_was_kept_back_is_told_of_when_it_comes_back(
    maya: User, noor: User, ines: User, ade: User, settings
) -> None:
    settings.WALL_FIRST_POSTS = 0
    post = wall.post(NewPost(words=OLD, client_id=uuid4()), by=noor, now=now() - DAY).written
    assert isinstance(post, Post)
    new = wall.NewReply(words=DANGER, client_id=uuid4())
    reply = wall.reply(post, new, by=maya, now=now() - DAY).written
    subject = SubjectRef(wall.REPLY, reply.public_id)
    deed = tell(maya, Done(DeedKind.KEPT, subject, DANGER), by=ines, now=now())
    assert deed is not None
    adapter_for(subject.kind).keep_unseen(subject.id, ines.pk, now())
    assert not Notice.objects.filter(kind="rooms.wall_answered").exists()
    appealed(deed, maya)

    deed = decided(deed, ade)

    assert Reply.objects.get().posted_at == deed.decided_at
    assert Notice.objects.get(kind="rooms.wall_answered").person == noor


def test_who_decided_the_appeal_can_hide_the_words_once_more(
    flag: Flag, take: Take, maya: User, ines: User, ade: User
) -> None:
    deed = decided(appealed(take(), maya), ade, Outcome.UPHELD)

    flags.release(flag, by=ines, note="Yours.", now=now())
    mine = flags.claim(flag, by=ade, now=now())
    flags.hide_text(mine, by=ade, now=now())

    deed.refresh_from_db()
    assert (Deed.objects.count(), deed.also_by, deed.decided_by) == (1, [], ade)


def test_what_is_shown_again_once_its_case_is_closed_waits_for_nobody_in_a_room(
    maya: User, ines: User, sam: User
) -> None:
    room = live.open_room(
        name="Slow start", purpose="For all.", hold_first=True, by=None, now=now() - DAY
    )
    staffed(room, sam)
    entered(maya, room)
    message = said(maya, room, "The kettle sings.", now=now() - HOUR)
    assert message.seq is None
    flag = flags.claim(case_of(message), by=ines, now=now())
    flags.hide_text(flag, by=ines, now=now())
    flags.show_text(flag, by=ines, now=now())
    message.refresh_from_db()
    assert (message.seq, message.gone) == (None, "")  # whoever is on it lets it out, or not

    flags.hide_text(flag, by=ines, now=now())
    flags.resolve(flag, by=ines, outcome=End.NOTHING_NEEDED, rule="kind", now=now())
    flags.show_text(flag, by=ines, now=now())

    message.refresh_from_db()
    flag.refresh_from_db()
    assert (message.seq is not None, message.gone, flag.held) == (True, "", False)


@pytest.mark.usefixtures("vocabulary")
def test_nor_on_the_wall_where_it_is_new(maya: User, ines: User, noor: User) -> None:
    post = wall.post(NewPost(words=OLD, client_id=uuid4()), by=maya, now=now() - DAY).written
    flag = flags.claim(Flag.objects.get(), by=ines, now=now())
    flags.hide_text(flag, by=ines, now=now())
    flags.show_text(flag, by=ines, now=now())
    assert [found.state for found in Post.objects.all()] == ["held"]
    at = now()
    flags.let_out(flag, by=ines, now=at)
    post = Post.objects.get()
    assert (post.state, post.posted_at) == ("shown", at)
    assert Notice.objects.filter(kind="rooms.wall_let_out", person=maya).count() == 1
