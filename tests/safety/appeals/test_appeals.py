"""Who had something hidden reads why, in four parts, and asks a second person to look again."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure
from peerhub.notifications import actions as notifications
from peerhub.notifications import kinds
from peerhub.notifications.models import Notice
from rooms.bounds.reading import bound_of
from rooms.hosting import actions as hosting
from rooms.hosting.measures import MEASURES
from rooms.live import actions as live
from rooms.live.models import Message, Room
from rooms.masks.models import Mask
from rooms.wall import actions as wall
from rooms.wall.models import Post
from rooms.wall.states import State
from safety.appeals import actions, policies
from safety.appeals.actions import AlreadyAppealed, AlreadyDecided, NotTheSecond, TooLate
from safety.deeds.house import ALL, HOUSE, OF_REASON
from safety.deeds.models import Deed
from safety.deeds.states import DeedKind, Outcome
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.pauses import LASTS, REASONS
from safety.flags.states import Outcome as End
from tests.conftest import Person
from tests.safety.appeals.conftest import MUTE, TOLD
from tests.safety.flags.in_a_room import said
from tests.safety.flags.texts import HIGH, LOW

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
Take = Callable[..., Deed]
WHY = "I only meant the tea."
ANSWER = "Thank you. We read it again."


def now() -> datetime:
    return timezone.now()


def appealed(deed: Deed, by: User) -> Deed:
    return actions.appeal(deed, WHY, by=by, now=now()).deed


def decided(deed: Deed, by: User, outcome: Outcome = Outcome.UNDONE) -> Deed:
    return actions.decide(deed, outcome, ANSWER, by=by, now=now())


def gone(flag: Flag) -> str:
    return Message.objects.get(public_id=flag.subject_id).gone


def kept_post(maya: User, ines: User) -> tuple[Post, Deed]:
    """A first post of Maya's that a guide turned down."""
    new = wall.NewPost(words="The kettle sings.", client_id=uuid4())
    wall.post(new, by=maya, now=now())
    post = Post.objects.latest("pk")
    flag = flags.claim(Flag.objects.get(subject_id=post.public_id), by=ines, now=now())
    flags.resolve(flag, by=ines, outcome=End.NOTHING_NEEDED, rule="names", now=now())
    return post, Deed.objects.latest("pk")


def bound(mask: Mask, sam: User, measure: str, message: Message) -> Deed:
    hosting.bind(
        mask,
        MEASURES[measure],
        reason=TOLD,
        rule="space",
        about=message,
        by=sam,
        now=message.posted_at,
    )
    return Deed.objects.latest("pk")


@pytest.mark.usefixtures("vocabulary")
def test_each_kind_of_deed_says_the_four_parts_and_how_to_go_on(
    room: Room, mask: Mask, flag: Flag, take: Take, maya: User, ines: User, sam: User, client_of
) -> None:
    message = Message.objects.get(public_id=flag.subject_id)
    post, _ = kept_post(maya, ines)
    take(hide=True, mute=MUTE, pause=LASTS["24-hours"])
    bound(mask, sam, "mute-1-hour", live_message(maya, mask, room))
    bound(mask, sam, "remove-1-hour", message)
    User.objects.filter(pk=maya.pk).update(is_active=True)  # the pause is over
    browser = client_of(maya)
    found = list(Deed.objects.of(maya))

    pages = {deed: browser.get(deed.get_absolute_url()).content.decode() for deed in found}

    assert {deed.kind for deed in found} == set(DeedKind) - {DeedKind.CHANGED}
    for deed, page in pages.items():
        assert [part for part in parts(deed) if part not in page] == []
        assert ("Ask for a second look" in page) == (deed.kind != DeedKind.PAUSED)
    assert post.public_id not in "".join(pages.values())


def live_message(maya: User, mask: Mask, room: Room) -> Message:
    return Message.objects.filter(mask=mask).latest("pk")


def parts(deed: Deed) -> list[str]:
    rule = deed.house_rule
    told = [deed.told] if deed.told else []
    return ["Thank you for writing", rule.name, deed.quote, rule.change, 'href="/now/"', *told]


def test_nothing_of_it_leaves_the_site(
    take: Take, maya: User, ade: User, caplog, django_capture_on_commit_callbacks
) -> None:
    caplog.set_level(logging.DEBUG)
    with django_capture_on_commit_callbacks(execute=True):
        decided(appealed(take(), maya), ade)
        while claimed := notifications.claim_due(now=now() + timedelta(minutes=1)):
            for notice in claimed:
                notifications.deliver(notice, now=now() + timedelta(minutes=1))

    told = list(Notice.objects.filter(person=maya))
    out = "".join(f"{each.subject}{each.body}" for each in mail.outbox) + caplog.text
    lines = "".join(kinds.known(each.kind).line + str(each.context) for each in told)
    assert {each.kind for each in told} >= {"safety.deed_done", "safety.appeal_decided"}
    for secret in (LOW, TOLD, WHY, ANSWER, HOUSE["kind"].name, HOUSE["kind"].change):
        assert secret not in out + lines


