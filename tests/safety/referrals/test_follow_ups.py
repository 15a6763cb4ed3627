"""From the sending to an end: questions that fall due, answers, and what a supervisor sees."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.models import Notice
from safety.referrals import actions
from safety.referrals.models import FollowUp, Referral
from safety.referrals.states import Asking, Outcome, ReferralState, Stuck
from tests.cast import NOON
from tests.safety.referrals.acts import due, sent, shared
from tests.together import together

Person = Callable[..., User]
DAY = timedelta(days=1)
DAY_3 = datetime(2026, 11, 26, 14, tzinfo=UTC)  # 9 in the morning in New York
DAY_14 = datetime(2026, 12, 7, 14, tzinfo=UTC)
DAY_30 = datetime(2026, 12, 23, 14, tzinfo=UTC)
NO_ANSWER = datetime(2026, 12, 26, 14, tzinfo=UTC)


def ahead() -> list[str]:
    return list(FollowUp.objects.waiting().order_by("due_at").values_list("kind", flat=True))


def told(kind: str) -> list[str]:
    return list(
        Notice.objects.filter(kind=kind, cancelled_at=None).values_list("person__handle", flat=True)
    )


def answered(referral: Referral, *outcomes: tuple[datetime, Outcome]) -> None:
    """Each is asked at that moment, and answers an hour later."""
    for at, outcome in outcomes:
        actions.open_due_follow_ups(now=at)
        actions.answer(referral, by=referral.member, outcome=outcome, now=at + timedelta(hours=1))


def test_sending_plans_three_questions_and_a_day_for_supervisors(maya: User, ines: User) -> None:
    sent(maya, ines)

    rows = FollowUp.objects.waiting().order_by("due_at").values_list("kind", "due_at")
    assert list(rows) == [
        ("day_3", DAY_3),
        ("day_14", DAY_14),
        ("day_30", DAY_30),
        ("answer_by", NO_ANSWER),
    ]


def test_three_questions_come_and_then_a_supervisor_is_told(
    maya: User, ines: User, ade: User
) -> None:
    referral = sent(maya, ines)
    for at, questions, supervisors in (
        (DAY_3, 1, []),
        (DAY_14, 2, []),
        (DAY_30, 3, []),
        (NO_ANSWER - timedelta(seconds=1), 3, []),
        (NO_ANSWER, 3, ["Ade"]),
        (NO_ANSWER + DAY, 3, ["Ade"]),
    ):
        actions.open_due_follow_ups(now=at)
        assert len(told("safety.referral_question")) == questions
        assert told("safety.referral_stuck") == supervisors

    assert list(Referral.objects.stuck()) == list(Referral.objects.nobody_answered()) == [referral]


def test_after_an_outage_nobody_is_asked_the_same_thing_twice(maya: User, ines: User) -> None:
    sent(maya, ines)

    assert actions.open_due_follow_ups(now=DAY_30 + DAY) == 1

    assert FollowUp.objects.to_do().get().kind == "day_30"
    assert len(told("safety.referral_question")) == 1
    assert ahead() == ["answer_by"]


def test_what_comes_out_at_night_is_told_in_the_morning_and_not_after_a_stop(
    maya: User, ines: User
) -> None:
    referral = sent(maya, ines)
    night = DAY_3 + timedelta(hours=13)  # 10 in the evening
    actions.open_due_follow_ups(now=night)

    notice = Notice.objects.get(kind="safety.referral_question")
    assert notice.due_at == DAY_3 + DAY
    assert notifications.claim_due(now=night) == []
    actions.ask_no_more(referral, by=maya, now=night)
    assert told("safety.referral_question") == []


@pytest.mark.parametrize(
    ("asking", "ways"),
    [(Asking.HERE, (False, False)), (Asking.MAIL, (True, False)), (Asking.PUSH, (False, True))],
)
def test_questions_come_on_the_way_that_was_chosen(
    asking: Asking, ways: tuple[bool, bool], maya: User, ines: User
) -> None:
    due(maya, ines, now=DAY_3, asking=asking)

    assert Notice.objects.values_list("by_mail", "by_push").get() == ways


def test_who_does_not_want_to_be_asked_is_not_and_can_still_tell(maya: User, ines: User) -> None:
    referral = sent(maya, ines, asking=Asking.NOT)

    assert (ahead(), actions.open_due_follow_ups(now=NO_ANSWER)) == ([], 0)
    said = actions.answer(referral, by=maya, outcome=Outcome.WAITLISTED, now=NO_ANSWER)
    assert (said.answer, ahead()) == ("waitlisted", [])
    assert list(FollowUp.objects.to_do()) == [said]


def test_the_member_stops_the_questions_at_any_time(maya: User, ines: User, ade: User) -> None:
    referral = sent(maya, ines)
    actions.open_due_follow_ups(now=DAY_3)

    actions.ask_no_more(referral, by=maya, now=DAY_3)

    assert (ahead(), actions.open_due_follow_ups(now=NO_ANSWER)) == ([], 0)
    assert list(Referral.objects.stuck()) == []


@pytest.mark.parametrize(
    ("outcome", "left", "state"),
    [
        (Outcome.CONNECTED, [], "connected"),
        (Outcome.DECLINED, [], "sent"),
        (Outcome.NOT_ELIGIBLE, [], "sent"),
        (Outcome.NO_CAPACITY, [], "sent"),
        (Outcome.UNSAFE, [], "sent"),
        (Outcome.OTHER, [], "sent"),
        (Outcome.UNSAID, [], "sent"),
        (Outcome.WAITLISTED, ["day_14", "day_30", "answer_by"], "sent"),
        (Outcome.COULD_NOT_REACH, ["day_14", "day_30", "answer_by"], "sent"),
    ],
)
def test_an_outcome_that_ends_it_stops_the_later_questions(
    outcome: Outcome, left: list[str], state: str, maya: User, ines: User
) -> None:
    referral = sent(maya, ines)

    answered(referral, (DAY_3, outcome))

    assert (ahead(), referral.state) == (left, state)
    assert actions.may_answer(referral) == bool(left)


def test_on_a_waiting_list_the_questions_go_on_after_the_last(maya: User, ines: User) -> None:
    referral = sent(maya, ines)

    answered(referral, (DAY_30, Outcome.WAITLISTED))

    assert list(FollowUp.objects.waiting().order_by("due_at").values_list("kind", "due_at")) == [
        ("again", DAY_30 + 30 * DAY),
        ("answer_by", DAY_30 + 33 * DAY),
    ]


def test_an_answer_before_any_question_is_the_answer_to_the_next(maya: User, ines: User) -> None:
    referral = sent(maya, ines)

    said = actions.answer(referral, by=maya, outcome=Outcome.CONNECTED, now=NOON + DAY)

    assert (said.kind, said.opened_at, ahead()) == ("day_3", NOON + DAY, [])
    assert told("safety.referral_question") == []


def test_what_was_not_safe_is_before_a_supervisor_at_once_and_closed_by_one(
    maya: User, ines: User, ade: User
) -> None:
    referral = sent(maya, ines)
    answered(referral, (DAY_3, Outcome.UNSAFE))

    notice = Notice.objects.get(kind="safety.referral_unsafe")
    assert (notice.person, notice.due_at) == (ade, DAY_3 + timedelta(hours=1))
    asked = FollowUp.objects.to_do().get()
    with pytest.raises(actions.ForASupervisor):
        actions.close(asked, by=ines, outcome=Outcome.DECLINED, now=DAY_3 + DAY)
    assert [each.stuck for each in Referral.objects.stuck()] == [Stuck.UNSAFE]

    actions.close(asked, by=ade, outcome=Outcome.UNSAFE, now=DAY_3 + DAY)
    assert list(Referral.objects.stuck()) == []
    assert Referral.objects.get().state == ReferralState.CLOSED


def test_what_a_moderator_hears_was_not_safe_stays_open_for_a_supervisor(
    maya: User, ines: User, ade: User
) -> None:
    asked = due(maya, ines, now=DAY_3)

    assert actions.close(asked, by=ines, outcome=Outcome.UNSAFE, now=DAY_3) is None

    referral = Referral.objects.get()
    assert (referral.state, referral.stuck, ahead()) == ("sent", "unsafe", [])
    assert told("safety.referral_unsafe") == ["Ade"]
    actions.close_stuck(referral, by=ade, outcome=Outcome.UNSAFE, now=DAY_3 + DAY)
    assert Referral.objects.get().state == ReferralState.CLOSED


def test_who_could_not_be_reached_twice_is_before_a_supervisor(
    maya: User, ines: User, ade: User
) -> None:
    referral = sent(maya, ines)
    answered(referral, (DAY_3, Outcome.COULD_NOT_REACH))
    assert list(Referral.objects.stuck()) == []

    answered(referral, (DAY_14, Outcome.COULD_NOT_REACH))

    assert [each.stuck for each in Referral.objects.stuck()] == [Stuck.NOT_REACHED]
    # What a moderator writes down does not take it from the supervisors' list.
    asked = FollowUp.objects.to_do().get()
    actions.close(asked, by=ines, outcome=Outcome.COULD_NOT_REACH, now=DAY_14 + DAY)
    assert [each.stuck for each in Referral.objects.stuck()] == [Stuck.NOT_REACHED]


def test_a_yes_that_is_not_acted_on_for_two_working_days_is_stuck_until_it_is_sent(
    maya: User, ines: User, ade: User
) -> None:
    referral = shared(maya)
    wednesday = NOON + 2 * DAY
    assert actions.open_due_follow_ups(now=wednesday - timedelta(seconds=1)) == 0
    actions.open_due_follow_ups(now=wednesday)
    assert [each.stuck for each in Referral.objects.stuck()] == [Stuck.NOT_SENT]
    assert told("safety.referral_stuck") == ["Ade"]

    actions.mark_sent(referral, by=ines, now=wednesday)

    assert list(Referral.objects.stuck()) == []


def test_a_supervisor_is_not_told_of_their_own(ade: User, ines: User, person: Person) -> None:
    other = person("Juno", Role.SUPERVISOR)
    shared(ade)

    actions.open_due_follow_ups(now=NOON + 2 * DAY)

    assert told("safety.referral_stuck") == [other.handle]


def test_a_yes_ends_with_its_time_and_nothing_is_sent_after_it(maya: User, ines: User) -> None:
    referral = shared(maya)
    assert referral.consent_until == date(2026, 12, 23)
    last_day = datetime(2026, 12, 24, 4, tzinfo=UTC)  # 11 in the evening in New York
    assert actions.let_yeses_end(now=last_day) == 0

    with pytest.raises(actions.TooLate, match="ended"):
        actions.mark_sent(referral, by=ines, now=last_day + timedelta(hours=2))
    assert actions.let_yeses_end(now=last_day + 2 * DAY) == 1

    assert (Referral.objects.get().state, ahead()) == ("lapsed", [])
    assert told("safety.referral_lapsed") == ["Maya"]
    assert list(Referral.objects.seen_by_staff()) == []


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_poller_at_one_moment_never_ask_after_an_end(
    maya: User, ines: User
) -> None:
    referrals = [sent(maya, ines) for _ in range(4)]

    together(
        *[
            lambda one=one: actions.answer(one, by=maya, outcome=Outcome.CONNECTED, now=DAY_3)
            for one in referrals
        ],
        lambda: actions.open_due_follow_ups(now=DAY_3),
        lambda: actions.open_due_follow_ups(now=DAY_3),
    )

    assert ahead() == []
    # Whom the poller asked first was asked what they then answered, and nothing after it.
    assert not FollowUp.objects.exclude(asked=None).filter(answered_at=None).exists()
    assert FollowUp.objects.exclude(answered_at=None).count() == 4
