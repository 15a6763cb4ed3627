"""Maya asks; specialists who could fit hear of it, a few at a time, and after a day Ade does."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.peers import actions as peers
from matching.peers import caseload
from matching.peers.models import SpecialistProfile
from matching.rematch import actions as rematch
from matching.requests import actions
from matching.requests.actions import Asking, telling
from matching.requests.actions.telling import ALONE, AT_ONCE, NEXT_ROUND
from matching.requests.fitting import ONE_NOTICE, to_tell
from matching.requests.models import MatchRequest, Outreach
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from peerhub.notifications import actions as notifications
from peerhub.notifications.models import Notice
from safety.flags import actions as flags
from safety.flags.models import Flag
from tests.builders_matching import published_specialist, topics
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.safety.flags.texts import HIGH

Person = Callable[..., User]
SOON = NOON + timedelta(minutes=1)
MINUTE = timedelta(minutes=1)


def asks(member: User, *, roots: tuple[str, ...] = ("R7",), words: str = "") -> MatchRequest:
    asking = Asking(struggles=topics("S35"), roots=topics(*roots), words=words)
    return actions.ask(asking, by=member, now=NOON).request


def heard(kind: str = "matching.asked") -> list[str]:
    """Who was told, in the order in which they were."""
    told = Notice.objects.filter(kind=kind, cancelled_at=None).order_by("pk")
    return list(told.values_list("person__handle", flat=True))


@pytest.fixture
def rosa(person: Person) -> User:
    """Rosa, who drinks no more, for another reason than Maya."""
    return published_specialist(person("Rosa"), struggles=("S35",), now=NOON).person


@pytest.fixture
def shown(sam: User) -> User:
    """Sam, whose parent drank, too."""
    return published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON).person


def test_who_could_fit_is_told_once_and_reads_nothing_of_her_in_it(
    maya: User, shown: User, rosa: User
) -> None:
    asks(maya, words="Somebody who knows that kitchen.")

    actions.look(now=SOON)
    actions.look(now=SOON + MINUTE)

    assert heard() == ["Sam", "Rosa"]  # the shared root first
    assert {(notice.url, *notice.context) for notice in Notice.objects.all()} == {("/requests/",)}
    entry = Entry.objects.get(verb=Verb.REQUEST_TOLD)
    assert (entry.actor_id, entry.details) == (None, {"specialists": 2})


def test_a_few_are_told_at_once_and_the_next_few_when_nobody_answers(
    maya: User, person: Person
) -> None:
    for number in range(AT_ONCE + 2):
        published_specialist(person(f"Peer {number}"), struggles=("S35",), now=NOON)
    asks(maya)

    actions.look(now=SOON)
    assert len(heard()) == AT_ONCE
    actions.look(now=SOON + NEXT_ROUND - MINUTE)
    assert len(heard()) == AT_ONCE
    actions.look(now=SOON + NEXT_ROUND + MINUTE)

    assert sorted(heard()) == sorted(f"Peer {number}" for number in range(AT_ONCE + 2))


def test_nobody_is_told_more_while_an_answer_stands_and_again_after_a_no(
    maya: User, shown: User, person: Person
) -> None:
    asked = asks(maya)
    actions.look(now=SOON)
    made = actions.propose(asked, words="I know it.", by=shown, now=SOON)
    published_specialist(person("Rosa"), struggles=("S35",), now=NOON)

    actions.look(now=SOON + 2 * NEXT_ROUND)
    assert heard() == ["Sam"]
    actions.decline(made, by=maya, now=SOON + 2 * NEXT_ROUND)
    actions.look(now=SOON + 2 * NEXT_ROUND + MINUTE)

    assert heard() == ["Sam", "Rosa"]


def test_a_specialist_hears_once_a_day_however_many_ask(
    maya: User, noor: User, shown: User
) -> None:
    asks(maya)
    actions.look(now=SOON)
    asks(noor)

    actions.look(now=SOON + ONE_NOTICE - MINUTE)
    assert heard() == ["Sam"]
    actions.look(now=SOON + ONE_NOTICE + MINUTE)

    assert heard() == ["Sam", "Sam"]
    assert Outreach.objects.values("request").distinct().count() == 2


def test_whoever_is_on_a_break_set_aside_or_full_is_left_in_peace(
    maya: User, shown: User, rosa: User, person: Person
) -> None:
    full = bookable_specialist(person("Ann"), now=NOON)
    SpecialistProfile.objects.filter(pk=full.pk).update(capacity=1)
    booked_session(person("Lee"), full, NOON)
    peers.pause(rosa.specialist_profile, by=rosa, now=NOON)
    rematch.try_someone_else(shown.specialist_profile, by=maya, now=NOON)
    asks(maya)

    assert caseload.people_now(now=SOON) == {full.pk: 1}
    actions.look(now=SOON)
    assert heard() == []
    rematch.suggest_again(maya.set_asides.get(), by=maya)
    actions.look(now=SOON)

    assert heard() == ["Sam"]


def test_nobody_new_this_month_is_true_of_requests_as_well(maya: User, shown: User) -> None:
    peers.take_nobody_new(shown.specialist_profile, by=shown, now=NOON)
    december = SpecialistProfile.objects.get(person=shown).takes_new_from
    assert december is not None
    asks(maya)

    actions.look(now=december - MINUTE)
    assert heard() == []
    actions.look(now=december)

    assert heard() == ["Sam"]


@pytest.mark.parametrize(
    ("told", "who"),
    [
        (Answers(languages=("es",)), ["Rosa"]),
        (Answers(ways=("video",)), ["Sam"]),
        (Answers(languages=("en", "es"), musts=("language:es",)), ["Rosa"]),
        (Answers(facets=("faith:none",), musts=("faith:none",)), []),
    ],
    ids=["language", "way", "must", "must that nobody meets"],
)
def test_only_who_can_meet_her_is_told(
    told: Answers, who: list[str], maya: User, sam: User, person: Person
) -> None:
    published_specialist(sam, struggles=("S35",), ways=("text", "video"), now=NOON)
    published_specialist(person("Rosa"), languages=("es",), ways=("text",), now=NOON)
    intake.keep(maya, told, agrees=True, now=NOON)
    asks(maya)

    actions.look(now=SOON)

    assert heard() == who


def test_her_own_request_is_no_news_to_a_specialist_who_asks(shown: User, rosa: User) -> None:
    asks(shown)

    actions.look(now=SOON)

    assert heard() == ["Rosa"]


def test_words_that_wait_for_a_person_are_told_to_nobody_before(
    maya: User, ines: User, shown: User
) -> None:
    asks(maya, words=HIGH)
    actions.look(now=SOON)
    assert heard() == []

    flag = flags.claim(Flag.objects.get(), by=ines, now=NOON)
    flags.let_out(flag, by=ines, now=NOON)
    actions.look(now=SOON)

    assert heard() == ["Sam"]


def test_what_she_takes_back_is_not_told_any_more(maya: User, shown: User) -> None:
    asked = asks(maya)
    actions.look(now=SOON)
    assert not Notice.objects.exclude(sent_at=None).exists()

    actions.withdraw(asked, by=maya, now=SOON)

    assert heard() == []


def test_after_a_day_without_an_answer_every_supervisor_is_told_once(maya: User, ade: User) -> None:
    asked = asks(maya)

    for at in (ALONE - MINUTE, ALONE, ALONE + MINUTE):
        actions.look(now=NOON + at)
        assert heard("matching.alone") == (["Ade"] if at >= ALONE else [])

    assert Notice.objects.get(kind="matching.alone").url == "/requests/waiting/"
    asked.refresh_from_db()
    assert asked.coordinator_told_at == NOON + ALONE


@pytest.mark.parametrize("words", ["I know it.", HIGH], ids=["read by her", "held"])
def test_an_answer_keeps_the_supervisors_quiet_only_when_she_can_read_it(
    words: str, maya: User, ade: User, shown: User
) -> None:
    asked = asks(maya)
    actions.propose(asked, words=words, by=shown, now=SOON)

    actions.look(now=NOON + ALONE)

    assert heard("matching.alone") == ([] if words != HIGH else ["Ade", "Calm Publisher"])


def test_without_a_supervisor_it_is_said_in_the_log_and_tried_again(
    maya: User, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    asked = asks(maya)

    actions.look(now=NOON + ALONE)

    assert caplog.messages == [f"request {asked.pk} waits, and nobody is there to be told"]
    asked.refresh_from_db()
    assert asked.coordinator_told_at is None


def test_one_that_cannot_be_told_keeps_back_none_behind_it(
    maya: User, noor: User, shown: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = asks(maya), asks(noor)

    def breaks(request: MatchRequest, *, most: int, now: datetime) -> list[SpecialistProfile]:
        if request.pk == first.pk:
            raise ZeroDivisionError
        return to_tell(request, most=most, now=now)

    monkeypatch.setattr(telling, "to_tell", breaks)

    actions.look(now=SOON)

    assert heard() == ["Sam"]


def test_what_leaves_the_site_says_nothing_of_it(maya: User, shown: User) -> None:
    asks(maya)
    actions.look(now=SOON)

    for notice_id in notifications.claim_due(now=SOON):
        assert notifications.show(notice_id, now=SOON)

    kind = Notice.objects.get(kind="matching.asked")
    assert (kind.person, kind.context) == (shown, {})