def test_what_was_hidden_is_shown_again(flag: Flag, take: Take, maya: User, ade: User) -> None:
    deed = appealed(take(), maya)
    assert gone(flag) == "hidden"

    deed = decided(deed, ade)

    assert (gone(flag), deed.outcome, deed.answer) == ("", "undone", ANSWER)
    assert flags.is_hidden(flag) is False


def test_what_is_upheld_stays_as_it_is_and_is_answered(
    flag: Flag, take: Take, maya: User, ade: User
) -> None:
    deed = decided(appealed(take(), maya), ade, Outcome.UPHELD)

    assert (gone(flag), deed.outcome, deed.taken_back_at) == ("hidden", "upheld", None)


@pytest.mark.usefixtures("vocabulary")
def test_a_first_post_that_was_turned_down_is_seen_by_others(
    maya: User, ines: User, noor: User, ade: User
) -> None:
    post, deed = kept_post(maya, ines)
    assert (deed.kind, deed.rule) == (DeedKind.KEPT, "names")

    decided(appealed(deed, maya), ade)

    post.refresh_from_db()
    assert post.state == State.SHOWN
    assert list(Post.objects.visible_to(noor, now())) == [post]


@pytest.mark.usefixtures("vocabulary")
@pytest.mark.parametrize("how", ["deleted", "changed"])
def test_what_its_author_deleted_or_changed_meanwhile_is_not_shown(
    how: str, maya: User, ines: User, ade: User
) -> None:
    post, deed = kept_post(maya, ines)
    appealed(deed, maya)
    if how == "deleted":
        wall.delete(post, by=maya)
    else:
        wall.change(post, wall.Changed(words="The kettle is quiet."), by=maya, now=now())
    post.refresh_from_db()
    before = post.state

    deed = decided(deed, ade)

    post.refresh_from_db()
    assert (post.state, post.is_shown, deed.seen_again) == (before, False, False)


def test_a_mute_ends(flag: Flag, take: Take, room: Room, maya: User, ade: User) -> None:
    deed = appealed(take(mute=MUTE), maya)
    with pytest.raises(live.AskedToPause):
        said(maya, room, "The tea is warm.", now=now())

    decided(deed, ade)

    assert said(maya, room, "The tea is warm.", now=now()).gone == ""


@pytest.mark.parametrize("measure", ["mute-1-hour", "remove-1-hour"])
def test_what_a_host_asked_ends(
    measure: str, mask: Mask, flag: Flag, maya: User, sam: User, ines: User
) -> None:
    message = Message.objects.get(public_id=flag.subject_id)
    deed = bound(mask, sam, measure, message)
    assert (deed.quote, deed.rule) == (LOW, "space")
    actions.appeal(deed, WHY, by=maya, now=message.posted_at)

    actions.decide(deed, Outcome.UNDONE, ANSWER, by=ines, now=message.posted_at)

    assert bound_of(mask.pk, now=message.posted_at) is None


def test_the_database_refuses_who_decided_first(take: Take, maya: User, ines: User) -> None:
    deed = appealed(take(), maya)
    with pytest.raises(NotTheSecond):
        decided(deed, ines)
    with pytest.raises(NotTheSecond):
        decided(deed, maya)
    deed.put(answer=ANSWER)
    deed.outcome, deed.decided_at = Outcome.UNDONE, now()
    for who in (ines, maya):
        deed.decided_by = who
        with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
            deed.save()


def test_of_two_who_decide_one_does(take: Take, flag: Flag, maya: User, ade: User, person) -> None:
    deed = appealed(take(), maya)
    decided(deed, ade, Outcome.UPHELD)

    with pytest.raises(AlreadyDecided):
        decided(deed, person("Kofi", Role.MODERATOR))

    assert gone(flag) == "hidden"


def test_an_appeal_is_sent_once_within_fourteen_days(take: Take, maya: User) -> None:
    deed = take()
    late = deed.at + timedelta(days=14, seconds=1)
    with pytest.raises(TooLate):
        actions.appeal(deed, WHY, by=maya, now=late)
    appealed(deed, maya)
    assert appealed(deed, maya).appeal == WHY  # the same words twice are one
    with pytest.raises(AlreadyAppealed):
        actions.appeal(deed, "Something else.", by=maya, now=now())


def test_a_cry_in_an_appeal_opens_a_case_and_shows_help(
    take: Take, maya: User, client_of: ClientOf
) -> None:
    deed = take()

    page = client_of(maya).post(deed.get_absolute_url(), {"words": HIGH}, follow=True)

    assert b"Help for you" in page.content
    assert Flag.objects.filter(subject_kind="safety.appeal", author=maya).count() == 1


