"""Who told us of it, or was in it, does not decide about it; and somebody always can."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from rooms.live import actions as live
from rooms.wall import actions as wall
from rooms.wall.actions import NewPost, NewReply
from rooms.wall.models import Post
from safety.appeals import actions, policies
from safety.appeals.actions import NotTheSecond
from safety.deeds.models import Deed
from safety.deeds.states import Outcome
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import Reason
from safety.moderation import actions as moderation
from safety.moderation.steps import Steps
from safety.subjects import SubjectRef
from safety.talk import actions as talk
from tests.conftest import Person
from tests.safety.appeals.conftest import TOLD
from tests.safety.appeals.test_appeals import ANSWER, ClientOf, Take, appealed, decided, now
from tests.safety.flags.in_a_room import case_of, entered, opened, said
from tests.safety.flags.texts import HIGH, LOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def kofi(person: Person) -> User:
    return person("Kofi", Role.MODERATOR, Role.SPECIALIST)


def reports(by: User, flag: Flag) -> None:
    subject = SubjectRef(flag.subject_kind, flag.subject_id)
    flags.report(subject, flags.Worry(Reason.UNKIND), by=by, now=now())


def hidden(flag: Flag, by: User) -> Deed:
    """Somebody else hides the words of a case, and their author asks for a second look."""
    mine = flags.claim(flag, by=by, now=now())
    moderation.take(mine, Steps(TOLD, "kind", hide=True), by=by, now=now())
    deed = Deed.objects.latest("pk")
    return appealed(deed, deed.person)


def is_shut(deed: Deed, who: User, browser: Client) -> None:
    """``who`` is neither offered it nor able to decide it, on the page, by the action, in the database."""
    place, answer = f"/appeals/{deed.public_id}/", {"outcome": "undone", "answer": ANSWER}
    assert list(policies.waiting_for(who, now=now())) == []
    assert str(deed.public_id) not in browser.get("/appeals/").content.decode()
    assert [browser.get(place).status_code, browser.post(place, answer).status_code] == [404, 404]
    with pytest.raises(NotTheSecond):
        decided(deed, who)
    deed = Deed.objects.get(pk=deed.pk)
    deed.put(answer=ANSWER)
    deed.outcome, deed.decided_at, deed.decided_by = Outcome.UNDONE, now(), who
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        deed.save()


def test_who_told_us_of_it_does_not_decide(
    flag: Flag, take: Take, maya: User, kofi: User, ade: User, client_of: ClientOf
) -> None:
    reports(kofi, flag)
    deed = appealed(take(), maya)

    is_shut(deed, kofi, client_of(kofi))
    assert decided(deed, ade).outcome == "undone"


def test_nor_does_who_tells_us_after_the_appeal(
    flag: Flag, take: Take, maya: User, kofi: User, client_of: ClientOf
) -> None:
    deed = appealed(take(), maya)
    reports(kofi, flag)

    place = f"/appeals/{deed.public_id}/"
    assert client_of(kofi).get(place).status_code == 404
    with pytest.raises(NotTheSecond):
        decided(deed, kofi)


def test_nor_does_who_looked_after_the_room_or_spoke_beside_it(
    maya: User, kofi: User, ines: User, person: Person, client_of: ClientOf
) -> None:
    room, lee = opened(kofi), person("Lee", Role.MODERATOR)
    live.appoint_host(room=room, person=kofi, by=None, now=now())
    entered(maya, room)
    entered(lee, room)
    said(lee, room, "The tea is cold.", now=now() - timedelta(minutes=6))
    flag = case_of(said(maya, room, LOW, now=now() - timedelta(minutes=5)))

    deed = hidden(flag, ines)

    for who in (kofi, lee):
        is_shut(deed, who, client_of(who))


@pytest.mark.usefixtures("vocabulary")
def test_nor_does_whose_post_was_answered(
    maya: User, kofi: User, ines: User, settings, client_of: ClientOf
) -> None:
    settings.WALL_FIRST_POSTS = 0
    post = wall.post(NewPost(words="The kettle sings.", client_id=uuid4()), by=kofi, now=now())
    assert isinstance(post.written, Post)
    new = NewReply(words="You are wrong about kettles.", client_id=uuid4())
    reply = wall.reply(post.written, new, by=maya, now=now()).written
    subject = SubjectRef(wall.REPLY, reply.public_id)
    flags.report(subject, flags.Worry(Reason.UNKIND), by=ines, now=now())
    flag = Flag.objects.get(subject_id=reply.public_id)

    is_shut(hidden(flag, ines), kofi, client_of(kofi))


def test_where_nobody_else_is_left_supervisors_are_told_once_and_again_when_it_is_late(
    flag: Flag, take: Take, maya: User, ines: User, kofi: User, ade: User
) -> None:
    reports(kofi, flag)
    appealed(take(), maya)

    assert [actions.tell_of_left(now=now()) for _ in range(2)] == [1, 0]
    told = Notice.objects.filter(person=ade).order_by("pk")
    assert [(each.kind, each.url, each.context) for each in told] == [
        ("safety.appeal_left", "/appeals/", {})
    ]
    late = now() + timedelta(days=8)
    assert [actions.tell_of_late(now=late) for _ in range(2)] == [1, 0]
    assert list(told.values_list("kind", flat=True)) == ["safety.appeal_left", "safety.appeal_late"]


def test_while_another_moderator_can_decide_no_supervisor_is_told(
    take: Take, maya: User, kofi: User, ade: User
) -> None:
    appealed(take(), maya)
    assert actions.tell_of_left(now=now()) == 0
    assert not Notice.objects.filter(person=ade).exists()


def test_who_decided_first_helps_when_it_sounds_like_danger_and_decides_nothing(
    take: Take, maya: User, ines: User, client_of: ClientOf
) -> None:
    deed, hers = take(), client_of(ines)
    asked = client_of(maya).get(deed.get_absolute_url()).content.decode()
    assert "They help then, and decide nothing here." in asked
    actions.appeal(deed, HIGH, by=maya, now=now())
    case = Flag.objects.get(subject_kind="safety.appeal")

    row = main(hers.get("/queue/").content.decode())
    flags.claim(case, by=ines, now=now())
    page = main(hers.get(f"/queue/{case.pk}/").content.decode())

    assert (f"/queue/{case.pk}/" in row, HIGH in page, "You are on it" in page) == (True,) * 3
    for shown in (row, page):
        assert [word for word in ("ppeal", str(deed.public_id)) if word in shown] == []
    talk.write(case, "I am here. Are you safe?", by=ines, now=now())  # she can help
    assert hers.get(f"/appeals/{deed.public_id}/").status_code == 404
    with pytest.raises(NotTheSecond):
        decided(deed, ines)


def main(page: str) -> str:
    """The part of a page that is not the same on all, without marks in words."""
    return re.sub("</?mark>", "", page[page.index("<main") : page.index("</main>")])