def test_it_is_answered_within_three_working_days(take: Take, maya: User) -> None:
    deed = take()
    deed.at = friday = datetime(2027, 1, 8, 12, tzinfo=UTC)
    deed.save()

    deed = actions.appeal(deed, WHY, by=maya, now=friday).deed

    assert deed.due_on == datetime(2027, 1, 13, tzinfo=UTC).date()
    assert [deed.is_late(now=friday + timedelta(days=n)) for n in (5, 6)] == [False, True]


def test_a_supervisor_is_asked_where_no_other_moderator_is_or_one_is_late(
    take: Take, maya: User, ines: User, ade: User, person: Person
) -> None:
    deed = appealed(take(), maya)
    assert [policies.waiting_for(who, now=now()) for who in (ines, ade)] == [[], [deed]]

    kofi = person("Kofi", Role.MODERATOR)
    assert [policies.waiting_for(who, now=now()) for who in (kofi, ade)] == [[deed], []]

    later = now() + timedelta(days=8)
    assert list(policies.waiting_for(ade, now=later)) == [deed]


def test_the_second_person_decides_on_a_page_and_their_look_is_a_line(
    take: Take, maya: User, ines: User, ade: User, noor: User, client_of: ClientOf
) -> None:
    deed = appealed(take(), maya)
    place = f"/appeals/{deed.public_id}/"
    before = Disclosure.objects.filter(person_id=maya.pk).count()

    browser = client_of(ade)
    page = browser.get(place).content.decode()
    asked = browser.post(place, {"outcome": "", "answer": ANSWER})
    listed = browser.get("/appeals/").content.decode()
    done = browser.post(place, {"outcome": "undone", "answer": ANSWER}, follow=True)

    assert [words for words in (LOW, WHY, TOLD, "No") if words not in page] == []
    assert "Maya" not in page + listed
    assert (asked.status_code, ANSWER in asked.content.decode()) == (422, True)
    assert (
        Disclosure.objects.filter(person_id=maya.pk).count() == before + 2
    )  # each time it was shown
    assert b"Decided." in done.content
    own = client_of(maya).get(deed.get_absolute_url()).content.decode()
    assert ANSWER in own
    assert [name for name in ("Ade", "Ines") if name in own] == []
    for who, where in ((ines, place), (noor, place), (noor, deed.get_absolute_url())):
        assert client_of(who).get(where).status_code == 404
    assert client_of(noor).get("/appeals/").status_code == 404


def test_what_was_typed_is_kept_when_it_cannot_be_sent(
    take: Take, maya: User, client_of: ClientOf
) -> None:
    deed = take()
    too_long = "a" * 1001
    browser = client_of(maya)

    page = browser.post(deed.get_absolute_url(), {"words": too_long})
    appealed(deed, maya)
    again = browser.post(deed.get_absolute_url(), {"words": "Something else."})

    assert (page.status_code, too_long in page.content.decode()) == (422, True)
    assert (again.status_code, "Something else." in again.content.decode()) == (409, True)


def test_what_the_queue_takes_back_is_told_as_taken_back(
    flag: Flag, take: Take, maya: User, ines: User, client_of: ClientOf
) -> None:
    deed = take()

    flags.show_text(flag, by=ines, now=now())

    page = client_of(maya).get("/decisions/").content.decode()
    deed.refresh_from_db()
    assert (deed.taken_back_at is None, "This does not hold any more" in page) == (False, True)
    assert not deed.may_appeal(now=now())


def test_words_hidden_twice_are_one_deed(flag: Flag, take: Take, ines: User, maya: User) -> None:
    take()
    flags.hide_text(flag, by=ines, now=now())

    assert Deed.objects.of(maya).count() == 1


def test_each_ready_reason_names_a_rule_and_the_words_lie_sealed(take: Take) -> None:
    from rooms.hosting.measures import REASONS as IN_ROOMS

    deed = take()

    assert {OF_REASON[reason] for reason in (*REASONS, *IN_ROOMS)} <= set(HOUSE)
    assert ALL.key not in HOUSE
    assert LOW.encode() not in bytes(deed.sealed_quote)


def test_other_words_that_are_kept_back_are_told_anew(maya: User, ines: User) -> None:
    post, first = kept_post(maya, ines)
    wall.change(post, wall.Changed(words="The kettle sings again."), by=maya, now=now())
    flag = Flag.objects.filter(subject_id=post.public_id).latest("pk")
    mine = flags.claim(flag, by=ines, now=now())
    flags.resolve(mine, by=ines, outcome=End.NOTHING_NEEDED, rule="names", now=now())

    first.refresh_from_db()
    second = Deed.objects.get(person=maya, taken_back_at=None)
    assert (first.taken_back_at is not None, second.quote) == (True, "The kettle sings again.")


def test_a_cry_in_words_that_are_not_taken_is_heard(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    _, deed = kept_post(maya, ines)
    page = client_of(maya).post(deed.get_absolute_url(), {"words": HIGH + " and so on" * 200})

    assert page.status_code == 422
    assert Flag.objects.filter(subject_id=str(deed.public_id), level__gte=3).count() == 1
    assert "988" in page.content.decode() or "116 123" in page.content.decode()
